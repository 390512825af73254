"""Every fact cut at the thresholds that rules use: the one compiled form.

Between two neighbouring thresholds no rule can tell one amount from another. A
number is therefore one of finitely many regions: below the first threshold,
exactly at it, between it and the next, and so on. What is only partly known is
the pair of the lowest and the highest possible region. Yes/no facts and choices
are regions already. A patient becomes a short row of small whole numbers:
exact for every decimal, the same on every machine, without strings.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from operator import itemgetter

from osteon.basics.quantity import Interval, Number
from osteon.basics.records import dataclass
from osteon.basics.truth import Truth
from osteon.basics.typed import Any, cast
from osteon.language.judge import Value
from osteon.patient.vocabulary import CHOICE, NUMBER, SELDOM_TOLD, YES_NO, Fact

Row = Sequence[int]
"""A place for each variable, in order: bytes where every place fits into one, else a list."""

PAGE = 256
"""So many places a page of bytes has: one for each value of a byte."""

_MOST_KEPT = 1_024
_Kept = dict[tuple[Value, ...], Row]
_TOGETHER = 4
"""So many numbers are looked up at once, and all of those that are seldom told."""

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

    @property
    def width(self) -> int:
        """Return how many columns it has."""
        return 1 if self.type != NUMBER else 3 if self.tells_exact else 2


class Regions:
    """The row of variables for the facts that a rulebook reads on one day."""

    def __init__(self, facts: Iterable[Fact], thresholds: Mapping[str, set[Number]], exact: set[str]) -> None:
        self.variables: list[Variable] = []
        self.cuts: dict[str, Cut] = {}
        facts = list(facts)
        for fact in sorted(facts, key=lambda fact: _ORDER.index(fact.type)):
            self._add(fact, tuple(sorted(thresholds.get(fact.name, ()))), fact.name in exact)
        self._small = all(variable.size <= PAGE for variable in self.variables)
        self._yes_no = picker([name for name, cut in self.cuts.items() if cut.type == YES_NO])
        self._some = [
            (picker(names), [self.cuts[name] for name in names], _Kept()) for names in self._looked_up(facts)
        ]
        self._in_order = self._ordered()

    def _looked_up(self, facts: Iterable[Fact]) -> list[list[str]]:
        """Return the facts whose places are kept, those together that are looked up at once."""
        seldom = {fact.name for fact in facts if fact.kind in SELDOM_TOLD}
        names = [name for name, cut in self.cuts.items() if cut.type == NUMBER and name not in seldom]
        return [
            [name for name, cut in self.cuts.items() if cut.type == CHOICE],
            [name for name, cut in self.cuts.items() if cut.type == NUMBER and name in seldom],
            *(names[at : at + _TOGETHER] for at in range(0, len(names), _TOGETHER)),
        ]

    def _ordered(self) -> Callable[[Sequence[Row]], Row]:
        """Return what puts places that were looked up in the order of the variables."""
        columns = [cut.column for cut in self.cuts.values() if cut.type == YES_NO]
        for _, cuts, _ in self._some:
            columns += [column for cut in cuts for column in range(cut.column, cut.column + cut.width)]
        where = {column: place for place, column in enumerate(columns)}
        places = [where[column] for column in range(len(self.variables))]
        if self._small and len(places) <= PAGE:
            # The quickest way to pick many places of a row of bytes.
            order = bytes(places)
            return lambda parts: order.translate(b"".join(cast(list[bytes], parts)).ljust(PAGE, b"\0"))
        whole = bytes if self._small else list

        def in_order(parts: Sequence[Row]) -> Row:
            row = [*chain.from_iterable(parts)]
            return whole([row[place] for place in places])

        return in_order

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

    def row(self, values: Mapping[str, Value]) -> Row:
        """Place one patient's facts: a whole number for each variable, in order.

        Raises KeyError for a missing fact and ValueError for a choice that is not declared.
        """
        # A Truth is a whole number already, and every value of these facts is one.
        parts: list[Row] = [bytes(self._yes_no(values))]
        for pick, cuts, kept in self._some:
            some = pick(values)
            places = kept.get(some)
            if places is None:
                places = [place for each in zip(some, cuts, strict=True) for place in _places(*each)]
                if self._small:
                    places = bytes(places)
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[some] = places
            parts.append(places)
        return self._in_order(parts)


def picker(keys: Sequence[Any]) -> Callable[[Any], Any]:
    """Return what picks several things at once, by place, slice or name: a tuple, however few they are."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda held: tuple([held[key] for key in keys])


def _places(value: Value, cut: Cut) -> tuple[int, ...]:
    if cut.type == CHOICE:
        return (0 if value is None else cut.choices.index(cast(str, value)) + 1,)
    low, high = cast(Interval, value)
    ends = region(low, cut.thresholds), region(high, cut.thresholds)
    return (*ends, int(low == high)) if cut.tells_exact else ends


def region(number: Number | float, thresholds: tuple[Number, ...]) -> int:
    """Return the region of a number: 2i + 1 exactly at the i-th threshold, even in between."""
    at = bisect_left(thresholds, number)
    if at < len(thresholds) and thresholds[at] == number:
        return 2 * at + 1
    return 2 * at
