"""Procedures: operations, done or planned. Most procedures of a record are none."""

import re

from osteon.doors.fhir.accounting import Became
from osteon.doors.fhir.codes import NOT_SURGICAL, SURGICAL
from osteon.doors.fhir.drafting import Draft, not_readable, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.naming import Called
from osteon.doors.fhir.shapes import Resource, day, part, parts, text, word
from osteon.patient.words import DONE, PLANNED

_STATUS = {
    "completed": DONE, "in-progress": DONE, "stopped": DONE, "preparation": PLANNED, "not-started": PLANNED,
    "": DONE, "aborted": DONE,
}  # fmt: skip
_OPERATION = re.compile(
    r"surg|operati(?:on|ve)|ectomy\b|plasty\b|otomy\b|ostomy\b|\bgraft|bypass|transplant|replacement|"
    r"resection|amputation|arthroscop|cesarean|caesarean|fixation|excision|implantation|hysterect|"
    r"repair of|tooth extraction"
)


def read_procedure(found: Found, draft: Draft) -> Became:
    """Read a Procedure."""
    resource = found.resource
    called = draft.namer.concept(part(resource, "code", "type"))
    status = word(resource, "status")
    if status in ("entered-in-error", "not-done") or resource.get("notPerformed") is True:
        return not_relevant("it was not done, or entered in error")
    if called.says_none:
        return uncertain("it says that there is nothing to list; that does not confirm an empty list")
    if not called.is_told:
        return not_readable(f"{found.path}.code: it does not say what was done")
    if not _is_operation(resource, called):
        return not_relevant("nothing marks it as an operation")
    known = _STATUS.get(status)
    if known is None:
        return uncertain(f'an operation whose status is "{status[:40]}": whether it was done is not known')
    return _operation(found, draft, called, known)


def _operation(found: Found, draft: Draft, called: Called, status: str) -> Became:
    resource = found.resource
    when = day(resource, "performedDateTime", "occurrenceDateTime", "performedDate")
    when = when or day(part(resource, "performedPeriod", "occurrencePeriod"), "end", "start")
    entry: dict[str, object] = {"name": called.name or "an operation", "status": status}
    if when:
        entry["date"] = when
    place = draft.add("surgeries", entry, found)
    return read(place) if when else uncertain("an operation without a day: it may have been yesterday", place)


def _is_operation(resource: Resource, called: Called) -> bool:
    categories = {
        text(coding, "code") for each in parts(resource, "category") for coding in parts(each, "coding")
    }
    if categories & SURGICAL:
        return True
    return not categories & NOT_SURGICAL and _OPERATION.search(called.name.casefold()) is not None
