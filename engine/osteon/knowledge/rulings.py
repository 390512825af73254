"""The rules of a pack: each one's condition, exceptions, texts and sources, checked against all the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from osteon.basics.errors import Problem
from osteon.knowledge.conditions import Reader
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.examples import check_examples, examples_of
from osteon.knowledge.files import RuleRecord, WordingRecord
from osteon.knowledge.models import Rule, Supersedes, Unless, Wording
from osteon.knowledge.places import Looked, check_places, looked_at
from osteon.knowledge.reach import facts_read, is_whole, parameters_read
from osteon.knowledge.references import (
    check_days,
    check_evidence,
    check_numbers,
    check_supersedes,
)
from osteon.language.syntax import Condition
from osteon.patient.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule's record with its conditions read; None where one could not be."""

    entry: Entry[RuleRecord]
    when: Condition | None
    unless: tuple[Condition | None, ...]

    def conditions(self) -> list[Condition]:
        """Return every condition that could be read."""
        return [each for each in (self.when, *self.unless) if each is not None]


def read_rulings(drawers: Drawers, reader: Reader, problems: list[Problem]) -> list[Ruling]:
    """Read the conditions of every rule. What is wrong is added to `problems`."""
    return [_ruling(entry, reader, problems) for entry in drawers.rules]


def _ruling(entry: Entry[RuleRecord], reader: Reader, problems: list[Problem]) -> Ruling:
    when = reader.read(entry, ("when",), entry.record.when, problems)
    unless = [
        reader.read(entry, ("unless", at, "where"), each.where, problems)
        for at, each in enumerate(entry.record.unless)
    ]
    return Ruling(entry, when, tuple(unless))


def check_rulings(
    rulings: list[Ruling], drawers: Drawers, facts: Mapping[str, Fact], meanings: Mapping[str, Condition]
) -> Iterator[Problem]:
    """Yield what is wrong with rules besides their conditions."""
    for ruling in rulings:
        yield from check_days(ruling.entry)
        yield from check_evidence(ruling.entry, drawers)
        yield from check_supersedes(ruling.entry, drawers)
        yield from check_examples(ruling.entry)
        numbers = _numbers(ruling, facts, meanings)
        yield from check_numbers(ruling.entry, numbers, drawers)
        yield from check_places(ruling.entry, facts, _looked(ruling.when, meanings), numbers, drawers)


def _looked(when: Condition | None, meanings: Mapping[str, Condition]) -> Looked | None:
    return looked_at(when, meanings) if when is not None and is_whole(when, meanings) else None


def _numbers(ruling: Ruling, facts: Mapping[str, Fact], meanings: Mapping[str, Condition]) -> set[str]:
    names: set[str] = set()
    for condition in ruling.conditions():
        names |= parameters_read(condition, meanings)
        names.update(limit for fact in facts_read(condition, meanings) for limit in facts[fact].limits)
    return names


def rules_of(rulings: list[Ruling]) -> dict[str, Rule]:
    """Return the rules of a checked pack, in the order of their files."""
    return {ruling.entry.name: _rule(ruling) for ruling in rulings}


def _rule(ruling: Ruling) -> Rule:
    record, file = ruling.entry.record, ruling.entry.place.file
    if ruling.when is None:
        raise ValueError(f"{file} was not checked")
    return Rule(
        id=record.id,
        title=record.title,
        severity=record.severity,
        certainty=record.certainty,
        status=record.status,
        since=record.since,
        review_by=record.review_by,
        owner=record.owner,
        when=ruling.when,
        unless=_unless(ruling),
        supersedes=tuple(Supersedes(each.rule, each.why) for each in record.supersedes),
        clinician=_wording(record.says.clinician),
        patient=_wording(record.says.patient),
        do=tuple(record.do),
        ask=tuple(record.ask),
        because=tuple(record.because),
        examples=examples_of(ruling.entry),
        topic=file.split("/")[-2],
        file=file,
    )


def _unless(ruling: Ruling) -> tuple[Unless, ...]:
    pairs = zip(ruling.unless, ruling.entry.record.unless, strict=True)
    return tuple(Unless(where, record.why) for where, record in pairs if where is not None)


def _wording(record: WordingRecord) -> Wording:
    return Wording(record.summary, record.detail)
