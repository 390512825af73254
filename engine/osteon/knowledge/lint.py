"""What a reviewer would object to in a pack that loads: stale rules, idle evidence, thin examples.

Nothing here is refused. A finding is a question to whoever owns the rule.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from osteon.basics.errors import Place
from osteon.knowledge.idle import idle_records, sources_of_numbers
from osteon.knowledge.models import SUMMARY_LIMIT, Example, Rule, Rulebook

VerdictOf = Callable[[Rule, Example], str]
"""Evaluates an example's patient and returns the rule's verdict; it lives in a room above this one."""

WARNING = "warning"
NOTE = "note"

_NOBODY = ("", "not yet assigned")
_NEAR = 10
_WEAK = ("unsupported", "contradicted", "unverifiable")
_CODED = ("drug", "nutrient", "class", "condition", "test")

# An example of every outcome shows that the rule can be silent, and that silence in a record is seen.
_OUTCOMES = ("raised", "not raised", "unknown")


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection. `code` is stable and may be filtered by; `severity` is "warning" or "note"."""

    code: str
    severity: str
    place: Place | None
    text: str


def lint(
    book: Rulebook, as_of: date, *, approved: Collection[str] = (), verdict_of: VerdictOf | None = None
) -> list[Finding]:
    """Return every finding in a rulebook on a day, rules first.

    `approved` names the rules that somebody answers for. With `verdict_of`, the examples of all
    rules are evaluated as well.
    """
    findings = [found for rule in book.rules.values() for found in _in_rule(rule, book, as_of, approved)]
    if verdict_of is not None:
        findings.extend(_examples_that_differ(book, verdict_of))
    findings.extend(_in_records(book))
    return findings


def _in_rule(rule: Rule, book: Rulebook, as_of: date, approved: Collection[str]) -> Iterator[Finding]:
    place = place_of(book, "rule", rule.id)
    for code, severity, text in (*_on_duty(rule, as_of, approved), *_in_examples(rule), *_in_summaries(rule)):
        yield Finding(code, severity, place, text)


def _on_duty(rule: Rule, as_of: date, approved: Collection[str]) -> Iterator[tuple[str, str, str]]:
    if rule.review_by < as_of.isoformat() and rule.status != "retired":
        yield "stale", WARNING, f"the rule `{rule.id}` was to be reviewed by {rule.review_by}"
    if rule.owner in _NOBODY:
        yield "no-owner", NOTE, f"the rule `{rule.id}` has no owner"
    if rule.severity == "critical" and rule.id not in approved:
        yield "not-approved", WARNING, f"the critical rule `{rule.id}` has no approval"


def _in_examples(rule: Rule) -> Iterator[tuple[str, str, str]]:
    shown = {example.then for example in rule.examples}
    wanted = (*_OUTCOMES, "withheld") if rule.unless else _OUTCOMES
    for outcome in wanted:
        if outcome not in shown:
            yield "no-example", NOTE, f"the rule `{rule.id}` has no example that is {outcome}"


def _in_summaries(rule: Rule) -> Iterator[tuple[str, str, str]]:
    for reader, wording in (("clinician", rule.clinician), ("patient", rule.patient)):
        length = len(wording.summary)
        # Filled places are longer than their names as a rule, so the last characters are needed.
        if length >= SUMMARY_LIMIT - _NEAR:
            text = (
                f"the summary for the {reader} in `{rule.id}` has {length} of {SUMMARY_LIMIT - 1} characters"
            )
            yield "long-summary", NOTE, text


def _examples_that_differ(book: Rulebook, verdict_of: VerdictOf) -> Iterator[Finding]:
    for rule in book.rules.values():
        for example in rule.examples:
            verdict = verdict_of(rule, example)
            if verdict != example.then:
                text = f"`{example.name}` should be {example.then}, but is {verdict}"
                yield Finding("example-differs", WARNING, place_of(book, "rule", rule.id), text)


def _in_records(book: Rulebook) -> Iterator[Finding]:
    for what, name, text in idle_records(book):
        yield Finding(f"idle-{what}", NOTE, place_of(book, what, name), text)
    for what, name, source in sources_of_numbers(book):
        if book.evidence[source].verdict in _WEAK:
            text = f"the {what} `{name}` rests on `{source}`, which is {book.evidence[source].verdict}"
            yield Finding("weak-source", WARNING, place_of(book, what, name), text)
    for fact in book.vocabulary.facts.values():
        if not fact.ask:
            text = f"nobody can be asked for `{fact.name}`: it has no `ask`"
            yield Finding("no-question", WARNING, place_of(book, "fact", fact.name), text)
    for concept in book.terminology.concepts.values():
        if concept.kind in _CODED and not concept.codes:
            text = f"the concept `{concept.id}` has no code"
            yield Finding("no-code", NOTE, place_of(book, "concept", concept.id), text)


def place_of(book: Rulebook, what: str, name: str) -> Place | None:
    """Return where a record of the pack stands, if the rulebook knows."""
    told = book.places.get(f"{what} {name}")
    if told is None:
        return None
    file, line, column = told.rsplit(":", 2)
    return Place(file, int(line), int(column))
