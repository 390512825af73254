"""Calls of a CDS Hooks client, made up: patients, orders, and whole requests."""

from datetime import date

from osteon import evaluate, load_rulebook
from osteon.doors.cds.answering import answer, open_desk
from osteon.doors.cds.prefetch import searches
from osteon.doors.cds.requests import read_request
from osteon.doors.fhir.reading import Reader
from osteon.reasoning.advise import advisor_for

DAY = date(2026, 11, 24)
RULEBOOK = load_rulebook()
EDITION = advisor_for(RULEBOOK, DAY).edition
WANTED = searches(EDITION)
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1950-01-01"}


def judged(record):
    return evaluate(record, rulebook=RULEBOOK, on_error="report")


def desk(**changed):
    told = {"edition": EDITION, "reader": Reader(RULEBOOK), "evaluate": judged, "day": DAY}
    return open_desk(**told | changed)


def order(name, id="", **more):
    made = {"resourceType": "MedicationRequest", "status": "draft", "intent": "order"}
    made |= {"subject": {"reference": "Patient/p1"}, "authoredOn": "2026-11-22"}
    made |= {"id": id} if id else {}
    made |= {"medicationCodeableConcept": {"text": name}} if name else {}
    return made | more


def taken(name, id="m1"):
    return {
        "resourceType": "MedicationStatement", "id": id, "status": "active",
        "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": name},
    }  # fmt: skip


def bundle(*resources, **more):
    entries = [{"resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries} | more


def call(hook="patient-view", *drafts, prefetch=None, selections=None, **context):
    context = {"userId": "Practitioner/1", "patientId": "p1"} | context
    if hook in ("order-select", "order-sign"):
        context["draftOrders"] = bundle(*drafts)
    if selections is not None:
        context["selections"] = selections
    body = {"hook": hook, "hookInstance": INSTANCE, "context": context}
    return body | ({"prefetch": prefetch} if prefetch is not None else {})


def answered(body, **changed):
    return answer(read_request(body, body["hook"]), desk(**changed))


def cards(body, **changed):
    return answered(body, **changed).response["cards"]


def rules(body):
    return [shown.rule_id for shown in answered(body).shown if shown.rule_id]
