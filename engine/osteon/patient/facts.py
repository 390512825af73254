"""From what we were told to facts: typed, three-valued, each with what it rests on.

A FactPlan is made once for a vocabulary, a terminology and the numbers of a day;
it then derives the facts of one patient after another. It never reads the clock.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.patient.case import Case, Evidence, Value
from osteon.patient.intake import Intake, IntakeReader
from osteon.patient.planning import Planner
from osteon.patient.terminology import Terminology
from osteon.patient.troubles import NotAssessed
from osteon.patient.vocabulary import Vocabulary

__all__ = ["FactPlan", "Facts", "Intake", "NotAssessed"]


@dataclass(slots=True)
class Facts:
    """One patient's facts on one day.

    `values` has a Truth, an Interval, a choice, or None (a choice that is not known) for every wanted fact.
    `assumed` names the facts that rest on a list assumed to be whole, or on a default. `not_assessed`
    is what was told and could not be used. `case` is what they were found in.
    """

    values: dict[str, Value]
    assumed: set[str]
    intakes: list[Intake]
    not_assessed: list[NotAssessed]
    case: Case

    @property
    def evidence(self) -> Evidence:
        """Return the places in `intakes` that stand behind each fact."""
        return self.case.evidence


class FactPlan:
    """Everything about deriving facts that does not depend on the patient. Thread-safe, made once.

    `formulary` says what an entry of the two lists of what is taken holds.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        terminology: Terminology,
        parameters: Mapping[str, Number],
        wanted: Iterable[str],
    ) -> None:
        planner = Planner(vocabulary, terminology, parameters, wanted)
        self.formulary = planner.formulary
        self._reader = IntakeReader(planner.formulary)
        self._steps = tuple(planner.steps())

    def derive(self, document: Mapping[str, object], as_of: date) -> Facts:
        """Return the facts of one patient, from a checked document, on a day."""
        case = Case(document, as_of, self._reader)
        for step in self._steps:
            step(case)
        return Facts(case.values, case.assumed, case.intakes, case.not_assessed, case)
