"""Members of classes: a drug that is missing from a class has to be noticed by some row.

A rule reads a class - "takes a vitamin K antagonist" - and the terminology says
what belongs to it. Here each member is taken out of each class that a rule in
force reads, the facts of the rows that speak of that member are derived again,
and what the row claims must then no longer be true.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from osteon.basics.records import dataclass, replace
from osteon.patient.facts import FactPlan
from osteon.patient.terminology import Concept, Terminology
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.precedence import give_way, superiors
from osteon.verification.adequacy import MET, MET_UNREVIEWED, OPEN, Answered
from osteon.verification.cases import Case
from osteon.verification.demands import MEMBERS, Demand
from osteon.verification.questions import Questions
from osteon.verification.spec.gaps import TODAY

_LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies", "tests")
_MAPPINGS = ("takes", "diet", "apart_from_calcium")
_RAISED = 2


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a class that some rule in force reads. `facts` read the class, `rules` read those facts."""

    member: str
    of: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]

    def demand(self, terminology: Terminology) -> Demand:
        """Return the demand that a row notices the member missing."""
        member, of = terminology[self.member].label, terminology[self.of].label
        return Demand(MEMBERS, "member", self.rules, f'"{member}" does not count as "{of}"', ())


def memberships(asked: Questions) -> list[Membership]:
    """Return every member of every class that a rule in force reads, class by class."""
    book = asked.edition.rulebook
    readers: dict[str, list[str]] = {}
    for rule in asked.edition.rules:
        for name in asked.edition.facts_of_rule(rule):
            readers.setdefault(name, []).append(rule.id)
    by_class: dict[str, list[str]] = {}
    for name in readers:
        by_class.setdefault(book.vocabulary[name].of, []).append(name)
    found = []
    for of in sorted(by_class):
        facts = tuple(sorted(by_class[of]))
        rules = tuple(sorted({rule for name in facts for rule in readers[name]}))
        members = book.terminology.descendants(of) - {of} if of in book.terminology else set()
        found += [Membership(member, of, facts, rules) for member in sorted(members)]
    return found


def without(terminology: Terminology, member: str, of: str) -> Terminology:
    """Return a terminology in which something no longer belongs to a class, by whatever way it did."""
    concept = terminology[member]
    parents = tuple(each for each in concept.parents if of not in terminology.ancestors(each))
    lost = terminology.ancestors(member) - frozenset({member}).union(
        *(terminology.ancestors(each) for each in parents)
    )
    # What it belonged to on the way, and what it belonged to only through the class, goes as well.
    concepts: dict[str, Concept] = {**terminology.concepts, member: replace(concept, parents=parents)}
    names, codes, categories, below, both = terminology.indexes()
    narrower = {
        id: [each for each in under if (id, each) not in {(up, member) for up in lost}]
        for id, under in below.items()
    }
    return Terminology(concepts, (names, codes, categories, narrower, both))


class Members:
    """Holds memberships against the cases of rows."""

    def __init__(self, asked: Questions, cases: Iterable[Case]) -> None:
        self._asked = asked
        self._book = asked.edition.rulebook
        self._reference = Reference(asked.edition)
        self._above = superiors(asked.edition)
        self._ids = [rule.id for rule in asked.edition.rules]
        self._about: dict[str, list[Case]] = {}
        for case in cases:
            self.add(case)

    def add(self, case: Case) -> None:
        """Take in one more case."""
        terminology = self._book.terminology
        spoken: set[str] = set()
        for name in _names(case.document):
            found = terminology.resolve(name)
            if found is not None:
                spoken |= terminology.ancestors(found.concept.id)
        for concept in spoken:
            self._about.setdefault(concept, []).append(case)

    def answers(self, wanted: Sequence[Membership]) -> Iterator[Answered]:
        """Say of every membership whether some row notices that it is missing."""
        for membership in wanted:
            yield self.answer(membership)

    def answer(self, membership: Membership) -> Answered:
        """Say whether some row notices that a member is missing, a reviewed one if there is one."""
        demand = membership.demand(self._book.terminology)
        found = None
        plan: FactPlan | None = None
        cases = sorted(self._about.get(membership.member, ()), key=lambda case: not case.reviewed)
        for case in cases:
            if not case.exact and case.verdicts.isdisjoint(membership.rules):
                continue
            plan = plan or self.plan_without(membership)
            if self.notices(case, plan):
                found = case
                break
        if found is None:
            return Answered(demand, OPEN)
        return Answered(demand, MET if found.reviewed else MET_UNREVIEWED, found.place)

    def plan_without(self, membership: Membership) -> FactPlan:
        """Return how facts are derived where a member is missing from its class."""
        terminology = without(self._book.terminology, membership.member, membership.of)
        cuts = list(self._asked.space.regions.cuts)
        return FactPlan(self._book.vocabulary, terminology, self._asked.edition.parameters, cuts)

    def notices(self, case: Case, plan: FactPlan) -> bool:
        """Say whether what a case claims is no longer true where the facts are derived otherwise."""
        before, after = self.outcomes(case, plan)
        if before == after:
            return False
        if any(before[id] != after[id] for id in case.verdicts):
            return True
        return case.exact and self._flags(before) != self._flags(after)

    def outcomes(self, case: Case, plan: FactPlan) -> tuple[dict[str, int], dict[str, int]]:
        """Return what every rule comes to for a case, now and where the facts are derived otherwise."""
        outcome, nodes = self._asked.space.diagrams.outcome, self._asked.view.nodes
        after = self._reference.outcomes(plan.derive(case.document, TODAY).values)
        return (
            {id: int(outcome(nodes[id], case.row)) for id in self._ids},
            {id: int(each) for id, each in zip(self._ids, after, strict=True)},
        )

    def _flags(self, outcomes: Mapping[str, int]) -> set[int]:
        ends = list(outcomes.values())
        raised = {at for at, outcome in enumerate(ends) if outcome == _RAISED}
        return raised - give_way(ends, self._above)


def _names(document: Mapping[str, object]) -> Iterator[str]:
    for where in _LISTS:
        entries = document.get(where)
        for entry in entries if isinstance(entries, list) else ():
            told = entry.get("name") if isinstance(entry, dict) else entry
            yield str(told)
            inside = entry.get("ingredients") if isinstance(entry, dict) else None
            for each in inside if isinstance(inside, list) else ():
                yield str(each.get("name") if isinstance(each, dict) else each)
    for where in _MAPPINGS:
        told = document.get(where)
        yield from (str(name) for name in told) if isinstance(told, dict) else ()
