"""Which product a resource speaks of: written in it, contained in it, or elsewhere in the record."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from osteon.basics.quantity import tidy
from osteon.doors.fhir.dosage import written
from osteon.doors.fhir.drafting import Draft
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.limits import MAXIMUM_CHAIN
from osteon.doors.fhir.naming import NOTHING, Called
from osteon.doors.fhir.quantities import read_quantity
from osteon.doors.fhir.shapes import Resource, number, part, parts, text
from osteon.patient.labels import strengths
from osteon.patient.sigs import Range

_MOST_INGREDIENTS = 100


def product_of(found: Found, draft: Draft) -> tuple[Resource | None, Called]:
    """Return the Medication that a resource refers to, if there is one, and what the product is called."""
    resource = found.resource
    concept, reference = part(resource, "medicationCodeableConcept"), part(resource, "medicationReference")
    inline = part(resource, "medication")
    if inline:
        concept = concept or part(inline, "concept")
        if not concept and ("coding" in inline or "text" in inline):
            concept = inline
        reference = reference or part(inline, "reference") or inline
    called = draft.namer.concept(concept) if concept else NOTHING
    medication = draft.references.find(reference, resource) if reference else None
    if medication is not None:
        draft.used.add(id(medication))
        own = draft.namer.concept(part(medication, "code", "product"))
        called = called if called.is_told else own if own.is_told else _of_ingredients(medication, draft)
    if not called.is_told and not called.raw:
        named = draft.namer.named(text(reference, "display"))
        called = named if named.is_told else called
    return medication, called


def _of_ingredients(medication: Resource, draft: Draft) -> Called:
    names = [str(each["name"]) for each in _ingredients(medication, draft, set()) if "name" in each]
    return draft.namer.named(" / ".join(names)[:200]) if names else NOTHING


def contents(medication: Resource | None, draft: Draft) -> dict[str, object]:
    """Return the ingredients that a Medication lists, unless its name says the strengths already."""
    if medication is None:
        return {}
    code = draft.namer.concept(part(medication, "code", "product"))
    listed = list(islice(_ingredients(medication, draft, set()), _MOST_INGREDIENTS))
    if not listed or code.name and strengths(code.name):
        return {}
    return {"ingredients": listed}


def _ingredients(medication: Resource, draft: Draft, seen: set[int]) -> Iterator[dict[str, object]]:
    # Each is opened once: a product may be said to contain itself.
    if id(medication) in seen or len(seen) > MAXIMUM_CHAIN:
        return
    seen.add(id(medication))
    for ingredient in parts(medication, "ingredient"):
        item = part(ingredient, "itemCodeableConcept") or part(part(ingredient, "item"), "concept")
        called = draft.namer.concept(item)
        reference = part(ingredient, "itemReference") or part(ingredient, "item")
        inner = draft.references.find(reference, medication) if not called.is_told else None
        if inner is not None and inner is not medication:
            draft.used.add(id(inner))
            called = draft.namer.concept(part(inner, "code", "product"))
            if not called.is_told:
                yield from _ingredients(inner, draft, seen)
                continue
        called = called if called.is_told else draft.namer.named(text(reference, "display"))
        if called.is_told:
            yield called.fields() | _strength(ingredient)
        else:
            yield {"name": "an ingredient without name"}


def _strength(ingredient: Resource) -> dict[str, object]:
    ratio = part(ingredient, "strength", "strengthRatio", "amount", "strengthQuantity")
    top = read_quantity(part(ratio, "numerator") or ratio)
    if top.amount is None or top.unit not in ("IU", "mcg", "mg", "g"):
        return {}
    below = part(ratio, "denominator")
    many, unit = number(below, "value") or 1, read_quantity(below).unit if below else ""
    if unit in ("mL", "mcg", "mg", "g"):
        return {}  # How many mL there are in a dose is not told here; the name may tell it.
    low, high = (tidy(Fraction(each) / many) for each in top.amount)
    amount = Range(low, high)
    return {"amount": f"{written(amount)} {top.unit}"}
