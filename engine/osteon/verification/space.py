"""Every patient at once: the facts of one or more editions, cut alike, with each rule as a diagram."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.knowledge.models import Rule
from osteon.language.syntax import AnyOf, Compare, Condition
from osteon.patient.vocabulary import NUMBER, Kind
from osteon.reasoning.diagram import Diagrams, Node
from osteon.reasoning.edition import Edition, known_facts
from osteon.reasoning.regions import Aspect, Regions
from osteon.verification.bounds import Bounds, columns_of
from osteon.verification.crowd import Crowd, lowest
from osteon.verification.difference import Differences
from osteon.verification.search import EVERY_END, YES, Goal, NotDecided, Prefer, Row, Search

MAXIMUM_BRANCHES = 3_000_000
"""The most branches that one space may hold: every variant of every rule shares them."""

_MIXED = (1, 3, 10)
"""For how many of ten columns the regions are tried in another order, from row to row."""

_BRIEFLY = 3_000
"""The most steps of a search for one of many rows that would do."""


@dataclass(frozen=True, slots=True)
class View:
    """One edition in a space: its conditions as diagrams. `nodes` holds each rule's, by id."""

    edition: Edition
    diagrams: Diagrams
    nodes: dict[str, Node]

    def rule(self, rule: Rule) -> Node:
        """Return the diagram of a rule, which need not be one of the edition's own."""
        when = self.diagrams.condition(rule.when)
        if not rule.unless:
            return when
        where = self.diagrams.condition(AnyOf(tuple(unless.where for unless in rule.unless)))
        return self.diagrams.join("unless", when, where)


class Space:
    """The facts of some editions cut at every threshold of each of them.

    The same condition has the same node in every view, so that a difference is a different number. `more`
    adds numbers at which facts are cut as well, by fact. `crowd` is who was met so far.
    """

    def __init__(self, editions: Sequence[Edition], more: Mapping[str, set[Number]] | None = None) -> None:
        facts = {fact.name: fact for edition in editions for fact in edition.facts}
        thresholds = {name: set(numbers) for name, numbers in (more or {}).items()}
        exact: set[str] = set()
        for edition in editions:
            for name, number in _compared(edition):
                thresholds.setdefault(name, set()).add(number)
            for condition in edition.conditions():
                exact |= known_facts(condition, edition.definitions())
        self.regions = Regions(facts.values(), thresholds, exact)
        first = editions[0]
        self.diagrams = Diagrams(self.regions, first.parameters, first.definitions(), most=MAXIMUM_BRANCHES)
        self.views = tuple(self.view(edition) for edition in editions)
        self.bounds = [
            bound for view in self.views for bound in Bounds(view.edition, self.regions, view.diagrams).nodes
        ]
        variables = enumerate(self.regions.variables)
        self.search = Search(self.diagrams, [at for at, each in variables if each.aspect is Aspect.LOWEST])
        self.differences = Differences(self.diagrams)
        self._unusual: dict[str, Node] = {}
        self.crowd = Crowd(self.diagrams)
        self._lists = {name for name, fact in facts.items() if fact.kind is Kind.LIST_GIVEN}

    def view(self, edition: Edition) -> View:
        """Return the diagrams of an edition whose thresholds are among those of this space."""
        diagrams = self.diagrams.beside(edition.parameters, edition.definitions())
        view = View(edition, diagrams, {})
        view.nodes.update((rule.id, view.rule(rule)) for rule in edition.rules)
        return view

    def facts_of(self, nodes: Iterable[Node]) -> set[str]:
        """Return the names of the facts that diagrams look at."""
        variables = self.regions.variables
        return {variables[column].fact for node in nodes for column in self.search.columns(node)}

    def possible(self, goals: Sequence[Goal]) -> list[Goal]:
        """Return the goals together with what bounds the facts that they are about."""
        about = self.facts_of(goal.node for goal in goals)
        return [*goals, *(Goal(node, ~YES) for names, node in self.bounds if names <= about)]

    def first(self, goals: Sequence[Goal]) -> Row | None:
        """Return a possible row that reaches every goal, or None if there is none.

        Somebody who was met before is as good as anybody. Raises NotDecided beyond the budget.
        """
        row = self._acquaintance(goals)
        return row if row is not None else self._first(goals)

    def is_possible(self, goals: Sequence[Goal]) -> bool:
        """Say whether somebody reaches every goal.

        Raises NotDecided beyond the budget.
        """
        return bool(self.crowd.reaching(goals)) or self._first(goals) is not None

    def could_be(self, goals: Sequence[Goal]) -> bool:
        """Say whether every goal could be reached if each fact stood alone, and none bounded another.

        Raises NotDecided beyond the budget.
        """
        alone = [Goal(node, ~YES) for names, node in self.bounds if len(names) == 1]
        about = self.facts_of(goal.node for goal in goals)
        single = [goal for goal in alone if self.facts_of([goal.node]) <= about]
        return self.search.first([*goals, *single], self.prefer) is not None

    def _acquaintance(self, goals: Sequence[Goal]) -> Row | None:
        found = self.crowd.reaching(goals)
        if not found:
            return None
        return dict(enumerate(map(int, self.crowd[lowest(found)])))

    def plainest(self, goals: Sequence[Goal]) -> Row | None:
        """Return a possible row that reaches every goal, one that is often told if there is such a row.

        Raises NotDecided beyond the budget.
        """
        usual = [Goal(self._usual(name), ~YES) for name in self._numbers(goals)]
        return self._first([*goals, *usual]) or self.first(goals)

    def _first(
        self,
        goals: Sequence[Goal],
        more: Sequence[Goal] = (),
        prefer: Prefer | None = None,
        budget: int | None = None,
    ) -> Row | None:
        # Few of the bounds matter to a question: they are taken up one by one, as rows break them.
        bounds = [*self.possible(goals)[len(goals) :], *more]
        taken = list(goals)
        while True:
            row = self.search.first(taken, prefer or self.prefer, budget)
            if row is None:
                return None
            broken = [
                goal for goal in bounds if self.search.ends_from(goal.node, row) & ~goal.ends & EVERY_END
            ]
            if not broken:
                return row
            bounds = [goal for goal in bounds if goal not in broken]
            taken += broken

    def meet(self, row: list[int]) -> int:
        """Remember where a real patient stands, for the questions to come; return the place in the crowd."""
        return self.crowd.add(row)

    def some(self, goals: Sequence[Goal], most: int) -> Iterator[Row]:
        """Yield a few possible rows that reach every goal: plain ones, and ever less alike.

        The order is the same every time. A search that is not over quickly is left.
        """
        usual = [Goal(self._usual(name), ~YES) for name in self._numbers(goals)]
        seen: list[Row] = []
        for turn in range(most):
            # What is seldom told of a number is taken only where nothing else will do.
            unusual = bool(turn) and not seen
            prefer = self._mixed(turn) if turn else self.prefer
            with suppress(NotDecided):
                row = self._first(goals, () if unusual else usual, prefer, _BRIEFLY)
                if row is None and unusual:
                    return
                if row is not None and row not in seen:
                    seen.append(row)
                    yield row

    def _numbers(self, goals: Sequence[Goal]) -> list[str]:
        names = self.facts_of(goal.node for goal in goals)
        return sorted(name for name in names if self.regions.cuts[name].type == NUMBER)

    def _usual(self, name: str) -> Node:
        """Return the diagram that says yes of what is seldom told of a number: neither exact nor open."""
        if name not in self._unusual:
            low, high, *exact = columns_of(self.regions, name)
            top = self.regions.variables[low].size - 1
            self._unusual[name] = self.diagrams.branch(
                low, tuple(self._ends(at, high, exact, top) for at in range(top + 1))
            )
        return self._unusual[name]

    def _ends(self, low: int, column: int, exact: Sequence[int], top: int) -> Node:
        same = self.diagrams.branch(exact[0], (2, 0)) if exact else 0
        edges = [same if high == low else 0 if high == top else 2 for high in range(top + 1)]
        return self.diagrams.branch(column, tuple(edges))

    def prefer(self, column: int, row: Row) -> Sequence[int]:
        """Return the regions of a column, the plainest first: known before unknown, exact before open."""
        variable = self.regions.variables[column]
        match variable.aspect:
            case Aspect.TRUTH:
                return (2, 0) if variable.fact in self._lists else (0, 2, 1)
            case Aspect.CHOICE:
                return (*range(1, variable.size), 0)
            case Aspect.EXACT:
                return (1, 0)
            case Aspect.LOWEST:
                return range(variable.size)
        low, top = row.get(column - 1, 0), variable.size - 1
        others = (each for each in range(low + 1, top))
        return (low, top, *others) if low < top else (top,)

    def _mixed(self, turn: int) -> Prefer:
        """Return an order in which some columns begin elsewhere, from turn to turn more of them."""
        share = _MIXED[turn % len(_MIXED)]

        def prefer(column: int, row: Row) -> Sequence[int]:
            places = tuple(self.prefer(column, row))
            mark = (turn * 2_654_435_761 ^ (column + 1) * 2_246_822_519) % 4_294_967_291
            if mark % 10 >= share:
                return places
            first = mark // 10 % len(places)
            turned = places[first:] + places[:first]
            return turned[::-1] if mark // 1_000 % 2 else turned

        return prefer

    def part(self, row: Row, name: str) -> tuple[int | None, ...]:
        """Return what a row says of a fact: a region, or None where it says nothing, for each column."""
        return tuple(row.get(column) for column in columns_of(self.regions, name))


def _compared(edition: Edition) -> Iterator[tuple[str, Number]]:
    definitions: Iterable[Condition] = edition.definitions().values()
    for condition in (*edition.conditions(), *definitions):
        for leaf in edition.leaves_of(condition):
            if isinstance(leaf, Compare) and leaf.parameter in edition.parameters:
                yield leaf.fact, edition.parameters[leaf.parameter]
