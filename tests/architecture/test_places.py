"""What must not lie where it should not: Python in the rules, a clock below the doors, a machine in a text."""

import ast
import re

import pytest

from tests.architecture.house import TOP, below_the_doors, kept_files, modules, texts

CLOCKS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime"},
}
CHANCE = {"random", "secrets", "uuid"}

# Put together here, so that this file does not hold what it looks for.
HOMES = re.compile(r"(?<![\w.~$}])/(?:root|home/[a-z]|Users/[A-Za-z]|work/[a-z])\b")
REGISTRIES = re.compile(
    "|".join(re.escape(".".join(host)) for host in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")])
    + "|" + re.escape("--" + "index-url")
)  # fmt: skip
EXCUSE = re.compile(r"#\s*(type: ignore|noqa|pragma: no cover)(?:\[[\w, -]+\]|: ?[A-Z0-9, ]+)?(\s*$)?")


def test_the_rules_are_yaml_and_markdown_and_nothing_else():
    strange = [
        path.relative_to(TOP).as_posix()
        for path in kept_files()
        if path.relative_to(TOP).parts[0] == "rules" and path.suffix not in {".yaml", ".md"}
    ]
    assert strange == []


@pytest.mark.parametrize("module", below_the_doors())
def test_nothing_below_the_doors_reads_the_clock_or_draws_lots(module):
    tree = below_the_doors()[module]
    assert [*_clocks_read(tree), *_lots_drawn(tree)] == []


def _clocks_read(tree):
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=asked) if asked in CLOCKS.get(owner, ()):
                yield f"line {node.lineno}: {owner}.{asked}"
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=asked) if asked in CLOCKS.get(owner, ()):
                yield f"line {node.lineno}: {owner}.{asked}"
            case ast.ImportFrom(module="time"):
                yield f"line {node.lineno}: from time"


def _lots_drawn(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            yield from (f"line {node.lineno}: {name}" for name in sorted(CHANCE & names))


def test_a_clock_would_be_noticed():
    read = "import datetime, time\na = datetime.date.today()\nb = time.time()\nfrom datetime import date\ndate.today()"
    assert len(list(_clocks_read(ast.parse(read)))) == 3
    assert list(_lots_drawn(ast.parse("from random import choice"))) == ["line 1: random"]


def test_no_text_knows_the_machine_it_was_written_on():
    assert HOMES.search("/" + "root/osteon") and not HOMES.search("https://example.net/" + "home/a")
    assert [name for name, text in texts() if HOMES.search(text)] == []


def test_no_text_names_a_registry():
    assert [name for name, text in texts() if REGISTRIES.search(text)] == []


def test_every_module_opens_with_a_sentence():
    silent = [
        name
        for name, tree in modules().items()
        if not re.match(r"\S[^\n]*[.?!:]", ast.get_docstring(tree) or "")
    ]
    assert silent == []


def test_every_excuse_has_its_reason_on_the_same_line():
    bare = [f"{name}:{at}" for name, text in texts() if name.endswith(".py") for at in _bare_excuses(text)]
    assert bare == []


def _bare_excuses(text):
    above = None
    for at, line in enumerate(text.splitlines(), 1):
        excuse = EXCUSE.search(line)
        # A run of lines with one excuse gives its reason on the first of them.
        if excuse and excuse[2] is not None and (above is None or above[1] != excuse[1]):
            yield at
        above = excuse


def test_a_bare_excuse_would_be_noticed():
    excuse = "no" + "qa"
    assert list(_bare_excuses(f"a  # {excuse}: E1  # why\nb  # {excuse}: E1\n\nc  # {excuse}: E2")) == [4]


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
    assert [name for name, text in texts() if later.search(text)] == []
