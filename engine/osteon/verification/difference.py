"""Where two diagrams come to different ends, as a diagram of its own.

A rule and a variant of it are the same nearly everywhere. Where they have
become one there is nothing left to look for, so that the diagram of what is
left is small, however large the two are.
"""

from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node

_NO, _YES = 0, 2


class Differences:
    """Makes the diagrams that say yes of everybody for whom two diagrams come to different ends."""

    def __init__(self, diagrams: Diagrams) -> None:
        self._diagrams = diagrams
        self._made: dict[tuple[Node, Node], Node] = {}

    def between(self, one: Node, other: Node) -> Node:
        """Return the diagram of a difference: yes or no, and nothing else.

        Raises RuleTooComplex if there is no room for it.
        """
        if one == other:
            return _NO
        if one < FIRST_BRANCH and other < FIRST_BRANCH:
            return _YES
        pair = (one, other) if one < other else (other, one)
        if pair not in self._made:
            self._made[pair] = self._branch(*pair)
        return self._made[pair]

    def _branch(self, one: Node, other: Node) -> Node:
        opened = self._diagrams.opened
        column, ones = opened(one) if one >= FIRST_BRANCH else (_DEEP, ())
        deeper, others = opened(other)
        if column > deeper:
            column, ones = deeper, (one,) * len(others)
        elif column < deeper:
            others = (other,) * len(ones)
        edges = tuple([self.between(a, b) for a, b in zip(ones, others, strict=True)])
        return self._diagrams.branch(column, edges)


_DEEP = 1 << 30
