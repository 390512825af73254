"""What changed between two packs: rule by rule, proved, in words, and with a patient for every change.

Two rules are the same if no possible patient comes to another outcome. That is
a proof about conditions. Where the meaning of a fact itself changed - a new
drug in a class, another conversion - nothing is proved of the rules that read
it, and that is said.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from osteon.basics.records import dataclass, names_of
from osteon.knowledge.models import Rule, Rulebook
from osteon.patient.facts import FactPlan
from osteon.patient.vocabulary import Fact
from osteon.reasoning.diagram import Node
from osteon.reasoning.edition import Edition, edition_on
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.precedence import give_way, superiors
from osteon.verification.boxes import box_around, inside, said
from osteon.verification.search import EVERY_END, NO, SUPPRESSED, UNDECIDED, YES, Goal, NotDecided
from osteon.verification.space import Space
from osteon.verification.telling import Patient
from osteon.verification.witness import Witnesses

MOST_REGIONS = 2
"""The most regions that are told of one way in which a rule changed, such as "not raised to raised"."""

_ROWS_TRIED = 4

VERDICTS = {YES: "raised", NO: "not raised", UNDECIDED: "undecided", SUPPRESSED: "withheld"}

_MOVES = [
    (was, now)
    for was in (NO, YES, SUPPRESSED, UNDECIDED)
    for now in (YES, NO, SUPPRESSED, UNDECIDED)
    if was != now
]
"""The ways in which a verdict can change; those between what is decided come first."""

_IN_DIAGRAMS = frozenset({"when", "unless", "examples", "file", "topic"})
"""The fields of a rule that its diagram stands for, or that nobody is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """Patients for whom a rule comes to another outcome: where they are, in words, and one of them."""

    before: str
    after: str
    where: str
    witness: Patient | None


@dataclass(frozen=True, slots=True)
class RuleDiff:
    """What became of a rule. `state` is "added", "removed", "unchanged", "changed" or "not decided".

    Each way of changing is shown by up to MOST_REGIONS of `changes`; there may be more. `wording` names the
    keys whose text changed, `facts` the facts that mean something else now. `affected` counts the patients
    of a population whose verdict changed; None without one.
    """

    rule: str
    state: str
    changes: tuple[Change, ...] = ()
    wording: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    affected: int | None = None

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing at all changed."""
        return self.state == "unchanged" and not self.wording and not self.facts


def diff(
    old: Rulebook, new: Rulebook, day: date, population: Iterable[Mapping[str, object]] = ()
) -> list[RuleDiff]:
    """Compare two packs as they stand on a day, rule by rule: rules of the new pack first, then removed ones.

    `population` are checked profile documents. Raises PackError if no rule of a pack is in force on the day.
    """
    compared = _Comparison(edition_on(old, day.isoformat()), edition_on(new, day.isoformat()), day)
    affected = _affected(compared.old, compared.new, day, population)
    return [compared.rule(id, affected) for id in compared.ids()]


class _Comparison:
    def __init__(self, old: Edition, new: Edition, day: date) -> None:
        self.old, self.new = old, new
        self._space = Space([new, old])
        self._view_new, self._view_old = self._space.views
        self._witnesses = Witnesses(self._space, day)
        self._changed_facts = _changed_facts(old, new)

    def ids(self) -> list[str]:
        return list(dict.fromkeys((*self._view_new.nodes, *self._view_old.nodes)))

    def rule(self, id: str, affected: Mapping[str, int] | None) -> RuleDiff:
        count = None if affected is None else affected.get(id, 0)
        before, after = self._view_old.nodes.get(id), self._view_new.nodes.get(id)
        if before is None or after is None:
            return RuleDiff(id, "added" if before is None else "removed", affected=count)
        rules = self.old.rulebook.rules[id], self.new.rulebook.rules[id]
        facts = tuple(name for name in self.new.facts_of_rule(rules[1]) if name in self._changed_facts)
        wording = _wording(*rules)
        try:
            changes = list(self._changes(before, after))
        except NotDecided:
            return RuleDiff(id, "not decided", wording=wording, facts=facts, affected=count)
        state = "changed" if changes else "unchanged"
        return RuleDiff(id, state, tuple(changes), wording, facts, count)

    def _changes(self, before: Node, after: Node) -> Iterator[Change]:
        if before == after:
            return
        for was, now in _MOVES:
            yield from self._moved([Goal(before, was), Goal(after, now)], VERDICTS[was], VERDICTS[now])

    def _moved(self, goals: list[Goal], was: str, now: str) -> Iterator[Change]:
        beyond: list[Goal] = []
        for _ in range(MOST_REGIONS):
            row = self._space.plainest([*goals, *beyond])
            if row is None:
                return
            box = box_around(self._space, goals, row)
            here = [*goals, Goal(inside(self._space, box), YES)]
            yield Change(was, now, said(self._space, box), self._witnesses.first(here, rows=_ROWS_TRIED))
            beyond.append(Goal(here[-1].node, EVERY_END & ~YES))


def _wording(old: Rule, new: Rule) -> tuple[str, ...]:
    return tuple(
        name
        for name in names_of(Rule)
        if name not in _IN_DIAGRAMS and getattr(old, name) != getattr(new, name)
    )


def _changed_facts(old: Edition, new: Edition) -> set[str]:
    """Return the facts that both editions read and that are derived differently."""
    facts, before = new.rulebook.vocabulary.facts, old.rulebook.vocabulary.facts
    return {
        name
        for name in facts.keys() & before.keys()
        if _meaning(new, facts[name]) != _meaning(old, before[name])
    }


def _meaning(edition: Edition, fact: Fact) -> tuple[object, ...]:
    known = edition.rulebook.terminology
    limits = tuple(edition.parameters.get(name) for name in fact.limits)
    if fact.of not in known:
        return fact, limits
    narrower = tuple(sorted(known.descendants(fact.of)))
    amounts = tuple(
        known.measured(id) for id in (*narrower, *([fact.corrected_by] if fact.corrected_by else []))
    )
    return fact, limits, narrower, amounts


def _affected(
    old: Edition, new: Edition, day: date, population: Iterable[Mapping[str, object]]
) -> dict[str, int] | None:
    counts: dict[str, int] = {}
    anybody = False
    judges = [_Judge(edition) for edition in (old, new)]
    for document in population:
        anybody = True
        before, after = (judge(document, day) for judge in judges)
        for id in before.keys() | after.keys():
            if before.get(id) != after.get(id):
                counts[id] = counts.get(id, 0) + 1
    return counts if anybody else None


class _Judge:
    """Judges a patient by one edition: each rule's outcome, with what gives way."""

    def __init__(self, edition: Edition) -> None:
        book = edition.rulebook
        wanted = [fact.name for fact in edition.facts]
        self._plan = FactPlan(book.vocabulary, book.terminology, edition.parameters, wanted)
        self._reference = Reference(edition)
        self._above = superiors(edition)
        self._ids = [rule.id for rule in edition.rules]

    def __call__(self, document: Mapping[str, object], day: date) -> dict[str, str]:
        outcomes = self._reference.outcomes(self._plan.derive(document, day).values)
        yielding = give_way(outcomes, self._above)
        return {
            id: "withheld" if at in yielding else VERDICTS[1 << outcome]
            for at, (id, outcome) in enumerate(zip(self._ids, outcomes, strict=True))
        }
