"""Conditions and allergies: status, verification, history and family history, in every version's shapes."""

from collections.abc import Iterator

from osteon.doors.fhir.accounting import UNRECOGNISED, Became
from osteon.doors.fhir.codes import FAMILY_HISTORY
from osteon.doors.fhir.drafting import Draft, not_readable, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.naming import NOTHING, Called
from osteon.doors.fhir.pregnancy import note_condition
from osteon.doors.fhir.shapes import Resource, day, part, parts, text, word
from osteon.patient.words import CONFIRMED, FAMILY, HISTORY, REFUTED, SUSPECTED

_VERIFIED = {
    "confirmed": CONFIRMED, "refuted": REFUTED, "differential": SUSPECTED, "provisional": SUSPECTED,
    "unconfirmed": SUSPECTED, "unknown": SUSPECTED, "presumed": SUSPECTED,
}  # fmt: skip
_CLINICAL = {
    "active": CONFIRMED, "recurrence": CONFIRMED, "relapse": CONFIRMED, "remission": HISTORY,
    "inactive": HISTORY, "resolved": HISTORY,
}  # fmt: skip


def read_condition(found: Found, draft: Draft) -> Became:
    """Read a Condition."""
    resource = found.resource
    called = draft.namer.concept(resource.get("code"))
    said = _said_of(resource)
    refused = _refused(found, called, said)
    if refused is not None:
        return refused
    status, why = _status(resource, called, said)
    if called.is_pregnancy and status in (CONFIRMED, SUSPECTED):
        return note_condition(found, draft, called, _onset(resource), suspected=status == SUSPECTED)
    entry = called.fields()
    if status != CONFIRMED:
        entry["status"] = status
    if since := _onset(resource):
        entry["since"] = since
    return _said(called, why, draft.add("conditions", entry, found))


def read_allergy(found: Found, draft: Draft) -> Became:
    """Read an AllergyIntolerance."""
    resource = found.resource
    called = _allergen(resource, draft)
    said = _said_of(resource)
    refused = _refused(found, called, said)
    if refused is not None:
        return refused
    status, why = _status(resource, called, said)
    entry = called.fields()
    if status != CONFIRMED:
        entry["status"] = status
    return _said(called, why, draft.add("allergies", entry, found))


def _allergen(resource: Resource, draft: Draft) -> Called:
    reactions = [part(each, "substance") for each in parts(resource, "reaction")]
    for concept in (part(resource, "code"), part(resource, "substance"), *reactions):
        called = draft.namer.concept(concept) if concept else NOTHING
        if called.is_told:
            return called
    return draft.namer.concept(part(resource, "code"))


def _said_of(resource: Resource) -> tuple[str, str]:
    """Return the verification, and the status of DSTU2."""
    return word(resource, "verificationStatus"), word(resource, "status")


def _refused(found: Found, called: Called, said: tuple[str, str]) -> Became | None:
    if "entered-in-error" in said:
        return not_relevant("it was entered in error")
    if not called.is_told:
        masked = f" ({', '.join(sorted(called.raw))[:80]})" if called.raw else ""
        return not_readable(f"{found.path}.code: it does not say what it is{masked}")
    if called.says_none:
        return uncertain("it says that there is nothing to list; that does not confirm an empty list")
    return None


def _status(resource: Resource, called: Called, said: tuple[str, str]) -> tuple[str, str]:
    """Return the status in the words of a profile, and what is uncertain of it."""
    if _is_of_the_family(resource, called):
        return FAMILY, ""
    verified = said[0] or said[1]
    clinical = word(resource, "clinicalStatus")
    certain = _VERIFIED.get(verified) or (CONFIRMED if not verified or verified in _CLINICAL else SUSPECTED)
    if certain != CONFIRMED:
        return (
            certain,
            "" if verified in _VERIFIED else f'its verification "{verified[:40]}" is none that FHIR knows',
        )
    if not clinical and verified in _CLINICAL:
        clinical = verified  # DSTU2 allergies hold both in one word.
    if clinical and clinical not in _CLINICAL:
        return SUSPECTED, f'its clinical status "{clinical[:40]}" is none that FHIR knows'
    if _has_ended(resource):
        return HISTORY, ""
    return _CLINICAL.get(clinical, CONFIRMED), ""


def _is_of_the_family(resource: Resource, called: Called) -> bool:
    if called.of_the_family:
        return True
    categories = parts(resource, "category")
    return bool(categories) and any(
        text(coding, "code") in FAMILY_HISTORY for each in categories for coding in parts(each, "coding")
    )


def _has_ended(resource: Resource) -> bool:
    told = [each for each in map(resource.get, _ABATED) if each is not None]
    return bool(told) and any(each != 0 for each in told)


_ABATED = (
    "abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString",
    "abatementBoolean", "abatementDate",
)  # fmt: skip


def _onset(resource: Resource) -> str:
    started = day(resource, "onsetDateTime", "onsetDate") or day(part(resource, "onsetPeriod"), "start")
    return started or day(resource, "onsetString")


def _said(called: Called, why: str, place: str) -> Became:
    if called.concepts and not called.other and not why:
        return read(place)
    return uncertain("; ".join(filter(None, (*_unknown(called), why))), place)


def _unknown(called: Called) -> Iterator[str]:
    if not called.concepts:
        yield UNRECOGNISED
    if called.other:
        yield f'its text and its code mean different things, "{called.name[:60]}" and "{called.other[:60]}"'
