"""Which questions a vocabulary needs, put together once, so that a patient costs only the answers.

A kind of fact that nobody wants costs nothing; the lists of a profile are read
in any case, because what they hold and nobody recognises has to be said.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from osteon.basics.quantity import NOTHING_KNOWN, Interval, Number, exactly
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
from osteon.patient.events import (
    days_since_counselled,
    days_since_surgery,
    days_until_surgery,
    read_surgeries,
)
from osteon.patient.formulary import TAKEN, Formulary
from osteon.patient.history import days_since_changed, days_since_stopped
from osteon.patient.intake import IntakeReader
from osteon.patient.personal import ages, fields
from osteon.patient.results import (
    Laboratory,
    TargetFact,
    days_since_test,
    test_results,
    tests_below_target,
)
from osteon.patient.taking import About, AboutSubject, Subject, close, taking, taking_unlabelled
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Fact, Kind, Vocabulary
from osteon.patient.words import NOT_KNOWN

Step = Callable[[Case], None]

_OF_INTAKE = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT,
    Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
)  # fmt: skip
_OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.DAYS_SINCE_TEST)
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
        self._terminology = terminology
        self._parameters = parameters
        self._facts = _by_kind(vocabulary[name] for name in wanted)
        self._topics = frozenset(
            fact.of for fact in vocabulary.facts.values() if fact.kind is Kind.DAYS_SINCE_COUNSELLED
        )
        self.formulary = self._formulary(_OF_INTAKE)
        self._subjects = {id: self._subject(id) for id in self.formulary.wanted}

    def _formulary(self, kinds: Collection[Kind], listed: Collection[str] = TAKEN) -> Formulary:
        concepts = [fact.of for kind in kinds for fact in self._facts[kind]]
        return Formulary(self._terminology, concepts, self._parameters, listed)

    def _subject(self, id: str) -> Subject:
        kinds = {self._terminology[each].kind for each in self._terminology.descendants(id)}
        return Subject(id, self._terminology.ancestors(id), not kinds.isdisjoint(_IN_BOTH_LISTS))

    def _about(self, kind: Kind) -> tuple[About, ...]:
        return tuple(About(fact.name, fact.of) for fact in self._facts[kind])

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
        yield _if_told(dict(self._seldom_told()), Case({}, date.min, IntakeReader(self.formulary)))

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
        yield "tests", self._laboratory()
        yield "surgeries", self._surgery()
        eaten = tuple(DietFact(fact.name, fact.of) for fact in self._facts[Kind.DIET])
        yield "diet", _asked(diets, eaten)
        topics, counselled = self._topics, self._about(Kind.DAYS_SINCE_COUNSELLED)
        yield "counselled", lambda case: days_since_counselled(case, counselled, topics)

    def _laboratory(self) -> Step:
        laboratory = Laboratory(self._formulary(_OF_TESTS, ("test",)))
        latest, since = self._about(Kind.TEST_RESULT), self._about(Kind.DAYS_SINCE_TEST)
        targets = tuple(
            TargetFact(fact.name, fact.of, _known(self._limit(fact, 0)))
            for fact in self._facts[Kind.TEST_BELOW_TARGET]
        )

        def tests(case: Case) -> None:
            found = laboratory.read(case)
            test_results(case, found, latest)
            tests_below_target(case, found, targets)
            days_since_test(case, found, since)

        return tests

    def _surgery(self) -> Step:
        since, until = self._about(Kind.DAYS_SINCE_SURGERY), self._about(Kind.DAYS_UNTIL_SURGERY)

        def surgery(case: Case) -> None:
            found = read_surgeries(case)
            days_since_surgery(case, since, found)
            days_until_surgery(case, until, found)

        return surgery


def _asked(ask: Callable[[Case, Any], None], facts: tuple[object, ...]) -> Step:
    return lambda case: ask(case, facts)


def _if_told(steps: Mapping[str, Step], blank: Case) -> Step:
    """Take each step only for patients of whom its field is told; `blank` is one of whom nothing is told.

    What silence leads to is the same for everybody, so it is worked out once.
    """
    for step in steps.values():
        step(blank)
    untold = dict(blank.values)

    def told(case: Case) -> None:
        case.values.update(untold)
        document = case.document
        complete = document.get("complete")
        for field, step in steps.items():
            if field in document or isinstance(complete, dict) and field in complete:
                step(case)

    return told


def _by_kind(facts: Iterable[Fact]) -> dict[Kind, list[Fact]]:
    found: dict[Kind, list[Fact]] = {kind: [] for kind in Kind}
    for fact in facts:
        found[fact.kind].append(fact)
    return found


def _known(number: Number | None) -> Interval:
    return NOTHING_KNOWN if number is None else exactly(number)


def _lists_given(case: Case, facts: tuple[About, ...]) -> None:
    """Derive "list given": was the list told at all? Never unknown."""
    for name, of in facts:
        value = case.document.get(of)
        case.values[name] = NO if value is None or value == NOT_KNOWN else YES
