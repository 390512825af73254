"""The answers that a fact can have, and those that a record leaves open.

Regions (regions.py) describe what a record says of a patient, silence included.
Answers describe the patient: a yes/no fact is yes or no, a number lies in one
region. A record leaves a range of answers open for each fact; what is known
exactly leaves one.
"""

from collections.abc import Collection, Iterable, Mapping

from osteon.basics.quantity import Interval, Number
from osteon.basics.records import dataclass, field
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.language.judge import Value, is_known
from osteon.patient.vocabulary import CHOICE, NUMBER, Fact
from osteon.reasoning.regions import Cut, region

Open = tuple[int, int]
"""The first and the last answer that is left open for a column."""

_MOST_KEPT = 4_096
_OPEN_TRUTHS: dict[Value, Open] = {NO: (0, 0), UNKNOWN: (0, 1), YES: (1, 1)}


@dataclass(frozen=True, slots=True)
class Column:
    """One place in the row of answers: a fact, or (`tells`) whether the record tells the fact."""

    fact: Fact
    size: int
    thresholds: tuple[Number, ...] = ()
    tells: bool = False
    _open: dict[Value, Open] = field(default_factory=dict, repr=False)

    @property
    def least(self) -> int:
        """Return the first answer that anybody can give: no number of a patient is below zero."""
        return region(0, self.thresholds)

    def left_open(self, value: Value) -> Open:
        """Return the range of answers that a fact's value leaves open."""
        found = self._open.get(value)
        if found is None:
            found = _left_open(self, value)
            if len(self._open) < _MOST_KEPT:
                self._open[value] = found
        return found


class Answers:
    """The row of columns for some facts. `told` are the facts of which a condition asks `known(...)`."""

    def __init__(
        self, facts: Iterable[Fact], thresholds: Mapping[str, Collection[Number]], told: Collection[str]
    ) -> None:
        self.columns: list[Column] = []
        self.cuts: dict[str, Cut] = {}
        self.told: dict[str, int] = {}
        for fact in facts:
            if fact.name in told:
                self.told[fact.name] = len(self.columns)
                self.columns.append(Column(fact, 2, tells=True))
            cut = tuple(sorted(thresholds.get(fact.name, ()))) if fact.type == NUMBER else ()
            self.cuts[fact.name] = Cut(len(self.columns), fact.type, cut, fact.choices)
            self.columns.append(Column(fact, _size(fact, cut), cut))
        self._named = [(column.fact.name, column) for column in self.columns]

    def left_open(self, values: Mapping[str, Value]) -> tuple[Open, ...]:
        """Return, for each column, the range of answers that a record leaves open."""
        return tuple([column.left_open(values[name]) for name, column in self._named])


def _size(fact: Fact, thresholds: tuple[Number, ...]) -> int:
    if fact.type == NUMBER:
        return 2 * len(thresholds) + 1
    return len(fact.choices) if fact.type == CHOICE else 2


def _left_open(column: Column, value: Value) -> Open:
    if column.tells:
        return (1, 1) if is_known(value) else (0, 0)
    if isinstance(value, Interval):
        return region(value.low, column.thresholds), region(value.high, column.thresholds)
    if column.fact.type == CHOICE:
        if value is None:
            return 0, column.size - 1
        at = column.fact.choices.index(str(value))
        return at, at
    return _OPEN_TRUTHS[value]
