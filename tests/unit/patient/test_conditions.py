"""What the patient has: confirmed or past counts, suspicion asks, a relative's illness does not count."""

import pytest

from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import derive, not_assessed, value


@pytest.mark.parametrize(
    ("status", "has"),
    [
        (None, YES),
        ("confirmed", YES),
        ("history", YES),
        ("suspected", UNKNOWN),
        ("refuted", NO),
        ("family history", NO),
    ],
)
def test_the_status_of_a_condition_decides(status, has):
    entry = {"name": "haemophilia", "status": status}
    assert value("has.haemophilia", conditions=[entry]) is has
    assert value("has.bleeding_disorder", conditions=[entry]) is has


@pytest.mark.parametrize(
    ("said", "complete", "has", "assumed"),
    [
        (None, None, UNKNOWN, False),
        ("unknown", None, UNKNOWN, False),
        ([], None, NO, True),
        ("none", None, NO, False),
        ([], "yes", NO, False),
        ([], {"conditions": "no"}, UNKNOWN, False),
        (["hypertension"], None, NO, True),
        (["Quibbler syndrome"], "yes", UNKNOWN, False),
        (["osteoporosis"], "no", YES, False),
    ],
)
def test_the_states_of_the_list_of_conditions(said, complete, has, assumed):
    facts = derive(conditions=said, complete=complete)
    assert facts.values["has.osteoporosis"] is has
    assert ("has.osteoporosis" in facts.assumed) is assumed


@pytest.mark.parametrize(
    ("short", "listed", "has"),
    [
        (True, None, YES),
        ("yes", None, YES),
        (False, None, NO),
        ("false", ["Quibbler syndrome"], NO),
        ("unknown", [], UNKNOWN),
        (None, [], NO),
        (True, [], YES),
        (False, ["osteoporosis"], YES),
    ],
)
def test_osteoporosis_has_a_short_form(short, listed, has):
    assert value("has.osteoporosis", osteoporosis=short, conditions=listed) is has


def test_a_denied_condition_that_is_listed_is_a_contradiction():
    assert "osteoporosis" in not_assessed(osteoporosis=False, conditions=["osteoporosis"])
    assert not_assessed(osteoporosis=False, conditions=["hypertension"]) == {}


def test_a_vague_condition_may_be_a_narrower_one():
    assert value("has.mechanical_valve", conditions=["prosthetic heart valve"]) is UNKNOWN
    assert value("has.haemophilia", conditions=["bleeding disorder"]) is UNKNOWN
    assert value("has.bleeding_disorder", conditions=["bleeding disorder"]) is YES


def test_a_code_alone_names_a_condition():
    coded = {"codes": [{"system": "ICD-10-CM", "code": "M81.0"}]}
    assert value("has.osteoporosis", conditions=[coded]) is YES


def test_an_unrecognised_condition_is_said():
    assert not_assessed(conditions=["hypertension", "Quibbler syndrome"]) == {
        "conditions[1].name": "the name is not recognised"
    }


def test_a_condition_that_begins_later_is_not_known_yet():
    later = {"name": "osteoporosis", "since": "2027-01-01"}
    assert value("has.osteoporosis", conditions=[later]) is UNKNOWN
    assert "conditions[0].since" in not_assessed(conditions=[later])


@pytest.mark.parametrize(
    ("said", "k", "mk7"),
    [
        (None, UNKNOWN, UNKNOWN),
        ("none", NO, NO),
        ([], NO, NO),
        (["MK-7"], YES, YES),
        (["vitamin K"], YES, UNKNOWN),
        ([{"name": "vitamin K1"}], YES, NO),
        (["soy"], NO, NO),
        (["zzz"], UNKNOWN, UNKNOWN),
        ([{"name": "MK-7", "status": "refuted"}], NO, NO),
    ],
)
def test_allergies_to_something_narrower_count(said, k, mk7):
    facts = derive(allergies=said)
    assert (facts.values["allergy.k"], facts.values["allergy.mk7"]) == (k, mk7)


def test_repeated_conditions_change_nothing():
    assert derive(conditions=["haemophilia"] * 3).values == derive(conditions=["haemophilia"]).values
