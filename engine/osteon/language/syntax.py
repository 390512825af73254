"""The eight kinds of condition. There are no others.

A leaf asks about one fact. Numbers never stand in a condition: a comparison
names a parameter, which has a unit, a date and a source.
"""

from collections.abc import Iterator

from osteon.basics.records import dataclass


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no fact is so: `takes.vitamin_k2`."""

    fact: str


@dataclass(frozen=True, slots=True)
class Known:
    """The fact's value is known, whatever it is: `known(age)`. Never itself unknown."""

    fact: str


@dataclass(frozen=True, slots=True)
class Among:
    """A choice fact is one of these: `sex == female`, `pregnancy in (pregnant, possible)`."""

    fact: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A number fact against a parameter: `dose.vitamin_d >= high_dose_d`. `op` is < <= > or >=."""

    fact: str
    op: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Defined:
    """A named definition, spelt out in `rules/definitions/`."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    inner: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Holds | Known | Among | Compare | Defined | Not | AllOf | AnyOf


def leaves(condition: Condition) -> Iterator[Holds | Known | Among | Compare | Defined]:
    """Yield the leaves of a condition from left to right; definitions are not entered."""
    waiting: list[Condition] = [condition]
    while waiting:
        each = waiting.pop()
        if isinstance(each, AllOf | AnyOf):
            waiting.extend(reversed(each.parts))
        elif isinstance(each, Not):
            waiting.append(each.inner)
        else:
            yield each
