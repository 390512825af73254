"""The sides from which a rule has to be seen: each question, each limit, each gap in what is known."""

from collections.abc import Iterator

from osteon.basics.quantity import Number
from osteon.basics.records import replace
from osteon.knowledge.models import Rule
from osteon.language.syntax import AllOf, AnyOf, Compare, Condition, Defined, Known, Not, leaves
from osteon.reasoning.diagram import Node
from osteon.reasoning.regions import region
from osteon.verification.demands import BOUNDARIES, SIDES, TABLE, UNKNOWNS, Demand, Way, changed
from osteon.verification.numbers import step_of
from osteon.verification.questions import ALWAYS, NEVER, Questions
from osteon.verification.search import NO, UNDECIDED, YES, Goal

LONGEST_TABLE = 12
"""A rule with more rows in its decision table is shown by the sides of its questions instead."""

_EVERY_OUTCOME = frozenset(range(4))


def sides(asked: Questions) -> Iterator[Demand]:
    """Yield the demands of every rule in force, one rule after the other."""
    for rule in asked.edition.rules:
        yield from _Sides(asked, rule).demands()


class _Sides:
    def __init__(self, asked: Questions, rule: Rule) -> None:
        self._asked = asked
        self._definitions = asked.view.edition.definitions()
        self._rule = replace(
            rule,
            when=self._spelt_out(rule.when),
            unless=tuple(replace(each, where=self._spelt_out(each.where)) for each in rule.unless),
        )
        self._node = asked.view.nodes[rule.id]

    def demands(self) -> Iterator[Demand]:
        english = self._asked.english
        conditions = (self._rule.when, *(each.where for each in self._rule.unless))
        for leaf in dict.fromkeys(leaf for condition in conditions for leaf in leaves(condition)):
            with_yes, with_no = self._with(leaf, ALWAYS), self._with(leaf, NEVER)
            said = f'in the rule `{self._rule.id}`, "{english.say(leaf)}"'
            yield from self._decides(leaf, said, with_yes, with_no)
            if not isinstance(leaf, Known):
                yield self._unknown(leaf, said, with_yes, with_no)
            if isinstance(leaf, Compare):
                yield from self._around(leaf, said, with_yes, with_no)
        yield from self._table()

    def _spelt_out(self, condition: Condition) -> Condition:
        match condition:
            case Defined(name):
                return self._spelt_out(self._definitions[name])
            case Not(inner):
                return Not(self._spelt_out(inner))
            case AllOf(parts):
                return AllOf(tuple(self._spelt_out(part) for part in parts))
            case AnyOf(parts):
                return AnyOf(tuple(self._spelt_out(part) for part in parts))
        return condition

    def _with(self, leaf: Condition, instead: Condition) -> Node:
        unless = tuple(
            replace(each, where=_substituted(each.where, leaf, instead)) for each in self._rule.unless
        )
        changed_rule = replace(self._rule, when=_substituted(self._rule.when, leaf, instead), unless=unless)
        return self._asked.view.rule(changed_rule)

    def _decides(self, leaf: Condition, said: str, with_yes: Node, with_no: Node) -> Iterator[Demand]:
        node = self._asked.view.diagrams.condition(leaf)
        for end, word in ((YES, "yes"), (NO, "no")):
            ways = tuple(changed(self._asked, self._rule.id, with_yes, with_no, (Goal(node, end),)))
            yield Demand(SIDES, word, (self._rule.id,), f"{said} decides, answered {word}", ways)

    def _unknown(self, leaf: Condition, said: str, with_yes: Node, with_no: Node) -> Demand:
        open_now = (Goal(self._asked.view.diagrams.condition(leaf), UNDECIDED),)
        ways = tuple(
            way
            for other in (with_yes, with_no)
            for way in changed(self._asked, self._rule.id, self._node, other, open_now)
        )
        return Demand(UNKNOWNS, "unknown", (self._rule.id,), f"{said} matters while it is not known", ways)

    def _around(self, leaf: Compare, said: str, with_yes: Node, with_no: Node) -> Iterator[Demand]:
        number = self._asked.edition.parameters[leaf.parameter]
        step = step_of(number)
        places: dict[str, tuple[Number, Number]] = {"exactly at the limit": (number, number)}
        if number >= step:
            places["just below the limit"] = (number - step, number)
        places["just above the limit"] = (number, number + step)
        for where, (low, high) in places.items():
            goal = Goal(self._exactly_between(leaf.fact, low, high, number), YES)
            ways = tuple(changed(self._asked, self._rule.id, with_yes, with_no, (goal,)))
            yield Demand(BOUNDARIES, where, (self._rule.id,), f"{said} decides {where}", ways)

    def _exactly_between(self, fact: str, low: Number, high: Number, limit: Number) -> Node:
        """Return the diagram that says yes of exact numbers from low to high, without the limit itself."""
        cut = self._asked.space.regions.cuts[fact]
        first, last, at = (region(each, cut.thresholds) for each in (low, high, limit))
        wanted = set(range(first, last + 1)) - ({at} if low != high else set())
        branch = self._asked.space.diagrams.branch
        size = 2 * len(cut.thresholds) + 1
        edges = [
            branch(cut.column + 1, tuple(2 if at == here else 0 for here in range(size)))
            if at in wanted
            else 0
            for at in range(size)
        ]
        return branch(cut.column, tuple(edges))

    def _table(self) -> Iterator[Demand]:
        diagrams = self._asked.view.diagrams
        if diagrams.count_paths(self._node, _EVERY_OUTCOME) > LONGEST_TABLE:
            return
        from osteon.verification.boxes import inside, said

        for steps, _ in diagrams.paths(self._node, _EVERY_OUTCOME):
            box = {column: (first, last) for column, first, last in steps}
            words = said(self._asked.space, box)
            way = Way(self._rule.id, (Goal(inside(self._asked.space, box), YES),))
            yield Demand(
                TABLE, "row", (self._rule.id,), f"in the rule `{self._rule.id}`, the row: {words}", (way,)
            )


def _substituted(condition: Condition, leaf: Condition, instead: Condition) -> Condition:
    if condition == leaf:
        return instead
    match condition:
        case Not(inner):
            return Not(_substituted(inner, leaf, instead))
        case AllOf(parts):
            return AllOf(tuple(_substituted(part, leaf, instead) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_substituted(part, leaf, instead) for part in parts))
    return condition
