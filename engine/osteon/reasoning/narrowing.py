"""Diagrams within a range of answers: what is left of them, and what can be left out."""

from functools import cache, partial, reduce

from osteon.basics.records import dataclass
from osteon.reasoning.case_diagrams import Branch
from osteon.reasoning.diagram import FIRST_BRANCH, IMPOSSIBLE, SPLIT, Diagrams, Node


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a range of answers leaves of a diagram; a branch has only the answers that are left."""

    root: Node
    branches: list[Branch]

    def columns(self) -> list[int]:
        """Return the columns that matter, in order."""
        return sorted({column for column, _ in self.branches})

    def left_by_answers(self, column: int, answers: int) -> list[int]:
        """Return how many columns matter once one has an answer, for each effect that its answers have."""
        again: dict[Branch, Node] = {}
        effects = {self._after(column, answer, again) for answer in range(answers)}
        drawn = list(again)
        return [len(_reached(effect, drawn)) for effect in effects]

    def _after(self, column: int, answer: int, again: dict[Branch, Node]) -> Node:
        ends: list[Node] = []
        # A branch stands behind those to which it leads.
        for at, edges in self.branches:
            leads = tuple([ends[edge - FIRST_BRANCH] if edge >= FIRST_BRANCH else edge for edge in edges])
            ends.append(leads[answer] if at == column else end_of(at, leads, again))
        return ends[self.root - FIRST_BRANCH]


def _reached(root: Node, branches: list[Branch]) -> set[int]:
    waiting, seen = [root], {root}
    columns = set()
    for node in waiting:
        if node >= FIRST_BRANCH:
            column, edges = branches[node - FIRST_BRANCH]
            columns.add(column)
            fresh = set(edges) - seen
            seen |= fresh
            waiting += fresh
    return columns


def end_of(column: int, ends: tuple[Node, ...], branches: dict[Branch, Node]) -> Node:
    """Return where a branch leads if what no patient can be is left out: to its only end, or to itself."""
    possible = set(ends) - {IMPOSSIBLE}
    if len(possible) > 1:
        return branches.setdefault((column, ends), FIRST_BRANCH + len(branches))
    return possible.pop() if possible else IMPOSSIBLE


def merged_over(diagrams: Diagrams, root: Node, column: int) -> Node:
    """Return the diagram that does not look at a column; SPLIT where it would have to."""
    agreed = partial(diagrams.join, "agree")

    @cache
    def merged(node: Node) -> Node:
        if node < FIRST_BRANCH:
            return node
        at, edges = diagrams.opened(node)
        parts = tuple([merged(edge) for edge in edges])
        return reduce(agreed, parts) if at == column else diagrams.branch(at, parts)

    return merged(root)


def can_split(diagrams: Diagrams, root: Node) -> bool:
    """Say whether a diagram leads to SPLIT anywhere."""

    @cache
    def splits(node: Node) -> bool:
        if node < FIRST_BRANCH:
            return node == SPLIT
        return any(splits(edge) for edge in diagrams.opened(node)[1])

    return splits(root)
