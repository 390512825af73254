"""Is she pregnant on the day? From conditions, status observations and delivery dates, each with its age."""

from osteon.doors.fhir.accounting import Became
from osteon.doors.fhir.codes import (
    DELIVERY_DATE,
    NOT_PREGNANT,
    POSSIBLY_PREGNANT,
    PREGNANCY_INTENT,
    PREGNANCY_STATUS,
    PREGNANT,
)
from osteon.doors.fhir.drafting import Draft, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.limits import NOT_PREGNANT_FOR, PREGNANT_FOR
from osteon.doors.fhir.naming import Called
from osteon.doors.fhir.shapes import Resource, day, part, parts, text
from osteon.patient.dates import Span, read_span

FIELD = "pregnancy"
_YES, _NO, _PERHAPS = "pregnant", "not pregnant", "possible"
_PLACE = (FIELD,)


def _age(written: str, draft: Draft) -> int | None:
    """Return how many days ago a day was at the least; None if it was not told, negative if it is to come."""
    if not written:
        return None
    span: Span = read_span(written)
    return draft.today - span.last


def note_condition(found: Found, draft: Draft, called: Called, since: str, *, suspected: bool) -> Became:
    """Note a pregnancy that stands among the conditions."""
    since = since or day(found.resource, "recordedDate", "dateRecorded", "assertedDate")
    age = _age(since, draft)
    if age is not None and age > PREGNANT_FOR:
        return uncertain(
            f'stale: "{called.name[:60]}" has been called active since {since}, which is more than 45 weeks; '
            "whether she is pregnant is not known"
        )
    draft.pregnancy.append((since, _PERHAPS if suspected else _YES, found))
    if age is None:
        return uncertain("a pregnancy without a date: it is taken as current", FIELD)
    return read(FIELD)


ABOUT_PREGNANCY = PREGNANCY_STATUS | DELIVERY_DATE | PREGNANCY_INTENT
"""The codes of observations that speak of a pregnancy."""


def read_pregnancy_observation(found: Found, draft: Draft, raw: frozenset[str]) -> Became:
    """Read a status, an expected day of delivery, or an intention."""
    if raw & PREGNANCY_INTENT:
        return not_relevant("it says what she intends, not whether she is pregnant")
    when = day(found.resource, "effectiveDateTime", "effectiveInstant") or day(
        part(found.resource, "effectivePeriod"), "start"
    )
    if raw & DELIVERY_DATE:
        return _delivery(found, draft, when)
    return _status(found, draft, when)


def _delivery(found: Found, draft: Draft, when: str) -> Became:
    due = day(found.resource, "valueDateTime", "valueDate") or day(
        part(found.resource, "valuePeriod"), "start"
    )
    if not due:
        return uncertain("it gives no day of delivery that can be read")
    ahead = read_span(due).last - draft.today
    if ahead < 0:
        return uncertain(
            f"the expected day of delivery, {due}, is past: it does not say that she is pregnant"
        )
    if ahead > PREGNANT_FOR:
        return uncertain(f"the expected day of delivery, {due}, is more than 45 weeks ahead")
    draft.pregnancy.append((when, _YES, found))
    return read(FIELD)


def _status(found: Found, draft: Draft, when: str) -> Became:
    said = _answer(found.resource)
    if said is None:
        return uncertain("its answer is none that we know")
    age = _age(when, draft)
    if age is not None and age < 0:
        return uncertain("it was made after the day of the evaluation")
    longest = NOT_PREGNANT_FOR if said == _NO else PREGNANT_FOR
    if age is None or age > longest:
        told = f"is of {when}" if when else "has no date"
        return uncertain(f'stale: "{said}" {told}; whether she is pregnant now is not known')
    draft.pregnancy.append((when, said, found))
    return read(FIELD)


def _answer(resource: Resource) -> str | None:
    concept = part(resource, "valueCodeableConcept")
    codes = {text(each, "code").casefold() for each in parts(concept, "coding")}
    for words, answer in ((NOT_PREGNANT, _NO), (POSSIBLY_PREGNANT, _PERHAPS), (PREGNANT, _YES)):
        if codes & words:
            return answer
    if isinstance(resource.get("valueBoolean"), bool):
        return _YES if resource["valueBoolean"] else _NO
    said = (text(concept, "text") or text(resource, "valueString")).casefold()
    answers = {"pregnant": _YES, "not pregnant": _NO, "possible": _PERHAPS, "possibly pregnant": _PERHAPS}
    return answers.get(said)


def settle(draft: Draft) -> None:
    """Put what was noted into the profile: the latest statement, or a question where two differ."""
    if not draft.pregnancy:
        return
    said = {answer for _, answer, _ in draft.pregnancy}
    if len(said) > 1:
        latest = max(when for when, _, _ in draft.pregnancy)
        said = {answer for when, answer, _ in draft.pregnancy if when == latest or not when}
    # "Not pregnant" never overrules: where they differ, the answer is open.
    draft.fields[FIELD] = (
        said.pop() if len(said) == 1 else _PERHAPS if said == {_YES, _PERHAPS} else "unknown"
    )
