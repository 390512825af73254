"""How often, from a FHIR Timing of any version: repeat, code, days of the week, times of day, events."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import Resource, day, number, part, parts, text
from osteon.patient.sigs import Often, Range, read_sig

_DAYS: dict[str, Number] = {
    "s": Fraction(1, 86_400), "min": Fraction(1, 1_440), "h": Fraction(1, 24), "d": 1, "wk": 7, "mo": 30,
    "a": 365,
}  # fmt: skip
_CODES: dict[str, tuple[int, int | Fraction]] = {
    "qd": (1, 1), "bid": (2, 1), "tid": (3, 1), "qid": (4, 1), "am": (1, 1), "pm": (1, 1), "bed": (1, 1),
    "qod": (1, 2), "wk": (1, 7), "mo": (1, 30), "q1h": (24, 1), "q2h": (12, 1), "q3h": (8, 1), "q4h": (6, 1),
    "q6h": (4, 1), "q8h": (3, 1), "bd": (2, 1), "tds": (3, 1), "qds": (4, 1),
}  # fmt: skip
_MEALS = frozenset(("c", "ac", "pc"))
ONCE_AT_SOME_TIME = Range(1, 365)
"""Something given once, nobody said how often again: its mean lies anywhere down to once a year."""


class Timed(NamedTuple):
    """What a Timing says. `why` says what is odd about it; `starts` and `ends` are days of its bounds."""

    often: Often | None = None
    course_days: int | None = None
    starts: str = ""
    ends: str = ""
    why: str = ""


def read_timing(timing: Resource) -> Timed:
    """Read a Timing; `often` is None where it does not say how often."""
    repeat = part(timing, "repeat")
    starts, ends, course = _bounds(repeat)
    often = _repeated(repeat)
    coded = _coded(timing)
    if often is None and coded is None:
        often, why = _counted(timing, repeat)
        return Timed(often, course, starts, ends, why)
    if often is None or coded is None or often.per_day == coded.per_day:
        return Timed(often or coded, course, starts, ends)
    why = "its code and its repeat say how often in two ways; both stay possible"
    return Timed(between(often, coded), course, starts, ends, why)


def between(one: Often, other: Often) -> Often:
    """Return what holds both of two answers to how often."""
    return Often(
        Range(min(one.times.low, other.times.low), max(one.times.high, other.times.high)),
        Range(min(one.days.low, other.days.low), max(one.days.high, other.days.high)),
    )


def _repeated(repeat: Resource) -> Often | None:
    times = _times(repeat)
    days = _period(repeat)
    weekdays = len(set(_texts(repeat, "dayOfWeek")))
    if days is None:
        if times is None and not weekdays or _is_counted(repeat):
            return None
        days = Range(1, 1)
    times = times or Range(1, 1)
    if not weekdays:
        return Often(times, days)
    if days == Range(1, 1):
        # "Once daily, on Monday": on the days that are named, and on no other.
        return Often(Range(times.low * weekdays, times.high * weekdays), Range(7, 7))
    return Often(Range(min(times.low, weekdays), max(times.high, weekdays)), days)


def _is_counted(repeat: Resource) -> bool:
    return number(repeat, "count") is not None and number(repeat, "frequency") is None


def _times(repeat: Resource) -> Range | None:
    low, high = number(repeat, "frequency"), number(repeat, "frequencyMax")
    listed = len(_texts(repeat, "timeOfDay"))
    moments = sum(3 if each.casefold() in _MEALS else 1 for each in _texts(repeat, "when"))
    if not low:
        low = max(listed, moments) or None
    if low is None:
        return Range(min(1, high), high) if high else None
    return Range(low, max(high or low, low))


def _period(repeat: Resource) -> Range | None:
    length = _DAYS.get(text(repeat, "periodUnit", "periodUnits").casefold())
    if length is None:
        return None
    low, high = number(repeat, "period"), number(repeat, "periodMax")
    low = low or 1
    high = max(high or low, low)
    return Range(tidy(Fraction(low) * length), tidy(Fraction(high) * length))


def _texts(repeat: Resource, key: str) -> list[str]:
    value = repeat.get(key)
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _coded(timing: Resource) -> Often | None:
    code = part(timing, "code")
    for coding in parts(code, "coding"):
        known = _CODES.get(text(coding, "code").casefold())
        if known is not None:
            return Often(Range(known[0], known[0]), Range(known[1], known[1]))
    said = text(code, "text")
    return read_sig(said).often if said else None


def _counted(timing: Resource, repeat: Resource) -> tuple[Often | None, str]:
    events = timing.get("event")
    count = number(repeat, "count") or (len(events) if isinstance(events, list) else 0)
    if not count:
        return None, ""
    times = "once" if count == 1 else f"{count} times"
    why = f"it is given {times} in all, so its mean a day is known only within limits"
    return Often(Range(1, 1), ONCE_AT_SOME_TIME), why


def _bounds(repeat: Resource) -> tuple[str, str, int | None]:
    period = part(repeat, "boundsPeriod")
    starts, ends = day(period, "start"), day(period, "end")
    if period:
        return starts, ends, _length(starts, ends)
    return starts, ends, next(_durations(repeat), None)


def _durations(repeat: Resource) -> Iterator[int]:
    for duration in (part(repeat, "boundsDuration"), part(part(repeat, "boundsRange"), "high"),
                     part(repeat, "boundsQuantity")):  # fmt: skip
        value, unit = number(duration, "value"), text(duration, "code", "unit").casefold().rstrip("s")
        length = _DAYS.get(
            {"day": "d", "week": "wk", "month": "mo", "year": "a", "hour": "h"}.get(unit, unit)
        )
        if value and length:
            yield max(int(Fraction(value) * length), 1)


def _length(starts: str, ends: str) -> int | None:
    if len(starts) != 10 or len(ends) != 10:
        return None
    days = (date.fromisoformat(ends) - date.fromisoformat(starts)).days + 1
    return days if days > 0 else None
