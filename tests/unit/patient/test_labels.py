"""Strengths in the names of products, as prescribing systems, labels and pharmacies write them."""

import pytest

from osteon import evaluate
from osteon.basics.errors import NoAdvice
from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.truth import YES
from osteon.patient.labels import Strength, strengths


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "Calcium Carbonate 500 MG / Ergocalciferol 400 UNT Oral Tablet",
            (Strength("Calcium Carbonate", "500 MG"), Strength("Ergocalciferol", "400 UNT")),
        ),
        ("Cholecalciferol 400 UNT/ML Oral Solution", (Strength("Cholecalciferol", "400 UNT", "", "mL"),)),
        ("Vitamin D 10,000 IU/5 mL", (Strength("Vitamin D", "10,000 IU", "", "mL", "5"),)),
        ("72 HR Fentanyl 0.075 MG/HR Transdermal System", (Strength("Fentanyl", "0.075 MG", "", "hour"),)),
        ("Vitamin D3 50 mcg (2,000 unit) capsule", (Strength("Vitamin D3", "50 mcg", "2,000 unit"),)),
        ("Vitamin D3 5000 IU + K2", (Strength("Vitamin D3", "5000 IU"), Strength("K2"))),
        (
            "calcium-vitamin D3 600 mg-400 unit tablet",
            (Strength("calcium", "600 mg"), Strength("vitamin D3", "400 unit")),
        ),
        ("Calci-D 1000 mg/880 I.E.", ()),
        ("warfarin", ()),
        ("x" * 400 + " 5 mg", ()),
    ],
)
def test_each_strength_belongs_to_the_name_before_it(name, found):
    assert strengths(name) == found


def dose(name, fact, **more):
    report = evaluate(supplements=[{"name": name, **more}], medications=[], complete=True, as_of="2026-11-24")
    return report.facts.values[fact]


@pytest.mark.parametrize(
    ("name", "amount", "iu"),
    [
        ("Cholecalciferol 5000 UNT Oral Capsule [Fultium-D3]", "2 capsules daily", 10_000),
        ("Cholecalciferol 400 UNT/ML Oral Solution", "2 mL daily", 800),
        ("Vitamin D 10,000 IU/5 mL", "5 mL daily", 10_000),
        ("D3 2000 IU per drop", "3 drops daily", 6_000),
        ("Alendronic acid 70 MG / Cholecalciferol 2800 UNT Oral Tablet", "1 tablet weekly", 400),
        ("Calcium 600 mg + Vitamin D3 400 IU tablets", "2 tablets daily", 800),
        ("Calcium 500 mg/Vitamin D3 400 I.E. Kautabletten", "1 tablet daily", 400),
        ("Vitamin D3 (cholecalciferol) 125 mcg (5,000 IU) softgel", "1 softgel daily", 5_000),
    ],
)
def test_a_dose_is_the_strength_times_what_is_taken(name, amount, iu):
    assert dose(name, "dose.vitamin_d", amount=amount) == Interval(iu, iu)


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("Cholecalciferol 400 UNT/ML Oral Solution", "1 capsule daily"),
        ("Vitamin D3 50 mcg (5,000 IU) softgel", "1 softgel daily"),
        ("Calcium Carbonate 500 MG / Ergocalciferol 100 MG", "1 tablet daily"),
        ("vitamin D3 5000 IU", "unknown"),
    ],
)
def test_what_cannot_be_counted_is_taken_and_open_upwards(name, amount):
    value = dose(name, "dose.vitamin_d", amount=amount)
    assert value.low == 0 and value.high > 10**9


def test_the_elemental_part_counts_where_the_name_tells_it():
    assert dose("calcium carbonate 1250 MG (500 MG elemental calcium) Oral Tablet", "dose.calcium").low == 500


@pytest.mark.parametrize(
    ("name", "d3", "mk7"),
    [
        ("Vitamin D3 5000 IU/day, MK-7 100 mcg/day", Interval(5_000, 5_000), Interval(100, 100)),
        ("Vitamin D3 7000 IU weekly + MK-7 100 mcg daily", Interval(1_000, 1_000), Interval(100, 100)),
        ("vitamin D3 1000-2000 IU daily", Interval(1_000, 2_000), Interval(0, 0)),
        ("MK-7, vitamin D3: 100 mcg, 5000 IU", Interval(0, BOUNDLESS), Interval(0, BOUNDLESS)),
    ],
)
def test_everything_that_a_name_mentions_is_there(name, d3, mk7):
    assert (dose(name, "dose.vitamin_d"), dose(name, "dose.mk7")) == (d3, mk7)


def test_a_substance_named_beside_the_first_is_taken_too():
    report = evaluate(supplements=["Vitamin D3 5000 IU with K2 100 mcg"], as_of="2026-11-24")
    assert report.facts.values["dose.vitamin_d"].low == 5_000
    assert report.facts.values["takes.vitamin_k2"] is YES


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"amount": "1000-2000 IU/day"}, 1_000, 2_000),
        ({"amount": "1000 IU", "units": "1-2", "times_per_day": 2}, 2_000, 4_000),
        ({"amount": "1000 IU", "every_days": "1-2"}, 500, 1_000),
        ({"amount": "1000 IU", "times_per_day": 3, "as_needed": True}, 0, 3_000),
        ({"amount": "1-2 tablets daily", "name": "vitamin D3 1000 IU"}, 1_000, 2_000),
    ],
)
def test_a_range_stays_a_range(fields, low, high):
    entry = {"name": "vitamin D3"} | fields
    report = evaluate(supplements=[entry], medications=[], complete=True, as_of="2026-11-24")
    assert report.facts.values["dose.vitamin_d"] == Interval(low, high)


@pytest.mark.parametrize("said", [True, "yes"])
def test_the_dead_get_no_advice_and_the_reason(said):
    with pytest.raises(NoAdvice, match="deceased: the patient has died"):
        evaluate(medications=["warfarin"], deceased=said, as_of="2026-11-24")


def test_an_origin_decides_nothing():
    entry = {"name": "vitamin D3", "amount": "5000 IU/day"}
    without, beside = (
        evaluate(supplements=[each], as_of="2026-11-24")
        for each in (entry, entry | {"origin": "warfarin 5 mg"})
    )
    assert without.facts.values == beside.facts.values


def test_a_list_of_tests_may_be_declared_incomplete():
    told = {"name": "INR", "value": "2.4", "date": "2026-11-20"}
    whole, partly = (
        evaluate(tests=[told], complete=complete, as_of="2026-11-24") for complete in (None, {"tests": False})
    )
    differing = {name for name, value in whole.facts.values.items() if partly.facts.values[name] != value}
    assert differing and all("since" in name or "tested" in name for name in differing), differing
