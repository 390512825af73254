"""Supplements that are ordered or eaten: NutritionOrder and NutritionIntake."""

from collections.abc import Iterator

from osteon.doors.fhir.accounting import UNRECOGNISED, Became
from osteon.doors.fhir.dosage import Dosing
from osteon.doors.fhir.drafting import Draft, not_readable, not_relevant, read, uncertain
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.naming import Called
from osteon.doors.fhir.quantities import Taken, read_quantity
from osteon.doors.fhir.shapes import Resource, day, part, parts, text
from osteon.doors.fhir.status import NOT_TAKEN, standing_of
from osteon.doors.fhir.timing import read_timing
from osteon.patient.words import ACTIVE, IN_ERROR

LIST = "supplements"


def read_nutrition_order(found: Found, draft: Draft) -> Became:
    """Read the supplements and the formulas of a NutritionOrder; the diet itself is not read."""
    resource = found.resource
    items = [(each, part(each, "type"), "productName") for each in parts(resource, "supplement")]
    items += [
        (each, part(each, "baseFormulaType"), "baseFormulaProductName")
        for each in parts(resource, "enteralFormula")
    ]
    return _products(found, draft, items, "it orders a diet, which is not read")


def read_nutrition_intake(found: Found, draft: Draft) -> Became:
    """Read what a NutritionIntake says was consumed."""
    items = [
        (each, part(each, "nutritionProduct", "type"), "productName")
        for each in parts(found.resource, "consumedItem")
    ]
    return _products(found, draft, items, "it lists nothing that was consumed")


def _products(
    found: Found, draft: Draft, items: list[tuple[Resource, Resource, str]], nothing: str
) -> Became:
    standing = standing_of(found.resource)
    if standing.status in (NOT_TAKEN, IN_ERROR):
        return not_relevant("it says that it is not taken, or was entered in error")
    if not items:
        return (
            uncertain(nothing)
            if part(found.resource, "oralDiet")
            else not_readable(f"{found.path}: {nothing}")
        )
    why = [standing.why] if standing.why else []
    places = []
    for item, kind, name in items:
        called = _called(item, kind, name, draft)
        dosing = _dosing(item)
        entry: dict[str, object] = (called.fields() or {"name": "a product without name"}) | dosing.fields()
        entry |= dict(_state(found.resource, standing.status))
        places.append(draft.add(LIST, entry, found))
        why += dosing.why
        if not called.concepts:
            why.insert(0, UNRECOGNISED)
    return uncertain("; ".join(dict.fromkeys(why)), *places) if why else read(*places)


def _called(item: Resource, kind: Resource, name: str, draft: Draft) -> Called:
    concept = part(kind, "concept") or kind
    called = draft.namer.concept(concept)
    product = draft.namer.named(text(item, name))
    if product.concepts and not called.concepts or not called.is_told:
        return product
    return called


def _dosing(item: Resource) -> Dosing:
    schedule = item.get("schedule")
    timings = parts(item, "schedule")
    if isinstance(schedule, dict) and "timing" in schedule:
        timings = parts(schedule, "timing")
    often = [read_timing(each).often for each in timings]
    taken = read_quantity(part(item, "quantity", "amount")) if part(item, "quantity", "amount") else Taken()
    why = [taken.why or "how much at a time was not told"] if taken.amount is None else []
    if len(often) != 1 or often[0] is None:
        return Dosing(
            taken.amount, taken.unit, None, why=(*why, "how often was not told, or in several ways")
        )
    return Dosing(taken.amount, taken.unit, often[0], why=tuple(why))


def _state(resource: Resource, status: str) -> Iterator[tuple[str, object]]:
    if status != ACTIVE:
        yield "status", status
    started = day(resource, "dateTime", "occurrenceDateTime") or day(
        part(resource, "occurrencePeriod"), "start"
    )
    if started:
        yield "started", started
