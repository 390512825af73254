"""Which questions a vocabulary needs, put together once, so that a patient costs only the answers.

A kind of fact that nobody wants costs nothing; the lists of a profile are read
in any case, because what they hold and nobody recognises has to be said.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from osteon.basics.quantity import Number
from osteon.basics.truth import NO, YES
from osteon.basics.typed import Any
from osteon.patient.amount_facts import (
    CourseFact,
    Total,
    counts,
    daily_amounts,
    implausible_amounts,
    largest_amounts,
    recorded_courses,
)
from osteon.patient.case import Case
from osteon.patient.conditions import ConditionFact, allergies, conditions, read_conditions
from osteon.patient.diet import DietFact, diets
from osteon.patient.entry_facts import (
    Recorded,
    SaltFact,
    SourceFact,
    days_taken,
    other_sources,
    recorded,
    taking_salt,
    times_a_day,
)
from osteon.patient.events import days_since_counselled
from osteon.patient.formulary import TAKEN, Formulary
from osteon.patient.history import days_since_changed, days_since_stopped
from osteon.patient.intake import IntakeReader
from osteon.patient.personal import ages, fields
from osteon.patient.seldom import about, if_told, laboratory_step, separation_step, surgery_step
from osteon.patient.separations import APART
from osteon.patient.taking import About, AboutSubject, Subject, close, taking, taking_unlabelled
from osteon.patient.terminology import Terminology, normalised
from osteon.patient.vocabulary import Fact, Kind, Vocabulary
from osteon.patient.words import NOT_KNOWN, truth

Step = Callable[[Case], None]

_OF_INTAKE = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT,
    Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
    Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE, Kind.TIMES_A_DAY, Kind.DAYS_TAKEN,
)  # fmt: skip
_OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST)
_IN_BOTH_LISTS = ("nutrient", "product", "food")


class Planner:
    """Turns the wanted facts of a vocabulary into steps. `formulary` knows the medicines and supplements."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        terminology: Terminology,
        parameters: Mapping[str, Number],
        wanted: Iterable[str],
    ) -> None:
        self._vocabulary = vocabulary
        self._terminology = terminology
        self._parameters = parameters
        self._facts = _by_kind(vocabulary[name] for name in wanted)
        self._topics = frozenset(
            fact.of for fact in vocabulary.facts.values() if fact.kind is Kind.DAYS_SINCE_COUNSELLED
        )
        self.formulary = self._formulary(_OF_INTAKE)
        self._subjects = {id: self._subject(id) for id in self.formulary.wanted}

    def _formulary(self, kinds: Collection[Kind], listed: Collection[str] = TAKEN) -> Formulary:
        concepts = [of for kind in kinds for fact in self._facts[kind] for of in (fact.of, fact.corrected_by)]
        return Formulary(self._terminology, concepts, self._parameters, listed)

    def _subject(self, id: str) -> Subject:
        kinds = {self._terminology[each].kind for each in self._terminology.descendants(id)}
        return Subject(id, self._terminology.ancestors(id), not kinds.isdisjoint(_IN_BOTH_LISTS))

    def _about(self, kind: Kind) -> tuple[About, ...]:
        return about(self._facts[kind])

    def _on_subjects(self, kind: Kind) -> tuple[AboutSubject, ...]:
        return tuple(AboutSubject(fact.name, self._subjects[fact.of]) for fact in self._facts[kind])

    def _limit(self, fact: Fact, at: int) -> Number | None:
        return self._parameters.get(fact.limits[at]) if len(fact.limits) > at else None

    def steps(self) -> Iterator[Step]:
        """Yield the steps in the order in which a case needs them."""
        yield from self._intake()
        yield from self._amounts()
        yield self._health()
        yield _asked(ages, self._about(Kind.AGE))
        yield _asked(_lists_given, self._about(Kind.LIST_GIVEN))
        yield if_told(dict(self._seldom_told()), Case({}, date.min, IntakeReader(self.formulary)))
        yield _answers(self._vocabulary)
        # Last, because every other step may find a contradiction.
        if self._facts[Kind.CONTRADICTION]:
            yield _asked(_contradictions, tuple(fact.name for fact in self._facts[Kind.CONTRADICTION]))

    def _intake(self) -> Iterator[Step]:
        yield _asked(close, tuple(self._subjects.values()))
        for kind, ask in (
            (Kind.TAKING_UNLABELLED, taking_unlabelled),
            (Kind.DAYS_SINCE_STOPPED, days_since_stopped),
            (Kind.DAYS_SINCE_CHANGED, days_since_changed),
        ):
            if self._facts[kind]:
                yield _asked(ask, self._on_subjects(kind))
        yield _asked(taking, self._about(Kind.TAKING))

    def _amounts(self) -> Iterator[Step]:
        totals = tuple(Total(fact.name, fact.of, fact.plus) for fact in self._facts[Kind.DAILY_AMOUNT])
        courses = tuple(
            CourseFact(fact.name, fact.of, self._limit(fact, 0), self._limit(fact, 1))
            for fact in self._facts[Kind.RECORDED_COURSE]
        )
        if totals:
            yield _asked(daily_amounts, totals)
        if courses:
            yield _asked(recorded_courses, courses)
        for kind, ask in (
            (Kind.LARGEST_AMOUNT, largest_amounts),
            (Kind.COUNT, counts),
            (Kind.IMPLAUSIBLE_AMOUNT, implausible_amounts),
        ):
            if self._facts[kind]:
                yield _asked(ask, self._about(kind))

        yield from self._entries()

    def _entries(self) -> Iterator[Step]:
        answers = tuple(
            Recorded(each.name, each.of, each.field, truth(each.says), each.salt, self._within(each.of))
            for each in self._facts[Kind.RECORDED]
        )
        salts = tuple(
            SaltFact(each.name, each.of, each.salt, self._within(each.of))
            for each in self._facts[Kind.TAKING_SALT]
        )
        sources = tuple(
            SourceFact(each.name, each.of, normalised(each.says)) for each in self._facts[Kind.OTHER_SOURCE]
        )
        for ask, facts in (
            (recorded, answers),
            (taking_salt, salts),
            (other_sources, sources),
            (times_a_day, self._about(Kind.TIMES_A_DAY)),
            (days_taken, self._about(Kind.DAYS_TAKEN)),
        ):
            if facts:
                yield _asked(ask, facts)

    def _within(self, of: str) -> frozenset[str]:
        return frozenset(self._terminology.descendants(of))

    def _health(self) -> Step:
        conditions_known = self._formulary((Kind.CONDITION,), ("condition",))
        diagnosed = tuple(
            ConditionFact(fact.name, fact.of, self._terminology.ancestors(fact.of))
            for fact in self._facts[Kind.CONDITION]
        )
        field_facts = self._about(Kind.FIELD)

        def health(case: Case) -> None:
            found = read_conditions(case, conditions_known)
            conditions(case, found, diagnosed)
            fields(case, found, field_facts)

        return health

    def _seldom_told(self) -> Iterator[tuple[str, Step]]:
        """Yield fields of a profile with the step that reads the field and nothing else."""
        allergens, to = self._formulary((Kind.ALLERGY,), (*TAKEN, "condition")), self._about(Kind.ALLERGY)
        yield "allergies", lambda case: allergies(case, allergens, to)
        yield "tests", laboratory_step(self._formulary(_OF_TESTS, ("test",)), self._facts, self._limit)
        yield "surgeries", surgery_step(self._facts)
        eaten = tuple(DietFact(fact.name, fact.of) for fact in self._facts[Kind.DIET])
        yield "diet", _asked(diets, eaten)
        yield APART, separation_step(self._terminology, self._facts)
        topics, counselled = self._topics, self._about(Kind.DAYS_SINCE_COUNSELLED)
        yield "counselled", lambda case: days_since_counselled(case, counselled, topics)


def _asked(ask: Callable[[Case, Any], None], facts: tuple[object, ...]) -> Step:
    return lambda case: ask(case, facts)


def _answers(vocabulary: Vocabulary) -> Step:
    def fill(case: Case) -> None:
        if case.document.get("answers"):
            # Fetched only here: a profile that came from a record seldom has answers.
            from osteon.patient.answered import narrow

            narrow(case, vocabulary)

    return fill


def _by_kind(facts: Iterable[Fact]) -> dict[Kind, list[Fact]]:
    found: dict[Kind, list[Fact]] = {kind: [] for kind in Kind}
    for fact in facts:
        found[fact.kind].append(fact)
    return found


def _contradictions(case: Case, facts: tuple[str, ...]) -> None:
    """Derive "contradiction": does the profile contradict itself anywhere? Never unknown."""
    clashing = any(note.clash for note in case.not_assessed)
    for name in facts:
        case.values[name] = YES if clashing else NO


def _lists_given(case: Case, facts: tuple[About, ...]) -> None:
    """Derive "list given": was the list told at all? Never unknown."""
    for name, of in facts:
        value = case.document.get(of)
        case.values[name] = NO if value is None or value == NOT_KNOWN else YES
