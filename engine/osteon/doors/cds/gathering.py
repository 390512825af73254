"""From a call to the record of one patient: what was prefetched, and the drafts as what is planned."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from osteon.doors.cds.hooks import Json
from osteon.doors.cds.leaving_out import origin_of, without_drafts
from osteon.doors.cds.prefetch import Search
from osteon.doors.cds.requests import DraftOrder, HookRequest
from osteon.doors.cds.states import HELD, State, state_of
from osteon.doors.fhir.accounting import NOT_READABLE, UNCERTAIN, Gap, Item
from osteon.doors.fhir.reading import FhirRecord, Reader, patients_in
from osteon.doors.fhir.references import References
from osteon.doors.fhir.shapes import Resource, text
from osteon.doors.fhir.status import standing_of
from osteon.doors.fhir.walking import Walked, take
from osteon.patient.words import ACTIVE, NOT_KNOWN, PLANNED

_MEDICINES = ("medications", "supplements")
_SUBJECT_KEYS = ("subject", "patient")
_WRITTEN = ("authoredOn", "dateWritten")
_ORDERED = {
    "MedicationRequest": "draft", "MedicationOrder": "draft", "MedicationPrescription": "draft",
    "NutritionOrder": "draft", "MedicationStatement": "intended", "MedicationUsage": "draft",
    "MedicationDispense": "preparation",
}  # fmt: skip
_GAPS = {
    State.ABSENT: "it was not sent",
    State.FAILED: "the server sent a message in its place",
    State.ODD: "what was sent in its place is not FHIR",
}


class Gathering:
    """The record of one call, read for a day; with all drafts, or without some of them.

    `states` says how each key of the prefetch was filled. `replaced` are orders of the record that a draft
    changes; they are known once a record was read.
    """

    def __init__(self, request: HookRequest, wanted: Mapping[str, Search], reader: Reader, day: date) -> None:
        self.request = request
        self.wanted = wanted
        self.states = states_of(request.prefetch, wanted)
        self.replaced: set[str] = set()
        self._reader = reader
        self._day = day

    @property
    def is_assessable(self) -> bool:
        """Say whether anything of the patient came: a part of the record, or an order of a medicine."""
        ordered = any(text(draft.resource, "resourceType") in _ORDERED for draft in self.request.drafts)
        return ordered or any(state in HELD for state in self.states.values())

    @cached_property
    def record(self) -> FhirRecord:
        """Return the record with all drafts as planned.

        Raises ProfileError for lists beyond the documented limits.
        """
        return self.read()

    def record_without(self, drafts: Collection[DraftOrder]) -> FhirRecord:
        """Return the record as it would be read without some of the drafts.

        Raises ProfileError for lists beyond the documented limits.
        """
        if all(text(draft.resource, "resourceType") in _ORDERED for draft in drafts):
            others = [each.resource for each in self._prefetched.found]
            others += [each.resource for each in self.request.drafts if each not in drafts]
            if left := without_drafts(self.record, drafts, self.request.patient, others):
                return left
        return self.read(drafts)

    def read(self, leave_out: Collection[DraftOrder] = ()) -> FhirRecord:
        """Read the record with the drafts as planned, except those that are to be left out.

        Raises ProfileError for lists beyond the documented limits.
        """
        drafts = [draft for draft in self.request.drafts if draft not in leave_out]
        walked = Walked()
        walked.found, walked.odd = list(self._prefetched.found), list(self._prefetched.odd)
        for draft in drafts:
            take(walked, _as_planned(draft.resource, self.request.patient), draft.path)
        walked.gaps = [*self._prefetched.gaps, *walked.gaps, *self._gaps()]
        record = self._reader.read(walked, self._day, patient=_whose(walked, self.request.patient))
        _plan(record, {origin_of(draft) for draft in drafts}, self._day)
        return record

    @cached_property
    def _prefetched(self) -> Walked:
        walked = Walked()
        for key, value in (self.request.prefetch or {}).items():
            if self.states[key] in (State.WHOLE, State.PARTIAL):
                take(walked, value, f"prefetch.{key}")
        # A draft that changes an order of the record stands in its place.
        drafted = {draft.reference for draft in self.request.drafts if draft.reference}
        self.replaced = {each.what for each in walked.found if each.what in drafted}
        walked.found = [each for each in walked.found if each.what not in drafted]
        return walked

    def _gaps(self) -> Iterator[Gap]:
        for key, state in self.states.items():
            if state in _GAPS:
                called = self.wanted[key].called if key in self.wanted else "a part of the record"
                yield Gap(f"prefetch.{key}", f"{called}: {_GAPS[state]}")

    def unread_drafts(self, record: FhirRecord) -> list[Item]:
        """Return what became of the drafts that were not read whole."""
        drafted = {draft.path for draft in self.request.drafts}
        return [
            item
            for item in record.accounting.items
            if item.path in drafted and item.kind in (UNCERTAIN, NOT_READABLE)
        ]


def states_of(prefetch: Json | None, wanted: Iterable[str]) -> dict[str, State]:
    """Return how each key was filled: those that were asked for, and whatever else was sent."""
    given = prefetch or {}
    keys = dict.fromkeys([*wanted, *given])
    return {key: state_of(given[key]) if key in given else State.ABSENT for key in keys}


def _whose(walked: Walked, patient: str) -> str:
    # An entry that names nobody is the patient's, unless the record speaks of somebody else too.
    meant, references = f"Patient/{patient}", References(walked.found)
    others = [
        each for each in patients_in(walked, references) if "/" in each and not references.same(each, meant)
    ]
    return meant if others else ""


def _as_planned(resource: Resource, patient: str) -> Resource:
    """Return a draft as an order of this patient that has not begun, whatever its state is called."""
    kind = text(resource, "resourceType")
    if kind not in _ORDERED:
        return resource
    planned = {key: value for key, value in resource.items() if key not in _WRITTEN}
    if standing_of(resource).status in (ACTIVE, NOT_KNOWN):
        planned["status"] = _ORDERED[kind]
    if not any(planned.get(key) for key in _SUBJECT_KEYS):
        planned["subject"] = {"reference": f"Patient/{patient}"}
    return planned


def _plan(record: FhirRecord, origins: set[str], day: date) -> None:
    """Take away the beginning of what is only being ordered: the day on a draft is when it was written."""
    for name in _MEDICINES:
        listed = record.profile.get(name)
        for entry in listed if isinstance(listed, list) else ():
            planned = entry["origin"] in origins and entry.get("status") == PLANNED
            if planned and str(entry.get("started", "9")) <= day.isoformat():
                del entry["started"]
