"""How often: "daily", "twice a week", "every other day", "3x/day", "every 8 hours"."""

from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.basics.typed import NamedTuple
from osteon.patient.units import DAYS


class Schedule(NamedTuple):
    """So many `times` in so many `days`."""

    times: int
    days: Number


_ADVERBS: dict[str, Number] = {
    "daily": 1,
    "nightly": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 0,
    "monthly": 30,
    "quarterly": 90,
    "yearly": 365,
    "annually": 365,
}
# "biweekly" is twice a week to some and every two weeks to others: it is known, and refused.

_TIMES = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4}
_LATIN = {"bid": 2, "b.i.d": 2, "tid": 3, "t.i.d": 3, "qid": 4, "q.i.d": 4}
_PER = frozenset(("per", "a", "an", "each", "every"))
_EVERY_SECOND = frozenset(("other", "second", "alternate"))
_MOST_DAYS = 10_000
_MOST_TIMES = 100

SCHEDULE_WORDS = frozenset(
    (*_ADVERBS, *_LATIN, "once", "twice", "thrice", "times", "time", "per", "every", "each")
)
"""Words that only make sense as part of how often something is taken."""


def read_schedule(words: list[str]) -> Schedule | None:
    """Read words such as ["twice", "a", "week"]; None if they do not say how often."""
    times, rest = _leading_times(words)
    if not rest or times > _MOST_TIMES:
        return Schedule(times, 1) if len(words) == 1 and words[0].rstrip(".") in _LATIN else None
    days = _period(rest)
    if days is None or not 0 < days <= _MOST_DAYS:
        return None
    # "every 8 hours" is three times a day.
    if days < 1 and (1 / Fraction(days)).denominator == 1:
        return Schedule(times * int(1 / Fraction(days)), 1)
    return Schedule(times, days)


def _leading_times(words: list[str]) -> tuple[int, list[str]]:
    first = words[0].rstrip(".")
    if first in _LATIN:
        return _LATIN[first], words[1:]
    if first in _TIMES:
        return _TIMES[first], words[2:] if words[1:2] in (["times"], ["time"]) else words[1:]
    if first.isascii() and first.rstrip("x").isdigit() and len(first) <= 3:
        if first.endswith("x"):
            return int(first[:-1]), words[1:]
        if words[1:2] in (["times"], ["time"], ["x"]):
            return int(first), words[2:]
    return 1, words


def _period(words: list[str]) -> Number | None:
    if len(words) == 1:
        return _ADVERBS.get(words[0])
    if words[0] in ("alternate", "alternating") and words[1:] == ["days"]:
        return 2
    if words[0] not in _PER:
        return None
    words = words[1:]
    every = 1
    if words[0] in _EVERY_SECOND:
        every, words = 2, words[1:]
    elif words[0].isascii() and words[0].isdigit() and len(words[0]) <= 5:
        every, words = int(words[0]), words[1:]
    if len(words) != 1 or words[0] not in DAYS:
        return None
    return tidy(Fraction(every) * DAYS[words[0]])
