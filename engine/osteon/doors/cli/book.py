"""`osteon book`: everything that whoever approves the rules has to see, in one page that can be printed."""

import os
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.booking import Book


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "rules", metavar="RULE", nargs="*", help="the ids of some rules; default: every rule in force"
    )
    output = parser.add_argument(
        "--output", metavar="FILE", default="review-book.html",
        help="where to write it; one that ends in .pdf is printed with Chromium; default: review-book.html",
    )  # fmt: skip
    shared.completed_by(output, "FILE")
    features = parser.add_argument(
        "--features", metavar="FOLDER", action="append",
        help="the features to show and play; default: the folder `features` here, if there is one",
    )  # fmt: skip
    shared.completed_by(features, "DIRECTORY")
    counted = parser.add_argument(
        "--adequacy", metavar="FILE",
        help="show how many variants of each rule the rows catch, from `osteon spec adequacy --format json`",
    )  # fmt: skip
    shared.completed_by(counted, "FILE")
    shared.add_day(parser)
    shared.add_pack(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Write the book."""
    import gc

    from osteon.doors.cli.spec_shared import need_the_extra

    need_the_extra()
    from osteon.doors.rendering.book_page import book_pieces

    # The command is short and ends with the process; looking for garbage would take a tenth of it.
    gc.disable()
    book = _book(options)
    if options.output.endswith(".pdf"):
        _print("".join(book_pieces(book)), options.output)
    else:
        from osteon.doors.cli.output import opened

        with opened(options.output) as page:
            for piece in book_pieces(book):
                page.write(piece)
    print(_summary(book, options.output))
    return CLEAN


def _book(options: Namespace) -> "Book":
    from time import perf_counter

    from osteon.doors.booking import book_of
    from osteon.doors.cli.explain import rule_of
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.played import DOORS
    from osteon.knowledge.shelf import load_rulebook
    from osteon.verification.spec.reading import FeatureError

    rulebook = load_rulebook(options.pack)
    for name in options.rules:
        rule_of(rulebook, name)
    files, caught = _features(options), _caught(options.adequacy, rulebook.hash)
    try:
        day = options.as_of or date.today()
        return book_of(rulebook, day, files, options.rules, perf_counter, DOORS, caught)
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble


def _caught(path: str | None, pack: str) -> dict[str, tuple[int, int]]:
    """Return what was counted of the variants of each rule of this very pack; nothing without a file."""
    import json

    from osteon.doors.cli.trouble import UsageError

    if path is None:
        return {}
    again = "write it again with `osteon spec adequacy --format json`"
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        if told["pack"] != pack:
            raise UsageError(f"{path} was counted of another state of the pack; {again}")
        return {rule: (int(each["caught"]), int(each["all"])) for rule, each in told["variants"].items()}
    except OSError as trouble:
        raise UsageError(f"{path} cannot be read: {trouble.strerror}") from trouble
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise UsageError(f"{path} does not hold what `osteon spec adequacy` counts; {again}") from trouble


def _features(options: Namespace) -> list[Path]:
    from osteon.doors.cli.spec_shared import named_features

    if options.features or os.path.isdir("features"):
        return named_features(options.features or [])
    return []


def _print(page: str, path: str) -> None:
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.printing import PrintingFailed, print_pdf

    try:
        print_pdf(page, path)
    except PrintingFailed as trouble:
        raise UsageError(str(trouble)) from trouble


def _summary(book: "Book", path: str) -> str:
    from osteon.doors.cli.spec_shared import counted

    rows, met = sum(each.rows for each in book.sections), sum(each.met for each in book.sections)
    approved = sum(each.standing.is_approved for each in book.sections)
    played = f"{counted(rows, 'row')}, {met} met" if book.features else "no features were given"
    return f"{path}: {counted(len(book.sections), 'rule')}, {approved} approved as it stands; {played}."
