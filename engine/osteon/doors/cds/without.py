"""What would be said without some of the draft orders; each question is worked out once for a call."""

from collections.abc import Callable, Sequence

from osteon.basics.errors import OsteonError
from osteon.doors.cds.gathering import Gathering
from osteon.doors.cds.requests import DraftOrder
from osteon.doors.fhir.reading import FhirRecord
from osteon.patient.facts import Facts
from osteon.reasoning.reporting import Report


class Without:
    """Reports on the record of a call without some of its drafts."""

    def __init__(
        self,
        gathering: Gathering,
        derive: Callable[[FhirRecord], Facts],
        evaluate: Callable[[FhirRecord], Report],
    ) -> None:
        self._gathering = gathering
        self._derive = derive
        self._evaluate = evaluate
        self._records: dict[frozenset[str], FhirRecord] = {}
        self._kept: dict[frozenset[str], Report | None] = {}

    @property
    def new_drafts(self) -> list[DraftOrder]:
        """Return the selected drafts that would leave nothing behind if they were not signed.

        What changes an order of the record, and what waits to be verified, is an order already.
        """
        request = self._gathering.request
        if not request.hook.drafts_only:
            return []
        return [
            each
            for each in request.drafts
            if each.selected and each.reference not in self._gathering.replaced
        ]

    def facts(self, drafts: Sequence[DraftOrder]) -> Facts | None:
        """Return the facts without these drafts; None if there are none."""
        try:
            return self._derive(self._record(drafts))
        except OsteonError:
            return None

    def report(self, drafts: Sequence[DraftOrder]) -> Report | None:
        """Return the report without these drafts; None if there is none, or not of every rule."""
        key = _key(drafts)
        if key not in self._kept:
            self._kept[key] = self._worked_out(drafts)
        return self._kept[key]

    def _worked_out(self, drafts: Sequence[DraftOrder]) -> Report | None:
        try:
            report = self._evaluate(self._record(drafts))
        except OsteonError:
            return None
        # Nothing of it is put into words, so no text can be missing.
        return None if report.evaluated.faults else report

    def _record(self, drafts: Sequence[DraftOrder]) -> FhirRecord:
        key = _key(drafts)
        if key not in self._records:
            self._records[key] = self._gathering.record_without(drafts)
        return self._records[key]


def _key(drafts: Sequence[DraftOrder]) -> frozenset[str]:
    return frozenset(draft.path for draft in drafts)
