"""Laboratory results: the latest on or before the day, in the unit that rules use."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from osteon.basics.quantity import NEVER, NOTHING_KNOWN, Interval, Number, exactly
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.case import Case
from osteon.patient.dates import Span, days_ago
from osteon.patient.formulary import Formulary
from osteon.patient.measures import MeasureError, read_measure
from osteon.patient.naming import Entry
from osteon.patient.numerals import shortened
from osteon.patient.product import Product
from osteon.patient.status import date_of
from osteon.patient.taking import About
from osteon.patient.terminology import Concept
from osteon.patient.troubles import NotAssessed, Troubles


class Result(NamedTuple):
    """One result in its test's own unit. `day` is None without a date; `target` is the recorded lower one."""

    everything: frozenset[str]
    value: Interval
    day: Span | None
    target: Interval | None


class TargetFact(NamedTuple):
    """Is a result below its target? `default` is the target where none was recorded."""

    name: str
    of: str
    default: Number | None


class Results(NamedTuple):
    """All results of a patient. `given`: the profile has a list of tests."""

    all: list[Result]
    given: bool


def read_results(case: Case, known: Formulary) -> Results:
    """Read the list of tests. What cannot be used is reported."""
    value = case.document.get("tests")
    found: list[Result] = []
    if not isinstance(value, list | tuple):
        return Results(found, value == "none")
    for at, entry in enumerate(value):
        if not isinstance(entry, Mapping):
            raise TypeError(f"tests[{at}]: a test is a mapping, not {type(entry).__name__}")
        troubles: Troubles = []
        result = _result(entry, known, case.today, troubles)
        case.report(troubles, f"tests[{at}]")
        if result is not None:
            found.append(result)
    return Results(found, True)


def _result(entry: Entry, known: Formulary, today: int, troubles: Troubles) -> Result | None:
    product: Product = known.product(entry)
    troubles += product.troubles
    day = date_of(entry, "date", troubles)
    if day is not None and day.first > today:
        why = "it lies after the day of the evaluation, so the result is not used"
        troubles.append(NotAssessed(str(entry.get("date")), "date", why, "correct the date"))
        return None
    if not product.concepts:
        return None
    concept = known.terminology.measured(product.concepts[0].id)
    value = _measured(entry, "value", concept, troubles)
    target = (
        _measured(entry, "target_low", concept, troubles) if entry.get("target_low") is not None else None
    )
    return Result(product.everything, value or NOTHING_KNOWN, day, target)


def _measured(entry: Entry, key: str, concept: Concept, troubles: Troubles) -> Interval | None:
    value = entry.get(key)
    if value is None:
        troubles.append(NotAssessed(concept.label, key, "the result has no value", "write for example 2.4"))
        return None
    try:
        return read_measure(value, concept)
    except MeasureError as trouble:
        troubles.append(NotAssessed(shortened(str(value)), key, trouble.message, trouble.hint))
        return None


def _latest(results: Results, of: str) -> list[Result]:
    """Return the results that may be the latest: every one of the last day, and those without a date."""
    own = [result for result in results.all if of in result.everything]
    last = max((result.day.first for result in own if result.day is not None), default=None)
    return [result for result in own if result.day is None or last is None or result.day.last >= last]


def _hull(values: list[Interval]) -> Interval:
    return Interval(min(value.low for value in values), max(value.high for value in values))


def test_results(case: Case, facts: Sequence[About], results: Results) -> None:
    """Derive "test result": the latest value; several on one day leave an interval."""
    for name, of in facts:
        latest = _latest(results, of)
        case.values[name] = _hull([result.value for result in latest]) if latest else NOTHING_KNOWN


def tests_below_target(case: Case, facts: Sequence[TargetFact], results: Results) -> None:
    """Derive "test below target": against the recorded target, else the default."""
    for name, of, default in facts:
        latest = _latest(results, of)
        recorded = [result.target for result in latest if result.target is not None]
        target = _hull(recorded) if recorded else exactly(default) if default is not None else NOTHING_KNOWN
        if not latest:
            case.values[name] = UNKNOWN
            continue
        if not recorded:
            case.assumed.add(name)
        value = _hull([result.value for result in latest])
        case.values[name] = YES if value.high < target.low else NO if value.low >= target.high else UNKNOWN


def days_since_test(case: Case, facts: Sequence[About], results: Results) -> None:
    """Derive "days since test". A list of tests without this one means: none that we know of."""
    for name, of in facts:
        days = [
            days_ago(result.day, case.today) if result.day is not None else NOTHING_KNOWN
            for result in results.all
            if of in result.everything
        ]
        if days:
            case.values[name] = Interval(min(each.low for each in days), min(each.high for each in days))
        elif results.given:
            case.values[name] = NEVER
            case.assumed.add(name)
        else:
            case.values[name] = NOTHING_KNOWN
