"""The rulebook in layers, so that no layer needs too many paths.

A phrase that many conditions share, or that is intricate in itself, is
concluded first; its conclusion (no, not known, yes) then stands in the row like
any fact, and the rules are concluded from it. This is the forward chaining of
the network: phrases in one or more strata, rules in the next, precedence last.
"""

from collections.abc import Iterable

from osteon.basics.errors import RuleTooComplex
from osteon.basics.records import dataclass
from osteon.language.syntax import AnyOf, Condition, Defined, leaves
from osteon.reasoning.dependence import Path
from osteon.reasoning.diagram import MAXIMUM_PATHS, SUPPRESSED, Diagrams, Node
from osteon.reasoning.edition import Edition
from osteon.reasoning.regions import Regions

SPOKEN = frozenset({1, 2, SUPPRESSED})
"""The outcomes that the network states: undecided, yes, suppressed. No is what it does not state."""

EASY = 60
"""From more paths than this on, a condition's phrases are concluded in a stratum of their own."""


@dataclass(frozen=True, slots=True)
class Strata:
    """`phrases` holds one list of paths for each stratum of phrases; `rules` the paths of the last stratum.

    `sizes` gives the number of values of each column: the facts' regions, then the concluded phrases.
    """

    phrases: list[list[Path]]
    rules: list[Path]
    sizes: list[int]


def stratify(edition: Edition, regions: Regions) -> Strata:
    """Layer an edition so that every condition has few paths.

    Raises RuleTooComplex, naming the rule, where that cannot be done.
    """
    return _Layering(edition, regions).strata()


class _Layering:
    def __init__(self, edition: Edition, regions: Regions) -> None:
        self._edition = edition
        self._regions = regions
        self._means = edition.definitions()
        self._concluded: dict[str, int] = {}
        self._diagrams = self._drawn()

    def _drawn(self) -> Diagrams:
        return Diagrams(self._regions, self._edition.parameters, self._means, self._concluded)

    def strata(self) -> Strata:
        while self._conclude_one_more():
            self._diagrams = self._drawn()
        levels = {name: self._level(name) for name in self._concluded}
        phrases: list[list[Path]] = []
        for level in range(1, max(levels.values(), default=0) + 1):
            names = [name for name, at in levels.items() if at == level]
            phrases.append([path for name in names for path in self._phrase_paths(name)])
        rules = [path for at in range(len(self._edition.rules)) for path in self._rule_paths(at)]
        sizes = [variable.size for variable in self._regions.variables] + [3] * len(self._concluded)
        return Strata(phrases, rules, sizes)

    def _conclude_one_more(self) -> bool:
        """Give the heaviest phrase of some heavy condition a stratum; say whether there was one."""
        for conditions, node in self._conditions():
            if self._diagrams.count_paths(node, SPOKEN) <= EASY:
                continue
            inside = [name for condition in conditions for name in self._phrases_in(condition)]
            weights = {name: self._weight(name) for name in inside if name not in self._concluded}
            if weights and max(weights.values()) > 1:
                heaviest = max(weights, key=lambda name: weights[name])
                self._concluded[heaviest] = len(self._regions.variables) + len(self._concluded)
                return True
        return False

    def _conditions(self) -> Iterable[tuple[list[Condition], Node]]:
        for name in self._concluded:
            yield [self._means[name]], self._phrase_node(name)
        for rule in self._edition.rules:
            yield (
                [rule.when, *(unless.where for unless in rule.unless)],
                self._rule_node(self._edition.rules.index(rule)),
            )

    def _phrases_in(self, condition: Condition) -> Iterable[str]:
        for leaf in leaves(condition):
            if isinstance(leaf, Defined) and leaf.name not in self._concluded:
                yield leaf.name
                yield from self._phrases_in(self._means[leaf.name])

    def _weight(self, name: str) -> int:
        return self._diagrams.count_paths(self._diagrams.condition(self._means[name]), SPOKEN)

    def _level(self, name: str) -> int:
        below = [self._level(each) for each in self._concluded_in(self._means[name])]
        return 1 + max(below, default=0)

    def _concluded_in(self, condition: Condition) -> Iterable[str]:
        for leaf in leaves(condition):
            if isinstance(leaf, Defined):
                if leaf.name in self._concluded:
                    yield leaf.name
                else:
                    yield from self._concluded_in(self._means[leaf.name])

    def _phrase_node(self, name: str) -> Node:
        return self._diagrams.condition(self._means[name])

    def _rule_node(self, at: int) -> Node:
        rule = self._edition.rules[at]
        when = self._diagrams.condition(rule.when)
        if not rule.unless:
            return when
        where = self._diagrams.condition(AnyOf(tuple(unless.where for unless in rule.unless)))
        return self._diagrams.join("unless", when, where)

    def _phrase_paths(self, name: str) -> list[Path]:
        found = self._diagrams.paths(self._phrase_node(name), SPOKEN)
        return [(self._concluded[name], int(outcome), steps) for steps, outcome in found]

    def _rule_paths(self, at: int) -> list[Path]:
        node = self._rule_node(at)
        if self._diagrams.count_paths(node, SPOKEN) > MAXIMUM_PATHS:
            name = self._edition.rules[at].id
            raise RuleTooComplex(
                f"rule {name}: its condition needs more than {MAXIMUM_PATHS:,} paths; "
                "split it, or name parts of it in definitions/"
            )
        return [(at, int(outcome), steps) for steps, outcome in self._diagrams.paths(node, SPOKEN)]
