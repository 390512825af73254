"""What the columns of facts are called, and on which scale a number has to be counted."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from osteon.basics.quantity import Number
from osteon.language.syntax import Compare, Condition, Known
from osteon.patient.vocabulary import NUMBER, Fact
from osteon.reasoning.edition import Edition


def low(fact: str) -> str:
    """Return the column that holds the lowest possible value of a number."""
    return quoted(f"{fact}.low")


def high(fact: str) -> str:
    """Return the column that holds the highest possible value of a number."""
    return quoted(f"{fact}.high")


def quoted(name: str) -> str:
    """Return a name as SQL writes one that holds points."""
    return '"' + name.replace('"', '""') + '"'


def columns_of(fact: Fact) -> tuple[str, ...]:
    """Return the columns of a fact: two for a number, else one. A choice counts from 1; 0 is not known."""
    return (low(fact.name), high(fact.name)) if fact.type == NUMBER else (quoted(fact.name),)


def threshold_scale(edition: Edition, fact: str) -> int:
    """Return the smallest scale on which every number that the rules compare with a fact is whole."""
    return lcm(*(Fraction(limit).denominator for limit in limits(edition, fact)))


def limits(edition: Edition, fact: str) -> list[Number]:
    """Return every number that the rules compare with a fact; one may come several times."""
    return [
        edition.parameters[leaf.parameter]
        for leaf in _leaves(edition)
        if isinstance(leaf, Compare) and leaf.fact == fact
    ]


def is_asked_whether_known(edition: Edition, fact: str) -> bool:
    """Say whether a rule asks if a fact is known."""
    return any(isinstance(leaf, Known) and leaf.fact == fact for leaf in _leaves(edition))


def _leaves(edition: Edition) -> Iterator[Condition]:
    return (leaf for condition in edition.conditions() for leaf in edition.leaves_of(condition))
