"""Suppositions written into a profile: what is changed, what stays, and what is refused."""

from copy import deepcopy

import pytest

from osteon import load_rulebook
from osteon.basics.errors import ChangeError
from osteon.patient.changes import Changes
from osteon.patient.overrides import Overrides
from osteon.reasoning.edition import edition_on
from tests.properties.profiles import TODAY

BOOK = load_rulebook()
CHANGES = Changes(BOOK.vocabulary, BOOK.terminology, edition_on(BOOK, TODAY.isoformat()).parameters, TODAY)
OVERRIDES = Overrides(CHANGES)
DROPS = {
    "name": "D/K2 drops",
    "ingredients": [{"name": "vitamin D3", "amount": "4000 IU"}, {"name": "MK-7", "amount": "100 mcg"}],
}
TAKES_BOTH = {
    "medications": ["warfarin"],
    "supplements": [DROPS, "vitamin D3 5000 IU/day"],
    "complete": "yes",
}


def supposed(document, name, value):
    kept = deepcopy(document)
    changed = OVERRIDES.set_value(document, name, value)
    assert document == kept
    return changed


def changes(document, name, value):
    changed = supposed(document, name, value).document
    return {field: said for field, said in changed.items() if document.get(field) != said}


def refusal(document, name, value):
    with pytest.raises(ChangeError) as trouble:
        OVERRIDES.set_value(document, name, value)
    (problem,) = trouble.value.problems
    return problem


def test_one_substance_leaves_a_product_and_the_others_stay():
    changed = supposed(TAKES_BOTH, "vitamin_k2", "none")
    assert changed.document["supplements"][0]["ingredients"] == [{"name": "vitamin D3", "amount": "4000 IU"}]
    assert changed.said == ("D/K2 drops: vitamin K2 left out, the rest stays",)


@pytest.mark.parametrize("name", ["vitamin_k2", "vitamin k2", "takes.vitamin_k2", "menaquinone", "MK-7"])
def test_a_substance_may_be_called_by_any_of_its_names(name):
    left = supposed(TAKES_BOTH, name, "none").document["supplements"][0]["ingredients"]
    assert [each["name"] for each in left] == ["vitamin D3"]


def test_a_total_over_several_products_becomes_one_entry():
    changed = supposed(TAKES_BOTH, "vitamin_d", "2000 IU/day").document["supplements"]
    assert changed[1:] == [{"name": "vitamin-d3", "amount": "2000 IU/day"}]
    assert changed[0]["ingredients"] == [{"name": "MK-7", "amount": "100 mcg"}]


def test_an_amount_in_a_name_is_replaced_and_not_told_twice():
    document = {"medications": "none", "supplements": ["MK-7 100 mcg/day"]}
    assert changes(document, "mk7", "45 mcg/day") == {
        "supplements": [{"name": "MK-7", "amount": "45 mcg/day"}]
    }


@pytest.mark.parametrize(
    ("document", "name", "value", "expected"),
    [
        ({}, "vitamin_k2", "taken", {"takes": {"vitamin-k2": "taken"}}),
        ({"supplements": ["multivitamin"], "medications": "none"}, "vitamin_k", "no", {"takes": {"vitamin-k": "none"}}),
        ({"d3_dose": "5000 IU/day"}, "d3_dose", "2000 IU/day", {"d3_dose": "2000 IU/day"}),
        ({"pregnant": "yes"}, "pregnancy", "not pregnant", {"pregnancy": "not pregnant"}),
        ({}, "age", "30", {"age": 30}),
        ({"conditions": ["osteoporosis", "hypertension"]}, "osteoporosis", "no", {"conditions": ["hypertension"]}),
        ({"conditions": "none"}, "hypercalcaemia", "yes", {"conditions": [{"name": "hypercalcaemia"}], "complete": {"conditions": "yes"}}),
        ({"diet": {"natto": "1 serving/week"}}, "diet.natto", "none", {"diet": {"natto": "none"}}),
        (
            {"tests": [{"name": "INR", "value": "5", "date": "2026-11-23", "target_low": "2.5"}]},
            "INR", "2.4",
            {"tests": [{"name": "inr", "value": "2.4", "date": "2026-11-24", "target_low": "2.5"}]},
        ),
        ({"surgeries": [{"date": "2026-11-01"}]}, "surgery.days_since", "2026-01-01", {"surgeries": [{"date": "2026-01-01"}]}),
        ({"apart_from_calcium": {"Euthyrox": "1 hour"}}, "apart.levothyroxine", "4 hours", {"apart_from_calcium": {"levothyroxine": "4 hours"}}),
    ],
)  # fmt: skip
def test_a_supposition_is_written_as_a_record_would_say_it(document, name, value, expected):
    assert changes(document, name, value) == expected


def test_an_amount_is_that_of_the_substance_and_not_of_its_salt():
    document = {"medications": "none", "supplements": ["calcium carbonate 2500 mg/day"]}
    changed = supposed(document, "calcium", "500 mg/day").document
    assert changed["supplements"] == [{"name": "calcium carbonate", "amount": "500 mg elemental/day"}]
    assert CHANGES.facts(changed).values["dose.calcium"] == (500, 500)


def test_what_was_perhaps_taken_is_taken_where_that_is_supposed():
    document = {"supplements": [{"name": "vitamin K1", "status": "unknown"}], "takes": {"vitamin k": "none"}}
    changed = supposed(document, "vitamin_k", "taken").document
    assert changed == {"supplements": [{"name": "vitamin K1", "status": "active"}], "takes": {}}


def test_a_total_is_a_total_even_where_the_lists_leave_more_open():
    changed = supposed({"supplements": ["vitamin D3 5000 IU/day"]}, "vitamin_d", "2000 IU/day").document
    assert CHANGES.facts(changed).values["dose.vitamin_d"] == (2000, 2000)


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("warferin", "none", "neither a fact nor a name", "did you mean warfarin?"),
        ("zzz", "none", "neither a fact nor a name", "name a fact"),
        ("dose.vitamin_d", "fish", "does not start with a number", "5000 IU/day"),
        ("vitamin_d", "5000", "has no unit", "IU/day"),
        ("count.vitamin_d", "1", "cannot be set by itself", "leave a product out"),
        ("carbonate.calcium", "yes", "does not come to", "entries behind it"),
        ("pregnancy", "purple", "is not understood", "possible"),
        ("sex", "don't know", "supposes nothing", "leave the entry out"),
        ("pregnancy", "pregnant", "recorded as male and as pregnant", "entries behind"),
        ("hypertension", "yes", "no rule reads", "osteon ask"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_what_could_be(name, value, message, hint):
    problem = refusal(TAKES_BOTH | {"sex": "male"}, name, value)
    assert message in problem.message
    assert hint in problem.hint
