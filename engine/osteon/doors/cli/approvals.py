"""`osteon approvals`: which rules are approved as they stand, and what has changed since the others were."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
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
    from osteon.knowledge.shelf import load_rulebook
    from osteon.reasoning.approval import standings

    rulebook = load_rulebook(options.pack)
    found = standings(rulebook, options.as_of or date.today())
    if options.format == "json":
        _print_json(found)
    else:
        _print_table(rulebook, found)
    grave = _GRAVE[options.fail_on]
    failed = any(not each.is_approved and rulebook.rules[each.rule].severity in grave for each in found)
    return ADVISED if failed else CLEAN


def _print_json(found: "Sequence[Standing]") -> None:
    import json

    from osteon.reasoning.plain import plain

    records = [{"rule": each.rule, "state": str(each.state), "last": plain(each.last)} for each in found]
    print(json.dumps(records, ensure_ascii=False, indent=2))


def _print_table(rulebook: "Rulebook", found: "Sequence[Standing]") -> None:
    from osteon.doors.rendering.paint import clean
    from osteon.knowledge.models import SEVERITIES

    by_severity = sorted(found, key=lambda each: SEVERITIES.index(rulebook.rules[each.rule].severity))
    for each in by_severity:
        print(clean(f"{rulebook.rules[each.rule].severity:9} {each.rule}: {each.said()}"))
    counted = Counter(str(each.state) for each in found)
    said = ", ".join(f"{count} {state}" for state, count in sorted(counted.items()))
    print(f"\n{len(found)} rules: {said}.")
