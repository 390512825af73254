"""A rule on a terminal: its sentence, its numbers, its sources, and why it is raised for a patient or not."""

from collections.abc import Iterable, Iterator

from osteon.doors.explaining import ForPatient, RuleInWords, Threshold
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.paint import paint, wrapped
from osteon.doors.rendering.tree import tree_lines
from osteon.knowledge.models import Evidence

_VERDICTS = {"raised": "yes", "unknown": "not known"}


def page_lines(rule: RuleInWords, patient: ForPatient | None, style: Style) -> Iterator[str]:
    """Yield the lines of a rule, and of what it makes of a patient."""
    yield from _head(rule, style)
    yield from _section("Raised when the patient", [rule.when], style)
    yield from _section("Where", [f"“{each.phrase}” means: {each.means}" for each in rule.meanings], style)
    silent = [f"{each.where} (because {each.why})" for each in rule.unless]
    yield from _section("Silent when the patient", silent, style)
    silences = [f"{each.where} (because {each.why})" for each in rule.supersedes]
    yield from _section("Takes the place of", silences, style)
    yield from _section("Numbers", map(_threshold_line, rule.thresholds), style)
    yield from _section("Evidence", map(_evidence_line, rule.evidence), style)
    if patient is not None:
        yield from _patient(patient, rule, style)


def _head(rule: RuleInWords, style: Style) -> Iterator[str]:
    first, *more = wrapped(rule.title, style.width, f"{rule.severity.upper()}  ", "  ")
    word = len(rule.severity)
    title = paint(first[word:], "strong", colour=style.colour)
    yield paint(first[:word], rule.severity, colour=style.colour) + title
    for line in more:
        yield paint(line, "strong", colour=style.colour)
    standing = (
        f"{rule.id}: {rule.certainty} certainty of evidence, {rule.status}, in force from {rule.since}, "
        f"to be reviewed by {rule.review_by}, owner: {rule.owner}"
    )
    for line in wrapped(standing, style.width, "  "):
        yield paint(line, "quiet", colour=style.colour)


def _section(title: str, texts: Iterable[str], style: Style) -> Iterator[str]:
    lines = [line for text in texts for line in wrapped(text, style.width, "  - ")]
    if lines:
        yield ""
        yield paint(title, "strong", colour=style.colour)
        yield from lines


def _threshold_line(number: Threshold) -> str:
    note = f" ({number.note})" if number.note else ""
    return f"{number.reads}: {number.amount}, since {number.since}, from {number.source}{note}"


def _evidence_line(source: Evidence) -> str:
    url = f" {source.url}" if source.url else ""
    return (
        f"{source.id} {source.verdict}: {source.says} — {source.cite} "
        f"({source.kind}; {source.seen} seen, checked {source.checked_on}){url}"
    )


def _patient(patient: ForPatient, rule: RuleInWords, style: Style) -> Iterator[str]:
    verdict = patient.verdict.verdict
    yield ""
    word = paint(verdict.upper(), _VERDICTS.get(verdict, "no"), colour=style.colour)
    yield f"{paint(f'For {patient.where} on {patient.as_of}:', 'strong', colour=style.colour)} {word}"
    by = f" by {', '.join(patient.verdict.withheld_by)}" if patient.verdict.withheld_by else ""
    if patient.verdict.why:
        yield from wrapped(f"{verdict}{by}: {patient.verdict.why}", style.width, "  ")
    yield from tree_lines(patient.because, style, "  ")
    for reason, exempt in zip(patient.exceptions, rule.unless, strict=True):
        yield from wrapped(f"unless ({exempt.why})", style.width, "  ")
        yield from tree_lines(reason, style, "    ")
    missing = [f"{each.ask or each.fact}" for each in patient.questions]
    yield from _section("Missing", missing, style)
