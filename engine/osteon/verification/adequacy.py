"""How much of the rules the rows of the features pin down, and what they leave open."""

from collections.abc import Iterable, Sequence

from osteon.basics.records import dataclass
from osteon.verification.cases import Case
from osteon.verification.crowd import Members, lowest
from osteon.verification.demands import (
    BY_ADVICE,
    BY_SEVERITY,
    BY_VERDICT,
    CRITERIA,
    Demand,
    Way,
    as_few_questions,
)
from osteon.verification.mutants import mutants
from osteon.verification.questions import Questions
from osteon.verification.search import Goal, NotDecided
from osteon.verification.sides import sides

MET, MET_UNREVIEWED, OPEN, IDLE = "met", "met by generated rows only", "open", "idle"

STATES = {
    MET: "by a row that was written from a source, or that somebody has confirmed",
    MET_UNREVIEWED: "by rows that were generated and that no clinician has confirmed",
    OPEN: "by no row",
    IDLE: "proved to be without effect: no possible patient can tell it apart",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A demand, how it stands (one of STATES), and where the first row that meets it stands."""

    demand: Demand
    state: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of one criterion. `share` is what is met, of what is not idle."""

    criterion: str
    met: int
    unreviewed: int
    left_open: int
    idle: int

    @property
    def share(self) -> float:
        """Return the part that is met by any row, from 0 to 1."""
        total = self.met + self.unreviewed + self.left_open
        return (self.met + self.unreviewed) / total if total else 1.0

    @property
    def reviewed_share(self) -> float:
        """Return the part that is met without generated rows, from 0 to 1."""
        total = self.met + self.unreviewed + self.left_open
        return self.met / total if total else 1.0


def demands(asked: Questions) -> list[Demand]:
    """Return everything that rows of features have to show of a pack."""
    return [*mutants(asked), *sides(asked)]


class Coverage:
    """Cases held against demands. Every case is one of the crowd of the questions' space."""

    def __init__(self, asked: Questions, cases: Iterable[Case]) -> None:
        self._asked = asked
        self._crowd = asked.space.crowd
        self._cases: dict[int, Case] = {}
        self._claiming: dict[tuple[str, str], Members] = {}
        self._yielding: dict[str, Members] = {}
        self._exact: Members = 0
        self._reviewed: Members = 0
        self._possible: dict[tuple[Goal, ...], bool] = {}
        for case in cases:
            self.add(case)

    def add(self, case: Case) -> None:
        """Take in one more case."""
        place = self._crowd.add(case.row)
        self._cases[place] = case
        bit = 1 << place
        self._exact |= bit * case.exact
        self._reviewed |= bit * case.reviewed
        claims = ((BY_VERDICT, case.verdicts), (BY_SEVERITY, case.severities), (BY_ADVICE, case.advised))
        for what, rules in claims:
            for rule in rules:
                self._claiming[rule, what] = self._claiming.get((rule, what), 0) | bit
        for rule in case.yielding:
            self._yielding[rule] = self._yielding.get(rule, 0) | bit

    def by(self, demand: Demand) -> Case | None:
        """Return a case that meets a demand, one that is reviewed if there is one."""
        found: Members = 0
        for way in demand.ways:
            meeting = self._crowd.reaching(way.goals, self._speaking(way))
            if meeting & self._reviewed:
                return self._first(meeting & self._reviewed)
            found = found or meeting
        return self._first(found) if found else None

    def _first(self, found: Members) -> Case:
        return self._cases[lowest(found)]

    def answer(self, demand: Demand) -> Answered:
        """Say how a demand stands.

        Raises NotDecided where it cannot be told whether any patient could meet it.
        """
        case = self.by(demand)
        if case is not None:
            return Answered(demand, MET if case.reviewed else MET_UNREVIEWED, case.place)
        possible = any(self._is_possible(goals) for goals in as_few_questions(self._asked, demand.ways))
        return Answered(demand, OPEN if possible else IDLE)

    def _is_possible(self, goals: tuple[Goal, ...]) -> bool:
        if goals not in self._possible:
            self._possible[goals] = self._asked.space.is_possible(goals)
        return self._possible[goals]

    def _speaking(self, way: Way) -> Members:
        """Return the cases that would claim something else if the way were taken."""
        claiming = self._claiming.get((way.rule, way.seen_by), 0)
        if way.seen_by != BY_VERDICT or not way.flips:
            return claiming
        return claiming | self._exact & (-1 if way.yields else ~self._yielding.get(way.rule, 0))


def adequacy(
    asked: Questions, cases: Iterable[Case], wanted: Sequence[Demand] | None = None
) -> list[Answered]:
    """Return how every demand stands."""
    coverage = Coverage(asked, cases)
    return [answered(coverage, demand) for demand in (demands(asked) if wanted is None else wanted)]


def answered(coverage: Coverage, demand: Demand) -> Answered:
    """Say how a demand stands; one that cannot be decided is open, never idle."""
    try:
        return coverage.answer(demand)
    except NotDecided:
        return Answered(demand, OPEN)


def tallies(all_answered: Iterable[Answered]) -> list[Tally]:
    """Count by criterion."""
    states: dict[str, list[str]] = {name: [] for name in CRITERIA}
    for each in all_answered:
        states[each.demand.criterion].append(each.state)
    return [
        Tally(name, found.count(MET), found.count(MET_UNREVIEWED), found.count(OPEN), found.count(IDLE))
        for name, found in states.items()
    ]
