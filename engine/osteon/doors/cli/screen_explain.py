"""`osteon screen INPUT --explain PATIENT`: what `osteon explain` says, from the rows of the registry."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from tempfile import TemporaryDirectory

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN
from osteon.doors.cli.explain import rule_of
from osteon.doors.cli.output import style_here
from osteon.doors.cli.rows import column_map
from osteon.doors.cli.trouble import UsageError
from osteon.doors.explaining import ForPatient, RuleInWords, as_data, for_patient, rule_in_words
from osteon.doors.files import JSON, Source
from osteon.doors.registry.door import find_patient
from osteon.doors.registry.how import Reading
from osteon.doors.rendering.rule_page import page_lines
from osteon.knowledge.shelf import load_rulebook
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.report import Outcome
from osteon.reasoning.reporting import Report

_SILENT = (Outcome.NOT_RAISED, Outcome.NOT_IN_FORCE)


def explain(options: Namespace) -> int:
    """Explain one rule of one patient; without a rule, every rule that is not plainly quiet."""
    rulebook, day = load_rulebook(options.pack), options.as_of or date.today()
    # What a run made of the input on the way is used again; otherwise it is made for this one patient.
    with nullcontext(options.out) if options.out else TemporaryDirectory() as kept:
        patient = find_patient(
            options.input, options.explain, Reading(rulebook, day, column_map(options.columns), kept)
        )
    source = Source(f"{options.input}: {patient.key}", options.input, 1, "", JSON)
    report = advisor_for(rulebook, day).advise(patient.document, day, shared.engine_of(None))
    rules = [rule_of(rulebook, name) for name in ([options.rule] if options.rule else _speaking(report))]
    if retired := [rule.id for rule in rules if rule.status == "retired"]:
        raise UsageError(f"the rule {retired[0]} is retired and no longer evaluated")
    _show(
        options, [(rule_in_words(rulebook, rule, day), for_patient(rule, report, source)) for rule in rules]
    )
    return CLEAN


def _speaking(report: Report) -> Iterator[str]:
    return (verdict.rule_id for verdict in report.verdicts if verdict.verdict not in _SILENT)


def _show(options: Namespace, explained: list[tuple[RuleInWords, ForPatient]]) -> None:
    if options.format == "json":
        import json

        data = [as_data(rule, patient) for rule, patient in explained]
        print(json.dumps(data[0] if options.rule else data, ensure_ascii=False, indent=2))
        return
    for rule, patient in explained:
        print("\n".join(page_lines(rule, patient, style_here())))
