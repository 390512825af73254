"""One record in FHIR: a profile of our own form, and an account of every entry."""

from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import Problem, ProfileError
from osteon.basics.records import dataclass
from osteon.doors.fhir.accounting import NOT_RELEVANT, UNCERTAIN, Accounting, Became, Gap
from osteon.doors.fhir.drafting import Draft, Handler, not_relevant, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.medicines import read_medicine, same_course
from osteon.doors.fhir.naming import Namer
from osteon.doors.fhir.nutrition import read_nutrition_intake, read_nutrition_order
from osteon.doors.fhir.person import read_patient
from osteon.doors.fhir.pregnancy import settle
from osteon.doors.fhir.problems import read_allergy, read_condition
from osteon.doors.fhir.procedures import read_procedure
from osteon.doors.fhir.references import References
from osteon.doors.fhir.results import read_observation
from osteon.doors.fhir.shapes import Resource, parts, text
from osteon.doors.fhir.walking import Walked
from osteon.knowledge.models import Rulebook
from osteon.patient.document import MAXIMUM_ENTRIES

HANDLERS: dict[str, Handler] = {
    "MedicationStatement": read_medicine,
    "MedicationUsage": read_medicine,
    "MedicationRequest": read_medicine,
    "MedicationOrder": read_medicine,
    "MedicationPrescription": read_medicine,
    "MedicationDispense": read_medicine,
    "MedicationAdministration": read_medicine,
    "NutritionOrder": read_nutrition_order,
    "NutritionIntake": read_nutrition_intake,
    "Condition": read_condition,
    "Observation": read_observation,
    "AllergyIntolerance": read_allergy,
    "Procedure": read_procedure,
    "Patient": read_patient,
}
"""What reads which type of resource; every other type is not relevant, and said to be."""

_LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies", "tests")
_SUBJECTS = ("subject", "patient", "beneficiary")
_MOST_UNREAD = 1_000


@dataclass(frozen=True, slots=True)
class FhirRecord:
    """One patient's record as it was read: `profile` for `osteon.evaluate`, and `accounting` of every entry.

    `as_of` is the day for which it was read: what is past, planned or stale depends on it.
    """

    profile: Mapping[str, object]
    accounting: Accounting
    as_of: date

    @property
    def is_checked(self) -> bool:
        """Say that the profile needs no second look: tests hold what is written here against its model."""
        return True

    def document(self) -> dict[str, object]:
        """Return the profile as a plain document."""
        return dict(self.profile)


class Reader:
    """Reads records against one rulebook. Names and codes are looked up once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.namer = Namer(rulebook.terminology)

    def read(self, walked: Walked, as_of: date, *, patient: str = "") -> FhirRecord:
        """Read the entries of one patient. `patient` is the reference of the one that is meant, if told.

        Raises ProfileError for a record of several patients, and for lists beyond the documented limits.
        """
        draft = Draft(self.namer, References(walked.found), as_of, among_others=bool(patient))
        meant = patient or _only_patient(walked, draft.references)
        became = [_read_one(found, draft, meant) for found in walked.found]
        settle(draft)
        same_course(draft)
        accounting = _account(walked, became, draft)
        return FhirRecord(_profile(draft, accounting), accounting, as_of)


def subject_of(resource: Resource) -> str:
    """Return the reference to whom a resource is about; "" where it does not say."""
    for key in _SUBJECTS:
        if reference := text(resource.get(key), "reference"):
            return reference
    return ""


def patients_in(walked: Walked, references: References) -> list[str]:
    """Return a reference for each patient of a record: its Patients, or else whom its entries are about."""
    named = [
        found.address
        or (f"Patient/{text(found.resource, 'id')}" if text(found.resource, "id") else found.path)
        for found in walked.found
        if found.kind == "Patient"
    ]
    if named:
        return named
    subjects: list[str] = []
    for found in walked.found:
        subject = subject_of(found.resource)
        if subject and not any(references.same(subject, each) for each in subjects):
            subjects.append(subject)
    return subjects


def _only_patient(walked: Walked, references: References) -> str:
    patients = patients_in(walked, references)
    if len(patients) > 1:
        several = f"$: the record holds {len(patients)} patients: {', '.join(patients[:5])}"
        hint = "give the record of one; `osteon evaluate` takes an .ndjson file or a folder apart by patient"
        raise ProfileError([Problem(several, hint=hint)])
    return patients[0] if patients else ""


def _read_one(found: Found, draft: Draft, patient: str) -> Became | None:
    """Return what became of an entry; None for a product, which is read with what refers to it."""
    handler = HANDLERS.get(found.kind)
    if handler is None:
        return None if found.kind == "Medication" else _other(found)
    subject = found.resource.get("subject")
    if isinstance(subject, dict) and subject.get("reference") == patient and found.kind != "Patient":
        return handler(found, draft)
    return _not_used(found, draft, patient) or handler(found, draft)


def _not_used(found: Found, draft: Draft, patient: str) -> Became | None:
    """Say why an entry is not used that is not, or not for certain, of the patient; None for any other."""
    if found.kind == "Patient":
        return None if _is_meant(found, patient, draft) else not_relevant("another patient")
    subject = subject_of(found.resource) if patient else ""
    if subject == patient:
        return None
    if not subject and draft.among_others:
        return uncertain("it does not say whose it is, and the record holds several patients: it is not used")
    if subject and _is_another(subject, patient, draft):
        return uncertain(f"it is about {subject[:80]}, and the record is of {patient[:80]}: it is not used")
    return None


def _is_another(subject: str, patient: str, draft: Draft) -> bool:
    if draft.references.same(subject, patient):
        return False
    # "Patient/1" and "urn:uuid:..." may be one: only what points to a Patient by the same way can differ.
    return subject.startswith("urn:") == patient.startswith("urn:") and not subject.startswith("#")


def _is_meant(found: Found, patient: str, draft: Draft) -> bool:
    own = (found.address, f"Patient/{text(found.resource, 'id')}", found.path)
    return not patient or any(each and draft.references.same(each, patient) for each in own)


def _other(found: Found) -> Became:
    kind = found.kind
    if kind == "OperationOutcome":
        return uncertain(
            "the server sent a message instead of a part of the record, so the lists may not be whole"
        )
    if kind in ("List", "Composition") and _is_emptied(found.resource):
        return uncertain("it says that a list is empty, which does not confirm that there is nothing")
    return not_relevant(f"resources of type {kind[:60]} are not read")


def _is_emptied(resource: Resource) -> bool:
    return "emptyReason" in resource or any("emptyReason" in each for each in parts(resource, "section"))


def _medication(found: Found, draft: Draft) -> Became:
    if id(found.resource) in draft.used:
        return Became("read into facts", "as the product of an entry that refers to it")
    return not_relevant("nothing in the record refers to this product")


def _account(walked: Walked, became: list[Became | None], draft: Draft) -> Accounting:
    # Whether anything refers to a product is known when everything else was read.
    whole = [each or _medication(found, draft) for found, each in zip(walked.found, became, strict=True)]
    places = [(path, kind, id) for path, _, kind, id, _ in walked.found]
    return Accounting(tuple(walked.odd), walked.gaps, places, whole)


def _profile(draft: Draft, accounting: Accounting) -> dict[str, object]:
    profile: dict[str, object] = dict(draft.fields)
    for name in _LISTS:
        listed = draft.lists.get(name)
        if listed is None:
            continue
        if len(listed) > MAXIMUM_ENTRIES:
            raise ProfileError([Problem(f"$: {len(listed):,} {name} are more than {MAXIMUM_ENTRIES:,}")])
        profile[name] = listed
    # A record lists what was recorded. That something is not in it says nothing about the patient.
    profile["complete"] = dict.fromkeys(_LISTS, False)
    unread = [{"what": what, "where": where, "why": why} for what, where, why in accounting.unread()]
    if len(unread) > _MOST_UNREAD:
        left = len(unread) - _MOST_UNREAD
        more = {
            "what": "the record",
            "where": "$",
            "why": f"{left:,} more entries are uncertain or not readable",
        }
        unread = [*unread[:_MOST_UNREAD], more]
    if unread:
        profile["unread"] = unread
    return profile


__all__ = [
    "HANDLERS",
    "NOT_RELEVANT",
    "UNCERTAIN",
    "FhirRecord",
    "Gap",
    "Reader",
    "patients_in",
    "subject_of",
]
