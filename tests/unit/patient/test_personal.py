"""Age, sex, pregnancy and menopause: nothing is rounded, and contradictions are not decided."""

from datetime import date

import pytest

from osteon.basics.quantity import Interval
from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import ANY_NUMBER, derive, exactly, not_assessed, value


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ({"birth_date": "2008-11-25"}, exactly(17)),
        ({"birth_date": "2008-11-24"}, exactly(18)),
        ({"birth_date": "1954-03"}, exactly(72)),
        ({"birth_date": "1954-11"}, Interval(71, 72)),
        ({"birth_date": "1954"}, Interval(71, 72)),
        ({"age": 72}, exactly(72)),
        ({"age": "72"}, exactly(72)),
        ({"age": 0}, exactly(0)),
        ({"age": "unknown"}, ANY_NUMBER),
        ({}, ANY_NUMBER),
        ({"age": 72, "birth_date": "1954"}, exactly(72)),
        ({"age": 70, "birth_date": "1954-03-01"}, Interval(70, 72)),
        ({"birth_date": "2027-01-01"}, ANY_NUMBER),
        ({"birth_date": "unknown"}, ANY_NUMBER),
    ],
)
def test_age_is_in_completed_years(said, age):
    assert value("age", **said) == age


def test_a_leap_day_child_comes_of_age_on_the_first_of_march():
    born = "2008-02-29"
    assert derive(as_of=date(2026, 2, 28), birth_date=born).values["age"] == exactly(17)
    assert derive(as_of=date(2026, 3, 1), birth_date=born).values["age"] == exactly(18)


def test_what_is_wrong_with_an_age_is_said():
    assert "age" in not_assessed(age=70, birth_date="1954-03-01")
    assert "birth_date" in not_assessed(birth_date="2027-01-01")
    assert "birth_date" in not_assessed(birth_date="March")
    assert "age" in not_assessed(age="old")


@pytest.mark.parametrize(
    ("said", "pregnancy"),
    [
        ({}, None),
        ({"pregnancy": "not pregnant"}, "not_pregnant"),
        ({"pregnancy": "possible"}, "possible"),
        ({"pregnancy": "unknown"}, None),
        ({"pregnant": True}, "pregnant"),
        ({"pregnant": "yes"}, "pregnant"),
        ({"pregnant": "false"}, "not_pregnant"),
        ({"pregnant": "no"}, "not_pregnant"),
        ({"pregnant": "unknown"}, None),
        ({"pregnancy": "unknown", "pregnant": True}, "pregnant"),
        ({"pregnancy": "possible", "pregnant": True}, "pregnant"),
        ({"conditions": ["pregnancy"]}, "pregnant"),
        ({"conditions": [{"name": "pregnancy", "status": "history"}]}, None),
        ({"sex": "male"}, "not_pregnant"),
        ({"sex": "male", "pregnancy": "unknown"}, "not_pregnant"),
    ],
)
def test_pregnancy_is_told_in_several_ways(said, pregnancy):
    facts = derive(**said)
    assert facts.values["pregnancy"] == pregnancy
    assert facts.not_assessed == []


@pytest.mark.parametrize(
    "said",
    [
        {"pregnancy": "not pregnant", "pregnant": True},
        {"pregnant": False, "conditions": ["pregnancy"]},
        {"sex": "male", "pregnancy": "pregnant"},
        {"sex": "male", "pregnancy": "possible"},
    ],
)
def test_a_contradicted_pregnancy_is_not_known_and_said(said):
    facts = derive(**said)
    assert facts.values["pregnancy"] is None
    assert [note.where for note in facts.not_assessed] == ["pregnancy"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({}, UNKNOWN),
        ({"postmenopausal": True}, YES),
        ({"postmenopausal": "no"}, NO),
        ({"postmenopausal": "unknown"}, UNKNOWN),
        ({"sex": "male"}, NO),
        ({"sex": "male", "postmenopausal": "yes"}, UNKNOWN),
    ],
)
def test_menopause_is_yes_no_or_not_known(said, answer):
    assert value("postmenopausal", **said) is answer


@pytest.mark.parametrize(
    ("said", "sex"), [(None, None), ("unknown", None), ("female", "female"), ("male", "male")]
)
def test_sex_is_a_choice_or_not_known(said, sex):
    assert value("sex", sex=said) == sex
