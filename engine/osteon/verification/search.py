"""Looking for one patient in a set of diagrams, without ever joining them.

Joining the diagrams of two long rules can need millions of branches. To know
whether somebody is on a certain path of each, it is enough to walk them side
by side, column by column, and to turn back where no wanted end can be reached.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from osteon.basics.errors import OsteonError
from osteon.basics.typed import NamedTuple
from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node

NO, UNDECIDED, YES, SUPPRESSED = (1, 2, 4, 8)
"""The outcomes of a diagram as bits, so that a set of them is one whole number."""

EVERY_END = YES | NO | UNDECIDED | SUPPRESSED

MAXIMUM_STEPS = 200_000
"""The most places that one question may visit."""

Row = dict[int, int]
"""Columns with the region that somebody stands in. A column that is not there may be anything."""

Barren = dict[tuple["Goal", ...], int]
"""Goals of which nobody reaches all; where an upper end of a number is looked at, from which lower end on."""

_ANYWHERE = -1

Prefer = Callable[[int, Row], Sequence[int]]
"""Gives the regions of a column in the order in which they are to be tried."""


class NotDecided(OsteonError):
    """A question needs more steps than the budget allows. It is never read as a "no"."""


class Goal(NamedTuple):
    """A diagram and the ends that are wanted of it, as a set of bits."""

    node: Node
    ends: int


class Search:
    """Finds rows that reach wanted ends of several diagrams at once.

    `lower` are the columns of the lower ends of numbers. The upper end has the next column, and there
    `Prefer` gives only what does not lie below the lower end.
    """

    def __init__(self, diagrams: Diagrams, lower: Collection[int] = (), budget: int = MAXIMUM_STEPS) -> None:
        self.lower = frozenset(lower)
        self._diagrams = diagrams
        self._budget = budget
        self._ends: dict[Node, int] = {}
        self._columns: dict[Node, frozenset[int]] = {}
        self._ends_of_rows: dict[tuple[object, ...], int] = {}
        self._barren: Barren = {}

    def ends(self, node: Node) -> int:
        """Return every end that can be reached from a node, as a set of bits."""
        if node < FIRST_BRANCH:
            return 1 << node
        if node not in self._ends:
            found = 0
            for edge in set(self._diagrams.opened(node)[1]):
                found |= self.ends(edge)
            self._ends[node] = found
        return self._ends[node]

    def ends_from(self, node: Node, row: Row) -> int:
        """Return every end that can still be reached by somebody of whom a row is true."""
        key = (node, *(row.get(column) for column in self.columns(node)))
        found = self._ends_of_rows.get(key)
        if found is None:
            found = self._ends_of_rows[key] = self._led_to(node, row, {})
        return found

    def _led_to(self, node: Node, row: Row, done: dict[Node, int]) -> int:
        if node < FIRST_BRANCH:
            return 1 << node
        if node not in done:
            column, edges = self._diagrams.opened(node)
            found = 0
            for edge in (edges[row[column]],) if column in row else set(edges):
                found |= self._led_to(edge, row, done)
            done[node] = found
        return done[node]

    def columns(self, node: Node) -> frozenset[int]:
        """Return the columns that a diagram looks at."""
        if node < FIRST_BRANCH:
            return frozenset()
        if node not in self._columns:
            column, edges = self._diagrams.opened(node)
            self._columns[node] = frozenset((column,)).union(*(self.columns(edge) for edge in set(edges)))
        return self._columns[node]

    def first(self, goals: Iterable[Goal], prefer: Prefer, budget: int | None = None) -> Row | None:
        """Return the first row that reaches every goal, or None if nobody can.

        Raises NotDecided beyond the budget.
        """
        return next(self.rows(goals, prefer, budget), None)

    def rows(self, goals: Iterable[Goal], prefer: Prefer, budget: int | None = None) -> Iterator[Row]:
        """Yield rows that reach every goal; each leaves out the columns that no longer matter.

        Raises NotDecided beyond the budget.
        """
        every = list(goals)
        start = self._left([node for node, _ in every], every, ())
        if start is not None:
            walk = _Walk(self._diagrams, self, self._barren, prefer, budget or self._budget)
            yield from walk.rows(start, {})

    def _left(
        self, nodes: Iterable[Node], wants: Iterable[tuple[object, int]], rest: Iterable[Goal]
    ) -> tuple[Goal, ...] | None:
        """Return the goals that are still open, or None if one of them is out of reach.

        `nodes` have been reached, and `wants` has in its second place what is wanted of each; `rest` is open.
        """
        left: dict[Node, int] = dict(rest)
        known = self._ends
        for node, (_, wanted) in zip(nodes, wants, strict=True):
            ends = 1 << node if node < FIRST_BRANCH else known.get(node) or self.ends(node)
            # Two diagrams that have become one cannot come to different ends any more.
            both = wanted & left.get(node, EVERY_END)
            if not ends & both:
                return None
            if ends & ~both:
                left[node] = both
        return tuple([Goal(node, wanted) for node, wanted in sorted(left.items())])


class _Walk:
    """One walk. `barren` is where there was nothing to be found, which no later walk looks at again."""

    def __init__(
        self, diagrams: Diagrams, search: Search, barren: Barren, prefer: Prefer, budget: int
    ) -> None:
        self._opened = diagrams.opened
        self._search = search
        self._prefer = prefer
        self._budget = budget
        self._barren = barren
        self._steps = 0

    def rows(self, goals: tuple[Goal, ...], row: Row) -> Iterator[Row]:
        if not goals:
            yield dict(row)
            return
        if goals in self._barren and self._is_barren(goals, row):
            return
        column, here, rest = self._split(goals)
        lower = column in self._search.lower
        alone = here[0][0] if len(here) == 1 else None
        dead: dict[tuple[Node, ...], int] = {}
        found = False
        for region in self._prefer(column, row):
            edges = (alone[region],) if alone else tuple([edges[region] for edges, _ in here])
            # Regions that lead to the same places are one; above a low end is more than above a high one.
            if edges in dead and (not lower or dead[edges] < region):
                continue
            self._count()
            after = self._search._left(edges, here, rest)  # noqa: SLF001  # two halves of one walk
            led = False
            if after is not None:
                row[column] = region
                for each in self.rows(after, row):
                    found = led = True
                    yield each
                del row[column]
            if not led:
                dead[edges] = region
        if not found:
            self._barren[goals] = row.get(column - 1, 0) if column - 1 in self._search.lower else _ANYWHERE

    def _is_barren(self, goals: tuple[Goal, ...], row: Row) -> bool:
        above = self._barren[goals]
        return above == _ANYWHERE or above <= row.get(self._split(goals)[0] - 1, 0)

    def _split(self, goals: tuple[Goal, ...]) -> tuple[int, list[tuple[tuple[Node, ...], int]], list[Goal]]:
        """Return the first column that a goal looks at, the edges there with what is wanted, and the rest."""
        opened = [(self._opened(goal[0]), goal) for goal in goals]
        column = min([at for (at, _), _ in opened])
        here = [(edges, goal[1]) for (at, edges), goal in opened if at == column]
        return column, here, [goal for (at, _), goal in opened if at != column]

    def _count(self) -> None:
        self._steps += 1
        if self._steps > self._budget:
            raise NotDecided(f"this question needs more than {self._budget:,} steps")
