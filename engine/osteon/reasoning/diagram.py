"""A decision diagram over regions: every patient at once, exactly.

A diagram is a shared tree. At each branch it looks at one variable and follows
the edge for that variable's region; at the end stands an outcome. Two
conditions mean the same if and only if their diagrams are the same. The paths
to an outcome never overlap, so a patient is on exactly one of them.
"""

from collections.abc import Callable, Iterator, Mapping

from osteon.basics.errors import RuleTooComplex
from osteon.basics.quantity import Number
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.basics.typed import assert_never
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.reasoning.answers import Answers
from osteon.reasoning.regions import Cut, Regions

Node = int
"""An outcome (0 no, 1 undecided, 2 yes, 3 suppressed) or, from FIRST_BRANCH on, a branch."""

SUPPRESSED = 3
IMPOSSIBLE = 4
"""No patient is so. Only diagrams over answers have this outcome, and the next one."""

SPLIT = 5
"""More than one outcome, depending on what is not looked at."""

FIRST_BRANCH = 8
MAXIMUM_BRANCHES = 200_000
MAXIMUM_PATHS = 1_024

Step = tuple[int, int, int]
"""One step of a path: the variable's column, and the first and last region let through."""


class Diagrams:
    """Builds diagrams that share their branches.

    `concluded` names phrases that were concluded before, each with the column its conclusion stands in.
    Raises RuleTooComplex once more than `most` branches exist, by default MAXIMUM_BRANCHES.
    """

    def __init__(
        self,
        regions: Regions | Answers,
        parameters: Mapping[str, Number],
        definitions: Mapping[str, Condition],
        concluded: Mapping[str, int] | None = None,
        most: int | None = None,
    ) -> None:
        self.regions = regions
        self._parameters = parameters
        self._definitions = definitions
        self._concluded = concluded or {}
        self._most = most
        self._branches: list[tuple[int, tuple[Node, ...]]] = []
        self._ids: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._named: dict[str, Node] = {}
        self._joined: dict[tuple[str, Node, Node], Node] = {}
        self._counted: dict[Node, int] = {}

    def call(self, name: str, node: Node) -> None:
        """Give a diagram a name, so that a condition can mention it as it does a definition."""
        self._named[name] = node

    def beside(self, parameters: Mapping[str, Number], definitions: Mapping[str, Condition]) -> "Diagrams":
        """Return diagrams for other numbers and phrases that share these branches: equal means the same."""
        other = Diagrams(self.regions, parameters, definitions, most=self._most)
        other._branches, other._ids = self._branches, self._ids
        other._joined, other._counted = self._joined, {}
        return other

    def branch(self, column: int, edges: tuple[Node, ...]) -> Node:
        """Return the branch on a column with these edges, or their common end if they are all one."""
        if edges.count(edges[0]) == len(edges):
            return edges[0]
        key = (column, edges)
        if key not in self._ids:
            most = self._most or MAXIMUM_BRANCHES
            if len(self._branches) >= most:
                raise RuleTooComplex(f"a condition needs more than {most:,} branches")
            self._ids[key] = FIRST_BRANCH + len(self._branches)
            self._branches.append(key)
        return self._ids[key]

    def opened(self, node: Node) -> tuple[int, tuple[Node, ...]]:
        """Return a branch's column and edges."""
        return self._branches[node - FIRST_BRANCH]

    def condition(self, condition: Condition) -> Node:
        """Build the diagram of a condition."""
        match condition:
            case Holds(fact):
                return self._holds(fact)
            case Known(fact):
                return self._known(fact)
            case Among(fact, choices):
                return self._among(fact, choices)
            case Compare(fact, op, parameter):
                return self._compare(fact, op, self._parameters[parameter])
            case Defined(name):
                return self._phrase(name)
            case Not(inner):
                return self.negation(self.condition(inner))
            case AllOf(parts):
                return self._fold("all", parts)
            case AnyOf(parts):
                return self._fold("any", parts)
        assert_never(condition)

    def _phrase(self, name: str) -> Node:
        if name in self._concluded:
            return self.branch(self._concluded[name], (NO, UNKNOWN, YES))
        if name not in self._named:
            self._named[name] = self.condition(self._definitions[name])
        return self._named[name]

    def _fold(self, how: str, parts: tuple[Condition, ...]) -> Node:
        node, *others = (self.condition(part) for part in parts)
        for other in others:
            node = self.join(how, node, other)
        return node

    def _holds(self, fact: str) -> Node:
        return self.branch(self.regions.cuts[fact].column, (NO, UNKNOWN, YES))

    def _known(self, fact: str) -> Node:
        cut = self.regions.cuts[fact]
        if cut.type == "number":
            return self.branch(cut.column + 2, (NO, YES))
        if cut.type == "choice":
            return self.branch(cut.column, (NO,) + (YES,) * len(cut.choices))
        return self.branch(cut.column, (YES, NO, YES))

    def _among(self, fact: str, choices: tuple[str, ...]) -> Node:
        cut = self.regions.cuts[fact]
        return self.branch(
            cut.column, (UNKNOWN, *(YES if choice in choices else NO for choice in cut.choices))
        )

    def _compare(self, fact: str, op: str, limit: Number) -> Node:
        if op in ("<", "<="):
            return self.negation(self._compare(fact, ">=" if op == "<" else ">", limit))
        cut = self.regions.cuts[fact]
        at = 2 * cut.thresholds.index(limit) + 1
        first = at if op == ">=" else at + 1
        size = 2 * len(cut.thresholds) + 1
        maybe = self.branch(cut.column + 1, (NO,) * first + (UNKNOWN,) * (size - first))
        return self.branch(cut.column, (maybe,) * first + (YES,) * (size - first))

    def negation(self, node: Node) -> Node:
        """Return the diagram with yes and no exchanged."""
        return self.join("not", node, NO)

    def join(self, how: str, left: Node, right: Node) -> Node:
        """Join two diagrams outcome by outcome, with one of the ways in `_WAYS`."""
        if left < FIRST_BRANCH and right < FIRST_BRANCH:
            return _WAYS[how](left, right)
        if how in _SETTLED:
            settles, leaves = _SETTLED[how]
            if settles in (left, right):
                return settles
            if left in (leaves, right):
                return right
            if right == leaves:
                return left
            if right < left:
                left, right = right, left
        key = (how, left, right)
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = self._join_branches(how, left, right)
        return found

    def _join_branches(self, how: str, left: Node, right: Node) -> Node:
        left_column, left_edges = self.opened(left) if left >= FIRST_BRANCH else (_DEEP, ())
        right_column, right_edges = self.opened(right) if right >= FIRST_BRANCH else (_DEEP, ())
        column = min(left_column, right_column)
        size = len(left_edges if left_column == column else right_edges)
        lefts = left_edges if left_column == column else (left,) * size
        rights = right_edges if right_column == column else (right,) * size
        edges: list[Node] = []
        before: tuple[Node, Node] | None = None
        for pair in zip(lefts, rights, strict=True):
            # Neighbouring regions mostly lead to the same two places: those are joined once.
            edges.append(edges[-1] if pair == before else self.join(how, *pair))
            before = pair
        return self.branch(column, tuple(edges))

    def outcome(self, node: Node, row: list[int]) -> Node:
        """Follow one patient's row to its outcome."""
        while node >= FIRST_BRANCH:
            column, edges = self.opened(node)
            node = edges[row[column]]
        return node

    def follow(self, node: Node, cut: Cut, places: tuple[int, ...]) -> Node:
        """Follow a diagram through the columns of a number: lowest and highest region, and if it is exact."""
        column = cut.column
        # Without a column for exactness, the third one is already another fact's.
        for at, place in enumerate(places if cut.tells_exact else places[:2]):
            if node >= FIRST_BRANCH:
                here, edges = self.opened(node)
                if here == column + at:
                    node = edges[place]
        return node

    def count_paths(self, node: Node, outcomes: frozenset[Node]) -> int:
        """Return how many paths lead to one of the outcomes, without walking them."""
        if node < FIRST_BRANCH:
            return int(node in outcomes)
        if node not in self._counted:
            edges = self.opened(node)[1]
            starts = [edge for at, edge in enumerate(edges) if at == 0 or edges[at - 1] != edge]
            self._counted[node] = sum(self.count_paths(edge, outcomes) for edge in starts)
        return self._counted[node]

    def paths(self, node: Node, outcomes: frozenset[Node]) -> Iterator[tuple[tuple[Step, ...], Node]]:
        """Yield every path to one of the outcomes. Paths never overlap.

        Raises RuleTooComplex after MAXIMUM_PATHS paths.
        """
        for count, path in enumerate(self._walk(node, (), outcomes)):
            if count == MAXIMUM_PATHS:
                raise RuleTooComplex(f"a condition needs more than {MAXIMUM_PATHS:,} paths")
            yield path

    def _walk(
        self, node: Node, so_far: tuple[Step, ...], outcomes: frozenset[Node]
    ) -> Iterator[tuple[tuple[Step, ...], Node]]:
        if node < FIRST_BRANCH:
            if node in outcomes:
                yield so_far, node
            return
        column, edges = self.opened(node)
        first = 0
        while first < len(edges):
            last = first
            while last + 1 < len(edges) and edges[last + 1] == edges[first]:
                last += 1
            yield from self._walk(edges[first], (*so_far, (column, first, last)), outcomes)
            first = last + 1


_DEEP = 1 << 30

_SETTLED = {"all": (NO, YES), "any": (YES, NO)}
"""For some joins the outcome that settles it, and the one that leaves the other as it is."""


def _suppress(when: Node, unless: Node) -> Node:
    if when == YES and unless == YES:
        return SUPPRESSED
    return min(when, YES - unless)


def _agree(one: Node, other: Node) -> Node:
    if IMPOSSIBLE in (one, other):
        return other if one == IMPOSSIBLE else one
    return one if one == other else SPLIT


_WAYS: dict[str, Callable[[Node, Node], Node]] = {
    "all": min,
    "any": max,
    "not": lambda outcome, _: YES - outcome,
    "unless": _suppress,
    "never": lambda outcome, broken: IMPOSSIBLE if broken == YES else outcome,
    "agree": _agree,
}
"""How two outcomes join. "unless" tells a rule that is ruled out from one that is suppressed; "never" takes
out what no patient can be; "agree" is the outcome of two cases if it is the same."""
