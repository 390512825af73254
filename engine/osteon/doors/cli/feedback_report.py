"""`osteon feedback report`: how often cards are overridden, rule by rule, and how sure one can be of it."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime, time

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.service.records.counting import FeedbackReport, ReasonCount, RuleCount

_HEAD = ("rule", "shown", "accepted", "overridden", "unanswered", "override rate")
_MISSING_DATA = "(missing data)"


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_database(parser)
    parser.add_argument(
        "--since",
        metavar="DATE",
        type=shared.day,
        help="count cards shown from this day on, as 2026-11-24",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")


def add_database(parser: ArgumentParser) -> None:
    """Add --database."""
    parser.add_argument(
        "--database", metavar="URL",
        help="sqlite:///FILE or postgresql://USER@HOST/DATABASE; default: $OSTEON_DATABASE, else the first "
        "line of the file $OSTEON_DATABASE_FILE, else a file in the user's state folder",
    )  # fmt: skip


def run(options: Namespace, _: ArgumentParser) -> int:
    """Print the report."""
    from osteon.doors.cli.extras import needs_service

    needs_service("osteon feedback")
    found = _counted(options)
    if options.format == "json":
        import json

        from osteon.reasoning.plain import plain

        print(json.dumps(plain(found), ensure_ascii=False, indent=2))
    else:
        from osteon.doors.rendering.paint import clean

        for line in lines(found):
            print(clean(line))
    return CLEAN


def _counted(options: Namespace) -> "FeedbackReport":
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.service.records.counting import count_feedback
    from osteon.doors.service.records.entries import RecordsError
    from osteon.doors.service.records.opening import open_database, where

    try:
        engine = open_database(where(options.database, os.environ), new=False)
    except RecordsError as trouble:
        raise UsageError(str(trouble)) from trouble
    since = datetime.combine(options.since, time()).astimezone() if options.since else None
    try:
        return count_feedback(engine, since)
    finally:
        engine.dispose()


def lines(report: "FeedbackReport") -> Iterator[str]:
    """Yield the lines of the table, and what has to be known to read it."""
    since = f" since {report.since[:10]}" if report.since else ""
    if not report.rules:
        yield f"No card was shown{since}. Evaluations: {report.evaluations}."
    else:
        yield from _table(report)
        yield ""
        yield from _explained(report, since)
    if report.strays:
        yield (
            f"Cards that feedback speaks of and that were not shown to who sent it: {report.strays}. "
            "They are counted nowhere above."
        )


def _table(report: "FeedbackReport") -> Iterator[str]:
    rows = [_HEAD, *map(_row, report.rules)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    for at, row in enumerate(rows):
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True))
        yield f"{row[0].ljust(widths[0])}  {numbers}  {row[-1]}"
        if at:
            yield from (f"  {_reason(each)}" for each in report.rules[at - 1].reasons)


def _row(count: "RuleCount") -> tuple[str, ...]:
    numbers = (count.shown, count.accepted, count.overridden, count.unanswered)
    return (count.rule or _MISSING_DATA, *map(str, numbers), _rate(count))


def _rate(count: "RuleCount") -> str:
    if count.override_rate is None or count.low is None or count.high is None:
        return "no card was answered"
    said = f"{count.override_rate:.0%} ({count.low:.0%} to {count.high:.0%})"
    return f"{said}, few answers" if count.few else said


def _reason(reason: "ReasonCount") -> str:
    if not reason.code:
        return f"overridden without a reason: {reason.count}"
    system = f" ({reason.system})" if reason.system else ""
    return f"overridden, {reason.code}{system}: {reason.count}"


def _explained(report: "FeedbackReport", since: str) -> Iterator[str]:
    from osteon.doors.service.records.counting import FEW

    packs = len(report.packs)
    yield (
        f"Evaluations{since}: {report.evaluations}, by {packs} {'version' if packs == 1 else 'versions'} "
        "of the pack."
    )
    yield "Override rate: overridden of answered cards, with the 95 % interval by Wilson."
    yield f"Few answers: fewer than {FEW}; then the interval is what can be said, and the rate is not."
    yield "Whether an unanswered card was read is not known. A high rate says that a rule is worth a look,"
    yield "not that the rule was wrong, nor that the clinicians were."
