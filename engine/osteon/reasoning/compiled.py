"""An edition compiled: its regions, and a diagram for every rule.

The regions feed the network too (strata.py); the diagrams say of every patient at
once what a rule does, and every other consumer is made from them.
"""

from collections.abc import Iterable

from osteon.basics.errors import RuleTooComplex
from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.knowledge.models import Rule
from osteon.language.syntax import AnyOf, Compare, Condition, Known
from osteon.patient.vocabulary import Fact
from osteon.reasoning.diagram import Diagrams, Node
from osteon.reasoning.edition import Edition
from osteon.reasoning.regions import Regions


@dataclass(frozen=True, slots=True)
class Compiled:
    """The compiled form of an edition. `nodes` holds each rule's diagram, in the edition's order."""

    edition: Edition
    regions: Regions
    diagrams: Diagrams
    nodes: tuple[Node, ...]


def compile_edition(edition: Edition) -> Compiled:
    """Cut the facts into regions and build every rule's diagram."""
    regions = cut_regions(edition)
    diagrams = Diagrams(regions, edition.parameters, edition.definitions())
    return Compiled(edition, regions, diagrams, tuple(rule_diagram(diagrams, rule) for rule in edition.rules))


def cut_regions(edition: Edition) -> Regions:
    """Cut each fact that the edition reads at the thresholds that its rules use."""
    return cut(edition, edition.facts, edition.conditions())


def cut(edition: Edition, facts: Iterable[Fact], conditions: Iterable[Condition]) -> Regions:
    """Cut facts into regions at the thresholds that some conditions use."""
    thresholds: dict[str, set[Number]] = {}
    exact: set[str] = set()
    for condition in conditions:
        for leaf in edition.leaves_of(condition):
            if isinstance(leaf, Known):
                exact.add(leaf.fact)
            elif isinstance(leaf, Compare):
                thresholds.setdefault(leaf.fact, set()).add(edition.parameters[leaf.parameter])
    return Regions(facts, thresholds, exact)


def rule_diagram(diagrams: Diagrams, rule: Rule) -> Node:
    """Return the diagram of a rule, its exceptions included.

    Raises RuleTooComplex, naming the rule.
    """
    try:
        when = diagrams.condition(rule.when)
        if not rule.unless:
            return when
        where = diagrams.condition(AnyOf(tuple(unless.where for unless in rule.unless)))
        return diagrams.join("unless", when, where)
    except RuleTooComplex as problem:
        raise RuleTooComplex(
            f"rule {rule.id}: {problem}; split it, or name a part of it as a fact"
        ) from problem
