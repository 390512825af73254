"""How much of the rules the rows of the features pin down, and what they leave open."""

from collections.abc import Iterable, Iterator, Sequence

from osteon.basics.records import dataclass
from osteon.verification.cases import Case
from osteon.verification.demands import (
    BY_ADVICE,
    BY_SEVERITY,
    BY_VERDICT,
    CRITERIA,
    Demand,
    Way,
)
from osteon.verification.mutants import mutants
from osteon.verification.questions import Questions
from osteon.verification.search import NotDecided
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
    """Cases held against demands."""

    def __init__(self, asked: Questions, cases: Iterable[Case]) -> None:
        self._asked = asked
        self._exact: list[Case] = []
        self._of: dict[str, list[Case]] = {}
        self._alike: dict[str, list[Case]] = {}
        for case in cases:
            self.add(case)

    def add(self, case: Case) -> None:
        """Take in one more case."""
        if case.exact:
            self._exact.append(case)
            self._alike.clear()
        for rule in {*case.verdicts, *case.severities, *case.advised}:
            self._of.setdefault(rule, []).append(case)

    def by(self, demand: Demand) -> Case | None:
        """Return a case that meets a demand, one that is reviewed if there is one."""
        found = None
        for way in demand.ways:
            for case in self._near(way):
                if (case.reviewed or found is None) and _meets(self._asked, case, way):
                    if case.reviewed:
                        return case
                    found = case
        return found

    def answer(self, demand: Demand) -> Answered:
        """Say how a demand stands.

        Raises NotDecided where it cannot be told whether any patient could meet it.
        """
        case = self.by(demand)
        if case is not None:
            return Answered(demand, MET if case.reviewed else MET_UNREVIEWED, case.place)
        possible = self._asked.space.is_possible([way.goals for way in demand.ways])
        return Answered(demand, OPEN if possible else IDLE)

    def _near(self, way: Way) -> Iterator[Case]:
        yield from self._of.get(way.rule, ())
        if way.flips:
            yield from self._exactly(way.rule)

    def _exactly(self, rule: str) -> list[Case]:
        """Return the cases that claim exactly the flags; of those that are alike to a rule only one."""
        if rule not in self._alike:
            columns = sorted(self._asked.space.search.columns(self._asked.view.nodes[rule]))
            alike: dict[tuple[object, ...], Case] = {}
            above = [
                each.id
                for each in self._asked.edition.rules
                if any(low.rule == rule for low in each.supersedes)
            ]
            for id in above:
                columns += sorted(self._asked.space.search.columns(self._asked.view.nodes[id]))
            for case in self._exact:
                key = tuple(case.row[column] for column in columns)
                if key not in alike or case.reviewed:
                    alike[key] = case
            self._alike[rule] = list(alike.values())
        return self._alike[rule]


def _meets(asked: Questions, case: Case, way: Way) -> bool:
    if not _speaks(case, way):
        return False
    outcome, row = asked.space.diagrams.outcome, case.row
    return all([1 << outcome(node, row) & ends for node, ends in way.goals])  # noqa: C419  # quicker than a generator


def _speaks(case: Case, way: Way) -> bool:
    if way.seen_by == BY_SEVERITY:
        return way.rule in case.severities
    if way.seen_by == BY_ADVICE:
        return way.rule in case.advised
    if way.seen_by == BY_VERDICT and way.rule in case.verdicts:
        return True
    return way.flips and case.exact and (way.yields or way.rule not in case.yielding)


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
