"""Small pieces of SQL that several facts share. Numbers stand in steps; CEILING is "nothing limits it"."""

from collections.abc import Iterable, Iterator

from osteon.patient.vocabulary import Fact
from osteon.reasoning.columns import ENDLESS
from osteon.reasoning.fact_columns import high, low

CEILING = ENDLESS


def grouped(by: str, columns: Iterable[str], rows: str) -> str:
    """Return the query for what the rows of each patient come to."""
    return f"SELECT {by}, {', '.join(columns)} FROM {rows} GROUP BY {by}"


def named(column: str) -> str:
    """Return the name behind the last AS of a column."""
    return column.rpartition(" AS ")[2]


def total(condition: str) -> str:
    """Return how many rows are so."""
    return added(f"CASE WHEN {condition} THEN 1 ELSE 0 END")


def added(number: str) -> str:
    """Return the sum of a whole number, which is an error where it is too large."""
    return f"CAST(SUM({number}) AS BIGINT)"


def either(yes: str, wanting: str) -> str:
    """Return a truth: yes if the first is so, not known if the second is, else no."""
    return f"CASE WHEN {yes} THEN 2 WHEN {wanting} THEN 1 ELSE 0 END"


def is_open(*lists: str) -> str:
    """Return the question whether any of some lists leaves open what it does not hold."""
    return "(" + " OR ".join(f"{name}_open = 1" for name in lists) + ")"


def in_steps(number: str, scale: int) -> str:
    """Return a whole number, or CEILING, in steps of a scale."""
    return f"CASE WHEN {number} >= {CEILING} THEN {CEILING} ELSE {number} * {4 * scale} END"


def times(number: str, several: int) -> str:
    """Return a number of steps, or CEILING, on a scale that is several times as fine."""
    return f"CASE WHEN {number} >= {CEILING} THEN {CEILING} ELSE {number} * {several} END"


def add_ends(fact: Fact, ends: tuple[str, str], other: str) -> Iterator[tuple[str, str]]:
    """Yield both columns of a sum; `other` names the columns of what is added, or is empty."""
    if not other:
        yield low(fact.name), ends[0]
        yield high(fact.name), ends[1]
        return
    yield low(fact.name), f"{ends[0]} + {other}_low"
    endless = f"{ends[1]} >= {CEILING} OR {other}_high >= {CEILING}"
    yield high(fact.name), f"CASE WHEN {endless} THEN {CEILING} ELSE {ends[1]} + {other}_high END"
