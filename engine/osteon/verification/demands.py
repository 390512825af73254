"""What the rows of a feature have to show before they can be called a specification.

A demand is something that may be wrong with a rule, or a side of it that has to
be seen. It is met by a row that would come out otherwise. Every way of meeting
it is a set of goals; a demand that no possible patient can meet is proved idle.
"""

from collections.abc import Iterable, Iterator

from osteon.basics.records import dataclass
from osteon.reasoning.diagram import Node
from osteon.verification.questions import ENDS, Questions
from osteon.verification.search import YES, Goal

VARIANTS = "variants"
SIDES = "sides"
BOUNDARIES = "boundaries"
UNKNOWNS = "unknowns"
TABLE = "table"
MEMBERS = "members"

CRITERIA = {
    VARIANTS: "variants of the rules that some row tells apart from the rules (mutants)",
    SIDES: "questions of a rule that were seen to decide it, answered yes and answered no (MC/DC)",
    BOUNDARIES: "limits that were seen to decide just below, exactly at and just above",
    UNKNOWNS: "questions of a rule that were seen to matter while the answer was not known",
    TABLE: "rows of the decision tables that some row of a feature stands in",
    MEMBERS: "members of the classes that rules read, of which some row notices that they are missing",
}
"""The criteria by name, each with what is counted."""

BY_VERDICT, BY_SEVERITY, BY_ADVICE = "verdict", "severity", "advice"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of meeting a demand: goals for the patient, and what the row must say about a rule.

    `flips` is true if the rule would be raised in one case and not in the other, so that a list of exactly
    the flags is enough. `yields` is true if it is about the rule's giving way. `changes` is true if the first
    two goals are the rule before and after: then every way in which the two can differ is a way as well.
    """

    rule: str
    goals: tuple[Goal, ...]
    seen_by: str = BY_VERDICT
    flips: bool = False
    yields: bool = False
    changes: bool = False


class Ways:
    """Ways that are worked out when they are asked for, each once: the first one mostly does."""

    def __init__(self, source: Iterator[Way]) -> None:
        self._source = source
        self._found: list[Way] = []

    def __iter__(self) -> Iterator[Way]:
        """Yield every way, those that were worked out before first."""
        yield from self._found
        for way in self._source:
            self._found.append(way)
            yield way


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that a row has to show. `kind` tells demands of one criterion apart; `text` is in words."""

    criterion: str
    kind: str
    rules: tuple[str, ...]
    text: str
    ways: Iterable[Way]


def changed(
    asked: Questions, rule: str, before: Node, after: Node, also: tuple[Goal, ...] = ()
) -> Iterator[Way]:
    """Yield the ways in which a rule may come to another outcome, the plainest first."""
    if before == after:
        return
    ends_before, ends_after = asked.space.search.ends(before), asked.space.search.ends(after)
    for was in ENDS:
        for now in ENDS:
            if was != now and was & ends_before and now & ends_after:
                goals = (Goal(before, was), Goal(after, now), *also)
                yield Way(rule, goals, flips=(was == YES) != (now == YES), changes=True)


def as_few_questions(asked: Questions, ways: Iterable[Way]) -> Iterator[tuple[Goal, ...]]:
    """Yield goals of which one can be reached if and only if one of the ways can be taken."""
    found: dict[tuple[Goal, ...], None] = {}
    for way in ways:
        if way.changes:
            before, after, *also = way.goals
            differs = asked.space.differences.between(before.node, after.node)
            found[Goal(differs, YES), *also] = None
        else:
            found[way.goals] = None
    yield from found
