"""Small resources in the shapes that real records have, written for these tests."""

AS_OF = "2026-11-24"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
D3 = "Cholecalciferol 5000 UNT Oral Capsule"


def times(frequency=1, period=1, unit="d", **more):
    return {"timing": {"repeat": {"frequency": frequency, "period": period, "periodUnit": unit, **more}}}


def dose(value, unit=None):
    quantity = {"value": value} | ({"unit": unit} if unit else {})
    return {"doseAndRate": [{"doseQuantity": quantity}]}


def order(name=D3, *dosages, **more):
    """An order in the shape of R4; what is given as a keyword replaces or adds an element."""
    resource = {
        "resourceType": "MedicationRequest",
        "id": "order",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": name},
        "subject": {"reference": "Patient/one"},
    }
    if dosages:
        resource["dosageInstruction"] = list(dosages)
    return _with(resource, more)


def condition(name="osteoporosis", **more):
    resource = {
        "resourceType": "Condition",
        "id": "condition",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "code": {"text": name},
        "subject": {"reference": "Patient/one"},
    }
    return _with(resource, more)


def observation(code, *, text="", on="2026-11-01", **more):
    resource = {
        "resourceType": "Observation",
        "id": "observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]} | ({"text": text} if text else {}),
        "subject": {"reference": "Patient/one"},
        "effectiveDateTime": on,
    }
    return _with(resource, more)


def patient(**more):
    resource = {"resourceType": "Patient", "id": "one", "gender": "female", "birthDate": "1950-03-01"}
    return _with(resource, more)


def bundle(*resources, **more):
    entries = [{"resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries} | more


def _with(resource, more):
    """Return a resource with some elements replaced, and without those that are None."""
    merged = resource | more
    return {key: value for key, value in merged.items() if value is not None}
