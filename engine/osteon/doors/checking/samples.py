"""Calls about a patient who does not exist, made for whatever prefetch a service asks for."""

from collections.abc import Mapping
from uuid import uuid4

Json = dict[str, object]

_PATIENT = "osteon-cds-check"
_WHO: Json = {"resourceType": "Patient", "id": _PATIENT, "gender": "female", "birthDate": "1950-01-01"}

KNOWN_HOOKS = ("patient-view", "order-select", "order-sign", "medication-verify")
"""Hooks whose context is known here; services on others are not called."""


def order(*, medicine: bool = True) -> Json:
    """Return a draft order; without a medicine it is what an ordering form holds when it is opened."""
    draft: Json = {
        "resourceType": "MedicationRequest",
        "id": "draft-1",
        "status": "draft",
        "intent": "order",
        "subject": {"reference": f"Patient/{_PATIENT}"},
    }
    if not medicine:
        return draft
    coding = {
        "system": "http://www.nlm.nih.gov/research/umls/rxnorm",
        "code": "855332",
        "display": "warfarin sodium 5 MG Oral Tablet",
    }
    return draft | {"medicationCodeableConcept": {"coding": [coding], "text": coding["display"]}}


def call(hook: str, prefetch: object = None, draft: Json | None = None) -> Json:
    """Return a call of a hook. `prefetch` is left out if it is None."""
    context: Json = {"userId": "Practitioner/osteon-cds-check", "patientId": _PATIENT}
    chosen = draft or order()
    if hook in ("order-select", "order-sign"):
        context["draftOrders"] = {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": chosen}],
        }
    if hook == "order-select":
        context["selections"] = [f"MedicationRequest/{chosen['id']}"]
    if hook == "medication-verify":
        context["medication"] = chosen
    body: Json = {"hook": hook, "hookInstance": str(uuid4()), "context": context}
    return body if prefetch is None else body | {"prefetch": prefetch}


def filled(templates: Mapping[str, object]) -> Json:
    """Return a prefetch in which every key was looked for: the patient is there, and nothing else."""
    return {key: _found(str(template)) for key, template in templates.items()}


def empty(templates: Mapping[str, object]) -> Json:
    """Return a prefetch in which every key is null."""
    return dict.fromkeys(templates)


def failed(templates: Mapping[str, object]) -> Json:
    """Return a prefetch in which every key failed at the server."""
    issue = {"severity": "error", "code": "exception", "diagnostics": "made up by osteon cds-check"}
    return {key: {"resourceType": "OperationOutcome", "issue": [issue]} for key in templates}


def _found(template: str) -> Json:
    if template.startswith("Patient/") and "?" not in template:
        return _WHO
    return {"resourceType": "Bundle", "type": "searchset", "total": 0}
