"""Many patients at once: which of them reach which end of a diagram.

Following one patient after the other through thousands of diagrams that are
nearly alike repeats nearly all of the work. Here a set of patients is one whole
number, a bit for each of them, and what is found out about a branch is kept for
every diagram that shares it.
"""

from collections.abc import Sequence

from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node
from osteon.verification.search import Goal

Members = int
"""A set of patients: bit 0 is the one who came first."""

_ENDS = 4
_MOST_NEWCOMERS = 64
_MOST_FOLLOWED = 5_000
"""Newcomers are followed one by one for so long before they are counted among the others."""


class Crowd:
    """Patients by the rows in which they stand, in the order in which they came."""

    def __init__(self, diagrams: Diagrams) -> None:
        self._diagrams = diagrams
        self._rows: list[list[int]] = []
        self._settled = 0
        self._followed = 0
        self._regions: list[dict[int, Members]] = []
        self._ends: dict[Node, tuple[Members, ...]] = {}
        self._same: dict[Members, Members] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def __getitem__(self, at: int) -> list[int]:
        """Return the row of one of them."""
        return self._rows[at]

    def add(self, row: list[int]) -> int:
        """Take in one more; return the place, which is also the bit."""
        self._rows.append(row)
        return len(self._rows) - 1

    def reaching(self, goals: Sequence[Goal], among: Members = -1) -> Members:
        """Return who of some patients, by default of all, reaches every goal."""
        if len(self._rows) - self._settled > _MOST_NEWCOMERS or self._followed > _MOST_FOLLOWED:
            self._settle()
        found = among & ((1 << len(self._rows)) - 1)
        known = found & ((1 << self._settled) - 1)
        for node, ends in goals:
            if not known:
                break
            known &= self._at(node, ends)
        return known | self._newcomers(goals, found >> self._settled)

    def _newcomers(self, goals: Sequence[Goal], among: Members) -> Members:
        found, outcome = 0, self._diagrams.outcome
        for at in members(among):
            self._followed += 1
            row = self._rows[self._settled + at]
            if all(1 << outcome(node, row) & ends for node, ends in goals):
                found |= 1 << self._settled + at
        return found

    def _settle(self) -> None:
        self._settled = len(self._rows)
        self._followed = 0
        self._ends.clear()
        self._same.clear()
        self._regions = [{} for _ in self._rows[0]]
        for at, row in enumerate(self._rows):
            for column, region in enumerate(row):
                there = self._regions[column]
                there[region] = there.get(region, 0) | 1 << at

    def _at(self, node: Node, ends: int) -> Members:
        found = 0
        for end, there in enumerate(self._ends_of(node)):
            if ends >> end & 1:
                found |= there
        return found

    def _ends_of(self, node: Node) -> tuple[Members, ...]:
        """Return for each end who comes to it from a branch."""
        if node < FIRST_BRANCH:
            everybody = (1 << self._settled) - 1
            return tuple(everybody if end == node else 0 for end in range(_ENDS))
        found = self._ends.get(node)
        if found is None:
            found = self._ends[node] = self._led(node)
        return found

    def _led(self, node: Node) -> tuple[Members, ...]:
        column, edges = self._diagrams.opened(node)
        by_edge: dict[Node, Members] = {}
        for region, there in self._regions[column].items():
            edge = edges[int(region)]
            by_edge[edge] = by_edge.get(edge, 0) | there
        no = undecided = yes = suppressed = 0
        for edge, there in by_edge.items():
            ends = self._ends_of(edge)
            no |= there & ends[0]
            undecided |= there & ends[1]
            yes |= there & ends[2]
            suppressed |= there & ends[3]
        same = self._same.setdefault
        return same(no, no), same(undecided, undecided), same(yes, yes), same(suppressed, suppressed)


def lowest(mask: Members) -> int:
    """Return the place of whoever came first of a set that is not empty."""
    return (mask & -mask).bit_length() - 1


def members(mask: Members) -> list[int]:
    """Return the places of a set's bits, in order."""
    found = []
    while mask:
        found.append(lowest(mask))
        mask &= mask - 1
    return found
