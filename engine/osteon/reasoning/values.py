"""A fact's value written for a reader: "5,000 IU/day", "at least 6,000 IU/day", "not known"."""

from functools import lru_cache

from osteon.basics.quantity import BOUNDLESS, Interval, Number, written
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.facts import Facts
from osteon.patient.vocabulary import Fact

_TRUTHS = {YES: "yes", NO: "no", UNKNOWN: "not known"}


def said_value(fact: Fact, facts: Facts) -> str:
    """Write the value of a fact for one patient."""
    value = facts.values[fact.name]
    if isinstance(value, Interval):
        return said_interval(value, fact.unit)
    if value is None:
        return "not known"
    if isinstance(value, str):
        return value.replace("_", " ")
    return _TRUTHS[value]


@lru_cache(maxsize=4_096)
def said_interval(value: Interval, unit: str) -> str:
    """Write what is known of a number with its unit."""
    low, high = value
    if low == BOUNDLESS:
        return "never"
    if low == high:
        return said_number(low, unit)
    if high == BOUNDLESS:
        return f"at least {said_number(low, unit)}" if low else "not known"
    return f"between {written(low)} and {said_number(high, unit)}"


def said_number(number: Number | float, unit: str) -> str:
    """Write a number with its unit: "4,000 IU/day"."""
    if number == 1 and unit in ("days", "years", "products"):
        unit = unit[:-1]
    return f"{written(number)} {unit}".rstrip()


def entries_behind(name: str, facts: Facts) -> tuple[str, ...]:
    """Return the names of the list entries on which a fact rests, as they were written, each once."""
    return tuple(dict.fromkeys(facts.intakes[at].name for at in facts.evidence.get(name, ())))
