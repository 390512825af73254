"""What the reports of all patients have in common: an edition, its reasons, its cases, its precedence."""

from osteon.basics.records import dataclass
from osteon.patient.facts import FactPlan
from osteon.reasoning.cases import Cases
from osteon.reasoning.edition import Edition
from osteon.reasoning.explain import Explainer
from osteon.reasoning.kept_cases import Drawings
from osteon.reasoning.shared import Shared


class AllCases:
    """The cases of every rule of an edition, drawn or fetched when they are first asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._drawings: Drawings | None = None
        self._cases: dict[int, Cases] = {}

    def of(self, at: int) -> Cases:
        """Return the cases of the rule at this place of the edition."""
        found = self._cases.get(at)
        if found is None:
            self._drawings = self._drawings or Drawings(self._edition)
            found = self._cases[at] = Cases(self._drawings.of(self._edition.rules[at]))
        return found


@dataclass(frozen=True, slots=True)
class Background:
    """An edition and what is worked out once for it."""

    edition: Edition
    plan: FactPlan
    explainer: Explainer
    cases: AllCases
    shared: Shared
