"""Sentences about a health record system that calls osteon through CDS Hooks."""

import json
from collections.abc import Mapping

from osteon.verification.spec.registry import given, then, when
from osteon.verification.spec.scene import Scene, Table, rows_of
from osteon.verification.spec.unmet import Unmet

Json = dict[str, object]

PATIENT = "1"
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
WHO: Json = {"resourceType": "Patient", "id": PATIENT, "gender": "female", "birthDate": "1950-01-01"}
KEYS = {
    "MedicationStatement": "medicationStatements",
    "MedicationRequest": "medicationRequests",
    "Condition": "conditions",
}
FAILED: Json = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}
PAGE: Json = {"relation": "next", "url": "https://fhir.example/next"}


def of_patient(kind: str, named: str, status: str) -> Json:
    """Return a resource about the patient of the call."""
    said: Json = {"resourceType": kind, "status": status, "subject": {"reference": f"Patient/{PATIENT}"}}
    if kind == "Condition":
        return said | {"clinicalStatus": {"text": status}, "code": {"text": named}}
    return said | {"intent": "order", "medicationCodeableConcept": {"text": named}}


@given("a record that was prefetched with:")
def prefetched(scene: Scene, table: Table) -> None:
    listed: dict[str, list[Json]] = {}
    for number, (kind, named, status) in enumerate(rows_of(table, "resource", "name", "status")):
        resource = of_patient(kind, named, status) | {"id": str(number)}
        listed.setdefault(KEYS[kind], []).append({"resource": resource})
    scene.call.prefetch = {"patient": WHO}
    for key, entries in listed.items():
        scene.call.prefetch[key] = {"resourceType": "Bundle", "entry": entries}


@given("of whose medicines a further page was not sent")
def paged(scene: Scene) -> None:
    key = KEYS["MedicationStatement"]
    scene.call.prefetch[key] = (scene.call.prefetch[key] or {}) | {"link": [PAGE]}


@given("a record of which nothing was prefetched")
def not_prefetched(scene: Scene) -> None:
    scene.call.prefetch = {}


@given("a record that was looked for and not found")
def not_found(scene: Scene) -> None:
    scene.call.prefetch = dict.fromkeys(("patient", *KEYS.values()))


@given("a record that could not be looked for")
def not_looked_for(scene: Scene) -> None:
    scene.call.prefetch = dict.fromkeys(("patient", *KEYS.values()), FAILED)


@given('a draft order of "{medicine:Quoted}"')
def draft_order(scene: Scene, medicine: str) -> None:
    put(scene, of_patient("MedicationRequest", medicine, "draft"))


@given("a draft order that names no medicine yet")
def draft_without_medicine(scene: Scene) -> None:
    draft = of_patient("MedicationRequest", "", "draft")
    del draft["medicationCodeableConcept"]
    put(scene, draft)


def put(scene: Scene, draft: Json) -> None:
    """Put an order among the drafts of the call; the last one is what was chosen."""
    scene.call.drafts.append(draft | {"id": f"draft-{len(scene.call.drafts)}"})


@when('the client calls "{service:Flag}"')
def called(scene: Scene, service: str) -> None:
    drafts = scene.call.drafts
    context: Json = {"userId": "Practitioner/1", "patientId": PATIENT}
    if service.startswith("order-"):
        context["draftOrders"] = {"resourceType": "Bundle", "entry": [{"resource": each} for each in drafts]}
    if service == "order-select":
        context["selections"] = [f"MedicationRequest/{drafts[-1]['id']}"]
    if service == "medication-verify":
        context["medication"] = drafts[-1]
    body = {"hook": service, "hookInstance": INSTANCE, "context": context, "prefetch": scene.call.prefetch}
    ask(scene, service, json.dumps(body))


@when('the client sends "{service:Flag}" this:')
def sent(scene: Scene, service: str, text: str) -> None:
    ask(scene, service, text)


def ask(scene: Scene, service: str, text: str) -> None:
    """Call a service, and keep what it answers."""
    if scene.doors.hook is None:
        raise Unmet("this runner knows no CDS Hooks service")
    scene.call.status, scene.call.answer = scene.doors.hook(scene.rulebook, service, text)


def cards(scene: Scene) -> list[Mapping[str, object]]:
    """Return the cards that were answered."""
    if scene.call.status != 200:
        raise Unmet(f"the call is answered with {scene.call.status}: {json.dumps(scene.call.answer)}")
    found = scene.call.answer["cards"]
    return found if isinstance(found, list) else []


def card_of(scene: Scene, flag: str) -> Mapping[str, object]:
    """Return the card of a rule."""
    for card in cards(scene):
        if topic_of(card) == flag:
            return card
    told = [str(card["summary"]) for card in cards(scene)]
    raise Unmet(f"there is no card of {flag}; the cards are:", tuple(told))


def topic_of(card: Mapping[str, object]) -> str:
    """Return the rule that raised a card; "" for a card of another kind."""
    source = card["source"]
    topic = source.get("topic", {}) if isinstance(source, dict) else {}
    return str(topic.get("code", ""))


@then("the cards of rules are exactly {flags:Flags}")
def cards_are(scene: Scene, flags: frozenset[tuple[str, str]]) -> None:
    found = {(topic_of(card), str(card["indicator"])) for card in cards(scene) if topic_of(card)}
    if found != flags:
        told = ", ".join(f"{flag} ({severity})" for flag, severity in sorted(found)) or "none"
        raise Unmet(f"the cards of rules are {told}")


@then('the card of "{flag:Flag}" says "{text:Quoted}"')
def card_says(scene: Scene, flag: str, text: str) -> None:
    card = card_of(scene, flag)
    if text not in f"{card['summary']}\n{card['detail']}":
        raise Unmet("it says:", (str(card["summary"]), *str(card["detail"]).splitlines()))


@then('a card says "{text:Quoted}"')
def some_card_says(scene: Scene, text: str) -> None:
    told = [f"{card['summary']} {card['detail']}" for card in cards(scene)]
    if not any(text in each for each in told):
        raise Unmet("the cards say:", tuple(told))


@then('no card says "{text:Quoted}"')
def no_card_says(scene: Scene, text: str) -> None:
    told = [str(card["summary"]) for card in cards(scene) if text in f"{card['summary']} {card['detail']}"]
    if told:
        raise Unmet("so does the card:", tuple(told))


@then('the card of "{flag:Flag}" proposes to withdraw the draft')
def proposes(scene: Scene, flag: str) -> None:
    card = card_of(scene, flag)
    wanted = f"MedicationRequest/{scene.call.drafts[-1]['id']}"
    if wanted not in json.dumps(card.get("suggestions", [])):
        raise Unmet(f"it proposes {card.get('suggestions', 'nothing')}")


@then("no card proposes anything")
def proposes_nothing(scene: Scene) -> None:
    proposing = [str(card["summary"]) for card in cards(scene) if "suggestions" in card]
    if proposing:
        raise Unmet("these propose something:", tuple(proposing))


@then("every card has a short summary, a source, its uuid and a word on approval")
def whole(scene: Scene) -> None:
    for card in cards(scene):
        short = len(str(card["summary"])) < 140
        if not (short and card["uuid"] and "not clinically approved" in json.dumps(card["source"])):
            raise Unmet(f"this one has not: {card['summary']}")


@then('the call is refused with {status:Whole} and says "{text:Quoted}"')
def refused(scene: Scene, status: int, text: str) -> None:
    answer = json.dumps(scene.call.answer)
    if scene.call.status != status or "OperationOutcome" not in answer or text not in answer:
        raise Unmet(f"it is answered with {scene.call.status}: {answer}")
