"""The rows of a feature as cases: a patient, a day, and what the row claims of which rule."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from osteon.basics.errors import OsteonError
from osteon.basics.records import dataclass, field
from osteon.knowledge.models import Rulebook
from osteon.patient.facts import FactPlan
from osteon.reasoning.engines.reference import Reference
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.reporting import Report
from osteon.verification.questions import Questions
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.playing import say
from osteon.verification.spec.reading import Line, Row
from osteon.verification.spec.scene import Doors, Finished, Scene
from osteon.verification.telling import Document, Move, Patient, told

SUGGESTED = "suggested"
NEEDS_REVIEW = "needs-review"
"""The tags of a row that was generated and that no clinician has confirmed."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row that evaluates one patient. `place` says where it stands, `row` is where the patient stands.

    `verdicts` are claimed of single rules. `exact` is true if the row claims exactly which flags are raised.
    `severities` and `advised` name the rules of which a severity or the advice is claimed. `yielding` are the
    rules that give way. `reviewed` is false for a row that was generated and not confirmed.
    """

    place: str
    document: Document
    row: list[int]
    verdicts: frozenset[str]
    exact: bool
    severities: frozenset[str]
    advised: frozenset[str]
    yielding: frozenset[str]
    reviewed: bool


@dataclass(slots=True)
class Claims:
    """What the lines of a row claim, gathered line by line; `flag` is the flag that was mentioned last."""

    verdicts: set[str] = field(default_factory=set)
    severities: set[str] = field(default_factory=set)
    advised: set[str] = field(default_factory=set)
    exact: bool = False
    flag: str = ""

    def hear(self, line: Line) -> None:
        """Take in one line."""
        flag = re.match(r'the flag "([a-z0-9-]+)" is ', line.text)
        if flag:
            self.flag = flag[1]
            self.verdicts.add(self.flag)
        elif line.text == "no flag is raised" or line.text.startswith("the flags are exactly"):
            self.exact = True
            self.severities.update(re.findall(r"([a-z0-9-]+) \((?:info|warning|critical)\)", line.text))
            self.severities.update(cells[0] for cells in (line.table or ())[1:])
        elif line.text.startswith("its severity is"):
            self.severities.add(self.flag)
        elif line.text.startswith("the advice is to"):
            self.advised.add(self.flag)


class CaseReader:
    """Turns rows into cases of a pack, with the facts cut as the questions cut them."""

    def __init__(self, asked: Questions) -> None:
        edition = asked.edition
        self._asked = asked
        self._book: Rulebook = edition.rulebook
        self._plan = FactPlan(
            self._book.vocabulary, self._book.terminology, edition.parameters, list(asked.space.regions.cuts)
        )
        self._reference = Reference(edition)
        self._above = superiors(edition)

    def read(self, rows: Iterable[Row]) -> Iterator[Case]:
        """Yield a case for every row that evaluates a patient by the pack, on the day of the features."""
        for row in rows:
            case = self._case(row)
            if case is not None:
                yield case

    def _case(self, row: Row) -> Case | None:
        happens = [line.text for line in row.lines if line.kind == "when"]
        if happens != ["the profile is evaluated"]:
            return None
        claims = Claims()
        doors = Doors(_not_evaluated, _not_run)
        with Scene(doors, self._book) as scene:
            for line in row.lines:
                if line.kind == "given":
                    say(scene, line)
                elif line.kind == "then":
                    claims.hear(line)
            return self.case(row.place, dict(scene.patient.document), claims, NEEDS_REVIEW not in row.tags)

    def patient(self, row: Row) -> Patient | None:
        """Return the patient of a row; None for one that is told with more than sentences."""
        lines = [line for line in row.lines if line.kind == "given"]
        if any(line.table or line.doc for line in lines):
            return None
        return told(tuple(Move(line.text, partial(self._tell, line)) for line in lines))

    def _tell(self, line: Line, document: Document) -> None:
        with Scene(Doors(_not_evaluated, _not_run), self._book) as scene:
            scene.patient.document = document
            say(scene, line)

    def case(self, place: str, document: Document, claims: Claims, reviewed: bool) -> Case | None:
        """Return the case of a patient of whom something is claimed; None if the facts cannot be derived."""
        try:
            values = self._plan.derive(document, TODAY).values
        except (OsteonError, TypeError, ValueError):
            return None
        outcomes = self._reference.outcomes(values)
        rules = self._asked.edition.rules
        return Case(
            place, document, [*self._asked.space.regions.row(values)], frozenset(claims.verdicts),
            claims.exact, frozenset(claims.severities), frozenset(claims.advised),
            frozenset(rules[at].id for at in give_way(outcomes, self._above)), reviewed,
        )  # fmt: skip


def _not_evaluated(*_: object, **__: object) -> Report:
    raise OsteonError("a case is read, not evaluated")


def _not_run(_: Sequence[str], __: Path, ___: str) -> Finished:
    raise OsteonError("a case is read, and no command is run")


def features_day() -> date:
    """Return the day on which the rows of features are evaluated."""
    return TODAY
