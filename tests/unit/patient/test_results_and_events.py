"""Laboratory results, surgery, diet and counselling: the latest, the nearest, and what nobody wrote down."""

from fractions import Fraction

import pytest

from osteon.basics.quantity import Interval
from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import ANY_NUMBER, NEVER, at_least, derive, exactly, not_assessed, value


def inr(said, day="2026-11-20", **more):
    return {"name": "INR", "value": said, "date": day, **more}


def level(said):
    return {"name": "25-OH-D", "value": said, "date": "2026-11-20"}


@pytest.mark.parametrize(
    ("tests", "result"),
    [
        ([inr("2.4")], exactly(Fraction(12, 5))),
        ([inr(2.4)], exactly(Fraction(12, 5))),
        ([inr("2,4")], exactly(Fraction(12, 5))),
        ([inr(3)], exactly(3)),
        ([inr(">8")], at_least(8)),
        ([inr("< 1.5")], Interval(0, Fraction(3, 2))),
        ([inr("2.4", "2026-11-01"), inr("3.0", "2026-11-20")], exactly(3)),
        ([inr("3.0", "2026-11-20"), inr("2.4", "2026-11-01")], exactly(3)),
        ([inr("2.4"), inr("3.0")], Interval(Fraction(12, 5), 3)),
        ([inr("2.4"), inr("3.0", None)], Interval(Fraction(12, 5), 3)),
        ([inr("2.4"), inr("9", "2026-11-25")], exactly(Fraction(12, 5))),
        ([inr("2.4", "2026-11"), inr("3.0", "2026-11-20")], Interval(Fraction(12, 5), 3)),
        ([inr("high")], ANY_NUMBER),
        ([inr(None)], ANY_NUMBER),
        ([inr("2.4 mg/dL")], ANY_NUMBER),
        ([inr("5", "2026-11-01"), inr("high")], ANY_NUMBER),
        ([], ANY_NUMBER),
        (None, ANY_NUMBER),
    ],
)
def test_the_latest_result_counts(tests, result):
    assert value("test.inr", tests=tests) == result


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("18 ng/mL", exactly(18)),
        ("18 NG/ML", exactly(18)),
        ("45 nmol/L", exactly(Fraction(45_000, 2496))),
        ("18", ANY_NUMBER),
        ("18 mg/dL", ANY_NUMBER),
        ("18 foo", ANY_NUMBER),
        ("1.800 ng/mL", ANY_NUMBER),
    ],
)
def test_a_result_needs_the_unit_of_its_test(said, result):
    facts = derive(tests=[level(said)])
    assert facts.values["test.d"] == result
    assert bool(facts.not_assessed) is (result == ANY_NUMBER)


@pytest.mark.parametrize(
    ("tests", "low", "assumed"),
    [
        ([inr("1.9")], YES, True),
        ([inr("2.0")], NO, True),
        ([inr("2.4", target_low="2.5")], YES, False),
        ([inr("2.5", target_low="2.5")], NO, False),
        ([inr("1.9"), inr("2.1")], UNKNOWN, True),
        ([inr("<1.5")], YES, True),
        ([inr("high")], UNKNOWN, True),
        (None, UNKNOWN, False),
    ],
)
def test_a_result_is_compared_with_its_own_target_or_the_default(tests, low, assumed):
    facts = derive(tests=tests)
    assert facts.values["inr.low"] is low
    assert ("inr.low" in facts.assumed) is assumed


@pytest.mark.parametrize(
    ("tests", "days"),
    [
        ([inr("2.4", "2026-11-10")], exactly(14)),
        ([inr("2.4", "2026-11-10"), inr("2.4", "2026-11-09")], exactly(14)),
        ([inr("2.4", None)], ANY_NUMBER),
        ([inr("2.4", None), inr("2.4", "2026-11-10")], Interval(0, 14)),
        ([inr("2.4", "2026-11-25")], NEVER),
        ([level("18 ng/mL")], NEVER),
        ([{"name": "Test nobody knows", "value": "1"}], ANY_NUMBER),
        ([], NEVER),
        (None, ANY_NUMBER),
    ],
)
def test_days_since_a_test(tests, days):
    assert value("since.inr", tests=tests) == days


def test_what_cannot_be_used_of_a_result_is_said():
    tests = [inr("high"), inr("2.4", "2026-11-25"), inr(None), {"name": "zzz"}, inr("2", "then")]
    assert list(not_assessed(tests=tests)) == [
        "tests[0].value", "tests[1].date", "tests[2].value", "tests[3].name", "tests[4].date",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("surgeries", "since", "until"),
    [
        ([{"date": "2026-10-27"}], exactly(28), NEVER),
        ([{"date": "2026-11-24"}], exactly(0), NEVER),
        ([{"date": "2026-12-08"}], NEVER, exactly(14)),
        ([{"date": "2026-12-08"}, {"date": "2026-10-27"}], exactly(28), exactly(14)),
        ([{"date": "2026-12-08"}, {"date": "2026-12-01"}], NEVER, exactly(7)),
        (["hip replacement"], ANY_NUMBER, ANY_NUMBER),
        ([{"name": "hip", "status": "done"}], ANY_NUMBER, NEVER),
        ([{"name": "hip", "status": "planned"}], NEVER, ANY_NUMBER),
        ([{"date": "2026-10-27", "status": "planned"}], exactly(28), NEVER),
        ([{"date": "2026-12-08", "status": "done"}], NEVER, exactly(14)),
        ([{"date": "2026-11", "status": "done"}], Interval(0, 23), NEVER),
        ([{"date": "2026-11", "status": "planned"}], NEVER, Interval(0, 6)),
        ([{"date": "2026-11"}], at_least(0), Interval(0, 6)),
        ([{"date": "soon"}], ANY_NUMBER, ANY_NUMBER),
        ([], NEVER, NEVER),
        ("none", NEVER, NEVER),
        ("unknown", ANY_NUMBER, ANY_NUMBER),
        (None, ANY_NUMBER, ANY_NUMBER),
    ],
)
def test_days_since_and_until_surgery(surgeries, since, until):
    facts = derive(surgeries=surgeries)
    assert (facts.values["surgery.since"], facts.values["surgery.until"]) == (since, until)


def test_a_date_of_surgery_that_contradicts_its_status_is_said():
    assert "surgeries[0].date" in not_assessed(surgeries=[{"date": "2026-10-27", "status": "planned"}])
    assert "surgeries[0].date" in not_assessed(surgeries=[{"date": "2026-12-08", "status": "done"}])


@pytest.mark.parametrize(
    ("diet", "natto"),
    [
        (None, ANY_NUMBER),
        ({}, ANY_NUMBER),
        ({"natto": "unknown"}, ANY_NUMBER),
        ({"natto": "none"}, exactly(0)),
        ({"natto": "1 serving/week"}, exactly(1)),
        ({"natto": "2 servings a day"}, exactly(14)),
        ({"natto": "1 serving monthly"}, exactly(Fraction(7, 30))),
        ({"natto": "1 serving"}, ANY_NUMBER),
        ({"natto": "50 g/week"}, ANY_NUMBER),
    ],
)
def test_what_is_eaten(diet, natto):
    assert value("diet.natto", diet=diet) == natto


def test_an_amount_of_food_that_cannot_be_used_is_said_once():
    told = derive(medications=[], supplements=[], diet={"calcium": "2 servings/day", "natto": "1 serving"})
    assert sorted(note.where for note in told.not_assessed) == ["diet.calcium", "diet.natto"]


def test_calcium_from_food_is_in_milligrams():
    assert value("diet.calcium", diet={"calcium": "0,6 g/day"}) == exactly(600)


@pytest.mark.parametrize(
    ("said", "steady"), [(None, UNKNOWN), ("yes", YES), (False, NO), ("unknown", UNKNOWN)]
)
def test_a_steady_diet_is_yes_no_or_not_known(said, steady):
    assert value("diet.steady", diet={"vitamin_k_consistent": said}) is steady


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (None, NEVER),
        ({}, NEVER),
        ({"dietary-vitamin-k": "2025-11-24"}, exactly(365)),
        ({"dietary-vitamin-k": "2026-11-25"}, NEVER),
        ({"dietary-vitamin-k": "2026"}, Interval(0, 327)),
        ({"dietary-vitamin-k": None}, NEVER),
        ({"dietary-vitamin-k": "once"}, ANY_NUMBER),
    ],
)
def test_counselling_that_nobody_wrote_down_did_not_happen(said, days):
    assert value("counselled.k", counselled=said) == days


def test_a_topic_that_no_rule_knows_is_said():
    assert not_assessed(counselled={"dancing": "2026-01-01"}) == {
        "counselled.dancing": "no rule knows this topic"
    }
