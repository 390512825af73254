"""The short command line reads what the whole parser would read, or leaves it to the whole parser."""

import itertools

import pytest

from osteon.doors.cli import evaluate
from osteon.doors.cli.commands import Parser
from osteon.doors.cli.short import short_line

FILES = [[], ["a.json"], ["-"], ["a.json", "b.yaml"], ["--medication", "warfarin"], ["--", "a.json"]]
OPTIONS = [
    [], ["--format", "json"], ["--format", "html"], ["--format", "xml"], ["--format"], ["--as-of", "2026-11-24"],
    ["--as-of", "tomorrow"], ["--as-of", "20261124"], ["--fail-on", "never"], ["--engine", "reference"],
    ["--engine", "other"], ["--fail-on-unknown"], ["--output", "x"], ["--format=json"], ["-h"], ["--for", "json"],
    ["--format", "json", "c.json"], ["--fail-on", "info", "--as-of", "2026-11-24"], ["--as-of", "a.json"],
]  # fmt: skip


@pytest.mark.parametrize(("files", "options"), list(itertools.product(FILES, OPTIONS)))
@pytest.mark.parametrize("order", [lambda a, b: [*a, *b], lambda a, b: [*b, *a]])
def test_a_short_line_means_what_the_whole_parser_says(files, options, order, capsys):
    words = order(files, options)
    line = short_line(words)
    if line is None:
        return
    parser = Parser("osteon evaluate", "")
    evaluate.describe(parser)
    whole = vars(parser.parse_args(words))
    assert vars(line) == {name: whole[name] for name in vars(line)}
    rest = {name: value for name, value in whole.items() if name not in vars(line)}
    assert not any(rest.values())


@pytest.mark.parametrize(
    "words", [["a.json"], ["a.json", "--as-of", "2026-11-24"], ["--format", "json", "a.json"], ["-"]]
)
def test_plain_lines_are_short(words):
    assert short_line(words) is not None
