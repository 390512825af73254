"""The quick look lets plain documents through and leaves everything doubtful to the profile."""

import pytest

from osteon.patient.document import MAXIMUM_ENTRIES, MAXIMUM_TEXT, check_document
from osteon.patient.profile import read_profile


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"medications": ["warfarin"], "d3_dose": "5000 IU/day", "osteoporosis": True, "pregnant": False},
        {"medications": None, "supplements": "unknown", "conditions": "none", "complete": "yes"},
        {"supplements": [{"name": "MK-7", "amount": "100 mcg/day", "started": "2026-11-21", "units": 2}]},
        {"supplements": [{"name": "Brand", "ingredients": ["MK-7", {"name": "D3", "amount": "1000 IU"}]}]},
        {"medications": [{"name": "warfarin", "codes": [{"system": "ATC", "code": "B01AA03"}]}]},
        {
            "tests": [{"name": "INR", "value": "2.4", "date": "2026-11-01"}],
            "age": 72,
            "birth_date": "1954-03",
        },
        {"takes": {"vitamin-k2": "none", "warfarin": "taken"}, "diet": {"natto": "none"}},
        {"surgeries": [{"date": "2026-11-01"}], "counselled": {"dietary-vitamin-k": "2026-05-01"}},
        {"allergies": ["soy", {"name": "natto", "status": "refuted"}], "complete": {"medications": True}},
        {"medications": ["x" * MAXIMUM_TEXT]},
    ],
)
def test_a_plain_document_passes_at_a_glance(document):
    assert check_document(document)
    read_profile(document)


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "warfarin",
        {"supplments": []},
        {"medications": ["warfarin", 5]},
        {"medications": ["warfarin", None]},
        {"medications": "warfarin"},
        {"medications": [{"amount": "5 mg"}]},
        {"medications": [{"name": None}]},
        {"medications": [{"name": "x", "amonut": "5 mg"}]},
        {"medications": [""]},
        {"medications": ["x" * (MAXIMUM_TEXT + 1)]},
        {"medications": ["x"] * (MAXIMUM_ENTRIES + 1)},
        {"d3_dose": "5000"},
        {"d3_dose": 5000},
        {"pregnant": 1},
        {"pregnant": "perhaps"},
        {"age": True},
        {"age": 131},
        {"age": "72"},
        {"birth_date": "yesterday"},
        {"supplements": [{"name": "x", "units": 0}]},
        {"supplements": [{"name": "x", "units": True}]},
        {"tests": [{"value": "2.4"}]},
        {"tests": [{"name": "INR", "value": "high"}]},
        {"medications": [{"name": "x", "codes": [{"system": "ATC"}]}]},
        {"complete": {"medicines": "yes"}},
        {"takes": {"": "none"}},
        {"takes": {5: "none"}},
        {"takes": []},
        {1: 2},
    ],
)
def test_whatever_is_doubtful_is_left_to_the_profile(document):
    assert not check_document(document)


def test_a_deep_document_is_doubtful_at_once():
    deep = {}
    for _ in range(10_000):
        deep = {"medications": [deep]}
    assert not check_document(deep)
