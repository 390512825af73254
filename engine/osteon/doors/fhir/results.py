"""Observations: results of tests that the terminology knows, and whatever speaks of a pregnancy."""

from collections.abc import Iterator

from osteon.doors.fhir.accounting import Became
from osteon.doors.fhir.drafting import Draft, not_readable, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.naming import Called
from osteon.doors.fhir.pregnancy import ABOUT_PREGNANCY, read_pregnancy_observation
from osteon.doors.fhir.shapes import Resource, day, digits, number, part, parts, text, word
from osteon.patient.measures import MeasureError, split_measure
from osteon.patient.units import LAB_UNITS

_NOT_GIVEN = ("entered-in-error", "cancelled")
_NOT_YET = ("registered", "specimen-in-process")
_UNITS = {
    "{inr}": "", "{ratio}": "", "1": "", "{score}": "", "ratio": "", "{1}": "", "inr": "",
    "ml/min/{1.73_m2}": "mL/min/1.73m2", "ml/min/{1.73m2}": "mL/min/1.73m2", "ml/min/1.73": "mL/min/1.73m2",
    "[iu]/l": "IU/L", "m[iu]/l": "mIU/L", "meq/l": "meq/L",
}  # fmt: skip


_NOT_READ = not_relevant("no rule of this pack reads such a result")


def read_observation(found: Found, draft: Draft) -> Became:
    """Read an Observation."""
    resource = found.resource
    called = draft.namer.concept(resource.get("code"))
    of_pregnancy = not called.raw.isdisjoint(ABOUT_PREGNANCY)
    if called.name and not called.is_test and not of_pregnancy:
        return _beside_tests(found, draft) if "component" in resource else _NOT_READ
    status = word(resource, "status")
    if status in _NOT_GIVEN:
        return not_relevant("it was cancelled, or entered in error")
    if of_pregnancy:
        return read_pregnancy_observation(found, draft, called.raw)
    if not called.is_told:
        return not_readable(f"{found.path}.code: it does not say what was observed")
    if status in _NOT_YET:
        return uncertain("the result is not there yet")
    return _result(found, draft, called, resource)


def _beside_tests(found: Found, draft: Draft) -> Became:
    components = [each for each in parts(found.resource, "component") if _is_test(each, draft)]
    if components:
        read_all = [_result(found, draft, draft.namer.concept(each.get("code")), each) for each in components]
        why = "; ".join(each.why for each in read_all if each.why)
        places = tuple(place for each in read_all for place in each.facts)
        return uncertain(why, *places) if why else read(*places)
    return _NOT_READ


def _is_test(component: Resource, draft: Draft) -> bool:
    return draft.namer.concept(component.get("code")).is_test


def _result(found: Found, draft: Draft, called: Called, holder: Resource) -> Became:
    entry = called.fields()
    when = day(found.resource, "effectiveDateTime", "effectiveInstant")
    when = (
        when or day(part(found.resource, "effectivePeriod"), "end", "start") or day(found.resource, "issued")
    )
    if when:
        entry["date"] = when
    value, why = _value(holder)
    if value:
        entry["value"] = value
    if value and "referenceRange" in holder:
        entry.update(_targets(holder))
    place = draft.add("tests", entry, found)
    if when and not why:
        return read(place)
    return uncertain("; ".join(filter(None, (why, "" if when else "it has no date"))), place)


def _value(holder: Resource) -> tuple[str, str]:
    quantity = part(holder, "valueQuantity")
    if quantity:
        return _measured(quantity)
    ends = part(holder, "valueRange")
    if ends:
        return "", "a result between two values is not read"
    said = text(holder, "valueString") or text(part(holder, "valueCodeableConcept"), "text")
    if not said:
        whole = number(holder, "valueInteger")
        return (str(whole), "") if whole is not None else ("", _absent(holder))
    return (said, "") if _is_measure(said) else ("", f'the result "{said[:40]}" is not a number')


def _absent(holder: Resource) -> str:
    reason = word(holder, "dataAbsentReason")
    return f"it has no value ({reason[:40]})" if reason else "it has no value"


def _measured(quantity: Resource) -> tuple[str, str]:
    shown = digits(quantity.get("value"))
    if not shown:
        return "", "its value is not a number"
    side = text(quantity, "comparator")
    side = side if side in ("<", "<=", ">", ">=") else ""
    known = _known(text(quantity, "unit"))
    if known is None:
        known = _known(text(quantity, "code"))
    if known is None:
        return "", f'its unit "{text(quantity, "unit", "code")[:40]}" is none that we know'
    return f"{side}{shown} {known}".rstrip(), ""


def _known(unit: str) -> str | None:
    known = _UNITS.get(unit.casefold(), unit)
    return known if known.casefold() in LAB_UNITS else None


def _is_measure(said: str) -> bool:
    try:
        split_measure(said)
    except MeasureError:
        return False
    return True


def _targets(holder: Resource) -> dict[str, str]:
    ends = {"target_low": next(_limits(holder, "low"), ""), "target_high": next(_limits(holder, "high"), "")}
    return {key: limit for key, limit in ends.items() if limit}


def _limits(holder: Resource, end: str) -> Iterator[str]:
    """Yield the limits of the range that was given for this result; a normal range is not a target."""
    for each in parts(holder, "referenceRange"):
        if word(each, "type") in ("treatment", "therapeutic", "target"):
            limit, _ = _measured(part(each, end))
            if limit:
                yield limit
