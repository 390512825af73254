"""A box of patients: a range of regions for each column that matters, and how it is said in words."""

from collections.abc import Sequence

from osteon.basics.quantity import Number
from osteon.patient.vocabulary import CHOICE, NUMBER, Fact
from osteon.reasoning.diagram import FIRST_BRANCH, Node
from osteon.reasoning.regions import Cut
from osteon.reasoning.values import said_number
from osteon.verification.bounds import columns_of
from osteon.verification.search import EVERY_END, Goal, Row
from osteon.verification.space import Space

Range = tuple[int, int]
Box = dict[int, Range]
"""Columns with the first and the last region let through. A column that is not there may be anything."""


def box_around(space: Space, goals: Sequence[Goal], row: Row) -> Box:
    """Return a box around a row, as large as it can be while everybody in it reaches every goal."""
    box: Box = {column: (region, region) for column, region in row.items()}
    for column in sorted(row, reverse=True):
        less = {each: ends for each, ends in box.items() if each != column}
        if _sure(space, goals, less):
            box = less
    for column in sorted(box):
        box[column] = _widened(space, goals, box, column)
    return box


def _widened(space: Space, goals: Sequence[Goal], box: Box, column: int) -> Range:
    first, last = box[column]
    while first > 0 and _sure(space, goals, {**box, column: (first - 1, last)}):
        first -= 1
    top = space.regions.variables[column].size - 1
    while last < top and _sure(space, goals, {**box, column: (first, last + 1)}):
        last += 1
    return first, last


def _sure(space: Space, goals: Sequence[Goal], box: Box) -> bool:
    return all(not _ends(space, goal.node, box) & EVERY_END & ~goal.ends for goal in goals)


def _ends(space: Space, node: Node, box: Box, done: dict[Node, int] | None = None) -> int:
    """Return every end that somebody in a box can reach."""
    if node < FIRST_BRANCH:
        return 1 << node
    done = {} if done is None else done
    if node not in done:
        column, edges = space.diagrams.opened(node)
        first, last = box.get(column, (0, len(edges) - 1))
        found = 0
        for edge in set(edges[first : last + 1]):
            found |= _ends(space, edge, box, done)
        done[node] = found
    return done[node]


def inside(space: Space, box: Box) -> Node:
    """Return the diagram that says yes of everybody in a box."""
    node = 2
    for column in sorted(box, reverse=True):
        first, last = box[column]
        size = space.regions.variables[column].size
        node = space.diagrams.branch(column, tuple(node if first <= at <= last else 0 for at in range(size)))
    return node


def said(space: Space, box: Box) -> str:
    """Say a box in words, one phrase for each fact it holds."""
    facts = {
        name: fact
        for view in reversed(space.views)
        for name, fact in view.edition.rulebook.vocabulary.facts.items()
    }
    names = dict.fromkeys(space.regions.variables[column].fact for column in sorted(box))
    phrases = [_phrase(space, facts[name], box) for name in names]
    return ", ".join(phrases) if phrases else "every patient"


def _phrase(space: Space, fact: Fact, box: Box) -> str:
    cut = space.regions.cuts[fact.name]
    columns = columns_of(space.regions, fact.name)
    if fact.type == NUMBER:
        return f"{fact.reads}: {_amount(cut, fact.unit, [box.get(column) for column in columns])}"
    first, last = box[columns[0]]
    if fact.type == CHOICE:
        words = [
            cut.choices[at - 1].replace("_", " ") if at else "not known" for at in range(first, last + 1)
        ]
        return f"{fact.reads}: {' or '.join(words)}"
    if first == last:
        return (fact.denies, f"not known whether the patient {fact.reads}", fact.reads)[first]
    return f"{fact.denies if first == 0 else fact.reads}, or that is not known"


def _amount(cut: Cut, unit: str, ends: list[Range | None]) -> str:
    low, high, *exact = ends
    top = 2 * len(cut.thresholds)
    least, most = (low[0] if low else 0), (high[1] if high else top)
    if exact and exact[0] == (0, 0):
        return "not exactly known"
    if low is not None and high is not None and low[1] < high[0]:
        one, other = _between(cut, unit, *low), _between(cut, unit, *high)
        return f"not known whether {one} or {other}"
    return _between(cut, unit, least, most)


def _between(cut: Cut, unit: str, first: int, last: int) -> str:
    """Say a range of regions: "exactly 4,000 IU/day", "below 20 ng/mL", "from 30 to below 60"."""
    top = 2 * len(cut.thresholds)
    if (first, last) == (0, top):
        return "any"
    if first == last and first % 2:
        return f"exactly {said_number(cut.thresholds[first // 2], unit)}"
    lower = None if first == 0 else _limit(cut, first, "from", "above", (first - 1) // 2)
    upper = None if last == top else _limit(cut, last, "up to", "below", last // 2)
    if lower is None:
        return f"{upper[0]} {said_number(upper[1], unit)}" if upper else "any"
    if upper is None:
        return f"{lower[0]} {said_number(lower[1], unit)}"
    return f"{lower[0]} {said_number(lower[1], '')} and {upper[0]} {said_number(upper[1], unit)}"


def _limit(cut: Cut, place: int, reached: str, beyond: str, at: int) -> tuple[str, Number]:
    return (reached if place % 2 else beyond), cut.thresholds[at]
