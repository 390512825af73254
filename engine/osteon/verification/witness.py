"""From a row of regions to a patient who is really like that: a profile, and the sentences that tell it.

A row found in a diagram is only a supposition: facts hang together in more ways
than the bounds say. A patient counts once her facts have been derived from her
profile, by the code that derives everybody's, and stand where the row says.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from osteon.basics.errors import OsteonError
from osteon.patient.facts import FactPlan
from osteon.patient.vocabulary import Kind
from osteon.verification.bounds import columns_of
from osteon.verification.crowd import Members, lowest
from osteon.verification.intake_moves import Asked, IntakeMoves
from osteon.verification.moves import PlainMoves
from osteon.verification.result_moves import OF_TESTS, ResultMoves, result_with
from osteon.verification.search import Goal, Row
from osteon.verification.space import Space
from osteon.verification.speaker import Moves, Speaker, number_in
from osteon.verification.telling import ALL_LISTED, NOTHING_ELSE, Patient, told

_ROUNDS = 4
_MOST_TRIES = 3_000
_TRIES_A_ROW = 400
_DENIAL = 3
"""How many ways there are of denying something: twice not at all, and in words."""

_SINGLE_MOVES = 6
_NEIGHBOURS = 4
"""Over how many neighbouring regions something is told that is not exactly known."""

_ROWS_TRIED = 24
_BASE: Moves = (ALL_LISTED, NOTHING_ELSE)


class Witnesses:
    """Builds patients for the rows of a space, on a day."""

    def __init__(self, space: Space, day: date) -> None:
        edition = space.views[0].edition
        book = edition.rulebook
        self._space = space
        self._day = day
        self._left = 0
        self._met: dict[int, Patient] = {}
        self._made: Members = 0
        self._asked_for: dict[Goal, Patient | None] = {}
        self._facts = book.vocabulary.facts
        self._speaker = Speaker(book.terminology, day)
        self._plain = PlainMoves(self._speaker)
        self._plan = FactPlan(book.vocabulary, book.terminology, edition.parameters, list(space.regions.cuts))

    def first(
        self, goals: Sequence[Goal], rows: int = _ROWS_TRIED, tries: int = _MOST_TRIES
    ) -> Patient | None:
        """Return a patient who reaches every goal. `tries` is how many patients may be made on the way.

        None means that there is no such row, or that no patient could be made for the first few of them:
        `Space.first` tells the two apart. Raises NotDecided beyond the budget.
        """
        self._left = tries
        for row in self._space.some(goals, rows):
            if self._left <= 0:
                return None
            patient = self._tried(row, goals)
            if patient is not None:
                patient = self._shortened(patient, goals)
                place = self._space.meet(self.row_of(patient))
                self._met[place] = patient
                self._made |= 1 << place
                return patient
        return None

    def met_or_made(self, goal: Goal) -> Patient | None:
        """Return a patient who reaches a goal: one who was made for another question, or a new one.

        A patient is looked for once, also where none can be made. Raises NotDecided beyond the budget.
        """
        if goal not in self._asked_for:
            found = self._space.crowd.reaching([goal], self._made)
            self._asked_for[goal] = self._met[lowest(found)] if found else self.first([goal])
        return self._asked_for[goal]

    def near(self, goals: Sequence[Goal], patients: Iterable[Patient]) -> Patient | None:
        """Return somebody who reaches every goal and of whom one thing is told that is not told of a patient.

        What is true of most of a long condition is true already of those who were met before.
        """
        for patient in patients:
            for said in self._single_moves(self.row_of(patient), goals):
                other = told((*patient.moves, *said))
                with suppress(OsteonError, ValueError, TypeError, KeyError):
                    if self._reaches(self.row_of(other), goals):
                        return self._shortened(other, goals)
        return None

    def _single_moves(self, row: list[int], goals: Sequence[Goal]) -> Iterator[Moves]:
        """Yield what can be told of one fact by which somebody in a row would reach the goals."""
        for name in sorted(self._space.facts_of(goal.node for goal in goals)):
            columns = columns_of(self._space.regions, name)
            for places in self._elsewhere(columns):
                wanted = dict(zip(columns, places, strict=False))
                changed = [wanted.get(column, region) for column, region in enumerate(row)]
                if self._reaches(changed, goals):
                    for group in self._groups(wanted):
                        yield from (each for each in group[:_SINGLE_MOVES] if each)

        yield from self._result_moves(goals)

    def _result_moves(self, goals: Sequence[Goal]) -> Iterator[Moves]:
        """Yield results, dated and undated: one result settles several facts at once."""
        for name in sorted(self._space.facts_of(goal.node for goal in goals)):
            fact, cut = self._facts[name], self._space.regions.cuts[name]
            if fact.kind is Kind.TEST_RESULT:
                for region in range(2 * len(cut.thresholds) + 1):
                    yield from result_with(self._speaker, fact.of, number_in(cut, region))

    def _elsewhere(self, columns: range) -> Iterator[tuple[int, ...]]:
        """Yield where a fact may stand: known, or between two neighbouring numbers, or not known at all."""
        size = self._space.regions.variables[columns[0]].size
        yield from ((at, at, 1) for at in range(size))
        if len(columns) > 1:
            yield from ((at, at + more, 0) for more in range(_NEIGHBOURS) for at in range(size - more))
            yield 0, size - 1, 0

    def row_of(self, patient: Patient) -> list[int]:
        """Return where a patient stands, column by column."""
        return [*self._space.regions.row(self._plan.derive(patient.document, self._day).values)]

    def _reaches(self, found: list[int], goals: Sequence[Goal]) -> bool:
        outcome = self._space.diagrams.outcome
        return all(1 << outcome(goal.node, found) & goal.ends for goal in goals)

    def _tried(self, row: Row, goals: Sequence[Goal]) -> Patient | None:
        """Begin with what is said plainly, then with every absence said; return who reaches the goals."""
        groups = list(self._groups(row))
        for start in _starts(groups):
            patient = self._climbed(groups, start, row, goals)
            if patient is not None or self._left <= 0:
                return patient
        return None

    def _climbed(
        self, groups: list[list[Moves]], chosen: list[int], row: Row, goals: Sequence[Goal]
    ) -> Patient | None:
        """Change one thing at a time, for as long as the patient comes closer to the row."""
        best, missed = self._built(groups, chosen, row, goals)
        tries = 0
        for _ in range(_ROUNDS):
            before = missed
            for at, group in enumerate(groups):
                for option in range(len(group)):
                    tries += 1
                    if not missed or tries > _TRIES_A_ROW or self._left <= 0:
                        return None if missed else best
                    trial = [*chosen[:at], option, *chosen[at + 1 :]]
                    patient, off = self._built(groups, trial, row, goals)
                    if off < missed:
                        best, missed, chosen = patient, off, trial
            if missed == before:
                break
        return None if missed else best

    def _shortened(self, patient: Patient, goals: Sequence[Goal]) -> Patient:
        """Leave out every sentence without which the patient still reaches the goals."""
        for move in patient.moves[len(_BASE) :]:
            less = told(tuple(each for each in patient.moves if each is not move))
            with suppress(OsteonError, ValueError, TypeError, KeyError):
                if self._reaches(self.row_of(less), goals):
                    patient = less
        return patient

    def _built(
        self, groups: list[list[Moves]], chosen: list[int], row: Row, goals: Sequence[Goal]
    ) -> tuple[Patient, int]:
        said = [groups[at][option] for at, option in enumerate(chosen)]
        patient = told((*_BASE, *(move for moves in said for move in moves)))
        self._left -= 1
        try:
            found = self.row_of(patient)
        except (OsteonError, ValueError, TypeError, KeyError):
            return patient, len(row) + 1
        if self._reaches(found, goals):
            return patient, 0
        return patient, 1 + sum(found[column] != region for column, region in row.items())

    def _groups(self, row: Row) -> Iterator[list[Moves]]:
        asked = self._asked(row)
        self._plain.sums(asked)
        tests: dict[str, list[str]] = {}
        for name, (fact, cut, wanted) in asked.items():
            if fact.kind in OF_TESTS:
                tests.setdefault(fact.of, []).append(name)
            else:
                proposals = self._plain.proposals(fact, cut, wanted)
                if proposals:
                    yield [(), *proposals]
        for of, names in tests.items():
            proposals = ResultMoves(self._speaker, of, [asked[name] for name in names]).proposals()
            if proposals:
                yield [(), *proposals]
        yield from IntakeMoves(self._speaker, asked).groups()

    def _asked(self, row: Row) -> Asked:
        names = dict.fromkeys(self._space.regions.variables[column].fact for column in row)
        return {
            name: (self._facts[name], self._space.regions.cuts[name], self._space.part(row, name))
            for name in names
        }


def _starts(groups: list[list[Moves]]) -> Iterator[list[int]]:
    """Yield where to begin: with the plainest of each group, then with each absence said.

    Where a list is not told, or holds what could be anything, nothing is absent unless somebody says so.
    """
    plain = [0 if group[0] or len(group) == 1 else 1 for group in groups]
    yield plain
    denied = [2 if _is_denial(group) else at for group, at in zip(groups, plain, strict=True)]
    if denied != plain:
        yield denied
    last = [
        len(group) - 1 if "also reads" in group[-1][-1].sentence else at
        for group, at in zip(groups, denied, strict=True)
    ]
    if last != denied:
        yield last


def _is_denial(group: list[Moves]) -> bool:
    """Say whether a group offers nothing but to say that something is not taken."""
    return len(group) == _DENIAL and not group[0] and not group[1]
