"""From a Dosage and a product's name to an amount a day, in the shapes of every version."""

from fractions import Fraction

import pytest

from osteon import evaluate, from_fhir
from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.doors.fhir.accounting import READ, UNCERTAIN
from tests.unit.doors.fhir.records import AS_OF, D3, RXNORM, bundle, dose, order, times

WHOLE = {"medications": True, "supplements": True}


def vitamin_d(record):
    report = evaluate(from_fhir(record, as_of=AS_OF), supplements="none", complete=WHOLE)
    return report.facts.values["dose.vitamin_d"]


def item(record):
    return from_fhir(record, as_of=AS_OF).accounting.items[0]


@pytest.mark.parametrize(
    ("name", "dosage", "iu"),
    [
        (D3, dose(1, "{pill}") | times(), 5_000),
        (D3, {"doseQuantity": {"value": 1}} | times(unit="wk"), Fraction(5_000, 7)),
        (D3, {"doseAndRate": {"doseQuantity": {"value": 2, "unit": "TAB"}}} | times(), 10_000),
        (D3, {"quantityQuantity": {"value": 1, "code": "{capsule}"}} | times(), 5_000),
        (D3, dose(1, "cap") | {"timing": {"repeat": {"frequency": 1, "period": 7, "periodUnits": "d"}}}, Fraction(5_000, 7)),
        (D3, {"text": "1 cap once weekly"}, Fraction(5_000, 7)),
        (D3, {"text": "2 caps po qd"}, 10_000),
        (D3, dose(1, "cap") | {"timing": {"code": {"coding": [{"code": "BID"}]}}}, 10_000),
        (D3, dose(1, "cap") | {"timing": {"code": {"text": "twice weekly"}}}, Fraction(10_000, 7)),
        (D3, dose(1, "cap") | times(dayOfWeek=["mon", "thu"]), Fraction(10_000, 7)),
        (D3, dose(1, "cap") | {"timing": {"repeat": {"when": ["MORN", "HS"]}}}, 10_000),
        (D3, dose(1, "cap") | {"timing": {"repeat": {"timeOfDay": ["08:00:00", "20:00:00"]}}}, 10_000),
        (D3, dose(1, "cap") | times(period=8, unit="h"), 15_000),
        ("Cholecalciferol 400 UNT/ML Oral Solution", dose(2, "mL") | times(), 800),
        ("Cholecalciferol 400 UNT/ML Oral Solution", dose(1, "tsp") | times(), 2_000),
        ("Cholecalciferol", dose(50_000, "UNT") | times(period=7), Fraction(50_000, 7)),
        ("Cholecalciferol", dose(125, "ug") | times(), 5_000),
        ("cholecalciferol (vitamin D3) 1,000 unit tablet", dose(2, "tablet") | times(), 2_000),
        ("Calcium Carbonate 500 MG / Ergocalciferol 400 UNT Oral Tablet", {"text": "2 tabs po qd"}, 800),
        ("Colecalciferol 800unit capsules", dose(1) | times(), 800),
    ],
)  # fmt: skip
def test_a_dose_is_strength_times_amount_times_frequency(name, dosage, iu):
    record = order(name, dosage)
    assert vitamin_d(record) == Interval(iu, iu)
    assert item(record).kind == READ


@pytest.mark.parametrize(
    ("dosage", "low", "high"),
    [
        ({"doseRange": {"low": {"value": 1, "unit": "cap"}, "high": {"value": 2, "unit": "cap"}}} | times(), 5_000, 10_000),
        (dose(1, "cap") | times(frequencyMax=3), 5_000, 15_000),
        (dose(1, "cap") | times(period=4, periodMax=6, unit="h"), 20_000, 30_000),
        ({"text": "1-2 capsules daily"}, 5_000, 10_000),
        (dose(1, "cap") | times() | {"asNeededBoolean": True}, 0, 5_000),
        (dose(1, "cap") | times() | {"asNeededCodeableConcept": {"text": "pain"}}, 0, 5_000),
        ({"text": "1 cap daily prn"}, 0, 5_000),
        ({"text": "0-2 caps daily"}, 0, 10_000),
    ],
)  # fmt: skip
def test_a_range_stays_a_range(dosage, low, high):
    assert vitamin_d(order(D3, dosage)) == Interval(low, high)


@pytest.mark.parametrize(
    ("dosage", "low", "high"),
    [
        (dose(1, "capsule") | times() | {"text": "2 capsules daily"}, 5_000, 10_000),
        (dose(1, "capsule") | times() | {"text": "1 cap weekly"}, Fraction(5_000, 7), 5_000),
    ],
)
def test_a_disagreement_is_kept_as_a_range_and_named(dosage, low, high):
    record = order(D3, dosage)
    assert vitamin_d(record) == Interval(low, high)
    assert item(record).kind == UNCERTAIN
    assert "conflict" in item(record).why and "both stay possible" in item(record).why


@pytest.mark.parametrize(
    ("dosage", "why"),
    [
        ({}, "how much at a time was not told"),
        ({"text": "as directed"}, "how much at a time was not told"),
        ({"text": "2 caps daily for 5 days, then 1 cap daily"}, "changes the dose along the way"),
        ({"text": "0 caps daily"}, "how much at a time was not told"),
        ({"doseRange": {"low": {"value": 1}}} | times(), "the dose has one end only"),
        (dose(0.5, "mg/kg") | times(), '"mg/kg" is not a unit'),
        (dose(500) | times(), "the dose is 500 without a unit"),
        (dose(0, "tablet") | times(), "the dose is zero"),
        (
            {"doseAndRate": [{"doseQuantity": {"value": 1, "comparator": "<"}}]} | times(),
            'given as "<" a number',
        ),
        (dose(1, "cap"), "how often was not told"),
        (
            dose(1, "cap") | {"timing": {"repeat": {"boundsPeriod": {"start": "2026-01-01"}}}},
            "how often was not told",
        ),
        ({"doseAndRate": [{"rateQuantity": {"value": 5, "unit": "mL/h"}}]} | times(), "given at a rate"),
    ],
)
def test_a_dose_that_cannot_be_computed_leaves_the_exposure_and_gives_the_reason(dosage, why):
    record = order(D3, dosage)
    assert vitamin_d(record) == Interval(0, BOUNDLESS)
    assert why in item(record).why
    report = evaluate(from_fhir(record, as_of=AS_OF))
    assert report.facts.values["takes.vitamin_d"].name == "YES"
    assert any(why in each.why for each in report.not_assessed)


def test_without_any_dosage_the_strength_in_the_name_is_not_taken_for_a_dose():
    assert vitamin_d(order(D3)) == Interval(0, BOUNDLESS)


def test_something_given_once_has_no_certain_mean():
    record = order(D3, dose(1, "cap") | {"timing": {"repeat": {"count": 1}}})
    value = vitamin_d(record)
    assert value.low < 20 and value.high == 5_000
    assert "once in all" in item(record).why


def test_several_dosages_beside_each_other_add_up():
    morning, night = times(when=["MORN"]), times(when=["HS"])
    record = order(D3, dose(1, "cap") | morning, dose(2, "cap") | night)
    assert vitamin_d(record) == Interval(15_000, 15_000)


def test_several_dosages_in_turn_are_a_range():
    steps = [dose(2, "cap") | times() | {"sequence": 1}, dose(1, "cap") | times() | {"sequence": 2}]
    record = order(D3, *steps)
    value = vitamin_d(record)
    assert value.low <= 5_000 and value.high == 15_000
    assert "one after the other" in item(record).why


def test_a_number_that_could_be_read_as_thousands_is_written_plainly():
    record = order("Cholecalciferol 400 UNT/ML", dose(1.125, "mL") | times())
    assert vitamin_d(record) == Interval(450, 450)


def test_the_strength_of_a_capsule_is_not_multiplied_by_millilitres():
    assert vitamin_d(order(D3, dose(2, "mL") | times())).high == BOUNDLESS


def test_a_multivitamin_may_hold_anything_and_no_dose_is_known():
    record = order("Multivitamin", dose(1, "tablet") | times())
    assert vitamin_d(record) == Interval(0, BOUNDLESS)


def test_a_course_is_as_long_as_its_bounds():
    weeks = {"boundsDuration": {"value": 8, "code": "wk"}}
    days = {"boundsPeriod": {"start": "2026-11-20", "end": "2026-11-29"}}
    for bounds, length in ((weeks, 56), (days, 10)):
        profile = from_fhir(order(D3, dose(1, "cap") | times(**bounds)), as_of=AS_OF).profile
        assert profile["medications"][0]["course_days"] == length


@pytest.mark.parametrize(
    "medication",
    [
        {"medicationCodeableConcept": {"coding": [{"system": RXNORM, "display": D3}]}},
        {"medication": {"concept": {"text": D3}}},
        {"medication": {"text": D3}},
        {"medicationReference": {"display": D3}},
        {"medicationReference": {"reference": "#m"}, "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": D3}}]},
        {"medication": {"reference": {"reference": "Medication/m"}}},
    ],
)  # fmt: skip
def test_the_product_is_found_wherever_it_stands(medication):
    record = bundle(
        order(
            **{"medicationCodeableConcept": None, "dosageInstruction": [dose(1, "cap") | times()]}
            | medication
        ),
        {"resourceType": "Medication", "id": "m", "code": {"text": D3}},
    )
    assert vitamin_d(record) == Interval(5_000, 5_000)


def test_a_product_is_accounted_for_with_the_entry_that_refers_to_it():
    record = bundle(
        order(medicationCodeableConcept=None, medicationReference={"reference": "Medication/m"}),
        {"resourceType": "Medication", "id": "m", "code": {"text": "warfarin"}},
        {"resourceType": "Medication", "id": "other", "code": {"text": "digoxin"}},
    )
    kinds = [item.kind for item in from_fhir(record, as_of=AS_OF).accounting.items]
    assert kinds == [UNCERTAIN, READ, "not relevant"]


def test_ingredients_of_a_product_are_counted():
    product = {
        "resourceType": "Medication",
        "id": "m",
        "code": {"text": "bone health combination"},
        "ingredient": [
            {
                "itemCodeableConcept": {"text": "cholecalciferol"},
                "strength": {
                    "numerator": {"value": 1000, "unit": "IU"},
                    "denominator": {"value": 1, "unit": "tablet"},
                },
            },
            {
                "item": {"concept": {"text": "menaquinone-7"}},
                "strengthQuantity": {"value": 100, "unit": "mcg"},
            },
        ],
    }
    record = bundle(
        order(
            medicationCodeableConcept=None,
            medicationReference={"reference": "Medication/m"},
            dosageInstruction=[dose(2, "tablet") | times()],
        ),
        product,
    )
    assert vitamin_d(record) == Interval(2_000, 2_000)


def test_products_that_contain_each_other_come_to_an_end():
    loop = [
        {
            "resourceType": "Medication",
            "id": one,
            "ingredient": [{"itemReference": {"reference": f"Medication/{other}"}}],
        }
        for one, other in (("a", "b"), ("b", "a"))
    ]
    record = bundle(
        order(medicationCodeableConcept=None, medicationReference={"reference": "Medication/a"}), *loop
    )
    assert from_fhir(record, as_of=AS_OF).accounting.entries == 3


def test_a_text_and_a_code_that_differ_are_both_taken():
    concept = {"text": "vitamin D3", "coding": [{"system": RXNORM, "code": "11289", "display": "warfarin"}]}
    record = order(medicationCodeableConcept=concept)
    report = evaluate(from_fhir(record, as_of=AS_OF))
    assert report.facts.values["takes.vitamin_d"].name == "YES"
    assert report.facts.values["takes.vitamin_k_antagonist"].name == "YES"
    assert "mean different things" in item(record).why
