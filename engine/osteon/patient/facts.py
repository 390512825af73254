"""From a checked document to facts: three-valued, exact, each with the entries behind it.

A plan is made once for the facts that a rulebook reads; deriving a patient's
facts then walks the document once and asks each wanted fact for its value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from osteon.basics.quantity import Interval, Number
from osteon.basics.truth import Truth
from osteon.patient.chart import Chart
from osteon.patient.deriving import deriver
from osteon.patient.intake import Intake, IntakeReader, NotAssessed
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Vocabulary

Value = Truth | Interval | str | None
Derive = Callable[[Chart], Value]


@dataclass(slots=True)
class Facts:
    """One patient's facts on one day.

    `values`: a Truth, an Interval, a choice, or None (a choice that is not known). `assumed` names the facts
    whose value rests on a list that was given but not declared complete. `evidence` gives, for a fact, the
    places in `intakes` on which it rests.
    """

    values: dict[str, Value]
    assumed: set[str] = field(default_factory=set)
    evidence: dict[str, list[int]] = field(default_factory=dict)
    intakes: list[Intake] = field(default_factory=list)
    not_assessed: list[NotAssessed] = field(default_factory=list)


class FactPlan:
    """How to derive the wanted facts of a vocabulary, with the numbers of one day."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        terminology: Terminology,
        parameters: Mapping[str, Number],
        wanted: Iterable[str],
    ) -> None:
        self._terminology = terminology
        self._reader = IntakeReader(terminology, parameters)
        self._steps: list[tuple[str, Derive]] = [
            (name, deriver(vocabulary[name], terminology, parameters)) for name in wanted
        ]

    def derive(self, document: Mapping[str, object], as_of: date) -> Facts:
        """Derive the wanted facts from a checked document."""
        chart = Chart(document, as_of, self._terminology, self._reader)
        values: dict[str, Value] = {}
        assumed: set[str] = set()
        evidence: dict[str, list[int]] = {}
        for name, derive in self._steps:
            chart.assumed, chart.behind = False, None
            values[name] = derive(chart)
            if chart.assumed:
                assumed.add(name)
            if chart.behind:
                evidence[name] = chart.behind
        return Facts(values, assumed, evidence, chart.intakes, chart.notes())
