"""Whether a medicine is taken, planned, stopped, or not known to be: one table for each type of resource."""

import re

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import Resource, parts, said_yes, text, word
from osteon.patient.words import ACTIVE, IN_ERROR, NOT_KNOWN, PLANNED, STOPPED

NOT_TAKEN = "not taken"
"""A record says that a medicine is not (to be) taken: no exposure, and no proof of absence either."""

_ORDERS = {
    "active": ACTIVE, "draft": PLANNED, "proposed": PLANNED, "planned": PLANNED, "on-hold": NOT_KNOWN,
    "completed": STOPPED, "ended": STOPPED, "stopped": STOPPED, "cancelled": STOPPED, "revoked": STOPPED,
    "entered-in-error": IN_ERROR, "unknown": NOT_KNOWN,
}  # fmt: skip
_STATEMENTS = {
    "active": ACTIVE, "recorded": ACTIVE, "intended": PLANNED, "draft": PLANNED, "on-hold": NOT_KNOWN,
    "completed": STOPPED, "stopped": STOPPED, "not-taken": NOT_TAKEN, "entered-in-error": IN_ERROR,
    "unknown": NOT_KNOWN,
}  # fmt: skip
_DISPENSES = {
    "completed": NOT_KNOWN, "in-progress": ACTIVE, "preparation": PLANNED, "on-hold": NOT_KNOWN,
    "cancelled": NOT_TAKEN, "declined": NOT_TAKEN, "stopped": STOPPED, "entered-in-error": IN_ERROR,
    "unknown": NOT_KNOWN,
}  # fmt: skip
_ADMINISTRATIONS = {
    "in-progress": ACTIVE, "completed": STOPPED, "on-hold": NOT_KNOWN, "stopped": STOPPED,
    "not-done": NOT_TAKEN, "entered-in-error": IN_ERROR, "unknown": NOT_KNOWN,
}  # fmt: skip
_TABLES = {
    "MedicationRequest": _ORDERS, "MedicationOrder": _ORDERS, "MedicationPrescription": _ORDERS,
    "NutritionOrder": _ORDERS, "MedicationStatement": _STATEMENTS, "MedicationUsage": _STATEMENTS,
    "NutritionIntake": _STATEMENTS | {"completed": ACTIVE, "in-progress": ACTIVE, "preparation": PLANNED,
                                      "not-done": NOT_TAKEN},
    "MedicationDispense": _DISPENSES, "MedicationAdministration": _ADMINISTRATIONS,
}  # fmt: skip
_INTENTS = frozenset(("proposal", "plan", "option"))
_ADHERENCE = {
    "taking": ACTIVE, "taking-as-directed": ACTIVE, "taking-not-as-directed": ACTIVE, "not-taking": NOT_TAKEN,
    "stopped": STOPPED, "stopped-as-directed": STOPPED, "stopped-not-as-directed": STOPPED,
    "on-hold": NOT_KNOWN, "on-hold-as-directed": NOT_KNOWN, "on-hold-not-as-directed": NOT_KNOWN,
    "unknown": NOT_KNOWN,
}  # fmt: skip
_WILL_START = re.compile(
    r"\b(?:plans?|planning|intends?|going|wants?|wishes|hopes) (?:to|on) (?:start|tak|begin|try)|"
    r"\bwill (?:start|begin)\b"
)


class Standing(NamedTuple):
    """The state of a medicine in the words of a profile, or NOT_TAKEN. `why` says what is uncertain of it."""

    status: str
    why: str = ""


_CERTAIN = {status: Standing(status) for status in (ACTIVE, PLANNED, STOPPED, IN_ERROR, NOT_TAKEN)}


def standing_of(resource: Resource, kind: str = "") -> Standing:
    """Return whether what a resource speaks of is taken. `kind` is its type, for whoever knows it already."""
    said = word(resource, "status")
    if said_yes(resource, "doNotPerform", "wasNotTaken", "wasNotGiven", "notGiven", "notTaken", "notDone"):
        return Standing(NOT_TAKEN)
    taken = text(resource, "taken").casefold()
    if taken == "n":
        return Standing(NOT_TAKEN)
    if not said:
        return Standing(NOT_KNOWN, "its status was not told")
    status = _TABLES[kind or text(resource, "resourceType")].get(said)
    if status is None:
        return Standing(NOT_KNOWN, f'its status "{said[:40]}" is none that FHIR knows')
    if status == ACTIVE:
        return _really_active(resource, taken)
    if status == NOT_KNOWN:
        return Standing(status, f'its status is "{said}", so whether it is taken is not known')
    return _CERTAIN[status]


def _really_active(resource: Resource, taken: str) -> Standing:
    if taken in ("unk", "na"):
        return Standing(NOT_KNOWN, "whether it is taken was said to be unknown")
    for coding in parts(resource.get("adherence"), "code"):
        said = word({"code": coding}, "code")
        status = _ADHERENCE.get(said, ACTIVE)
        if status != ACTIVE:
            return Standing(status, f'it is said to be "{said}"' if status == NOT_KNOWN else "")
    if word(resource, "intent") in _INTENTS:
        return Standing(PLANNED)
    remarks = _remarks(resource)
    if remarks and _WILL_START.search(remarks):
        return Standing(PLANNED, "it is called active, and a remark says that it is planned")
    return _CERTAIN[ACTIVE]


def _remarks(resource: Resource) -> str:
    holders = (
        *parts(resource, "note"),
        *parts(resource, "dosage", "dosageInstruction"),
        *parts(resource, "statusReason", "reasonCode"),
    )
    said = [text(each, "text") for each in holders]
    said.append(text(resource, "note"))
    return " ".join(said).casefold() if any(said) else ""
