"""What is typed into the form becomes a profile, and what is wrong is told at its field."""

import pytest

from osteon.basics.errors import ProfileError
from osteon.doors.library import read_document
from osteon.doors.service.page.fields import FIELDS, FIRST, document_of, field_of


def test_the_four_fields_of_a_plain_call_come_first():
    assert [each.name for each in FIRST] == ["medications", "d3_dose", "osteoporosis", "pregnancy"]


def test_an_empty_form_says_nothing():
    assert document_of({}) == {}
    assert document_of(dict.fromkeys(FIELDS, " ")) == {}


@pytest.mark.parametrize(
    ("typed", "whole", "told"),
    [
        ("", "", {}),
        ("", "yes", {"medications": "none"}),
        ("", "no", {"medications": "unknown"}),
        ("warfarin\n\n aspirin ", "", {"medications": ["warfarin", "aspirin"]}),
        ("warfarin", "yes", {"medications": ["warfarin"], "complete": {"medications": "yes"}}),
        ("warfarin", "no", {"medications": ["warfarin"], "complete": {"medications": "no"}}),
    ],
)
def test_a_list_is_told_in_each_of_its_states(typed, whole, told):
    assert document_of({"medications": typed, "medications.whole": whole}) == told


def test_everything_that_can_be_filled_in_is_a_profile():
    told = document_of(
        {
            "medications": "warfarin 5 mg", "d3_dose": "5000 IU/day", "osteoporosis": "yes",
            "pregnancy": "not pregnant", "age": "72", "sex": "female", "postmenopausal": "yes",
            "breastfeeding": "no", "supplements": "MK-7 100 mcg/day", "natto": "2 servings/week",
            "diet_calcium": "600 mg/day", "vitamin_k_consistent": "yes", "conditions": "atrial fibrillation",
            "allergies": "soy", "surgeries": "hip replacement 2026-12-10\n2026-11\nappendectomy",
            "inr": "2.4", "inr_date": "2026-11-10", "inr_range": "2.0–3.0",
        }
    )  # fmt: skip
    read = read_document(told, {})
    assert read["surgeries"] == [
        {"name": "hip replacement", "date": "2026-12-10"}, {"date": "2026-11"}, {"name": "appendectomy"},
    ]  # fmt: skip
    assert read["tests"] == [
        {"name": "INR", "value": "2.4", "date": "2026-11-10", "target_low": "2.0", "target_high": "3.0"}
    ]
    assert read["diet"] == {"natto": "2 servings/week", "calcium": "600 mg/day", "vitamin_k_consistent": True}


@pytest.mark.parametrize(
    ("entered", "field", "line"),
    [
        ({"d3_dose": "5000"}, "d3_dose", None),
        ({"age": "720"}, "age", None),
        ({"medications": "warfarin\n" + "x" * 100_000}, "medications", 2),
        ({"natto": "much"}, "natto", None),
        ({"surgeries": "hip 2026-99-01"}, "surgeries", 1),
        ({"inr": "high"}, "inr", None),
        ({"inr": "2", "inr_date": "soon"}, "inr_date", None),
        ({"inr": "2", "inr_range": "low-high"}, "inr_range", None),
        ({"sex": "x"}, "sex", None),
    ],
)
def test_a_mistake_is_told_at_the_field_that_it_is_about(entered, field, line):
    with pytest.raises(ProfileError) as caught:
        read_document(document_of(entered), {})
    assert field_of(caught.value.problems[0].message)[:2] == (field, line)


def test_a_mistake_that_no_field_has_keeps_its_place():
    assert field_of("unread[3].what: it is missing") == ("", None, "unread[3].what: it is missing")
