"""One rule in words: when it is raised, on which numbers and sources, and what it makes of a patient."""

import re
from collections.abc import Iterator
from datetime import date

from osteon.basics.records import dataclass, names_of, replace
from osteon.doors.files import Source
from osteon.doors.mistakes import Lines
from osteon.knowledge.models import Contradiction, Evidence, Rule, Rulebook, Wording
from osteon.language.syntax import Compare, Condition, Defined, leaves
from osteon.reasoning.edition import Edition, edition_on
from osteon.reasoning.explanation import Explanation
from osteon.reasoning.plain import plain
from osteon.reasoning.reporting import Report
from osteon.reasoning.wording import approval_said


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase that a rule uses and what it means."""

    phrase: str
    means: str


@dataclass(frozen=True, slots=True)
class Exempt:
    """A circumstance in which the rule keeps silent, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that the rule uses on the day, since when it holds, and where it is from."""

    reads: str
    amount: str
    since: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """Everything that a rule says and rests on, on a day."""

    id: str
    title: str
    severity: str
    certainty: str
    status: str
    since: str
    review_by: str
    owner: str
    when: str
    meanings: tuple[Meaning, ...]
    unless: tuple[Exempt, ...]
    supersedes: tuple[Exempt, ...]
    thresholds: tuple[Threshold, ...]
    evidence: tuple[Evidence, ...]
    approval: str
    disclaimer: str
    standing: str


@dataclass(frozen=True, slots=True)
class ForPatient:
    """What the rule makes of one patient. `where` says which profile that is."""

    where: str
    as_of: str
    engines: tuple[str, ...]
    explanation: Explanation


def rule_in_words(
    rulebook: Rulebook, rule: Rule, day: date, *, edition: Edition | None = None
) -> RuleInWords:
    """Say what a rule means with the numbers of a day; of its first day, if it is not yet in force.

    `edition` is that of the day, for whoever has it already.
    """
    edition = edition or edition_on(rulebook, max(day.isoformat(), rule.since))
    phrases = edition.phrasebook()
    conditions = (rule.when, *(unless.where for unless in rule.unless))
    names = dict.fromkeys(name for condition in conditions for name in _definitions(condition, rulebook))
    numbers = dict.fromkeys(name for condition in conditions for name in _parameters(condition, edition))
    return RuleInWords(
        rule.id,
        rule.title,
        rule.severity,
        rule.certainty,
        rule.status,
        rule.since,
        rule.review_by,
        rule.owner,
        when=phrases.say(rule.when),
        meanings=tuple(_meaning(edition, name) for name in names),
        unless=tuple(Exempt(phrases.say(unless.where), unless.why) for unless in rule.unless),
        supersedes=tuple(Exempt(lesser.rule, lesser.why) for lesser in rule.supersedes),
        thresholds=tuple(_threshold(edition, name) for name in numbers),
        evidence=tuple(rulebook.evidence[source] for source in rule.because),
        approval=rulebook.pack.approval,
        disclaimer=rulebook.pack.disclaimer,
        standing=approval_said(edition, rule, day.isoformat()),
    )


def _meaning(edition: Edition, name: str) -> Meaning:
    definition = edition.rulebook.definitions[name]
    return Meaning(definition.reads, edition.phrasebook().say(definition.means))


def _definitions(condition: Condition, rulebook: Rulebook) -> Iterator[str]:
    for leaf in leaves(condition):
        if isinstance(leaf, Defined):
            yield leaf.name
            yield from _definitions(rulebook.definitions[leaf.name].means, rulebook)


def _parameters(condition: Condition, edition: Edition) -> Iterator[str]:
    for leaf in edition.leaves_of(condition):
        if isinstance(leaf, Compare):
            yield leaf.parameter
    for fact in edition.facts_of(condition):
        yield from edition.rulebook.vocabulary[fact].limits


def _threshold(edition: Edition, name: str) -> Threshold:
    value = edition.values[name]
    amount = edition.phrasebook().amount(name)
    return Threshold(edition.rulebook.parameters[name].reads, amount, value.since, value.source, value.note)


def filled(edition: Edition, wording: Wording) -> Wording:
    """Return a text with the day's numbers, and with what is filled in for a patient in brackets."""
    numbers, facts = edition.written_numbers(), edition.rulebook.vocabulary

    def fill(place: re.Match[str]) -> str:
        name = place[1]
        return numbers[name] if name in numbers else f"[{facts[name].reads}]"

    return Wording(_PLACE.sub(fill, wording.summary), _PLACE.sub(fill, wording.detail))


_PLACE = re.compile(r"\{([^{}]+)\}")


def rules_above(edition: Edition, rule: Rule) -> tuple[tuple[str, str], ...]:
    """Return the rules to which a rule gives way, each with the reason."""
    return tuple(
        (other.id, lesser.why)
        for other in edition.rules
        for lesser in other.supersedes
        if lesser.rule == rule.id
    )


def clashes(rulebook: Rulebook, rule: Rule) -> tuple[Contradiction, ...]:
    """Return the contradictions in which the evidence of a rule takes part."""
    names = dict.fromkeys(
        name for source in rule.because for name in rulebook.evidence[source].contradictions
    )
    return tuple(rulebook.contradictions[name] for name in names)


def as_data(rule: RuleInWords, patient: ForPatient | None) -> dict[str, object]:
    """Return a rule, and what it makes of one patient, as plain JSON data."""
    if patient is None:
        return {"rule": plain(rule), "patient": None}
    about = {"where": patient.where, "as_of": patient.as_of, "engines": list(patient.engines)}
    explained = {name: plain(getattr(patient.explanation, name)) for name in names_of(Explanation)}
    return {"rule": plain(rule), "patient": about | explained}


def for_patient(rule: Rule, report: Report, source: Source) -> ForPatient:
    """Say what a rule makes of the patient of a report, and why, with the lines of the profile's file."""
    explained = report.explain(rule.id)
    lines = Lines(source)
    facts = [
        replace(fact, origins=tuple([replace(each, place=lines.of(each.where)) for each in fact.origins]))
        for fact in explained.facts
    ]
    explained = replace(explained, facts=tuple(facts))
    return ForPatient(source.where, report.as_of.isoformat(), report.engines, explained)
