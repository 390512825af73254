"""What would clear a flag: exact amounts, nothing that is not the patient's to change, and what else follows."""

import pytest

from osteon import ChangeError, load_rulebook, ways_to_clear, what_if

BOOK = load_rulebook()
DAY = "2026-11-24"
EVERYTHING_TOLD = {
    "age": 45, "sex": "male", "medications": "none", "conditions": "none", "surgeries": "none", "allergies": "none",
    "complete": "yes",
}  # fmt: skip


def clearing(rule, **told):
    return ways_to_clear({**EVERYTHING_TOLD, **told}, rule, as_of=DAY, rulebook=BOOK)


def changes(rule, **told):
    return [way.changes for way in clearing(rule, **told).ways]


def flags(flags):
    return [flag.rule_id for flag in flags]


def test_the_largest_amount_that_clears_is_the_limit_itself_where_the_limit_is_allowed():
    (way,) = clearing("vitamin-d-above-ul", supplements=["vitamin D3 6000 IU/day"]).ways[:1]
    assert way.changes == ("vitamin D: at most 4,000 IU/day",)
    assert way.profile["supplements"] == [{"name": "vitamin D3", "amount": "4000 IU/day", "changed": DAY}]


@pytest.mark.parametrize(
    ("rule", "told", "clears", "does_not"),
    [
        ("vitamin-d-above-ul", "6000 IU/day", "4000 IU/day", "4000.000001 IU/day"),
        ("vitamin-d-very-high", "12000 IU/day", "9999.99 IU/day", "10000 IU/day"),
    ],
)
def test_not_one_hair_more_would_clear_it(rule, told, clears, does_not):
    told = EVERYTHING_TOLD | {"supplements": [f"vitamin D3 {told}"]}
    for amount, is_clear in ((clears, True), (does_not, False)):
        gone = flags(what_if(told, {"vitamin_d": amount}, as_of=DAY, rulebook=BOOK).difference.goes)
        assert (rule in gone) is is_clear


def test_what_is_not_shown_is_counted():
    supplements = [f"vitamin D3 {amount} IU/day" for amount in range(500, 1700, 100)]
    found = clearing("vitamin-d-multiple-sources", supplements=supplements)
    assert len(found.ways) + found.more == len(supplements)


def test_the_largest_amount_of_a_salt_is_reckoned_as_the_substance():
    (way,) = clearing("calcium-supplement-high", supplements=["calcium carbonate 5000 mg/day"]).ways[:1]
    assert way.changes == ("calcium: less than 1,500 mg/day",)
    assert way.profile["supplements"][0]["amount"] == "1499.9985 mg elemental/day"


def test_where_the_limit_is_too_much_already_it_is_anything_less():
    (way,) = clearing("vitamin-d-very-high", supplements=["vitamin D3 12000 IU/day"]).ways[:1]
    assert way.changes == ("vitamin D: less than 10,000 IU/day",)


def test_the_same_total_in_smaller_doses_is_less_effort_than_less_of_it():
    (way,) = clearing(
        "calcium-administration",
        supplements=[{"name": "calcium citrate", "amount": "1200 mg elemental calcium"}],
    ).ways[:1]
    assert way.effort == "small"
    assert "times a day" in way.changes[0]


def test_of_two_products_the_one_is_left_out_or_both_become_one():
    told = changes(
        "vitamin-d-multiple-sources", supplements=["vitamin D3 1000 IU/day", "vitamin D2 400 IU/day"]
    )
    assert told == [("without vitamin D2 400 IU/day",), ("without vitamin D3 1000 IU/day",)]


def test_several_changes_are_proposed_together_only_where_none_is_enough():
    told = changes(
        "hypercalcaemia-stop-and-review", conditions=["hypercalcaemia"],
        supplements=["vitamin D3 1000 IU/day", "calcium 500 mg/day"],
    )  # fmt: skip
    assert told == [("no vitamin D", "no calcium")]


def test_what_a_change_would_raise_is_shown_with_it():
    (way,) = clearing(
        "vka-vitamin-k-supplement", medications=["warfarin"], supplements=["MK-7 100 mcg/day"]
    ).ways
    assert flags(way.difference.goes) == ["vka-vitamin-k-supplement"]
    assert "vka-vitamin-k-change" in flags(way.difference.comes)


def test_what_was_only_stated_was_taken_until_the_day_as_well():
    (way,) = clearing("vka-vitamin-k-supplement", medications=["warfarin"], takes={"MK-7": "taken"}).ways
    assert "vka-vitamin-k-change" in flags(way.difference.comes)
    assert way.done == ("takes vitamin K2 as MK-7, taken: stopped",)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("vka-consult-prescriber", {"medications": ["warfarin"], "supplements": "none"}),
        ("under-18-out-of-scope", {"age": 12, "supplements": "none"}),
        ("osteoporosis-no-recognised-therapy", {"conditions": ["osteoporosis"], "supplements": "none"}),
        ("pregnancy-vka", {"sex": "female", "pregnancy": "pregnant", "medications": ["warfarin"], "supplements": "none"}),
        ("vka-doac-overlap", {"medications": ["warfarin", "apixaban"], "supplements": "none"}),
    ],
)  # fmt: skip
def test_neither_a_person_nor_a_diagnosis_nor_a_medicine_is_proposed_to_be_changed(rule, told):
    found = clearing(rule, **told)
    assert found.ways == ()
    assert all("not something that is proposed" in each for each in found.why)
    assert found.why


@pytest.mark.parametrize(
    "told",
    [
        {"medications": ["vitamin D3 6000 IU/day"], "supplements": "none"},
        {"supplements": [{"name": "vitamin D3", "amount": "6000 IU/day", "prescribed": "yes"}]},
    ],
)
def test_what_was_prescribed_is_the_prescribers_to_decide(told):
    found = clearing("vitamin-d-above-ul", **told)
    assert found.ways == ()
    assert "the prescriber decides" in found.why[0]


def test_a_change_that_would_only_leave_the_flag_undecided_clears_nothing():
    found = ways_to_clear({"d3_dose": "12000 IU/day"}, "vitamin-d-very-high", as_of=DAY, rulebook=BOOK)
    assert found.ways == ()
    assert "undecided" in found.why[0]


def test_a_flag_that_is_not_raised_has_nothing_to_clear():
    assert clearing("vka-natto", supplements="none").why == (
        "the flag is not raised: its verdict is not raised",
    )


def test_a_misspelt_rule_is_asked_about():
    with pytest.raises(ChangeError, match="did you mean `vka-natto`"):
        clearing("vka-nato")


def test_a_comparison_says_what_goes_what_comes_and_what_was_changed():
    found = what_if(
        {**EVERYTHING_TOLD, "medications": ["warfarin"], "supplements": ["MK-7 100 mcg/day"]},
        {"vitamin_k2": "none", "vitamin_d": "5000 IU/day"},
        as_of=DAY,
        rulebook=BOOK,
    )
    told = found.difference
    assert told.changed == ("MK-7 100 mcg/day: left out", "vitamin D: 5000 IU/day instead")
    assert flags(told.goes) == ["vka-vitamin-k-supplement"]
    assert "vitamin-d-above-ul" in flags(told.comes)
    assert found.to_dict()["notice"]


def test_a_flag_that_says_something_else_is_told_apart_from_one_that_stays():
    found = what_if(
        {**EVERYTHING_TOLD, "supplements": ["vitamin D3 6000 IU/day"]}, {"vitamin_d": "7000 IU/day"},
        as_of=DAY, rulebook=BOOK,
    )  # fmt: skip
    assert "vitamin-d-above-ul" in flags(found.difference.reworded)
    assert found.difference.verdicts == ()
