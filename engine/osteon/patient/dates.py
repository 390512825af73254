"""Days, known exactly or only by month or year, as whole day numbers.

"2026-03" is some day in March 2026. It becomes the interval of its first and
last day, and everything reckoned from it stays an interval.
"""

import re
from datetime import date

from osteon.basics.patterns import pattern
from osteon.basics.quantity import NEVER, Interval
from osteon.basics.typed import NamedTuple

_SHAPE = pattern(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_kept: dict[str, "Span"] = {}
_MOST_KEPT = 20_000


class Span(NamedTuple):
    """The first and last day that a date can mean, as proleptic Gregorian day numbers."""

    first: int
    last: int


def read_span(text: str) -> Span:
    """Read "2026-03-01", "2026-03" or "2026". Raises ValueError for anything else."""
    kept = _kept.get(text)
    if kept is None:
        kept = _read(text)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[text] = kept
    return kept


def _read(text: str) -> Span:
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError("a date is written as 2026-11-24, 2026-11 or 2026")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[3]:
        ordinal = date(year, month, day).toordinal()
        return Span(ordinal, ordinal)
    if found[2]:
        # The day before the first of the next month; 32 days on always lies in it.
        first = date(year, month, 1).toordinal()
        if (year, month) == (9999, 12):
            return Span(first, first + 30)
        return Span(first, date.fromordinal(first + 31).replace(day=1).toordinal() - 1)
    return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def days_ago(span: Span, today: int) -> Interval:
    """Return how many days ago a span lies, counting no day of it that is still to come."""
    return Interval(max(today - span.last, 0), max(today - span.first, 0))


def days_ahead(span: Span, today: int) -> Interval:
    """Return in how many days a span lies, counting no day of it that is past."""
    return Interval(max(span.first - today, 0), max(span.last - today, 0))


def nearest(days: list[Interval]) -> Interval:
    """Return how far the nearest of some days is; never, if there are none."""
    if not days:
        return NEVER
    if len(days) == 1:
        return days[0]
    return Interval(min(each.low for each in days), min(each.high for each in days))


def years_on(born: Span, today: date) -> Interval:
    """Return the age in completed years on a day; nobody is rounded up before the birthday."""
    return Interval(_years(born.last, today), _years(born.first, today))


def _years(born: int, today: date) -> int:
    birth = date.fromordinal(born)
    return max(today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)), 0)
