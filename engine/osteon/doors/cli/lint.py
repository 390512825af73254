"""`osteon lint [PACK]`: every mistake in a knowledge pack at once, then what a reviewer would ask."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.knowledge.lint import Finding
    from osteon.knowledge.models import Example, Rule, Rulebook

_GRAVE = {"never": (), "warning": ("warning",), "note": ("warning", "note")}
_COLOURS = {"warning": "warning", "note": "info"}


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    pack = parser.add_argument(
        "pack",
        metavar="PACK",
        nargs="?",
        help="the folder of a pack; default: the pack that comes with osteon",
    )
    shared.completed_by(pack, "DIRECTORY")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument(
        "--fail-on", choices=tuple(_GRAVE), default="never",
        help="exit with 1 if a finding is at least this grave; an example that comes out otherwise than its "
        "author said always is; default: never",
    )  # fmt: skip
    parser.add_argument(
        "--notes", action="store_true", help="list the notes as well; they are counted otherwise"
    )
    shared.add_day(parser)
    shared.add_engine(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Check a pack. A pack that cannot be loaded ends in PackError, which holds every mistake."""
    from osteon.knowledge.lint import lint
    from osteon.knowledge.shelf import load_rulebook

    rulebook = load_rulebook(options.pack)
    engine = shared.engine_of(options.engine)

    def verdict_of(rule: "Rule", example: "Example") -> str:
        return _verdict(rulebook, rule, example, engine)

    day = options.as_of or date.today()
    findings = lint(rulebook, day, approved=_approved(rulebook, day), verdict_of=verdict_of)
    if options.format == "json":
        _print_json(findings)
    else:
        _print_table(findings, notes=options.notes)
    grave = _GRAVE[options.fail_on]
    failed = any(found.severity in grave or found.code == "example-differs" for found in findings)
    return ADVISED if failed else CLEAN


def _approved(rulebook: "Rulebook", day: date) -> frozenset[str]:
    if not rulebook.approvals:
        return frozenset()
    from osteon.reasoning.approval import standings

    return frozenset(each.rule for each in standings(rulebook, day) if each.is_approved)


def _verdict(rulebook: "Rulebook", rule: "Rule", example: "Example", engine: str) -> str:
    # An example's dates are written for the day on which its rule starts to hold.
    from osteon.doors.library import evaluate

    report = evaluate(example.given, as_of=rule.since, rulebook=rulebook, engine=engine)
    return next((each.verdict for each in report.verdicts if each.rule_id == rule.id), "retired")


def _print_table(findings: "Iterable[Finding]", *, notes: bool) -> None:
    from osteon.doors.rendering.paint import colour_welcome, paint

    colour = colour_welcome(sys.stdout, os.environ)
    unlisted: dict[str, int] = {}
    for found in findings:
        if found.severity == "note" and not notes:
            unlisted[found.code] = unlisted.get(found.code, 0) + 1
            continue
        place = f"{found.place}: " if found.place else ""
        severity = paint(found.severity, _COLOURS[found.severity], colour=colour)
        print(f"{place}{severity} [{found.code}] {found.text}")
    if unlisted:
        counted = ", ".join(f"{count} {code}" for code, count in sorted(unlisted.items()))
        print(f"Not listed without --notes: {counted}")
    print("The pack loads.")


def _print_json(findings: "Iterable[Finding]") -> None:
    import json

    records = [
        {
            "code": found.code,
            "severity": found.severity,
            "place": str(found.place) if found.place else None,
            "text": found.text,
        }
        for found in findings
    ]
    print(json.dumps(records, ensure_ascii=False, indent=2))
