"""Laboratory results: the latest on or before the day, in the unit that rules use."""

from collections.abc import Iterator, Sequence

from osteon.basics.quantity import BOUNDLESS, NEVER, NOTHING_KNOWN, Interval, Number
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case
from osteon.patient.dates import Span, days_ago, nearest
from osteon.patient.formulary import Formulary
from osteon.patient.measures import MeasureError, read_measure
from osteon.patient.naming import Entry, by_name
from osteon.patient.numerals import shortened
from osteon.patient.status import date_of
from osteon.patient.taking import About
from osteon.patient.terminology import Concept
from osteon.patient.troubles import NotAssessed, Troubles
from osteon.patient.words import truth

_MOST_KEPT = 10_000
_LONGEST_KEPT = 60


class Result(NamedTuple):
    """One result in its test's own unit. `day` is None without a date.

    `target` and `ceiling` are the lower and the upper target that were recorded.
    """

    value: Interval
    day: Span | None
    target: Interval | None
    ceiling: Interval | None = None


class TargetFact(NamedTuple):
    """Is a result below its target? `default` is the target where none was recorded."""

    name: str
    of: str
    default: Interval


class CeilingFact(NamedTuple):
    """Is a result above its upper target? `default` is the target where none was recorded.

    `other` is a second test that corrects it: `slope` for every unit by which it lies below `usual`.
    """

    name: str
    of: str
    default: Interval
    other: str = ""
    slope: Number = 0
    usual: Number = 0


class Results(NamedTuple):
    """The results of a patient by test. `given`: a list of tests was told, and all of it is understood."""

    of: dict[str, list[Result]]
    given: bool


_NOTHING_TOLD = Results({}, False)


class Laboratory:
    """Reads results. The same text of the same test is read once."""

    def __init__(self, tests: Formulary) -> None:
        self._tests = tests
        self._kept: dict[tuple[object, str], Interval] = {}

    def read(self, case: Case) -> Results:
        """Read the list of tests. What cannot be used is reported."""
        entries = case.document.get("tests")
        if entries is None:
            return _NOTHING_TOLD
        of: dict[str, list[Result]] = {}
        complete = case.document.get("complete")
        in_part = isinstance(complete, dict) and truth(complete.get("tests")) is NO
        understood = isinstance(entries, list) and not in_part
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            troubles: Troubles = []
            understood &= self._note(of, entry, case.today, troubles)
            if troubles:
                case.report(troubles, f"tests[{at}]")
        return Results(of, understood)

    def _note(self, of: dict[str, list[Result]], entry: Entry, today: int, troubles: Troubles) -> bool:
        product = self._tests.product(by_name(entry))
        troubles += product.troubles
        day = date_of(entry, "date", troubles)
        if day is not None and day.first > today:
            why = "it lies after the day of the evaluation, so the result is not used"
            troubles.append(NotAssessed(str(entry.get("date")), "date", why, "correct the date"))
            return True
        if not product.concepts:
            return False
        concept = self._tests.terminology.measured(product.concepts[0].id)
        value = self._measured(entry, "value", concept, troubles)
        target = self._measured(entry, "target_low", concept, troubles)
        if value is None and entry.get("value") is None:
            why = "the result has no value"
            troubles.append(NotAssessed(concept.label, "value", why, 'write for example "2.4"'))
        ceiling = self._measured(entry, "target_high", concept, troubles)
        result = Result(value or NOTHING_KNOWN, day, target, ceiling)
        for test in product.holds:
            of.setdefault(test, []).append(result)
        return True

    def _measured(self, entry: Entry, key: str, concept: Concept, troubles: Troubles) -> Interval | None:
        value = entry.get(key)
        if value is None:
            return None
        kept = self._kept.get((value, concept.id))
        if kept is not None:
            return kept
        try:
            read = read_measure(value, concept)
        except MeasureError as trouble:
            troubles.append(NotAssessed(shortened(str(value)), key, trouble.message, trouble.hint))
            return None
        if len(str(value)) <= _LONGEST_KEPT:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[value, concept.id] = read
        return read


_NO_RESULTS: list[Result] = []


def _latest(results: Results, of: str) -> list[Result]:
    """Return the results that may be the latest: every one of the last day, and those without a date."""
    own = results.of.get(of, _NO_RESULTS)
    if len(own) < 2:
        return own
    last = max((result.day.first for result in own if result.day is not None), default=0)
    return [result for result in own if result.day is None or result.day.last >= last]


def _hull(values: list[Interval]) -> Interval:
    if len(values) == 1:
        return values[0]
    return Interval(min(value.low for value in values), max(value.high for value in values))


def test_results(case: Case, results: Results, facts: Sequence[About]) -> None:
    """Derive "test result": the latest value; several on one day leave an interval."""
    for name, of in facts:
        latest = _latest(results, of)
        case.values[name] = _hull([result.value for result in latest]) if latest else NOTHING_KNOWN


def tests_below_target(case: Case, results: Results, facts: Sequence[TargetFact]) -> None:
    """Derive "test below target": against the recorded target, else the default."""
    for name, of, default in facts:
        latest = _latest(results, of)
        if not latest:
            case.values[name] = UNKNOWN
            continue
        recorded = [result.target for result in latest if result.target is not None]
        if not recorded:
            case.assumed.add(name)
        target = _hull(recorded) if recorded else default
        value = _hull([result.value for result in latest])
        case.values[name] = YES if value.high < target.low else NO if value.low >= target.high else UNKNOWN


def tests_above_target(case: Case, results: Results, facts: Sequence[CeilingFact]) -> None:
    """Derive "test above target": against the recorded upper target, else the default.

    Where a second test of the same day corrects it, either reading above the target is enough: a correction
    is itself uncertain, and must not talk a high result away.
    """
    for fact in facts:
        latest = _latest(results, fact.of)
        if not latest:
            case.values[fact.name] = UNKNOWN
            continue
        recorded = [result.ceiling for result in latest if result.ceiling is not None]
        if not recorded:
            case.assumed.add(fact.name)
        ceiling = _hull(recorded) if recorded else fact.default
        read = [_above(_hull([result.value for result in latest]), ceiling)]
        read += [_above(value, ceiling) for value in _corrected(latest, results, fact)]
        case.values[fact.name] = max(read)


def _above(value: Interval, ceiling: Interval) -> Truth:
    return YES if value.low > ceiling.high else NO if value.high <= ceiling.low else UNKNOWN


def _corrected(latest: list[Result], results: Results, fact: CeilingFact) -> Iterator[Interval]:
    for result in latest:
        for other in results.of.get(fact.other, ()):
            if result.day is not None and result.day == other.day:
                high, low = _lacking(fact, other.value.low), _lacking(fact, other.value.high)
                yield Interval(result.value.low + low, result.value.high + high)


def _lacking(fact: CeilingFact, other: Number | float) -> Number | float:
    return fact.slope * (fact.usual - other) if other < BOUNDLESS else 0


def days_since_test(case: Case, results: Results, facts: Sequence[About]) -> None:
    """Derive "days since test". A list of tests without this one means: none that we know of."""
    for name, of in facts:
        own = results.of.get(of)
        if own:
            case.values[name] = nearest(
                [
                    days_ago(result.day, case.today) if result.day is not None else NOTHING_KNOWN
                    for result in own
                ]
            )
        elif results.given:
            case.values[name] = NEVER
            case.assumed.add(name)
        else:
            case.values[name] = NOTHING_KNOWN
