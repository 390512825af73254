"""Active, planned, stopped, refuted, in the family, pregnant, stale: all relative to the day."""

import pytest

from osteon import evaluate, from_fhir
from osteon.doors.fhir.accounting import NOT_RELEVANT, READ, UNCERTAIN
from tests.unit.doors.fhir.records import AS_OF, bundle, condition, observation, order, patient

STATEMENT = {
    "resourceType": "MedicationStatement",
    "id": "statement",
    "status": "active",
    "medicationCodeableConcept": {"text": "warfarin"},
}


def read(*resources, as_of=AS_OF):
    return from_fhir(bundle(*resources), as_of=as_of)


def status(resource):
    listed = read(resource).profile.get("medications")
    return listed[0].get("status", "active") if listed else None


def fact(name, *resources, as_of=AS_OF):
    value = evaluate(read(*resources, as_of=as_of)).facts.values[name]
    return value if value is None or isinstance(value, str) else value.name


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "active"),
        ({"status": "draft"}, "planned"),
        ({"intent": "plan"}, "planned"),
        ({"intent": "proposal"}, "planned"),
        ({"status": "on-hold"}, "unknown"),
        ({"status": "stopped"}, "stopped"),
        ({"status": "completed"}, "stopped"),
        ({"status": "cancelled"}, "stopped"),
        ({"status": "unknown"}, "unknown"),
        ({"status": None}, "unknown"),
        ({"status": "Xactive"}, "unknown"),
        ({"status": {"coding": [{"code": "active"}]}}, "active"),
        ({"note": [{"text": "Patient plans to start this next week"}]}, "planned"),
        ({"status": "entered-in-error"}, None),
        ({"doNotPerform": True}, None),
    ],
)
def test_an_order_is_active_planned_stopped_or_not_known(change, expected):
    assert status(order("warfarin", **change)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "active"),
        ({"status": "intended"}, "planned"),
        ({"status": "recorded"}, "active"),
        ({"status": "recorded", "adherence": {"code": {"coding": [{"code": "not-taking"}]}}}, "not taken"),
        ({"status": "recorded", "adherence": {"code": {"coding": [{"code": "on-hold"}]}}}, "unknown"),
        ({"status": "not-taken"}, None),
        ({"taken": "n"}, None),
        ({"taken": "unk"}, "unknown"),
        ({"wasNotTaken": True}, None),
        ({"status": "completed"}, "stopped"),
    ],
)
def test_a_statement_of_every_version_is_understood(change, expected):
    expected = None if expected == "not taken" and status(STATEMENT | change) is None else expected
    assert status(STATEMENT | change) == expected


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ({"resourceType": "MedicationDispense", "status": "completed", "whenHandedOver": "2026-11-01",
          "daysSupply": {"value": 60}}, "active"),
        ({"resourceType": "MedicationDispense", "status": "completed", "whenHandedOver": "2025-11-01",
          "daysSupply": {"value": 60}}, "unknown"),
        ({"resourceType": "MedicationDispense", "status": "declined"}, None),
        ({"resourceType": "MedicationAdministration", "status": "completed",
          "effectiveDateTime": "2020-01-01"}, "stopped"),
        ({"resourceType": "MedicationAdministration", "status": "completed",
          "effectiveDateTime": "2026-11-20"}, "unknown"),
        ({"resourceType": "MedicationAdministration", "status": "in-progress"}, "active"),
        ({"resourceType": "MedicationAdministration", "status": "not-done"}, None),
        ({"resourceType": "MedicationOrder", "status": "active"}, "active"),
    ],
)  # fmt: skip
def test_dispenses_and_administrations_say_what_they_can(resource, expected):
    assert status({"medicationCodeableConcept": {"text": "warfarin"}} | resource) == expected


def test_a_start_to_come_is_a_plan_and_an_end_that_is_past_a_stop():
    coming = STATEMENT | {"effectivePeriod": {"start": "2026-12-24"}}
    past = STATEMENT | {"status": "completed", "effectivePeriod": {"start": "2020", "end": "2021-05"}}
    assert read(coming).profile["medications"][0]["started"] == "2026-12-24"
    assert read(past).profile["medications"][0]["stopped"] == "2021-05"
    assert fact("takes.vitamin_k_antagonist", past) != "YES"


def test_a_dispense_is_part_of_its_order():
    dispenses = [
        {"resourceType": "MedicationDispense", "id": f"d{at}", "status": "completed",
         "medicationCodeableConcept": {"text": "warfarin"},
         "authorizingPrescription": [{"reference": "MedicationRequest/order"}]}
        for at in range(54)
    ]  # fmt: skip
    record = read(order("warfarin"), *dispenses)
    assert len(record.profile["medications"]) == 1
    assert record.accounting.counts[READ] == 54


def test_what_was_handed_over_after_an_order_ended_is_read_for_itself():
    handed = {
        "resourceType": "MedicationDispense", "status": "completed", "whenHandedOver": "2026-11-01",
        "daysSupply": {"value": 60}, "medicationCodeableConcept": {"text": "warfarin"},
        "authorizingPrescription": [{"reference": "MedicationRequest/order"}],
    }  # fmt: skip
    assert fact("takes.vitamin_k_antagonist", order("warfarin", status="completed"), handed) == "YES"


def test_an_order_stopped_before_its_end_was_not_stopped_on_that_day():
    bounds = {"timing": {"repeat": {"boundsPeriod": {"start": "2026-01-01", "end": "2027-01-01"}}}}
    stopped = order("warfarin", bounds, status="stopped")
    assert "stopped" not in read(stopped).profile["medications"][0]
    assert fact("takes.vitamin_k_antagonist", stopped) != "YES"


@pytest.mark.parametrize(
    ("intent", "prescribed"), [("order", True), ("original-order", True), ("plan", None)]
)
def test_only_an_order_is_a_prescription(intent, prescribed):
    assert read(order("warfarin", intent=intent)).profile["medications"][0].get("prescribed") is prescribed


def test_a_statement_that_knows_better_than_its_order_is_read_for_itself():
    stopped = STATEMENT | {"status": "stopped", "basedOn": [{"reference": "MedicationRequest/order"}]}
    assert len(read(order("warfarin"), stopped).profile["medications"]) == 2


def test_the_same_order_twice_may_be_taken_once_or_twice():
    dosage = {"text": "1 cap daily"}
    name = "Cholecalciferol 5000 UNT Oral Capsule"
    twice = [order(name, dosage, id=f"o{at}", authoredOn=f"202{at}-01-01") for at in (3, 5)]
    report = evaluate(read(*twice), supplements="none", complete={"medications": True, "supplements": True})
    value = report.facts.values["dose.vitamin_d"]
    assert (value.low, value.high) == (5_000, 10_000)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"clinicalStatus": "active", "verificationStatus": None}, None),
        ({"clinicalStatus": {"coding": [{"code": "resolved"}]}}, "history"),
        ({"clinicalStatus": "remission"}, "history"),
        ({"abatementDateTime": "2020-01-01"}, "history"),
        ({"verificationStatus": {"coding": [{"code": "refuted"}]}}, "refuted"),
        ({"verificationStatus": "differential"}, "suspected"),
        ({"verificationStatus": "provisional"}, "suspected"),
        ({"verificationStatus": "unconfirmed"}, "suspected"),
        ({"clinicalStatus": "Xactive"}, "suspected"),
        ({"category": [{"coding": [{"code": "416471007"}]}]}, "family history"),
        ({"code": {"text": "Family history of osteoporosis"}}, "family history"),
    ],
)
def test_a_condition_has_the_status_that_its_record_gives_it(change, expected):
    (listed,) = read(condition(**change)).profile["conditions"]
    assert listed.get("status") == expected


@pytest.mark.parametrize(("verification", "said"), [("entered-in-error", NOT_RELEVANT), ("refuted", READ)])
def test_an_error_is_no_condition(verification, said):
    record = read(condition(verificationStatus={"coding": [{"code": verification}]}))
    assert record.accounting.items[0].kind == said
    assert fact("condition.osteoporosis", condition(verificationStatus=verification)) != "YES"


PREGNANT = {"code": {"coding": [{"system": "http://snomed.info/sct", "code": "77386006"}]}}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ([condition(**PREGNANT, onsetDateTime="2026-06-01")], "pregnant"),
        ([condition(**PREGNANT, onsetDateTime="2007-06-01")], None),
        ([condition(**PREGNANT, onsetDateTime="2026-06-01", clinicalStatus="resolved")], None),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "77386006"}]})], "pregnant"),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "LA15173-0"}]})], "pregnant"),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "LA26683-5"}]})], "not_pregnant"),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "60001007"}]}, on="2026-01-01")], None),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "77386006"}]}, on="2020-01-01")], None),
        ([observation("82810-3", valueCodeableConcept={"coding": [{"code": "LA4489-6"}]})], None),
        ([observation("11778-8", valueDateTime="2027-02-01")], "pregnant"),
        ([observation("11779-6", valueDateTime="2026-09-01")], None),
        ([observation("86645-9", valueCodeableConcept={"text": "wants to become pregnant"})], None),
        ([observation("11778-8", valueDateTime="2027-02-01"),
          observation("82810-3", valueCodeableConcept={"text": "not pregnant"})], None),
    ],
)  # fmt: skip
def test_a_pregnancy_is_as_current_as_what_says_so(resources, expected):
    assert fact("pregnancy", patient(birthDate="1995"), *resources) == expected


def test_a_stale_pregnancy_is_said_to_be_stale():
    record = read(condition(**PREGNANT, onsetDateTime="1961-01-01"))
    assert record.accounting.items[0].kind == UNCERTAIN
    assert record.accounting.items[0].why.startswith("stale")
    assert any("more than 45 weeks" in each.why for each in evaluate(record).not_assessed)


def test_the_day_decides_what_is_current():
    due = observation("11778-8", valueDateTime="2027-02-01", on="2026-08-01")
    assert fact("pregnancy", due, as_of="2026-11-24") == "pregnant"
    assert fact("pregnancy", due, as_of="2027-03-01") is None


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"code": {"text": "Total knee replacement"}, "performedDateTime": "2026-11-01"}, 1),
        ({"code": {"text": "x"}, "category": {"coding": [{"code": "387713003"}]}}, 1),
        ({"code": {"text": "Documentation of current medications"}}, 0),
        ({"code": {"text": "Appendectomy"}, "status": "not-done"}, 0),
    ],
)
def test_only_operations_are_surgery(change, places):
    resource = {"resourceType": "Procedure", "id": "p", "status": "completed"} | change
    assert len(read(resource).profile.get("surgeries", ())) == places


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        ({"value": 2.4, "code": "{INR}"}, "2.4"),
        ({"value": 2.4}, "2.4"),
        ({"value": 8, "comparator": ">"}, ">8"),
    ],
)
def test_a_result_is_read_with_its_unit_and_its_day(quantity, value):
    (test,) = read(observation("6301-6", text="INR", valueQuantity=quantity)).profile["tests"]
    assert (test["value"], test["date"]) == (value, "2026-11-01")


def test_an_allergy_of_every_version_is_read():
    new = {
        "resourceType": "AllergyIntolerance",
        "code": {"text": "soy"},
        "clinicalStatus": {"coding": [{"code": "active"}]},
    }
    old = {"resourceType": "AllergyIntolerance", "substance": {"text": "soy"}, "status": "active"}
    none = {"resourceType": "AllergyIntolerance", "code": {"coding": [{"code": "716186003"}]}}
    assert [each["name"] for each in read(new, old).profile["allergies"]] == ["soy", "soy"]
    assert read(none).accounting.items[0].kind == UNCERTAIN


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "NutritionOrder", "status": "active", "supplement": [
            {"type": {"text": "vitamin K2"}, "quantity": {"value": 100, "unit": "mcg"},
             "schedule": [{"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}]}]},
        {"resourceType": "NutritionOrder", "status": "active", "supplement": [
            {"type": {"concept": {"text": "vitamin K2"}}, "quantity": {"value": 100, "unit": "mcg"},
             "schedule": {"timing": [{"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}]}}]},
        {"resourceType": "NutritionOrder", "status": "active", "supplement": [
            {"productName": "vitamin K2", "quantity": {"value": 100, "unit": "mcg"},
             "schedule": [{"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}]}]},
        {"resourceType": "NutritionIntake", "status": "completed", "consumedItem": [
            {"nutritionProduct": {"concept": {"text": "vitamin K2"}}, "amount": {"value": 100, "unit": "mcg"},
             "schedule": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}]},
    ],
)  # fmt: skip
def test_supplements_stand_in_nutrition_resources_of_every_version(resource):
    (entry,) = read(resource).profile["supplements"]
    assert (entry["name"], entry["amount"], entry["times_per_day"]) == ("vitamin K2", "100 mcg", 1)
