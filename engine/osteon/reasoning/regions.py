"""Every fact cut at the thresholds that rules use: the one compiled form.

Between two neighbouring thresholds no rule can tell one amount from another. A
number is therefore one of finitely many regions: below the first threshold,
exactly at it, between it and the next, and so on. What is only partly known is
the pair of the lowest and the highest possible region. Yes/no facts and choices
are regions already. A patient becomes a short row of small whole numbers:
exact for every decimal, the same on every machine, without strings.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from operator import itemgetter

from osteon.basics.quantity import Interval, Number
from osteon.basics.records import dataclass
from osteon.basics.truth import Truth
from osteon.basics.typed import cast
from osteon.language.judge import Value
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact

_MOST_KEPT = 1_024
_Kept = dict[tuple[Value, ...], tuple[int, ...]]
_TOGETHER = 4
"""So many numbers are looked up at once."""

_ORDER = (YES_NO, CHOICE, NUMBER)


class Aspect(StrEnum):
    """What of a fact a variable holds."""

    TRUTH = "truth"
    CHOICE = "choice"
    LOWEST = "lowest"
    HIGHEST = "highest"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Variable:
    """One place in the row: an aspect of a fact, with `size` possible values 0 .. size - 1.

    TRUTH: 0 no, 1 not known, 2 yes. CHOICE: 0 not known, then the fact's choices in order. LOWEST and
    HIGHEST: the region of that end of the interval. EXACT: 1 where both ends are the same number.
    """

    fact: str
    aspect: Aspect
    size: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A fact's place in the row: its first column, its type, its thresholds or choices."""

    column: int
    type: str
    thresholds: tuple[Number, ...] = ()
    choices: tuple[str, ...] = ()
    tells_exact: bool = False


class Regions:
    """The row of variables for the facts that a rulebook reads on one day."""

    def __init__(self, facts: Iterable[Fact], thresholds: Mapping[str, set[Number]], exact: set[str]) -> None:
        self.variables: list[Variable] = []
        self.cuts: dict[str, Cut] = {}
        for fact in sorted(facts, key=lambda fact: _ORDER.index(fact.type)):
            self._add(fact, tuple(sorted(thresholds.get(fact.name, ()))), fact.name in exact)
        self._yes_no = _picker([name for name, cut in self.cuts.items() if cut.type == YES_NO])
        self._choices = [(name, cut.choices) for name, cut in self.cuts.items() if cut.type == CHOICE]
        numbers = [name for name, cut in self.cuts.items() if cut.type == NUMBER]
        some = [numbers[at : at + _TOGETHER] for at in range(0, len(numbers), _TOGETHER)]
        self._numbers = [(_picker(names), [self.cuts[name] for name in names], _Kept()) for names in some]

    def _add(self, fact: Fact, thresholds: tuple[Number, ...], tells_exact: bool) -> None:
        self.cuts[fact.name] = Cut(len(self.variables), fact.type, thresholds, fact.choices, tells_exact)
        if fact.type == NUMBER:
            size = 2 * len(thresholds) + 1
            self.variables.append(Variable(fact.name, Aspect.LOWEST, size))
            self.variables.append(Variable(fact.name, Aspect.HIGHEST, size))
            if tells_exact:
                self.variables.append(Variable(fact.name, Aspect.EXACT, 2))
        elif fact.type == CHOICE:
            self.variables.append(Variable(fact.name, Aspect.CHOICE, len(fact.choices) + 1))
        else:
            self.variables.append(Variable(fact.name, Aspect.TRUTH, len(Truth)))

    def row(self, values: Mapping[str, Value]) -> list[int]:
        """Place one patient's facts: a whole number for each variable, in order.

        Raises KeyError for a missing fact and ValueError for a choice that is not declared.
        """
        # A Truth is a whole number already, and every value of these facts is one.
        row: list[int] = [*self._yes_no(values)]  # type: ignore[list-item]  # all Truths
        for name, choices in self._choices:
            choice = values[name]
            row.append(0 if choice is None else choices.index(choice) + 1)
        for pick, cuts, kept in self._numbers:
            numbers = pick(values)
            places = kept.get(numbers)
            if places is None:
                places = tuple(
                    [place for each in zip(numbers, cuts, strict=True) for place in _places(*each)]
                )
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[numbers] = places
            row += places
        return row


def _picker(names: list[str]) -> Callable[[Mapping[str, Value]], tuple[Value, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple([values[name] for name in names])


def _places(value: Value, cut: Cut) -> tuple[int, ...]:
    low, high = cast(Interval, value)
    ends = region(low, cut.thresholds), region(high, cut.thresholds)
    return (*ends, int(low == high)) if cut.tells_exact else ends


def region(number: Number | float, thresholds: tuple[Number, ...]) -> int:
    """Return the region of a number: 2i + 1 exactly at the i-th threshold, even in between."""
    at = bisect_left(thresholds, number)
    if at < len(thresholds) and thresholds[at] == number:
        return 2 * at + 1
    return 2 * at
