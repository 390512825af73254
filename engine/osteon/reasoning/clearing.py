"""What would clear a flag: the changes that are open to the patient, each tried by evaluating it again.

Nothing is proposed that the vocabulary does not declare open to change: never age,
sex, pregnancy, a diagnosis, an anticoagulant or a prescribed medicine, and never
that something become unknown. What else a change would raise is shown with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.knowledge.models import SEVERITIES, Rule
from osteon.language.syntax import Compare
from osteon.patient.changes import Changes
from osteon.patient.sketch import Sketch
from osteon.patient.vocabulary import EFFORTS
from osteon.reasoning.advise import CROSS_CHECKED, Advisor
from osteon.reasoning.difference import Difference, difference
from osteon.reasoning.engines.reference import OUTCOME_NO, OUTCOME_UNDECIDED
from osteon.reasoning.moves import Move, Moves
from osteon.reasoning.plain import plain
from osteon.reasoning.report import Outcome, Versions
from osteon.reasoning.reporting import Report

FORMAT = "osteon-clearing/1"
NOTICE = "What would clear a flag is not advice. Nothing is to be started, stopped or changed because of it."

Document = Mapping[str, object]
_RANK = {severity: at for at, severity in enumerate(SEVERITIES)}
_MOST_WAYS = 8
_MOST_TOGETHER = 400


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together clear the flag of the rule `clears`.

    `effort` is that of the hardest of them: small, moderate or large. `changes` says what would be different,
    `done` what was written into the profile for it, and `difference` everything else that follows; `profile`
    is the changed document.
    """

    clears: str
    effort: str
    changes: tuple[str, ...]
    done: tuple[str, ...]
    difference: Difference
    profile: Document

    def to_dict(self) -> dict[str, object]:
        """Return the way as plain JSON data."""
        return {
            "clears": self.clears,
            "effort": self.effort,
            "changes": list(self.changes),
            "done": list(self.done),
            "difference": plain(self.difference),
            "profile": dict(self.profile),
        }


@dataclass(frozen=True, slots=True)
class Clearing:
    """The ways to clear one flag, the least effort first; without any, `why` says why there are none.

    `more` counts further ways that are not shown and ask at least as much.
    """

    rule_id: str
    title: str
    severity: str
    ways: tuple[Way, ...]
    more: int
    why: tuple[str, ...]
    versions: Versions
    disclaimer: str

    def to_dict(self) -> dict[str, object]:
        """Return the ways as plain JSON data."""
        return {
            "format": FORMAT,
            "rule_id": self.rule_id,
            "title": self.title,
            "severity": self.severity,
            "ways": [way.to_dict() for way in self.ways],
            "more": self.more,
            "why": list(self.why),
            "versions": plain(self.versions),
            "notice": NOTICE,
            "disclaimer": self.disclaimer,
        }


def ways_to_clear(
    advisor: Advisor, changes: Changes, document: Document, rule: Rule, engine: str = CROSS_CHECKED
) -> Clearing:
    """Find what would clear a raised rule.

    Raises what an evaluation raises.
    """
    search = _Search(advisor, changes, document, rule)
    report = advisor.advise(document, changes.as_of, engine)
    if search.verdict(report) != Outcome.RAISED:
        return search.told(report, (), (f"the flag is not raised: its verdict is {search.verdict(report)}",))
    found = sorted(search.found(), key=_asks)
    ways = [search.way(report, moves, engine) for moves in found[:_MOST_WAYS]]
    return search.told(report, tuple(sorted(ways, key=_order)), () if ways else search.why_not(report), found)


def _asks(moves: tuple[Move, ...]) -> tuple[int, int]:
    return max(move.effort for move in moves), len(moves)


def _order(way: Way) -> tuple[int, int, int, tuple[str, ...]]:
    worst = min((_RANK[flag.severity] for flag in way.difference.comes), default=len(_RANK))
    return EFFORTS.index(way.effort), len(way.changes), -worst, way.changes


class _Search:
    def __init__(self, advisor: Advisor, changes: Changes, document: Document, rule: Rule) -> None:
        self._advisor, self._changes = advisor, changes
        self._document, self._rule = document, rule
        self._at = [each.id for each in advisor.edition.rules].index(rule.id)
        self._moves = Moves(changes, document)
        self._left_open: set[str] = set()

    def verdict(self, report: Report) -> str:
        return next(each.verdict for each in report.verdicts if each.rule_id == self._rule.id)

    def _limits(self, fact: str) -> list[Number]:
        edition = self._advisor.edition
        conditions = (self._rule.when, *(unless.where for unless in self._rule.unless))
        leaves = (leaf for condition in conditions for leaf in edition.leaves_of(condition))
        found = {
            edition.parameters[leaf.parameter]
            for leaf in leaves
            if isinstance(leaf, Compare) and leaf.fact == fact
        }
        return sorted(found)

    def found(self) -> list[tuple[Move, ...]]:
        """Return the moves that clear the flag by themselves; else the smallest sets that do."""
        moves = list(self._open())
        alone: list[tuple[Move, ...]] = [(move,) for move in self._first_of_each(moves)]
        return alone or self._pairs(moves) or self._pruned(moves)

    def _open(self) -> Iterator[Move]:
        edition = self._advisor.edition
        for name in edition.facts_of_rule(self._rule):
            yield from self._moves.of(edition.rulebook.vocabulary[name], self._limits(name))

    def _first_of_each(self, moves: list[Move]) -> Iterator[Move]:
        # The moves of one fact come with the largest amount first, and one amount is enough to know.
        done: set[str] = set()
        for move in moves:
            key = f"{move.fact} {move.says.partition(':')[0]}"
            if key not in done and self._clears((move,)):
                done.add(key)
                yield move

    def _pairs(self, moves: list[Move]) -> list[tuple[Move, ...]]:
        found: list[tuple[Move, ...]] = []
        seen: set[tuple[str, str]] = set()
        pairs = [pair for pair in combinations(moves, 2) if pair[0].fact != pair[1].fact]
        for one, other in pairs[:_MOST_TOGETHER]:
            if (one.fact, other.fact) not in seen and self._clears((one, other)):
                seen.add((one.fact, other.fact))
                found.append((one, other))
        return found

    def _pruned(self, moves: list[Move]) -> list[tuple[Move, ...]]:
        """Take everything that is open at once, and leave out again what is not needed."""
        last = {move.fact: move for move in moves}
        kept = sorted(last.values(), key=lambda move: -move.effort)
        if not kept or not self._clears(tuple(kept)):
            return []
        for move in list(kept):
            rest = tuple(each for each in kept if each is not move)
            if self._clears(rest):
                kept.remove(move)
        return [tuple(kept)]

    def _written(self, moves: tuple[Move, ...]) -> tuple[dict[str, object], tuple[str, ...]]:
        sketch = Sketch(self._document)
        done = [said for move in moves for said in move.write(sketch)]
        return sketch.finished(), tuple(dict.fromkeys(done))

    def _clears(self, moves: tuple[Move, ...]) -> bool:
        document, _ = self._written(moves)
        facts = self._advisor.plan.derive(document, self._changes.as_of)
        outcome = self._advisor.reference.outcomes(facts.values)[self._at]
        if outcome == OUTCOME_UNDECIDED:
            self._left_open.update(move.fact for move in moves)
        return outcome == OUTCOME_NO

    def way(self, before: Report, moves: tuple[Move, ...], engine: str) -> Way:
        """Evaluate the changed profile by both evaluators, and show everything that follows."""
        document, done = self._written(moves)
        after = self._advisor.advise(document, self._changes.as_of, engine)
        effort = EFFORTS[max(move.effort for move in moves)]
        changes = tuple(move.says for move in moves)
        return Way(self._rule.id, effort, changes, done, difference(before, after, done), document)

    def why_not(self, report: Report) -> tuple[str, ...]:
        """Say what the flag rests on, and why none of it is open to a proposal."""
        vocabulary = self._advisor.edition.rulebook.vocabulary
        names = self._advisor.explainer.deciding(self._rule.when, report.facts)
        return tuple(self._closed(vocabulary[name].reads, name) for name in names)

    def _closed(self, reads: str, name: str) -> str:
        if name in self._moves.prescribed:
            entry = self._moves.prescribed[name]
            return f"{reads}: {entry} is prescribed or listed among the medicines, so the prescriber decides"
        if name in self._left_open:
            return f"{reads}: the flag would be undecided then, because the record leaves something else open"
        if self._advisor.edition.rulebook.vocabulary[name].may_become:
            return f"{reads}: no change of it alone or with others clears the flag"
        return f"{reads}: not something that is proposed to be changed"

    def told(
        self,
        report: Report,
        ways: tuple[Way, ...],
        why: tuple[str, ...],
        found: Sequence[tuple[Move, ...]] = (),
    ) -> Clearing:
        """Put together what was found."""
        rule, more = self._rule, len(found) - len(ways)
        return Clearing(
            rule.id, rule.title, rule.severity, ways, more, why, report.versions, report.disclaimer
        )


def changes_on(advisor: Advisor, day: date) -> Changes:
    """Return the changes that profiles are open to, by an edition on a day."""
    book = advisor.edition.rulebook
    return Changes(book.vocabulary, book.terminology, advisor.edition.parameters, day)
