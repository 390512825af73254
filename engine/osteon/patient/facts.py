"""From what we were told to facts: typed, three-valued, each with what it rests on.

A FactPlan is made once for a vocabulary, a terminology and the numbers of a day;
it then derives the facts of one patient after another. It never reads the clock.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.basics.truth import NO, YES
from osteon.patient.amount_facts import (
    CourseFact,
    Total,
    counts,
    daily_amounts,
    implausible_amounts,
    largest_amounts,
    recorded_courses,
)
from osteon.patient.case import Case, Value
from osteon.patient.conditions import Diagnoses, allergies, conditions, read_conditions
from osteon.patient.diet import DietFact, diets
from osteon.patient.events import (
    days_since_counselled,
    days_since_surgery,
    days_until_surgery,
    read_surgeries,
)
from osteon.patient.formulary import Formulary
from osteon.patient.history import days_since_changed, days_since_stopped
from osteon.patient.intake import Intake
from osteon.patient.personal import ages, fields
from osteon.patient.results import (
    TargetFact,
    days_since_test,
    read_results,
    test_results,
    tests_below_target,
)
from osteon.patient.taking import About, Subject, close, taking, taking_unlabelled
from osteon.patient.terminology import Terminology
from osteon.patient.troubles import NotAssessed
from osteon.patient.vocabulary import Fact, Kind, Vocabulary

__all__ = ["FactPlan", "Facts", "Intake", "NotAssessed"]

_OF_INTAKE = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT,
    Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
)  # fmt: skip
_OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.DAYS_SINCE_TEST)
_IN_BOTH_LISTS = ("nutrient", "product", "food")


@dataclass(slots=True)
class Facts:
    """One patient's facts on one day.

    `values` has a Truth, an Interval, a choice, or None (a choice that is not known) for every wanted fact.
    `assumed` names the facts that rest on a list assumed to be whole, or on a default. `evidence` gives the
    places in `intakes` that stand behind a fact. `not_assessed` is what was told and could not be used.
    """

    values: dict[str, Value]
    assumed: set[str]
    evidence: dict[str, list[int]]
    intakes: list[Intake]
    not_assessed: list[NotAssessed]


class FactPlan:
    """Everything about deriving facts that does not depend on the patient. Thread-safe, made once."""

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
        self._formulary = Formulary(terminology, self._concepts(_OF_INTAKE), parameters)
        self._subjects = {id: self._subject(id) for id in self._formulary.wanted}
        self._conditions = Formulary(terminology, self._concepts((Kind.CONDITION,)), parameters)
        self._wider = {id: terminology.ancestors(id) for id in self._conditions.wanted}
        self._allergies = Formulary(terminology, self._concepts((Kind.ALLERGY,)), parameters)
        self._tests = Formulary(terminology, self._concepts(_OF_TESTS), parameters)
        self._topics = frozenset(
            fact.of for fact in vocabulary.facts.values() if fact.kind is Kind.DAYS_SINCE_COUNSELLED
        )
        self._steps = tuple(self._intake_steps())
        self._about = {kind: tuple(About(fact.name, fact.of) for fact in self._facts[kind]) for kind in Kind}
        self._targets = tuple(
            TargetFact(fact.name, fact.of, self._limit(fact, 0))
            for fact in self._facts[Kind.TEST_BELOW_TARGET]
        )
        self._diets = tuple(DietFact(fact.name, fact.of) for fact in self._facts[Kind.DIET])

    def _concepts(self, kinds: Collection[Kind]) -> list[str]:
        return [fact.of for kind in kinds for fact in self._facts[kind]]

    def _subject(self, id: str) -> Subject:
        kinds = {self._terminology[each].kind for each in self._terminology.descendants(id)}
        return Subject(id, self._terminology.ancestors(id), not kinds.isdisjoint(_IN_BOTH_LISTS))

    def _limit(self, fact: Fact, at: int) -> Number | None:
        return self._parameters.get(fact.limits[at]) if len(fact.limits) > at else None

    def _intake_steps(self) -> Iterable[Callable[[Case], None]]:
        """Yield the questions about intake that this plan has; a kind without facts costs nothing."""
        facts, subjects = self._facts, self._subjects
        about = {kind: tuple(About(fact.name, fact.of) for fact in facts[kind]) for kind in _OF_INTAKE}
        totals = tuple(Total(fact.name, fact.of, fact.plus) for fact in facts[Kind.DAILY_AMOUNT])
        courses = tuple(
            CourseFact(fact.name, fact.of, self._limit(fact, 0), self._limit(fact, 1))
            for fact in facts[Kind.RECORDED_COURSE]
        )
        closing = tuple(subjects.values())
        yield lambda case: close(case, closing)
        if about[Kind.TAKING]:
            yield lambda case: taking(case, about[Kind.TAKING])
        if about[Kind.TAKING_UNLABELLED]:
            yield lambda case: taking_unlabelled(case, about[Kind.TAKING_UNLABELLED], subjects)
        if totals:
            yield lambda case: daily_amounts(case, totals)
        if about[Kind.LARGEST_AMOUNT]:
            yield lambda case: largest_amounts(case, about[Kind.LARGEST_AMOUNT])
        if about[Kind.COUNT]:
            yield lambda case: counts(case, about[Kind.COUNT])
        if about[Kind.DAYS_SINCE_STOPPED]:
            yield lambda case: days_since_stopped(case, about[Kind.DAYS_SINCE_STOPPED], subjects)
        if about[Kind.DAYS_SINCE_CHANGED]:
            yield lambda case: days_since_changed(case, about[Kind.DAYS_SINCE_CHANGED], subjects)
        if courses:
            yield lambda case: recorded_courses(case, courses)
        if about[Kind.IMPLAUSIBLE_AMOUNT]:
            yield lambda case: implausible_amounts(case, about[Kind.IMPLAUSIBLE_AMOUNT])

    def derive(self, document: Mapping[str, object], as_of: date) -> Facts:
        """Return the facts of one patient, from a checked document, on a day."""
        case = Case(document, as_of, self._formulary)
        for step in self._steps:
            step(case)
        found = self._health(case)
        self._person(case, found)
        self._events(case)
        return Facts(case.values, case.assumed, case.evidence, case.intakes, case.not_assessed)

    def _health(self, case: Case) -> Diagnoses:
        about, document = self._about, case.document
        found = read_conditions(case, self._conditions)
        conditions(case, about[Kind.CONDITION], found, self._wider)
        if about[Kind.ALLERGY] or "allergies" in document:
            allergies(case, about[Kind.ALLERGY], self._allergies)
        if "tests" in document or any(self._facts[kind] for kind in _OF_TESTS):
            results = read_results(case, self._tests)
            test_results(case, about[Kind.TEST_RESULT], results)
            tests_below_target(case, self._targets, results)
            days_since_test(case, about[Kind.DAYS_SINCE_TEST], results)
        return found

    def _person(self, case: Case, found: Diagnoses) -> None:
        ages(case, self._about[Kind.AGE])
        if self._about[Kind.FIELD]:
            fields(case, self._about[Kind.FIELD], found)
        for name, of in self._about[Kind.LIST_GIVEN]:
            value = case.document.get(of)
            case.values[name] = NO if value is None or value == "unknown" else YES
        if self._diets:
            diets(case, self._diets)

    def _events(self, case: Case) -> None:
        about, document = self._about, case.document
        since, until = about[Kind.DAYS_SINCE_SURGERY], about[Kind.DAYS_UNTIL_SURGERY]
        if since or until or "surgeries" in document:
            operations = read_surgeries(case)
            days_since_surgery(case, since, operations)
            days_until_surgery(case, until, operations)
        if about[Kind.DAYS_SINCE_COUNSELLED] or "counselled" in document:
            days_since_counselled(case, about[Kind.DAYS_SINCE_COUNSELLED], self._topics)


def _by_kind(facts: Iterable[Fact]) -> dict[Kind, list[Fact]]:
    found: dict[Kind, list[Fact]] = {kind: [] for kind in Kind}
    for fact in facts:
        found[fact.kind].append(fact)
    return found
