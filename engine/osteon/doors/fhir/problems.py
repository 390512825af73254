"""Conditions and allergies: status, verification, history and family history, in every version's shapes."""

from collections.abc import Iterator

from osteon.doors.fhir.accounting import UNRECOGNISED
from osteon.doors.fhir.codes import FAMILY_HISTORY, says_none
from osteon.doors.fhir.drafting import Became, Draft, not_readable, not_relevant, read, uncertain
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
    called = draft.namer.concept(part(resource, "code"))
    refused = _refused(found, called)
    if refused is not None:
        return refused
    status, why = _status(resource, called)
    if draft.namer.is_about(called, "pregnancy") and status in (CONFIRMED, SUSPECTED):
        return note_condition(found, draft, called, _onset(resource), suspected=status == SUSPECTED)
    entry = called.fields()
    if status != CONFIRMED:
        entry["status"] = status
    if since := _onset(resource):
        entry["since"] = since
    place = draft.add("conditions", entry, found)
    return _said(called, why, place)


def read_allergy(found: Found, draft: Draft) -> Became:
    """Read an AllergyIntolerance."""
    resource = found.resource
    called = _allergen(resource, draft)
    refused = _refused(found, called)
    if refused is not None:
        return refused
    status, why = _status(resource, called)
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


def _refused(found: Found, called: Called) -> Became | None:
    resource = found.resource
    if (
        word(resource, "verificationStatus") == "entered-in-error"
        or word(resource, "status") == "entered-in-error"
    ):
        return not_relevant("it was entered in error")
    if not called.is_told:
        masked = f" ({', '.join(sorted(called.raw))[:80]})" if called.raw else ""
        return not_readable(f"{found.path}.code: it does not say what it is{masked}")
    if says_none(called.raw, called.name):
        return uncertain("it says that there is nothing to list; that does not confirm an empty list")
    return None


def _status(resource: Resource, called: Called) -> tuple[str, str]:
    """Return the status in the words of a profile, and what is uncertain of it."""
    if _is_of_the_family(resource, called):
        return FAMILY, ""
    verified = word(resource, "verificationStatus") or word(resource, "status")
    clinical = word(resource, "clinicalStatus")
    certain = _VERIFIED.get(verified, CONFIRMED if verified in ("", *_CLINICAL) else SUSPECTED)
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
    codes = {text(coding, "code") for each in parts(resource, "category") for coding in parts(each, "coding")}
    said = called.name.casefold()
    return bool((called.raw | codes) & FAMILY_HISTORY) or said.startswith(("family history", "fh:", "fhx"))


def _has_ended(resource: Resource) -> bool:
    return any(resource.get(key) not in (None, False) for key in _ABATED)


_ABATED = (
    "abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString",
    "abatementBoolean", "abatementDate",
)  # fmt: skip


def _onset(resource: Resource) -> str:
    started = day(resource, "onsetDateTime", "onsetDate") or day(part(resource, "onsetPeriod"), "start")
    return started or day(resource, "onsetString")


def _said(called: Called, why: str, place: str) -> Became:
    doubts = [each for each in (*_unknown(called), why) if each]
    return uncertain("; ".join(doubts), place) if doubts else read(place)


def _unknown(called: Called) -> Iterator[str]:
    if not called.concepts:
        yield UNRECOGNISED
    if called.other:
        yield f'its text and its code mean different things, "{called.name[:60]}" and "{called.other[:60]}"'
