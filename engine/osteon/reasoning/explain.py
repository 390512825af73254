"""Why a condition holds, fails, or is not known for one patient.

Each rule is turned once into a tree of sentences and questions; a patient's
facts then colour it. The questions are those of the reference evaluator.
"""

from collections.abc import Callable, Iterator

from osteon.basics.records import dataclass, field
from osteon.basics.truth import NO, UNKNOWN, YES, Truth, every, negate, some
from osteon.basics.typed import assert_never
from osteon.knowledge.models import Rule
from osteon.language.judge import Judge, Question
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.patient.facts import Facts
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Reason
from osteon.reasoning.values import entries_behind, said_value

_MOST_KEPT = 512
SAID = {YES: "yes", NO: "no", UNKNOWN: "not known"}


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a condition: how its parts join, what it says, and how to ask it.

    `kept` holds reasons of earlier patients by what they depend on.
    """

    how: str
    says: str
    ask: Question
    parts: tuple["Branch", ...] = ()
    fact: str = ""
    limit: str = ""
    limit_since: str = ""
    source: str = ""
    kept: dict[object, tuple[Truth, Reason]] = field(default_factory=dict, repr=False)


def _keep(branch: Branch, key: object, reason: tuple[Truth, Reason]) -> tuple[Truth, Reason]:
    if len(branch.kept) >= _MOST_KEPT:
        branch.kept.clear()
    branch.kept[key] = reason
    return reason


Coloured = dict[int, tuple[Truth, Reason]]
"""Branches that were coloured for one patient, by their identity."""


class Explainer:
    """Explains the conditions of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._phrases = edition.phrasebook()
        self._means = edition.definitions()
        self._judge = Judge(edition.parameters, self._means)
        self._trees: dict[int, tuple[Condition, Branch]] = {}
        self._shared: dict[Condition, Branch] = {}

    def tree(self, condition: Condition) -> Branch:
        """Return a condition's tree. It is built once for each condition object."""
        kept = self._trees.get(id(condition))
        if kept is None:
            kept = self._trees[id(condition)] = (condition, self._branch(condition))
        return kept[1]

    def _branch(self, condition: Condition) -> Branch:
        # What several rules lean on is one branch, which a patient's facts then colour once.
        if isinstance(condition, AllOf | AnyOf | Not):
            return self._drawn(condition)
        found = self._shared.get(condition)
        if found is None:
            found = self._shared[condition] = self._drawn(condition)
        return found

    def _drawn(self, condition: Condition) -> Branch:
        says, ask = self._phrases.say(condition), self._judge.question(condition)
        match condition:
            case AllOf(parts):
                return Branch("all", says, ask, tuple(map(self._branch, parts)))
            case AnyOf(parts):
                return Branch("any", says, ask, tuple(map(self._branch, parts)))
            case Not(inner):
                return Branch("not", says, ask, (self._branch(inner),))
            case Defined(name):
                return Branch("definition", says, ask, (self._branch(self._means[name]),))
            case Compare(fact, _, parameter):
                value = self._edition.values[parameter]
                limit = self._phrases.amount(parameter)
                return Branch("fact", says, ask, (), fact, limit, value.since, value.source)
            case Holds(fact) | Known(fact) | Among(fact, _):
                return Branch("fact", says, ask, (), fact)
        assert_never(condition)

    def truth(self, condition: Condition, facts: Facts) -> Truth:
        """Ask a condition of one patient's facts."""
        return self.tree(condition).ask(facts.values)

    def reason(self, condition: Condition, facts: Facts, coloured: Coloured | None = None) -> Reason:
        """Colour a condition's tree with one patient's facts.

        `coloured` holds what was coloured for the same patient before; it is added to.
        """
        return self._coloured(self.tree(condition), facts, {} if coloured is None else coloured)[1]

    def _coloured(self, branch: Branch, facts: Facts, coloured: Coloured) -> tuple[Truth, Reason]:
        if branch.fact:
            return self._leaf(branch, facts)
        answers: list[Truth] = []
        inside: list[Reason] = []
        for part in branch.parts:
            done = coloured.get(id(part))
            if done is None:
                done = coloured[id(part)] = self._coloured(part, facts, coloured)
            answers.append(done[0])
            inside.append(done[1])
        # Patients are alike in most respects. A kept reason holds its parts, so their identities stay theirs.
        key = tuple(map(id, inside))
        found = branch.kept.get(key)
        if found is None:
            truth = _JOINED[branch.how](answers)
            reason = Reason(branch.how, branch.says, SAID[truth], parts=tuple(inside))
            found = _keep(branch, key, (truth, reason))
        return found

    def _leaf(self, branch: Branch, facts: Facts) -> tuple[Truth, Reason]:
        name = branch.fact
        entries = entries_behind(name, facts) if name in facts.evidence else ()
        key = facts.values[name], entries, name in facts.assumed
        found = branch.kept.get(key)
        if found is None:
            truth = branch.ask(facts.values)
            reason = Reason(
                branch.how, branch.says, SAID[truth], name,
                said_value(self._edition.rulebook.vocabulary[name], facts), entries, name in facts.assumed,
                branch.limit, branch.limit_since, branch.source,
            )  # fmt: skip
            found = _keep(branch, key, (truth, reason))
        return found

    def deciding(self, condition: Condition, facts: Facts) -> tuple[str, ...]:
        """Return the facts that make a condition what it is for this patient, each once.

        For a condition that is not known these are the facts that are wanting.
        """
        judged = _judged(self.tree(condition), facts)
        return tuple(dict.fromkeys(_deciding(judged, facts)))

    def wanting(self, rule: Rule, facts: Facts) -> tuple[str, ...]:
        """Return the facts for want of which a rule is undecided, as far as three-valued logic can tell."""
        names: list[str] = []
        for condition in (rule.when, *(unless.where for unless in rule.unless)):
            if self.truth(condition, facts) is UNKNOWN:
                names += self.deciding(condition, facts)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Judged:
    """A branch with its answer for one patient, and those of its parts."""

    branch: Branch
    truth: Truth
    parts: tuple["Judged", ...]


def _judged(branch: Branch, facts: Facts) -> Judged:
    if branch.fact:
        return Judged(branch, branch.ask(facts.values), ())
    parts = tuple([_judged(part, facts) for part in branch.parts])
    return Judged(branch, _JOINED[branch.how]([part.truth for part in parts]), parts)


_JOINED: dict[str, Callable[[list[Truth]], Truth]] = {
    "all": every,
    "any": some,
    "not": lambda parts: negate(parts[0]),
    "definition": lambda parts: parts[0],
}


def _deciding(judged: Judged, facts: Facts) -> Iterator[str]:
    branch, truth = judged.branch, judged.truth
    if branch.fact:
        yield branch.fact
        return
    parts = [part for part in judged.parts if branch.how in ("not", "definition") or part.truth is truth]
    if len(parts) > 1 and truth is _ENOUGH.get(branch.how):
        # One part is enough here, so the answer is as sure as its surest part.
        parts = [min(parts, key=lambda part: sum(name in facts.assumed for name in _deciding(part, facts)))]
    for part in parts:
        yield from _deciding(part, facts)


_ENOUGH = {"all": NO, "any": YES}
"""The answer that a single part settles."""
