"""Dates that stand in for others, so that what a resource says can be read once for all dates of a kind.

A resource is read with stand-ins that are near, far, and in another order. If
what comes out differs in more than those dates, the dates themselves matter, and
the resource is read with its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from osteon.doors.registry.spread_sql import DATES

NEAR, FAR, TURNED = 0, 1, 2
WAYS = (NEAR, FAR, TURNED)

_NO_DATE = "not a date"


def stand_ins(classes: str, as_of: date, way: int) -> list[str | None]:
    """Return a date for each letter of `classes`, as `spread_sql` gives them; None where there is none."""
    ranks: dict[str, int] = {}
    found: list[str | None] = []
    for letter in classes:
        rank = ranks.get(letter, 0)
        ranks[letter] = rank + 1
        found.append(_stand_in(letter, classes.count(letter) - rank if way == TURNED else rank, as_of, way))
    return found


def _stand_in(letter: str, rank: int, as_of: date, way: int) -> str | None:
    if letter == "-":
        return None
    if letter in "eno":
        return as_of.isoformat()[: {"e": 10, "o": 7, "n": 4}[letter]]
    past = letter in "pxy"
    if letter in "pf":
        days = 2 + rank + (0 if way == NEAR else 6_000)
        return (as_of + timedelta(days=-days if past else days)).isoformat()
    if letter in "xu":
        years = 1 + rank + (0 if way == NEAR else 30)
        return f"{as_of.year + (-years if past else years):04}"
    if letter in "yv":
        months = as_of.year * 12 + as_of.month - 1
        months += (-1 if past else 1) * (1 + rank + (0 if way == NEAR else 300))
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return _NO_DATE


def with_dates(content: Mapping[str, Any], dates: Sequence[str | None]) -> dict[str, Any]:
    """Return a resource with its dates put where they belong."""
    resource = dict(content)
    for place, day in zip(DATES, dates, strict=True):
        if day is None:
            continue
        holder, _, name = place.rpartition(".")
        if holder:
            within = resource.get(holder)
            resource[holder] = {**(within if isinstance(within, dict) else {}), name: day}
        else:
            resource[name] = day
    return resource
