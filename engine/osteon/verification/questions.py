"""The questions that several checks ask of a pack: can two diagrams differ, and who shows it?"""

from collections.abc import Iterator, Sequence
from datetime import date

from osteon.basics.errors import Place
from osteon.knowledge.lint import place_of
from osteon.knowledge.models import Rule, Rulebook
from osteon.knowledge.reach import phrases_reached
from osteon.language.syntax import AllOf, AnyOf, Compare, Condition, Defined, Not
from osteon.reasoning.diagram import Node
from osteon.reasoning.edition import Edition, edition_on
from osteon.verification.numbers import comparisons, moved_name, neighbours, with_moved_limits
from osteon.verification.search import EVERY_END, NO, SUPPRESSED, UNDECIDED, YES, Goal
from osteon.verification.space import Space, View
from osteon.verification.telling import Patient
from osteon.verification.witness import Witnesses

ENDS = (YES, NO, UNDECIDED, SUPPRESSED)


ALWAYS, NEVER = Defined("always so"), Defined("never so")
CONSTANTS = {ALWAYS.name: 2, NEVER.name: 0}
"""Two phrases that every view knows, to put in the place of a part of a condition."""


class Questions:
    """An edition with its space and its witnesses, on a day."""

    def __init__(self, space: Space, day: date) -> None:
        self.space = space
        self.day = day
        self.view: View = space.views[0]
        self.edition: Edition = self.view.edition
        self.witnesses = Witnesses(space, day)
        self.english = self.edition.phrasebook()
        self.every_comparison = tuple(comparisons(self.edition))
        self._beside: dict[str, dict[str, Node]] = {}
        for name, node in CONSTANTS.items():
            self.view.diagrams.call(name, node)

    def differences(self, one: Node, other: Node) -> Iterator[list[Goal]]:
        """Yield the ways in which two diagrams may come to different ends, as goals."""
        if one == other:
            return
        for end in ENDS:
            goals = [Goal(one, end), Goal(other, EVERY_END & ~end)]
            if all(self.space.search.ends(goal.node) & goal.ends for goal in goals):
                yield goals

    def differ(self, one: Node, other: Node) -> list[Goal] | None:
        """Return goals that some possible row reaches and in which two diagrams differ, or None.

        Raises NotDecided beyond the budget.
        """
        if not self.space.is_possible([Goal(self.space.differences.between(one, other), YES)]):
            return None
        return next((goals for goals in self.differences(one, other) if self.space.first(goals)), None)

    def shows_difference(self, one: Node, other: Node) -> Patient | None:
        """Return a patient for whom two diagrams come to different ends, if one can be made."""
        for goals in self.differences(one, other):
            patient = self.witnesses.first(goals)
            if patient is not None:
                return patient
        return None

    def raises(self, rules: Sequence[str]) -> list[Goal]:
        """Return the goals of raising several rules at once, without any giving way."""
        goals = [Goal(self.view.nodes[id], YES) for id in rules]
        above = {rule.id for rule in self.edition.rules for lesser in rule.supersedes if lesser.rule in rules}
        goals += [Goal(self.view.nodes[id], EVERY_END & ~YES) for id in sorted(above - set(rules))]
        return goals

    def place(self, what: str, name: str) -> Place | None:
        """Return where a record of the pack stands."""
        return place_of(self.edition.rulebook, what, name)

    def phrases(self, condition: Condition) -> frozenset[str]:
        """Return the names of the definitions that a condition reaches."""
        return phrases_reached([condition], self.edition.definitions())

    def beside(self, changed: str) -> dict[str, Node]:
        """Return the diagrams of the definitions that do not reach a certain one, by name."""
        if changed not in self._beside:
            self._beside[changed] = {
                name: self.view.diagrams.condition(Defined(name))
                for name in self.edition.definitions()
                if changed not in self.phrases(Defined(name))
            }
        return self._beside[changed]

    def neighbours(self, leaf: Compare) -> list[str]:
        """Return the names of a comparison's limit one step lower and higher."""
        number = self.edition.parameters[leaf.parameter]
        return [moved_name(leaf.parameter, each) for each in neighbours(number)]

    def connected(self, one: str, other: str) -> bool:
        """Say whether two rules read a fact in common, or facts that bound each other."""
        first, second = (self.space.facts_of([self.view.nodes[id]]) for id in (one, other))
        if first & second:
            return True
        return any(names & first and names & second for names, _ in self.space.bounds)

    def comparisons(self, rule: Rule) -> Iterator[Compare]:
        """Yield what a rule's condition compares, turned round where it stands under a "not"."""
        yield from self._compared(rule.when, straight=True)

    def _compared(self, condition: Condition, *, straight: bool) -> Iterator[Compare]:
        match condition:
            case Compare(fact, op, parameter):
                yield condition if straight else Compare(fact, _TURNED[op], parameter)
            case Not(inner):
                yield from self._compared(inner, straight=not straight)
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    yield from self._compared(part, straight=straight)
            case Defined(name):
                yield from self._compared(self.edition.definitions()[name], straight=straight)

    def exactly_at(self, leaf: Compare) -> Node:
        """Return the diagram that says yes where a number is exactly a comparison's limit."""
        least, most = (Compare(leaf.fact, op, leaf.parameter) for op in (">=", "<="))
        return self.view.diagrams.condition(AllOf((least, most)))

    def notes(self, rule: Rule) -> list[str]:
        """Return what is said of a rule and of the phrases it uses, where a limit could be said as well."""
        conditions = [rule.when, *(unless.where for unless in rule.unless)]
        names = set().union(*(self.phrases(condition) for condition in conditions))
        book = self.edition.rulebook
        told = [
            text
            for name in sorted(names)
            for text in (book.definitions[name].reads, book.definitions[name].denies)
        ]
        return [rule.title, *told, *(unless.why for unless in rule.unless)]


_TURNED = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def questions_on(rulebook: Rulebook, day: date, *, widely: bool = False) -> Questions:
    """Return the questions that can be asked of a pack on a day; `widely` with limits moved by every mistake.

    Raises PackError if no rule is in force on that day.
    """
    edition, cuts = with_moved_limits(edition_on(rulebook, day.isoformat()), widely=widely)
    return Questions(Space([edition], cuts), day)
