"""A rule drawn over answers: every case in which it is raised, without what no patient can be.

A diagram asks first for a rule's own facts, then for those that only an invariant
ties to them, so that the latter vanish where they settle nothing.
"""

from collections.abc import Iterable, Mapping

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.basics.truth import NO, YES
from osteon.knowledge.models import Invariant, Rule
from osteon.language.syntax import Condition
from osteon.reasoning.answers import Answers
from osteon.reasoning.diagram import FIRST_BRANCH, Diagrams, Node
from osteon.reasoning.edition import Edition, known_facts
from osteon.reasoning.possible import facts_in, thresholds_of, tied_to

Branch = tuple[int, tuple[Node, ...]]
"""A column, and the node to which each of its answers leads."""


@dataclass(frozen=True, slots=True)
class CaseDiagram:
    """A rule over answers. `raised` and `when` are its diagrams with and without its exceptions.

    `branches` holds the branch of each node from FIRST_BRANCH on; `tied` are the columns of which an
    invariant speaks; `own` the facts that the rule itself reads.
    """

    answers: Answers
    branches: tuple[Branch, ...]
    raised: Node
    when: Node
    tied: frozenset[int]
    own: frozenset[str]


class AnswerDiagrams(Diagrams):
    """Diagrams over answers: no fact is "not known" here."""

    def __init__(
        self, answers: Answers, parameters: Mapping[str, Number], definitions: Mapping[str, Condition]
    ) -> None:
        super().__init__(answers, parameters, definitions)
        self.answers = answers

    def _holds(self, fact: str) -> Node:
        return self.branch(self.answers.cuts[fact].column, (NO, YES))

    def _known(self, fact: str) -> Node:
        return self.branch(self.answers.told[fact], (NO, YES))

    def _among(self, fact: str, choices: tuple[str, ...]) -> Node:
        cut = self.answers.cuts[fact]
        return self.branch(cut.column, tuple(YES if choice in choices else NO for choice in cut.choices))

    def _compare(self, fact: str, op: str, limit: Number) -> Node:
        at = 2 * self.answers.cuts[fact].thresholds.index(limit) + 1
        from_here = self._from(fact, at if op in (">=", "<") else at + 1)
        return from_here if op in (">=", ">") else self.negation(from_here)

    def _from(self, fact: str, first: int) -> Node:
        """Build the diagram of "the number lies in this region or above"."""
        cut = self.answers.cuts[fact]
        size = 2 * len(cut.thresholds) + 1
        return self.branch(cut.column, (NO,) * first + (YES,) * (size - first))

    def possible(self, node: Node, invariants: Iterable[Invariant]) -> Node:
        """Take the patients out of a diagram who cannot be."""
        for invariant in invariants:
            node = self.join("never", node, self._broken(invariant))
        return node

    def _broken(self, invariant: Invariant) -> Node:
        if invariant.never is not None:
            return self.condition(invariant.never)
        number = self.answers.cuts[invariant.number]
        if invariant.zero_without:
            taken = self._holds(invariant.zero_without)
            some = self._from(invariant.number, 2 * number.thresholds.index(0) + 2)
            both = self.join("all", taken, some)
            return self.join("all", self.join("any", taken, some), self.negation(both))
        node = Node(NO)
        for first in range(1, 2 * len(number.thresholds) + 1):
            smaller = self.negation(self._from(invariant.number, first))
            node = self.join("any", node, self.join("all", smaller, self._from(invariant.at_least, first)))
        return node


def draw(edition: Edition, rule: Rule, invariants: Iterable[Invariant]) -> CaseDiagram:
    """Draw a rule of an edition over answers.

    Raises RuleTooComplex where that needs too many branches.
    """
    conditions, means = [rule.when, *(unless.where for unless in rule.unless)], edition.definitions()
    own = edition.facts_of_rule(rule)
    tied = tied_to(own, invariants, edition)
    names = dict.fromkeys([*own, *(name for each in tied for name in facts_in(each, edition))])
    told: set[str] = set().union(*(known_facts(each, means) for each in conditions))
    facts = [edition.rulebook.vocabulary[name] for name in names]
    answers = Answers(facts, thresholds_of(edition, conditions, tied), told)
    diagrams = AnswerDiagrams(answers, edition.parameters, means)
    when = raised = diagrams.condition(rule.when)
    for unless in rule.unless:
        raised = diagrams.join("all", raised, diagrams.negation(diagrams.condition(unless.where)))
    roots = diagrams.possible(raised, tied), diagrams.possible(when, tied)
    branches, (raised, when) = _numbered(diagrams, roots)
    columns = frozenset(answers.cuts[name].column for each in tied for name in facts_in(each, edition))
    return CaseDiagram(answers, branches, raised, when, columns, frozenset(own))


def _numbered(diagrams: Diagrams, roots: tuple[Node, ...]) -> tuple[tuple[Branch, ...], tuple[Node, ...]]:
    """Number anew the branches that the roots reach, and leave out those that were only drawn on the way."""
    numbers: dict[Node, Node] = {}
    branches: list[Branch] = []

    def numbered(node: Node) -> Node:
        if node < FIRST_BRANCH:
            return Node(node)
        if node not in numbers:
            column, edges = diagrams.opened(node)
            branches.append((column, tuple([numbered(edge) for edge in edges])))
            numbers[node] = FIRST_BRANCH + len(branches) - 1
        return numbers[node]

    found = tuple([numbered(root) for root in roots])
    return tuple(branches), found
