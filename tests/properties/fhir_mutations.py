"""Records in the shapes of real ones, and ways to spoil them that know what FHIR is made of."""

import copy
import random

from tests.unit.doors.fhir.records import D3, bundle, condition, dose, observation, order, patient, times

_MEDICATION = {"resourceType": "Medication", "id": "m", "code": {"text": D3}, "ingredient": [
    {"itemReference": {"reference": "#inner"}, "strength": {"numerator": {"value": 5, "unit": "mg"}}}],
    "contained": [{"resourceType": "Medication", "id": "inner", "code": {"text": "warfarin"}}]}  # fmt: skip


def _r4():
    return bundle(
        patient(),
        order(D3, dose(1, "{capsule}") | times() | {"text": "1 cap daily"}),
        order(medicationCodeableConcept=None, medicationReference={"reference": "Medication/m"}, id="second"),
        _MEDICATION,
        condition(),
        condition("pregnancy", onsetDateTime="2026-06-01", id="p"),
        observation("6301-6", text="INR", valueQuantity={"value": 2.4, "unit": "{INR}"}),
        observation("11778-8", valueDateTime="2027-02-01", id="edd"),
        {"resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "soy"}},
        {"resourceType": "Procedure", "id": "k", "status": "completed", "code": {"text": "Knee replacement"},
         "performedPeriod": {"start": "2026-11-01", "end": "2026-11-02"}},
        type="searchset",
        total=10,
        link=[{"relation": "self", "url": "x"}],
    )  # fmt: skip


def _mixed():
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"fullUrl": "urn:uuid:1", "resource": patient()},
            {"fullUrl": "urn:uuid:2", "request": {"method": "POST"}, "resource": {
                "resourceType": "MedicationOrder", "status": "active", "patient": {"reference": "urn:uuid:1"},
                "medicationCodeableConcept": {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm",
                                                          "code": "11289", "display": "Warfarin Sodium 5 MG"}]},
                "dosageInstruction": [{"text": "1 tab qd", "doseQuantity": {"value": 1, "unit": "{tab}"},
                                       "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnits": "d"}}}]}},
            {"response": {"status": "200"}, "resource": {
                "resourceType": "MedicationStatement", "status": "recorded", "subject": {"reference": "Patient/one"},
                "medication": {"concept": {"text": "vitamin D3 1000 IU"}},
                "adherence": {"code": {"coding": [{"code": "taking"}]}},
                "dosage": [{"text": "2 tablets twice daily", "asNeeded": True}]}},
            {"resource": {"resourceType": "MedicationDispense", "status": "completed",
                          "medicationReference": {"display": "Calcium Carbonate 500 MG / Ergocalciferol 400 UNT"},
                          "whenHandedOver": "2026-11-01", "daysSupply": {"value": 30},
                          "authorizingPrescription": [{"reference": "urn:uuid:2"}]}},
            {"resource": {"resourceType": "MedicationAdministration", "status": "completed",
                          "medicationCodeableConcept": {"text": "phytonadione"},
                          "effectiveDateTime": "2026-11-20", "dosage": {"dose": {"value": 10, "unit": "mg"}}}},
            {"resource": {"resourceType": "NutritionOrder", "status": "active", "supplement": [
                {"productName": "MK-7", "quantity": {"value": 100, "unit": "mcg"},
                 "schedule": [{"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}]}]}},
            {"resource": {"resourceType": "NutritionIntake", "status": "completed", "consumedItem": [
                {"nutritionProduct": {"concept": {"text": "natto"}}, "amount": {"value": 1, "unit": "serving"}}]}},
            {"response": {"status": "404"}},
            {"request": {"method": "DELETE", "url": "Condition/1"}},
            {"resource": bundle(condition("atrial fibrillation", clinicalStatus="active"))},
            {"resource": {"resourceType": "List", "emptyReason": {"coding": [{"code": "unavailable"}]}}},
        ],
    }  # fmt: skip


SHAPES = (_r4(), _mixed())

_STRANGE = (
    None, "", " ", 0, -1, 1.5, True, False, [], {}, [[]], [None], {"a": {}}, "x" * 3_000, 10**400, 1e308, 1e-300,
    float("inf"), float("nan"), "\u0000", "\ufeff", "active", "2026-02-30", "9999-99-99", "0000-00-00", "2026",
    "5.000 IU", "#", "urn:uuid:1", "Patient/one", "Medication/m", "5 mg then 10 mg", "1e999 IU", {"coding": {}},
    {"coding": [{}]}, {"text": 5}, {"value": "1"}, {"value": None, "unit": "mg"}, ["active", "stopped"], "\ud800",
)  # fmt: skip


def _places(value):
    """Return every place in a record as its container and its key."""
    found, waiting = [], [value]
    while waiting:
        each = waiting.pop()
        pairs = each.items() if isinstance(each, dict) else enumerate(each) if isinstance(each, list) else ()
        for key, inner in pairs:
            found.append((each, key))
            waiting.append(inner)
    return found


def _drop(chance, holder, key, record):
    del holder[key]


def _replace(chance, holder, key, record):
    holder[key] = copy.deepcopy(chance.choice(_STRANGE))


def _wrap(chance, holder, key, record):
    holder[key] = [holder[key]] if chance.random() < 0.5 else {"value": holder[key]}


def _unwrap(chance, holder, key, record):
    inner = holder[key]
    if isinstance(inner, list) and inner:
        holder[key] = inner[0]
    elif isinstance(inner, dict) and inner:
        holder[key] = next(iter(inner.values()))


def _graft(chance, holder, key, record):
    other, name = chance.choice(_places(record))
    holder[key] = copy.deepcopy(other[name])


def _repeat(chance, holder, key, record):
    if isinstance(holder, list) and len(holder) < 100:
        holder.append(copy.deepcopy(holder[key]))


def _deepen(chance, holder, key, record):
    for _ in range(chance.randrange(1, 30)):
        holder[key] = {"entry": [{"resource": holder[key]}]} if chance.random() < 0.3 else [holder[key]]


def _rename(chance, holder, key, record):
    if isinstance(holder, dict):
        other, name = chance.choice(_places(record))
        if isinstance(other, dict) and isinstance(name, str):
            holder[name] = holder.pop(key)


_WAYS = (_drop, _replace, _replace, _replace, _wrap, _unwrap, _graft, _repeat, _deepen, _rename)


def mutated(seed, shapes=SHAPES):
    """Return a spoilt record of one of these shapes; the same for the same seed."""
    chance = random.Random(seed)
    record = copy.deepcopy(shapes[seed % len(shapes)])
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        places = _places(record)
        if not places:
            break
        holder, key = chance.choice(places)
        chance.choice(_WAYS)(chance, holder, key, record)
    return record
