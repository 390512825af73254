"""The steps for what a profile seldom tells: tests, operations, what is taken apart from calcium."""

from collections.abc import Callable, Iterable, Mapping

from osteon.basics.quantity import NOTHING_KNOWN, Interval, Number, exactly
from osteon.patient.case import Case
from osteon.patient.events import days_since_surgery, days_until_surgery, read_surgeries
from osteon.patient.formulary import Formulary
from osteon.patient.results import (
    CeilingFact,
    Laboratory,
    TargetFact,
    days_since_test,
    test_results,
    tests_above_target,
    tests_below_target,
)
from osteon.patient.separations import SeparationFact, read_apart, separations, separations_confirmed
from osteon.patient.taking import About
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Fact, Kind

Step = Callable[[Case], None]
Facts = Mapping[Kind, list[Fact]]
Limit = Callable[[Fact, int], Number | None]


def about(facts: Iterable[Fact]) -> tuple[About, ...]:
    """Return facts with what each is about."""
    return tuple(About(fact.name, fact.of) for fact in facts)


def laboratory_step(tests: Formulary, facts: Facts, limit: Limit) -> Step:
    """Return the step that reads results. `limit` gives a fact's parameter by its place."""
    laboratory = Laboratory(tests)
    latest, since = about(facts[Kind.TEST_RESULT]), about(facts[Kind.DAYS_SINCE_TEST])
    ceilings = tuple(_ceiling(fact, limit) for fact in facts[Kind.TEST_ABOVE_TARGET])
    targets = tuple(
        TargetFact(fact.name, fact.of, _known(limit(fact, 0))) for fact in facts[Kind.TEST_BELOW_TARGET]
    )

    def tests_told(case: Case) -> None:
        found = laboratory.read(case)
        test_results(case, found, latest)
        tests_below_target(case, found, targets)
        tests_above_target(case, found, ceilings)
        days_since_test(case, found, since)

    return tests_told


def _ceiling(fact: Fact, limit: Limit) -> CeilingFact:
    default, slope, usual = _known(limit(fact, 0)), limit(fact, 1), limit(fact, 2)
    if slope is None or usual is None:
        return CeilingFact(fact.name, fact.of, default)
    return CeilingFact(fact.name, fact.of, default, fact.corrected_by, slope, usual)


def _known(number: Number | None) -> Interval:
    return NOTHING_KNOWN if number is None else exactly(number)


def separation_step(terminology: Terminology, facts: Facts) -> Step:
    """Return the step that reads what is taken apart from calcium."""

    def related(of: str) -> frozenset[str]:
        return terminology.ancestors(of) | terminology.descendants(of)

    minutes, confirmed = (
        tuple(SeparationFact(fact.name, related(fact.of)) for fact in facts[kind])
        for kind in (Kind.SEPARATION, Kind.SEPARATION_CONFIRMED)
    )

    def apart(case: Case) -> None:
        told = read_apart(case, terminology)
        separations(case, told, minutes)
        separations_confirmed(case, told, confirmed)

    return apart


def surgery_step(facts: Facts) -> Step:
    """Return the step that reads operations."""
    since, until = about(facts[Kind.DAYS_SINCE_SURGERY]), about(facts[Kind.DAYS_UNTIL_SURGERY])

    def surgery(case: Case) -> None:
        found = read_surgeries(case)
        days_since_surgery(case, since, found)
        days_until_surgery(case, until, found)

    return surgery


def if_told(steps: Mapping[str, Step]) -> Step:
    """Take each step only for patients of whom its field is told. Silence leaves its facts as they are."""
    fields = frozenset(steps)

    def told(case: Case) -> None:
        document = case.document
        complete = document.get("complete")
        if fields.isdisjoint(document) and not (
            isinstance(complete, dict) and not fields.isdisjoint(complete)
        ):
            return
        for field, step in steps.items():
            if field in document or isinstance(complete, dict) and field in complete:
                step(case)

    return told
