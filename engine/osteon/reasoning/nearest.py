"""The nearest patient for whom a rule would be raised: what would have to be otherwise, and by how much.

The distance of two patients is first the number of facts in which they differ,
then how many steps lie between their numbers: onto a threshold of the rule is
one, and off it again another. What is not known yet may be anything and costs
nothing; that something known becomes unknown does not count as a change. The
facts are those that the rule reads, and those that an invariant ties to them.
"""

from heapq import heappop, heappush

from osteon.basics.quantity import Interval, Number
from osteon.basics.records import dataclass
from osteon.basics.truth import YES
from osteon.reasoning.answers import Column, Open
from osteon.reasoning.cases import MOST_KEPT, Cases
from osteon.reasoning.diagram import FIRST_BRANCH, Node

_TO_BE_TOLD = 1
_ONE_STEP = 1_000
_ANOTHER_FACT = 1_000_000_000
"""Whole numbers so far apart that no sum of the lesser ones comes to one of the greater."""


@dataclass(frozen=True, slots=True)
class Step:
    """A fact that would have to have another answer, or, if it is `open`, this one of those it may have."""

    column: Column
    answer: int
    open: bool


def nearest(cases: Cases, left_open: tuple[Open, ...]) -> tuple[Step, ...] | None:
    """Return the fewest and smallest changes with which a rule would be raised; None if nothing would do.

    `left_open` is what a record leaves open.
    """
    if left_open not in cases.near_misses:
        if len(cases.near_misses) >= MOST_KEPT:
            cases.near_misses.clear()
        cases.near_misses[left_open] = _nearest(cases, left_open)
    found: tuple[Step, ...] | None = cases.near_misses[left_open]
    return found


def _nearest(cases: Cases, left_open: tuple[Open, ...]) -> tuple[Step, ...] | None:
    columns = cases.answers.columns
    costs: dict[int, list[tuple[int, int]]] = {}
    # Cost, a number that keeps equal costs apart, node, and the answers taken so far.
    waiting: list[tuple[int, int, Node, tuple[tuple[int, int], ...]]] = [(0, 0, cases.diagram.raised, ())]
    count, done = 0, set()
    while waiting:
        cost, _, node, taken = heappop(waiting)
        if node == YES:
            own = [(at, answer) for at, answer in taken if columns[at].fact.name in cases.diagram.own]
            return tuple([Step(columns[at], answer, _is_open(left_open[at])) for at, answer in own])
        if node < FIRST_BRANCH or node in done:
            continue
        done.add(node)
        at, edges = cases.diagram.branches[node - FIRST_BRANCH]
        if at not in costs:
            costs[at] = _costs(columns[at], left_open[at])
        tells, led_to = columns[at].tells, set()
        # The cheapest answers come first; a second one that leads to the same place adds nothing.
        for more, answer in costs[at]:
            edge = edges[answer]
            if edge not in led_to and (edge >= FIRST_BRANCH or edge == YES):
                led_to.add(edge)
                count += 1
                step = ((at, answer),) if more and not tells else ()
                heappush(waiting, (cost + more, count, edge, taken + step))
    return None


def _is_open(left_open: Open) -> bool:
    return left_open[0] < left_open[1]


def _costs(column: Column, left_open: Open) -> list[tuple[int, int]]:
    """Return what each answer of a column costs, the cheapest first."""
    first, last = left_open
    if column.tells:
        return [(0, first)] if first else [(0, 0), (_TO_BE_TOLD, 1)]
    told = _TO_BE_TOLD * (first < last)
    return sorted(
        [
            (_change(column, answer, first, last) or told, answer)
            for answer in range(column.least, column.size)
        ]
    )


def _change(column: Column, answer: int, first: int, last: int) -> int:
    if first <= answer <= last:
        return 0
    away = first - answer if answer < first else answer - last
    return _ANOTHER_FACT + (_ONE_STEP * away if column.thresholds else 0)


def edge_of(column: Column, answer: int, value: Interval) -> tuple[Number, Number | float]:
    """Return the threshold at the near end of a region, and the end of the interval nearest to it."""
    at, exactly = divmod(answer, 2)
    if exactly:
        edge = column.thresholds[at]
        return edge, value.high if value.high < edge else value.low
    below = at > 0 and value.high <= column.thresholds[at - 1]
    return (column.thresholds[at - 1], value.high) if below else (column.thresholds[at], value.low)
