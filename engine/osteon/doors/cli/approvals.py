"""`osteon approvals`: which rules are approved as they stand, and what has changed since the others were."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.since_signed import Since
    from osteon.knowledge.models import Rulebook
    from osteon.reasoning.approval import Standing

_GRAVE: dict[str, tuple[str, ...]] = {
    "never": (),
    "critical": ("critical",),
    "warning": ("critical", "warning"),
    "info": ("critical", "warning", "info"),
}


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument(
        "--fail-on", choices=tuple(_GRAVE), default="never",
        help="exit with 1 if a rule at least this severe is not approved as it stands; default: never",
    )  # fmt: skip
    shared.add_day(parser)
    shared.add_pack(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """List the standing of every rule that is not retired."""
    from osteon.doors.since_signed import all_since
    from osteon.knowledge.shelf import load_rulebook
    from osteon.reasoning.approval import standings

    rulebook, day = load_rulebook(options.pack), options.as_of or date.today()
    found = standings(rulebook, day)
    since = all_since(rulebook, found, day)
    if options.format == "json":
        _print_json(found, since)
    else:
        _print_table(rulebook, found, since)
    grave = _GRAVE[options.fail_on]
    failed = any(not each.is_approved and rulebook.rules[each.rule].severity in grave for each in found)
    return ADVISED if failed else CLEAN


def _print_json(found: "Sequence[Standing]", since: "dict[str, Since]") -> None:
    import json

    from osteon.reasoning.plain import plain

    records = [
        {"rule": each.rule, "state": str(each.state), "last": plain(each.last), **_told(since.get(each.rule))}
        for each in found
    ]
    print(json.dumps(records, ensure_ascii=False, indent=2))


def _told(since: "Since | None") -> dict[str, object]:
    from osteon.doors.since_signed import NOW, WAS

    if since is None or not since.kept:
        return {}
    told = [{"part": each.part, WAS: each.read(WAS), NOW: each.read(NOW)} for each in since.changes]
    return {"changed": told}


def _print_table(rulebook: "Rulebook", found: "Sequence[Standing]", since: "dict[str, Since]") -> None:
    from osteon.doors.rendering.paint import clean
    from osteon.knowledge.models import SEVERITIES

    by_severity = sorted(found, key=lambda each: SEVERITIES.index(rulebook.rules[each.rule].severity))
    for each in by_severity:
        print(clean(f"{rulebook.rules[each.rule].severity:9} {each.rule}: {each.said()}"))
        for line in _lines(since.get(each.rule)):
            print(clean(line))
    counted = Counter(str(each.state) for each in found)
    said = ", ".join(f"{count} {state}" for state, count in sorted(counted.items()))
    print(f"\n{len(found)} rules: {said}.")


def _lines(since: "Since | None") -> "Iterator[str]":
    """Yield what reads otherwise since the last approval, as it was (-) and as it is (+)."""
    from osteon.doors.since_signed import NOW, WAS

    if since is None:
        return
    if not since.kept:
        yield "            the words of that approval were not kept"
    elif not since.changes:
        yield "            every word is as it was"
    for change in since.changes:
        yield f"            {change.heading}"
        yield from (f"            - {line}" for line in change.read(WAS))
        yield from (f"            + {line}" for line in change.read(NOW))
