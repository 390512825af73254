"""Salt, source, how often, how long, how far apart, what two tests say together, and what contradicts itself."""

from datetime import date
from fractions import Fraction

import pytest

from osteon.basics.errors import ProfileError
from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.document import check_document
from osteon.patient.facts import FactPlan
from osteon.patient.profile import read_profile
from osteon.patient.terminology import Concept, Conversion, Terminology
from osteon.patient.vocabulary import NUMBER, YES_NO, Fact, Kind, Vocabulary
from tests.unit.patient.world import ANY_NUMBER, CONCEPTS, PARAMETERS, exactly

TODAY = date(2026, 11, 24)
_HYDROCORTISONE = Conversion("mg", Fraction(1, 4), "steroids")
MORE = [
    Concept("glucocorticoid", "class", "a glucocorticoid", unit="mg"),
    Concept(
        "prednisone", "drug", "prednisone", ("glucocorticoid",), equivalent=Conversion("mg", Fraction(1), "x")
    ),
    Concept("hydrocortisone", "drug", "hydrocortisone", ("glucocorticoid",), equivalent=_HYDROCORTISONE),
    Concept("budesonide", "drug", "budesonide", ("glucocorticoid",)),
    Concept("bisphosphonate", "class", "a bisphosphonate"),
    Concept("alendronate", "drug", "alendronate", ("bisphosphonate",), brands=("Fosamax",)),
    Concept("blood-calcium", "test", "blood calcium", unit="mg/dL"),
    Concept("albumin", "test", "albumin", unit="g/dL"),
]
TERMINOLOGY = Terminology({concept.id: concept for concept in CONCEPTS + MORE})
LIMITS = PARAMETERS | {"calcium_high": Fraction(21, 2), "slope": Fraction(4, 5), "albumin_usual": 4}
NUMBERS = {Kind.DAILY_AMOUNT, Kind.TIMES_A_DAY, Kind.DAYS_TAKEN, Kind.SEPARATION}


def fact(kind, of="", **more):
    return Fact("it", kind, NUMBER if kind in NUMBERS else YES_NO, "reads", "denies", "ask?", of, **more)


def facts_of(declared, **document):
    vocabulary = Vocabulary({"it": declared})
    return FactPlan(vocabulary, TERMINOLOGY, LIMITS, ["it"]).derive(document, TODAY)


def value(declared, **document):
    return facts_of(declared, **document).values["it"]


def supplements(*entries, **more):
    return {"medications": "none", "supplements": list(entries), **more}


UNTESTED = fact(Kind.RECORDED, "vitamin-k2", field="third_party_tested", says="no")
WITHOUT_FOOD = fact(Kind.RECORDED, "calcium", field="with_food", says="no", salt="carbonate")
CARBONATE = fact(Kind.TAKING_SALT, "calcium", salt="carbonate")
NOT_SYNTHETIC = fact(Kind.OTHER_SOURCE, "mk-7", says="synthetic")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "MK-7", "third_party_tested": False}, YES),
        ({"name": "MK-7", "third_party_tested": "no"}, YES),
        ({"name": "MK-7", "third_party_tested": True}, NO),
        ({"name": "MK-7", "third_party_tested": "unknown"}, UNKNOWN),
        ({"name": "MK-7"}, UNKNOWN),
        ("MK-7", UNKNOWN),
        ({"name": "MK-7", "third_party_tested": False, "status": "planned"}, YES),
        ({"name": "MK-7", "third_party_tested": False, "status": "stopped"}, NO),
        ({"name": "vitamin K1", "third_party_tested": False}, NO),
    ],
)
def test_what_an_entry_does_not_say_is_not_known(entry, expected):
    assert value(UNTESTED, **supplements(entry)) is expected


def test_a_list_that_was_not_told_leaves_it_open():
    assert value(UNTESTED) is UNKNOWN
    assert value(UNTESTED, medications="none", supplements="none") is NO


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "calcium", "salt": "carbonate", "with_food": False}, YES),
        ({"name": "calcium carbonate", "with_food": False}, YES),
        ({"name": "calcium", "amount": "600 mg as carbonate", "with_food": False}, YES),
        ({"name": "calcium", "salt": "citrate", "with_food": False}, NO),
        ({"name": "calcium", "with_food": False}, UNKNOWN),
        ({"name": "calcium", "with_food": True}, NO),
        ({"name": "calcium", "salt": "carbonate", "with_food": True}, NO),
        ({"name": "calcium", "salt": "carbonate"}, UNKNOWN),
    ],
)
def test_a_record_may_be_about_one_salt(entry, expected):
    assert value(WITHOUT_FOOD, **supplements(entry)) is expected


def test_two_products_do_not_make_one_record():
    one = {"name": "calcium", "salt": "carbonate", "with_food": True}
    other = {"name": "calcium", "salt": "citrate", "with_food": False}
    assert value(WITHOUT_FOOD, **supplements(one, other)) is NO


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["calcium carbonate"], YES),
        ([{"name": "calcium", "form": "carbonate"}], YES),
        ([{"name": "Chalk", "ingredients": [{"name": "calcium", "salt": "carbonate"}]}], YES),
        ([{"name": "calcium", "amount": "600 mg calcium carbonate"}], YES),
        ([{"name": "calcium", "amount": "600 mg elemental calcium carbonate"}], YES),
        ([{"name": "calcium", "amount": "600 mg calcium citrate"}], NO),
        (["calcium citrate"], NO),
        (["calcium"], UNKNOWN),
        ([{"name": "calcium", "salt": "elemental"}], UNKNOWN),
        (["calcium citrate", "calcium"], UNKNOWN),
        ([], NO),
        (["Pill nobody knows"], UNKNOWN),
    ],
)
def test_a_salt_that_nobody_named_may_be_any(entries, expected):
    assert value(CARBONATE, **supplements(*entries)) is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "MK-7", "source": "synthetic"}, NO),
        ({"name": "MK-7", "source": "Synthetic"}, NO),
        ({"name": "MK-7", "source": "natto"}, YES),
        ({"name": "MK-7"}, YES),
        ("MK-7", YES),
        ("MK-4", NO),
        ("vitamin K2", UNKNOWN),
    ],
)
def test_a_source_that_nobody_told_may_be_any(entry, expected):
    assert value(NOT_SYNTHETIC, **supplements(entry)) is expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "MK-4", "amount": "45 mg", "times_per_day": 1}, exactly(1)),
        ({"name": "MK-4", "amount": "15 mg", "times_per_day": 3}, exactly(3)),
        ({"name": "MK-4", "amount": "15 mg three times daily"}, exactly(3)),
        ({"name": "MK-4", "amount": "45 mg", "every_days": 2}, exactly(Fraction(1, 2))),
        ({"name": "MK-4"}, ANY_NUMBER),
        ("vitamin K1", exactly(0)),
    ],
)
def test_times_a_day(entry, expected):
    assert value(fact(Kind.TIMES_A_DAY, "mk-4"), **supplements(entry)) == expected


def test_the_least_often_counts():
    entries = [
        {"name": "MK-4", "amount": "15 mg", "times_per_day": 3},
        {"name": "MK-4", "amount": "5 mg", "times_per_day": 1},
    ]
    assert value(fact(Kind.TIMES_A_DAY, "mk-4"), **supplements(*entries)) == exactly(1)


def test_an_amount_that_does_not_say_how_often_is_assumed_to_be_once():
    facts = facts_of(fact(Kind.TIMES_A_DAY, "mk-4"), **supplements({"name": "MK-4", "amount": "45 mg"}))
    assert facts.values["it"] == exactly(1)
    assert "it" in facts.assumed


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "prednisone", "started": "2026-08-25"}, exactly(91)),
        ({"name": "prednisone", "started": "2026-08-26"}, exactly(90)),
        ({"name": "prednisone", "course_days": 91}, exactly(91)),
        ({"name": "prednisone", "course_weeks": 13}, exactly(91)),
        ({"name": "prednisone", "started": "2026-11-20", "course_days": 91}, exactly(91)),
        ({"name": "prednisone", "started": "2026-08", "course_days": 91}, Interval(91, 115)),
        ({"name": "prednisone", "status": "planned", "course_days": 91}, exactly(91)),
        ("prednisone", ANY_NUMBER),
        ({"name": "prednisone", "started": "2026-01-01", "stopped": "2026-11-01"}, exactly(0)),
        ("metformin", exactly(0)),
    ],
)
def test_days_taken(entry, expected):
    assert value(fact(Kind.DAYS_TAKEN, "glucocorticoid"), medications=[entry]) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["prednisone 5 mg/day"], exactly(5)),
        (["hydrocortisone 20 mg/day"], exactly(5)),
        (["prednisone 5 mg/day", "hydrocortisone 10 mg/day"], exactly(Fraction(15, 2))),
        (["budesonide 3 mg/day"], ANY_NUMBER),
        (["prednisone 5 mg/day", "budesonide 3 mg/day"], Interval(5, BOUNDLESS)),
        (["glucocorticoid 5 mg/day"], ANY_NUMBER),
        (["metformin"], exactly(0)),
    ],
)
def test_drugs_of_a_class_add_up_by_what_each_counts_for(entries, expected):
    assert value(fact(Kind.DAILY_AMOUNT, "glucocorticoid"), medications=entries) == expected


CALCIUM = fact(
    Kind.TEST_ABOVE_TARGET,
    "blood-calcium",
    limits=("calcium_high", "slope", "albumin_usual"),
    corrected_by="albumin",
)


def results_of(*results):
    return {
        "tests": [{"name": name, "value": result, "date": day, **more} for name, result, day, more in results]
    }


@pytest.mark.parametrize(
    ("calcium", "albumin", "expected"),
    [
        ("10.5 mg/dL", None, NO),
        ("10.6 mg/dL", None, YES),
        ("10.1 mg/dL", "3.5 g/dL", NO),
        ("10.2 mg/dL", "3.5 g/dL", YES),
        ("10.6 mg/dL", "5 g/dL", YES),
        (">10 mg/dL", None, UNKNOWN),
        (None, "3.5 g/dL", UNKNOWN),
    ],
)
def test_a_high_calcium_is_not_talked_away_and_a_low_albumin_counts(calcium, albumin, expected):
    results = [("blood calcium", calcium, "2026-11-20", {})] if calcium else []
    results += [("albumin", albumin, "2026-11-20", {})] if albumin else []
    assert value(CALCIUM, **results_of(*results)) is expected


def test_an_albumin_of_another_day_corrects_nothing():
    results = results_of(
        ("blood calcium", "10.2 mg/dL", "2026-11-20", {}), ("albumin", "2 g/dL", "2026-11-19", {})
    )
    assert value(CALCIUM, **results) is NO


def test_the_recorded_upper_target_goes_before_the_usual_one():
    high = {"target_high": "10.2 mg/dL"}
    assert value(CALCIUM, **results_of(("blood calcium", "10.3 mg/dL", "2026-11-20", high))) is YES


@pytest.mark.parametrize(
    ("told", "minutes", "confirmed"),
    [
        ({"alendronate": "4 hours"}, exactly(240), UNKNOWN),
        ({"alendronate": "3.9 h"}, exactly(234), UNKNOWN),
        ({"Fosamax": "30 min"}, exactly(30), UNKNOWN),
        ({"bisphosphonate": "29 minutes"}, exactly(29), UNKNOWN),
        ({"alendronate": "2 h", "bisphosphonate": "30 min"}, exactly(30), UNKNOWN),
        ({"alendronate": True}, ANY_NUMBER, YES),
        ({"alendronate": "no"}, ANY_NUMBER, NO),
        ({"alendronate": True, "bisphosphonate": "no"}, ANY_NUMBER, NO),
        ({"alendronate": "unknown"}, ANY_NUMBER, UNKNOWN),
        ({"warfarin": "4 hours"}, ANY_NUMBER, UNKNOWN),
        ({}, ANY_NUMBER, UNKNOWN),
    ],
)
def test_how_far_apart_from_calcium(told, minutes, confirmed):
    document = {"apart_from_calcium": told}
    assert check_document(document)
    assert value(fact(Kind.SEPARATION, "bisphosphonate"), **document) == minutes
    assert value(fact(Kind.SEPARATION_CONFIRMED, "bisphosphonate"), **document) is confirmed
    assert read_profile(document).document()["apart_from_calcium"].keys() == told.keys()


def test_a_separation_of_something_unknown_is_reported():
    facts = facts_of(fact(Kind.SEPARATION, "bisphosphonate"), apart_from_calcium={"alendronat": "4 h"})
    assert [(note.what, note.where) for note in facts.not_assessed] == [
        ("alendronat", "apart_from_calcium.alendronat")
    ]


def test_a_length_of_time_without_a_unit_is_refused():
    document = {"apart_from_calcium": {"alendronate": "4"}}
    assert not check_document(document)
    with pytest.raises(ProfileError, match="not a length of time"):
        read_profile(document)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({}, NO),
        ({"sex": "male", "pregnant": True}, YES),
        ({"age": 30, "birth_date": "1950"}, YES),
        ({"takes": {"vitamin K": "none"}, "supplements": ["MK-7"]}, YES),
        ({"osteoporosis": False, "conditions": ["osteoporosis"]}, YES),
        ({"medications": [{"name": "warfarin", "status": "active", "stopped": "2026-01-01"}]}, YES),
        ({"surgeries": [{"status": "done", "date": "2027-01-01"}]}, YES),
        ({"medications": ["Pill nobody knows"]}, NO),
        ({"sex": "male", "pregnant": False}, NO),
    ],
)
def test_a_contradiction_is_a_fact(document, expected):
    wanted = [
        fact(Kind.CONTRADICTION),
        Fact("pregnancy", Kind.FIELD, "choice", "r", "", "?", "pregnancy"),
        Fact("age", Kind.AGE, NUMBER, "r", "", "?"),
    ]
    vocabulary = Vocabulary({each.name: each for each in wanted})
    found = FactPlan(vocabulary, TERMINOLOGY, LIMITS, list(vocabulary.facts)).derive(document, TODAY)
    assert found.values["it"] is expected
