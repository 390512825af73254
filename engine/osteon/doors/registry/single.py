"""The exact and slow way through a partition: one patient after the other, by the evaluator of `evaluate`.

It needs nothing but what a single evaluation needs, so it is what the quick
engine is compared with.
"""

from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import NoAdvice, Problem
from osteon.basics.truth import YES
from osteon.doors.registry.deciding import Decisive
from osteon.doors.registry.verdict_files import AND, Row
from osteon.knowledge.models import Rulebook
from osteon.patient.facts import FactPlan
from osteon.patient.words import truth
from osteon.reasoning.edition import Edition, edition_on
from osteon.reasoning.engines.reference import (
    OUTCOME_NO,
    OUTCOME_SUPPRESSED,
    OUTCOME_UNDECIDED,
    OUTCOME_YES,
    Reference,
)
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.report import Outcome

_SAID = {
    OUTCOME_NO: Outcome.NOT_RAISED,
    OUTCOME_UNDECIDED: Outcome.UNKNOWN,
    OUTCOME_YES: Outcome.RAISED,
    OUTCOME_SUPPRESSED: Outcome.WITHHELD,
}


class Single:
    """Judges one patient after the other by the edition of a day."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.edition: Edition = edition_on(rulebook, as_of.isoformat())
        self._as_of = as_of
        wanted = [fact.name for fact in self.edition.facts]
        self._plan = FactPlan(rulebook.vocabulary, rulebook.terminology, self.edition.parameters, wanted)
        self._reference = Reference(self.edition)
        self._above = superiors(self.edition)
        self._decisive = Decisive(self.edition)

    def verdicts(self, patient: str, document: Mapping[str, object]) -> list[Row]:
        """Return a row for every rule in force, in the pack's order.

        Raises NoAdvice for a patient who has died.
        """
        if truth(document.get("deceased")) is YES:
            raise NoAdvice([Problem("deceased: the patient has died")])
        values = self._plan.derive(document, self._as_of).values
        outcomes = self._reference.outcomes(values)
        yielding = give_way(outcomes, self._above) if self._above else set()
        return [
            (
                patient,
                rule.id,
                _said(at in yielding, outcome),
                AND.join(self._decisive.facts(rule, outcome, values)),
            )
            for at, (rule, outcome) in enumerate(zip(self.edition.rules, outcomes, strict=True))
        ]


def _said(gives_way: bool, outcome: int) -> str:
    return Outcome.WITHHELD.value if gives_way else _SAID[outcome].value
