"""Medicines: statements, orders, dispenses and administrations of every version, as entries of a profile."""

from collections.abc import Mapping
from datetime import date, timedelta

from osteon.doors.fhir.accounting import READ, UNRECOGNISED, Became
from osteon.doors.fhir.dosage import NOT_TOLD, Dosing, dosing_and_fields, dosing_of
from osteon.doors.fhir.drafting import Draft, not_readable, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found, found_at
from osteon.doors.fhir.limits import JUST_GIVEN
from osteon.doors.fhir.naming import Called
from osteon.doors.fhir.products import contents, product_of
from osteon.doors.fhir.shapes import Resource, day, number, part, parts, text, word
from osteon.doors.fhir.status import NOT_TAKEN, Standing, standing_of
from osteon.patient.intake import CURRENT
from osteon.patient.words import ACTIVE, IN_ERROR, NOT_KNOWN, STOPPED

LIST = "medications"

_STARTED = {
    "MedicationStatement": ("effectivePeriod", "effectiveDateTime"),
    "MedicationAdministration": (
        "effectivePeriod",
        "occurencePeriod",
        "occurrencePeriod",
        "effectiveTimePeriod",
    ),
}
_GIVEN = ("effectiveDateTime", "occurenceDateTime", "occurrenceDateTime", "effectiveTimeDateTime")
_PERIOD = ("effectivePeriod",)
_BEGUN = (*_GIVEN, "authoredOn", "dateWritten")
_FROM_AN_ORDER = ("MedicationDispense", "MedicationAdministration", "MedicationStatement")
_COURSE = ("name", "amount", "units", "times_per_day", "every_days", "as_needed")
_ORDER = ("authorizingPrescription", "request", "prescription", "basedOn", "derivedFrom")


def read_medicine(found: Found, draft: Draft) -> Became:
    """Read a statement, an order, a dispense or an administration of a medicine."""
    resource = found.resource
    standing = standing_of(resource, found.kind)
    if standing.status == NOT_TAKEN:
        return not_relevant(
            "it says that the medicine is not taken, which does not prove that nothing else is"
        )
    if standing.status == IN_ERROR:
        return not_relevant("it was entered in error")
    order = _order_of(found, draft)
    if order is not None:
        return read_with(order)
    medication, called = product_of(found, draft)
    if not called.is_told:
        return not_readable(_nameless(found, called))
    if called.says_none:
        return uncertain("it says that there is nothing to list; that does not confirm an empty list")
    dosing, taken = dosing_and_fields(resource)
    standing, dates = _dated(found, standing, dosing, draft)
    entry = {**called.fields(), **contents(medication, draft), **taken, **dates}
    if standing.status != ACTIVE:
        entry["status"] = standing.status
    if _is_prescribed(resource, found.kind):
        entry["prescribed"] = True
    why = _doubts(called, standing, dosing)
    return _placed(entry, called, why, found, draft)


def read_with(order: Found) -> Became:
    """Say that an entry adds nothing to the order it belongs to, which is read for itself."""
    return Became(READ, f"as part of {order.what}, to which it belongs")


def _placed(entry: dict[str, object], called: Called, why: list[str], found: Found, draft: Draft) -> Became:
    places = [draft.add(LIST, entry, found)]
    if called.other:
        other: dict[str, object] = {"name": called.other, "amount": "unknown"}
        other |= {key: entry[key] for key in ("status", "started", "stopped") if key in entry}
        places.append(draft.add(LIST, other, found))
    if entry.get("status", ACTIVE) == ACTIVE:
        draft.courses.setdefault(_key(entry), []).append(entry)
    return uncertain("; ".join(why), *places) if why else read(*places)


def _key(entry: Mapping[str, object]) -> object:
    return tuple(map(entry.get, _COURSE))


def _doubts(called: Called, standing: Standing, dosing: Dosing) -> list[str]:
    why = [standing.why] if standing.why else []
    if not called.concepts:
        why.insert(0, UNRECOGNISED)
    if called.other:
        why.append(
            f'its text and its code mean different things, "{called.name[:60]}" and "{called.other[:60]}"'
        )
    if standing.status == STOPPED:
        return why  # How much it was no longer matters.
    return why + list(dosing.why)


def _nameless(found: Found, called: Called) -> str:
    if called.raw:
        return f"{found.path}: the medicine is masked or absent ({', '.join(sorted(called.raw))[:80]})"
    return f"{found.path}: it names no medicine, or refers to one that is not in the record"


def _order_of(found: Found, draft: Draft) -> Found | None:
    """Return the order that a dispense or the like belongs to, if the record holds it and it is read."""
    resource = found.resource
    if found.kind not in _FROM_AN_ORDER:
        return None
    for reference in (each for key in _ORDER for each in parts(resource, key)):
        order = draft.references.find(reference, resource)
        if order is not None and text(order, "resourceType") in ("MedicationRequest", "MedicationOrder"):
            _, ours = product_of(found_at("", order), draft)
            _, named = product_of(found, draft)
            same = not named.is_told or {each.id for each in ours.concepts} == {
                each.id for each in named.concepts
            }
            if ours.is_told and same and _agree(resource, order):
                return found_at("", order)
    return None


def _agree(resource: Resource, order: Resource) -> bool:
    """Say whether an entry tells nothing that its order does not.

    What was handed over after an order ended is still taken, and a statement may know better than an order.
    """
    ordered = standing_of(order).status
    if text(resource, "resourceType") != "MedicationStatement":
        return ordered in CURRENT
    told = dosing_of(resource)
    same = told == NOT_TOLD or told == dosing_of(order)
    return same and standing_of(resource).status == ordered


def _is_prescribed(resource: Resource, kind: str) -> bool:
    """Say whether somebody ordered it, rather than proposed, planned or only reported it."""
    reported = (
        resource.get("reportedBoolean") or resource.get("reportedReference") or resource.get("reported")
    )
    if reported:
        return False
    return kind == "MedicationOrder" or kind == "MedicationRequest" and _is_an_order(resource)


def _is_an_order(resource: Resource) -> bool:
    return word(resource, "intent").endswith("order")


def _dated(
    found: Found, standing: Standing, dosing: Dosing, draft: Draft
) -> tuple[Standing, dict[str, object]]:
    resource, kind = found.resource, found.kind
    if kind == "MedicationDispense":
        return _supplied(resource, standing, draft)
    period = part(resource, *_STARTED.get(kind, _PERIOD))
    started = day(period, "start") or day(resource, *_BEGUN) or dosing.starts
    if dosing.starts and dosing.starts > started:
        started = dosing.starts
    stopped = day(period, "end") or day(resource, "dateEnded") or _end_of_dosing(standing, dosing, draft)
    if kind == "MedicationAdministration":
        return _given(standing, started, stopped, draft)
    dates: dict[str, object] = {"started": started} if started else {}
    if stopped and (standing.status != NOT_KNOWN or stopped <= draft.as_of.isoformat()):
        dates["stopped"] = stopped
    return standing, dates


def _end_of_dosing(standing: Standing, dosing: Dosing, draft: Draft) -> str:
    # What was stopped before the end that was planned for it did not stop on that day.
    if standing.status == STOPPED and dosing.ends > draft.as_of.isoformat():
        return ""
    return dosing.ends


def _given(
    standing: Standing, started: str, stopped: str, draft: Draft
) -> tuple[Standing, dict[str, object]]:
    last = stopped or started
    if standing.status == STOPPED:
        recent = (draft.as_of - timedelta(days=JUST_GIVEN)).isoformat()
        if not last or last >= recent[: len(last)]:
            why = "it was given lately; whether it goes on is not known"
            return Standing(NOT_KNOWN, why), {"started": started} if started else {}
        return standing, {"stopped": last}
    return standing, {"started": started} if started else {}


def _supplied(resource: Resource, standing: Standing, draft: Draft) -> tuple[Standing, dict[str, object]]:
    handed = day(resource, "whenHandedOver", "whenPrepared")
    dates: dict[str, object] = {"started": handed} if handed else {}
    lasts = number(part(resource, "daysSupply"), "value")
    if standing.status != NOT_KNOWN or not handed or not lasts or len(handed) < 10:
        return standing, dates
    ends = date.fromisoformat(handed).toordinal() + int(lasts)
    if date.fromisoformat(handed).toordinal() <= draft.today <= ends:
        return Standing(ACTIVE), dates
    return Standing(NOT_KNOWN, "the supply that was handed over has run out, or is yet to be"), dates


def same_course(draft: Draft) -> None:
    """Give entries of one medicine and one dosage one start, so that they are seen as one told twice.

    The patient room then keeps both readings of a repeated order: taken once, or taken twice.
    """
    for entries in draft.courses.values():
        starts = [str(each["started"]) for each in entries if "started" in each]
        if len(entries) > 1 and len(starts) == len(entries):
            for entry in entries:
                entry["started"] = min(starts)
