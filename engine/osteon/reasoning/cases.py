"""What a rule does in every case that a record leaves open.

Three-valued logic says "not known" as soon as a part is not known. Going through
the possible cases says more: whether the rule's outcome is the same in all of
them, which facts it still hangs on, and which do not matter. What no patient can
be (`invariants/`, and the terminology) is no case.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial, reduce

from osteon.basics.records import dataclass
from osteon.basics.truth import NO, YES
from osteon.basics.typed import Any
from osteon.language.judge import Value
from osteon.patient.vocabulary import NUMBER
from osteon.reasoning.answers import Open
from osteon.reasoning.case_diagrams import Branch, CaseDiagram
from osteon.reasoning.diagram import FIRST_BRANCH, IMPOSSIBLE, SUPPRESSED, Diagrams, Node
from osteon.reasoning.narrowing import Narrow, can_split, end_of, merged_over

MOST_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of a rule in all the cases that a record leaves open.

    `outcome` is the same in all of them (0 no, 2 yes, 3 suppressed), or None; IMPOSSIBLE where there is no
    case at all, because the record contradicts itself. `matters` names the open facts that can change the
    outcome; `hangs_on` those of them that settle it whatever their answers, and no fewer would. `alone` says
    for each of these whether some answer settles the rule alone, `settles` how much an answer settles on
    average: the part, from 0 to 1, of the facts that matter and then no longer do. Answers that come to the
    same count as one.
    """

    outcome: int | None
    matters: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    alone: tuple[bool, ...] = ()
    settles: tuple[float, ...] = ()


class Cases:
    """All cases of one rule. Thread-safe. `near_misses` keeps what nearest.py found."""

    def __init__(self, diagram: CaseDiagram) -> None:
        self.diagram = diagram
        self.answers = diagram.answers
        self._kept: dict[tuple[Open, ...], Outlook] = {}
        self.near_misses: dict[object, Any] = {}
        self._reasons: dict[object, tuple[str, ...]] = {}

    def outlook(self, values: Mapping[str, Value]) -> Outlook:
        """Say what becomes of the rule in the cases that a record leaves open."""
        left_open = self.answers.left_open(values)
        found = self._kept.get(left_open)
        if found is None:
            found = self._outlook(left_open)
            if len(self._kept) < MOST_KEPT:
                self._kept[left_open] = found
        return found

    def outcome(self, left_open: Sequence[Open]) -> int | None:
        """Return the rule's outcome in all cases within a range of answers; None if there are several."""
        raised = self._only_end(self.diagram.raised, left_open)
        if raised == NO and self._only_end(self.diagram.when, left_open) == YES:
            return SUPPRESSED
        return raised

    def _only_end(self, root: Node, left_open: Sequence[Open]) -> int | None:
        """Return the one outcome that can be reached within a range of answers; None if there are several."""
        drawn = self.diagram.branches
        waiting, seen = [root], {root}
        found = IMPOSSIBLE
        for node in waiting:
            if node < FIRST_BRANCH:
                if found not in (node, IMPOSSIBLE) and node != IMPOSSIBLE:
                    return None
                found = node if node != IMPOSSIBLE else found
                continue
            column, edges = drawn[node - FIRST_BRANCH]
            first, last = left_open[column]
            for edge in edges[first : last + 1]:
                if edge not in seen:
                    seen.add(edge)
                    waiting.append(edge)
        return found

    def enough(self, told: tuple[Open, ...], least: Collection[str]) -> tuple[str, ...]:
        """Return facts that alone make a decided rule what it is, whatever the others are; no fewer would.

        `told` is what a record leaves open; `least` are facts to do without where that is possible. Empty
        for a rule that is not decided.
        """
        looked_at = sorted(self._looked_at(told))
        # Patients differ in much that is never asked; those who are asked the same have the same reasons.
        key = tuple([(column, told[column]) for column in looked_at]), self.diagram.own.intersection(least)
        found = self._reasons.get(key)
        if found is None:
            found = self._enough(told, looked_at, least)
            if len(self._reasons) < MOST_KEPT:
                self._reasons[key] = found
        return found

    def _enough(
        self, told: tuple[Open, ...], looked_at: Sequence[int], least: Collection[str]
    ) -> tuple[str, ...]:
        outcome = self.outcome(told)
        if outcome in (None, IMPOSSIBLE):
            return ()
        anything = [(column.least, column.size - 1) for column in self.answers.columns]
        left_open = list(anything)
        needed = set(looked_at)
        for column in needed:
            left_open[column] = told[column]
        for name in self._in_order_of_use(needed, least):
            before = list(left_open)
            columns = self._columns_of(name)
            for column in columns:
                left_open[column] = anything[column]
            if self.outcome(left_open) == outcome:
                needed -= columns
            else:
                left_open = before
        return tuple(dict.fromkeys([self.answers.columns[column].fact.name for column in sorted(needed)]))

    def _looked_at(self, left_open: Sequence[Open]) -> set[int]:
        """Return the columns that decide within a range of answers; the others are never asked."""
        waiting = [self.diagram.raised, self.diagram.when]
        seen, columns = set(waiting), set()
        for node in waiting:
            if node >= FIRST_BRANCH:
                column, edges = self.diagram.branches[node - FIRST_BRANCH]
                first, last = left_open[column]
                columns.add(column)
                fresh = set(edges[first : last + 1]) - seen
                seen |= fresh
                waiting += fresh
        return columns

    def _in_order_of_use(self, columns: Collection[int], least: Collection[str]) -> list[str]:
        """Return the facts of columns, those first that a reason can best do without."""
        facts = {self.answers.columns[column].fact.name for column in columns}

        def use(name: str) -> tuple[bool, bool, bool, str]:
            is_number = self.answers.columns[self.answers.cuts[name].column].fact.type == NUMBER
            return name in self.diagram.own, name not in least, not is_number, name

        return sorted(facts, key=use)

    def _columns_of(self, name: str) -> set[int]:
        return {self.answers.cuts[name].column, self.answers.told.get(name, self.answers.cuts[name].column)}

    def _outlook(self, left_open: tuple[Open, ...]) -> Outlook:
        outcome = self.outcome(left_open)
        if outcome is not None:
            return Outlook(outcome)
        narrow = self._narrowed(self.diagram.raised, left_open)
        matter = narrow.columns()
        wanted = matter if self.diagram.tied.isdisjoint(matter) else self._fewest(left_open, matter)
        left = [self._left_by_answers(narrow, left_open, column) for column in wanted]
        return Outlook(
            None,
            self._names(matter),
            self._names(wanted),
            tuple([0 in each for each in left]),
            tuple([1 - sum(each) / (len(each) * len(matter)) for each in left]),
        )

    def _names(self, columns: Sequence[int]) -> tuple[str, ...]:
        return tuple([self.answers.columns[column].fact.name for column in columns])

    def _narrowed(self, root: Node, left_open: Sequence[Open]) -> Narrow:
        """Walk a diagram within a range of answers."""
        drawn = self.diagram.branches
        done: dict[Node, Node] = {}
        branches: dict[Branch, Node] = {}

        def narrowed(node: Node) -> Node:
            if node < FIRST_BRANCH:
                return node
            if node not in done:
                column, edges = drawn[node - FIRST_BRANCH]
                first, last = left_open[column]
                ends = tuple([narrowed(edge) for edge in edges[first : last + 1]])
                done[node] = end_of(column, ends, branches)
            return done[node]

        return Narrow(narrowed(root), list(branches))

    def _fewest(self, left_open: Sequence[Open], columns: list[int]) -> list[int]:
        """Leave out the columns whose answer follows from the others: who takes none has a dose of zero."""
        diagrams = Diagrams(self.answers, {}, {})
        node = self._copied(diagrams, left_open, set(columns))
        tied = [column for column in columns if column in self.diagram.tied]
        # A yes or no follows from a number more often than the other way round.
        for column in sorted(tied, key=lambda each: self.answers.columns[each].fact.type == NUMBER):
            without = merged_over(diagrams, node, column)
            if not can_split(diagrams, without):
                node, columns = without, [each for each in columns if each != column]
        return columns

    def _copied(self, diagrams: Diagrams, left_open: Sequence[Open], wanted: Collection[int]) -> Node:
        """Copy what lies within a range of answers; columns that are not wanted are looked through."""
        agreed = partial(diagrams.join, "agree")

        @cache
        def copied(node: Node) -> Node:
            if node < FIRST_BRANCH:
                return node
            column, edges = self.diagram.branches[node - FIRST_BRANCH]
            first, last = left_open[column]
            inside = [copied(edge) for edge in edges[first : last + 1]]
            if column not in wanted:
                return reduce(agreed, inside)
            before, behind = (IMPOSSIBLE,) * first, (IMPOSSIBLE,) * (len(edges) - last - 1)
            return diagrams.branch(column, (*before, *inside, *behind))

        return copied(self.diagram.raised)

    def _left_by_answers(self, narrow: Narrow, left_open: Sequence[Open], column: int) -> list[int]:
        """Return how many columns still matter after each answer; answers of one effect count as one."""
        first, last = left_open[column]
        told = self.answers.told.get(self.answers.columns[column].fact.name)
        if told is None:
            return narrow.left_by_answers(column, last - first + 1)
        effects = set()
        for answer in range(first, last + 1):
            # The answer is one thing that a condition may look at, that there is one is another.
            asked = list(left_open)
            asked[column], asked[told] = (answer, answer), (1, 1)
            after = self._narrowed(self.diagram.raised, asked)
            effects.add((after.root, tuple(after.branches)))
        return [len({at for at, _ in branches}) for _, branches in effects]
