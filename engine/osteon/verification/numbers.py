"""Numbers next to a limit: the smallest steps by which a comparison can be wrong."""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.basics.records import replace
from osteon.language.syntax import Compare
from osteon.reasoning.edition import Edition

_TENTH = Fraction(1, 10)


def step_of(number: Number) -> Number:
    """Return the step in which a number is written: one for whole numbers from two on, a tenth otherwise."""
    return 1 if isinstance(number, int) and number != 1 else _TENTH


def neighbours(number: Number) -> tuple[Number, ...]:
    """Return the numbers one step below and above; none is negative."""
    step = step_of(number)
    return tuple(tidy(each) for each in (number - step, number + step) if each >= 0)


def slips(number: Number, unit: str) -> Iterator[tuple[Number, str]]:
    """Yield the numbers that a limit could have been by mistake, each with the mistake in words."""
    for each in neighbours(number):
        yield each, "one step off"
    for each in (number * Fraction(9, 10), number * Fraction(11, 10)):
        yield tidy(Fraction(each)), "a tenth off"
    head = unit.partition("/")[0]
    if head in _MASSES:
        yield number * 1000, "a thousandfold, as between mg and mcg"
        yield tidy(Fraction(number) / 1000), "a thousandth, as between mcg and mg"
    if head in ("IU", "mcg"):
        yield number * 40, "fortyfold, as between mcg and IU"
        yield tidy(Fraction(number) / 40), "a fortieth, as between IU and mcg"


_MASSES = ("mcg", "mg", "g", "ng")


def moved_name(parameter: str, number: Number) -> str:
    """Return the name under which a moved limit stands in an edition made by `with_moved_limits`."""
    return f"{parameter} moved to {number}"


def with_moved_limits(edition: Edition, *, widely: bool = False) -> tuple[Edition, dict[str, set[Number]]]:
    """Return an edition that also knows every limit a little lower and higher, and where they cut the facts.

    `widely` adds every number that a limit could have been by mistake.
    """
    moved: dict[str, tuple[str, Number]] = {}
    cuts: dict[str, set[Number]] = {}
    for leaf in comparisons(edition):
        number = edition.parameters[leaf.parameter]
        unit = edition.rulebook.parameters[leaf.parameter].unit
        for each in {each for each, _ in slips(number, unit)} if widely else neighbours(number):
            moved[moved_name(leaf.parameter, each)] = (leaf.parameter, each)
            cuts.setdefault(leaf.fact, set()).add(each)
    book = edition.rulebook
    named = {name: replace(book.parameters[limit], name=name) for name, (limit, _) in moved.items()}
    numbers = {name: number for name, (_, number) in moved.items()}
    knowing = replace(book, parameters={**book.parameters, **named})
    return replace(edition, rulebook=knowing, parameters={**edition.parameters, **numbers}), cuts


def comparisons(edition: Edition) -> Iterator[Compare]:
    """Yield every comparison that the rules in force make, definitions included, each once."""
    found = dict.fromkeys(
        leaf
        for condition in edition.conditions()
        for leaf in edition.leaves_of(condition)
        if isinstance(leaf, Compare)
    )
    yield from found
