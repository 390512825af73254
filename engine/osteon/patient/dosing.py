"""From an amount and how it is taken to the mean per day and the largest single dose.

Where the amount and the entry both say how often, and differ, both readings
stay possible: the result is an interval, and the reader is told.
"""

from fractions import Fraction

from osteon.basics.quantity import Interval, Number, exactly, tidy
from osteon.basics.records import replace
from osteon.basics.truth import YES
from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import Amount
from osteon.patient.naming import Entry
from osteon.patient.numerals import AmountError, number_of, range_of
from osteon.patient.troubles import NotAssessed, Troubles
from osteon.patient.words import truth


class HowTaken(NamedTuple):
    """What an entry says beside its amount: units each time, and how often in a day. None: not said.

    `most_units` and `most_per_day` are the upper ends of ranges; None where it is one number.
    `as_needed`: it may as well not be taken at all.
    """

    units: Number | None = None
    per_day: Number | None = None
    most_units: Number | None = None
    most_per_day: Number | None = None
    as_needed: bool = False


class Dose(NamedTuple):
    """Mean per day and largest single administration. `assumed`: nobody said how often; once a day."""

    daily: Interval
    single: Interval
    assumed: bool = False
    unclear: bool = False


def how_taken(entry: Entry, troubles: Troubles) -> HowTaken:
    """Read `units`, `times_per_day` and `every_days` of an entry."""
    units, times, days = (_numbers(entry, key, troubles) for key in ("units", "times_per_day", "every_days"))
    needed = truth(entry.get("as_needed")) is YES
    fewest, most = units or (None, None)
    if times is None and days is None:
        return HowTaken(fewest, None, _unless_same(most, fewest), None, needed)
    (seldom, often), (short, long) = times or (1, 1), days or (1, 1)
    least, greatest = tidy(Fraction(seldom) / long), tidy(Fraction(often) / short)
    return HowTaken(fewest, least, _unless_same(most, fewest), _unless_same(greatest, least), needed)


def _unless_same(most: Number | None, least: Number | None) -> Number | None:
    return None if most == least else most


def course_days(entry: Entry) -> Number | None:
    """Return how long a course is to be, in days, from `course_weeks` or `course_days`; None if not told."""
    for key, days in (("course_days", 1), ("course_weeks", 7)):
        try:
            if entry.get(key) is not None:
                return number_of(entry[key]) * days
        except AmountError:
            continue
    return None


def _numbers(entry: Entry, key: str, troubles: Troubles) -> tuple[Number, Number] | None:
    value = entry.get(key)
    if value is None:
        return None
    try:
        numbers = range_of(value)
    except AmountError as trouble:
        troubles.append(NotAssessed(str(value)[:60], key, trouble.message, trouble.hint))
        return None
    if not numbers[0]:
        troubles.append(
            NotAssessed("0", key, "it cannot be zero", 'to stop something, write "status: stopped"')
        )
    return numbers if numbers[0] else None


def counted(pieces: Amount, how: HowTaken) -> HowTaken:
    """Take "2 tablets twice daily" as two units each time, twice a day."""
    units = tidy(Fraction(pieces.value * pieces.count)) * (how.units or 1)
    most = tidy(Fraction((pieces.top or pieces.value) * pieces.count)) * (how.most_units or how.units or 1)
    often = None if pieces.every_days is None else tidy(Fraction(pieces.times) / pieces.every_days)
    how = how._replace(units=units, most_units=_unless_same(most, units))
    return how if how.per_day is not None else how._replace(per_day=often)


def reckon(strength: Amount, how: HowTaken) -> Dose:
    """Work out a dose in the amount's own unit; of a range, both ends."""
    low = _exactly(strength, how)
    if strength.top is None and how.most_units is None and how.most_per_day is None and not how.as_needed:
        return low
    top = strength if strength.top is None else replace(strength, value=strength.top)
    high = _exactly(top, HowTaken(how.most_units or how.units, how.most_per_day or how.per_day))
    least = 0 if how.as_needed else low.daily.low
    return low._replace(
        daily=Interval(least, high.daily.high), single=Interval(low.single.low, high.single.high)
    )


def _exactly(strength: Amount, how: HowTaken) -> Dose:
    once = strength.value * strength.count
    units = how.units or 1
    single = Interval(tidy(strength.value * units), tidy(once * units))
    if strength.every_days is None:
        per_day = how.per_day or 1
        unclear = strength.count > 1 and how.units is not None
        return Dose(
            _between(once * per_day, once * units * per_day, unclear), single, how.per_day is None, unclear
        )
    said = Fraction(strength.times) / strength.every_days
    otherwise = how.per_day if how.per_day is not None else said
    unclear = otherwise != said or how.units is not None
    return Dose(_between(once * said, once * units * otherwise, unclear), single, False, unclear)


def _between(alone: Number, together: Number, unclear: bool) -> Interval:
    if not unclear:
        return exactly(tidy(together))
    return Interval(tidy(min(alone, together)), tidy(max(alone, together)))


def scaled(dose: Dose, factor: Number) -> Dose:
    """Return a dose in another unit."""
    return dose._replace(daily=_times(dose.daily, factor), single=_times(dose.single, factor))


def _times(interval: Interval, factor: Number) -> Interval:
    return Interval(tidy(interval.low * factor), tidy(interval.high * factor))  # type: ignore[arg-type]  # finite here
