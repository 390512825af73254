"""A rule on a terminal: its sentence, its numbers, its sources, and why it is raised for a patient or not."""

from collections.abc import Iterable, Iterator

from osteon.doors.explaining import ForPatient, RuleInWords, Threshold
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import ASSUMED, WHATEVER
from osteon.doors.rendering.paint import paint, wrapped
from osteon.doors.rendering.tree import tree_lines
from osteon.knowledge.models import Evidence
from osteon.patient.origins import Origin
from osteon.reasoning.explanation import Behind, Otherwise

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
        yield from _patient(patient, style)


def _head(rule: RuleInWords, style: Style) -> Iterator[str]:
    first, *more = wrapped(rule.title, style.width, f"{rule.severity.upper()}  ", "  ")
    word = len(rule.severity)
    title = paint(first[word:], "strong", colour=style.colour)
    yield paint(first[:word], rule.severity, colour=style.colour) + title
    for line in more:
        yield paint(line, "strong", colour=style.colour)
    standing = (
        f"{rule.id}: {rule.certainty} certainty of evidence, {rule.status}, in force from {rule.since}, "
        f"to be reviewed by {rule.review_by}, owner: {rule.owner}, {rule.standing}"
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


def _patient(patient: ForPatient, style: Style) -> Iterator[str]:
    explained = patient.explanation
    verdict = explained.verdict
    yield ""
    word = paint(verdict.verdict.upper(), _VERDICTS.get(verdict.verdict, "no"), colour=style.colour)
    yield f"{paint(f'For {patient.where} on {patient.as_of}:', 'strong', colour=style.colour)} {word}"
    by = f" by {', '.join(verdict.withheld_by)}" if verdict.withheld_by else ""
    if verdict.why:
        yield from wrapped(f"{verdict.verdict}{by}: {verdict.why}", style.width, "  ")
    if verdict.in_every_case:
        yield from wrapped(f"{WHATEVER}: {verdict.in_every_case}", style.width, "  ")
    if explained.enough:
        yield from wrapped(f"because: {'; '.join(explained.enough)}", style.width, "  ")
    if explained.because is not None:
        yield from tree_lines(explained.because, style, "  ")
    for exempt in explained.unless:
        yield from wrapped(f"unless ({exempt.why})", style.width, "  ")
        yield from tree_lines(exempt.where, style, "    ")
    yield from _section("Would be raised if", map(otherwise_line, explained.nearest), style)
    yield from _section("Where the facts come from", map(behind_line, explained.facts), style)
    yield from _section("Missing", [each.ask or each.fact for each in explained.questions], style)


def otherwise_line(each: Otherwise) -> str:
    """Say what would have to be otherwise, and how far off it is."""
    gap = f": {each.gap}" if each.gap else ""
    return f"{each.says} (now {each.now}{gap})"


def behind_line(each: Behind) -> str:
    """Say what is known of a fact, and which places of the profile say so."""
    told = "; ".join(map(_origin_line, each.origins)) or "nothing was told"
    assumed = f" ({ASSUMED})" if each.assumed else ""
    return f"{each.reads}: {each.value}{assumed} ← {told}"


def _origin_line(each: Origin) -> str:
    place = f" ({each.place})" if each.place else ""
    gives = f" = {each.gives}" if each.gives else ""
    by = f", since {each.by}" if each.by else ""
    return f"{each.where}{place}: {each.says}{gives}{by}"
