from osteon.basics.records import replace
from osteon.doors.cds.demands import malformed_discovery
from osteon.doors.cds.discovery import discovery
from osteon.doors.cds.hooks import HOOKS
from osteon.doors.cds.prefetch import READ_FROM, searches
from osteon.patient.vocabulary import Kind
from tests.unit.doors.cds.calls import EDITION, PATIENT, WANTED, bundle, call, order, rules, taken


def only(*names):
    return replace(EDITION, facts=tuple(fact for fact in EDITION.facts if fact.name in names))


def test_every_kind_of_fact_says_where_fhir_keeps_it():
    assert set(READ_FROM) == set(Kind)


def test_what_no_rule_reads_is_not_asked_for():
    assert list(searches(only("age"))) == ["patient"]
    assert list(searches(only("allergy.soy"))) == ["patient", "allergies"]
    assert list(searches(only("takes.vitamin_k_antagonist"))) == [
        "patient",
        "medicationRequests",
        "medicationStatements",
    ]


def test_supplements_are_also_looked_for_among_nutrition_orders():
    assert "nutritionOrders" in searches(only("takes.vitamin_k"))


def test_results_are_asked_for_by_the_codes_of_the_tests_that_rules_read():
    template = searches(only("test.inr"))["observations"].template
    assert template == (
        "Observation?patient={{context.patientId}}&code=http://loinc.org|34714-6,http://loinc.org|38875-1,"
        "http://loinc.org|46418-0,http://loinc.org|6301-6&_count=200"
    )


def test_the_shipped_rules_ask_for_all_that_the_reader_understands():
    assert list(WANTED) == [
        "patient", "medicationRequests", "medicationStatements", "nutritionOrders", "conditions", "allergies",
        "observations", "procedures",
    ]  # fmt: skip


def test_discovery_offers_the_four_services_and_says_what_it_would_like():
    offered = discovery(EDITION)
    assert malformed_discovery(offered) == ()
    assert [each["id"] for each in offered["services"]] == list(HOOKS)
    assert all("not clinically approved" in each["description"] for each in offered["services"])
    assert all("version" not in each for each in offered["services"])


def test_the_ballot_adds_versions_and_takes_nothing_away():
    plain, ballot = discovery(EDITION)["services"], discovery(EDITION, ballot=True)["services"]
    assert malformed_discovery({"services": ballot}) == ()
    assert all(each["version"] == "3.0.0" and each["hookVersion"] == "1.0" for each in ballot)
    for more, known in zip(ballot, plain, strict=True):
        assert {**more, **known} | {"prefetch": more["prefetch"]} == more
        assert known["prefetch"].items() <= more["prefetch"].items()


def test_the_ballot_asks_for_products_that_orders_only_refer_to():
    asked = {each["id"]: each["prefetch"] for each in discovery(EDITION, ballot=True)["services"]}
    recorded = {"medicationRequestsProducts", "medicationStatementsProducts"}
    assert recorded <= set(asked["patient-view"])
    assert "draftOrdersProducts" not in asked["patient-view"]
    assert asked["order-sign"]["draftOrdersProducts"] == (
        "Medication?_id={{context.draftOrders.entry.resource.ofType(MedicationRequest).medication.resolve().id}}"
    )
    assert asked["order-sign"]["medicationRequestsProducts"] == (
        "Medication?_id={{%medicationRequests.entry.resource.medication.resolve().id}}"
    )


def test_a_product_that_is_sent_for_a_draft_is_what_is_ordered():
    draft = order("", "d1", medicationReference={"reference": "Medication/n"})
    product = {"resourceType": "Medication", "id": "n", "code": {"text": "natto"}}
    warfarin = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))}
    assert "vka-natto" not in rules(call("order-sign", draft, prefetch=warfarin))
    sent = warfarin | {"draftOrdersProducts": bundle(product)}
    assert {"vka-natto", "vka-vitamin-k-supplement"} & set(rules(call("order-sign", draft, prefetch=sent)))
