"""Instructions to a patient, read by tables: what is understood, and what must not be."""

from fractions import Fraction

import pytest

from osteon.patient.amounts import read_amount
from osteon.patient.sigs import read_sig


def per_day(text):
    often = read_sig(text).often
    return None if often is None else (often.per_day.low, often.per_day.high)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "daily"),
    [
        ("1 cap once weekly", (1, 1), "capsule", (Fraction(1, 7), Fraction(1, 7))),
        ("2 tabs po qd", (2, 2), "tablet", (1, 1)),
        ("1-2 tablets every 4-6 hours as needed for pain", (1, 2), "tablet", (4, 6)),
        ("Take half a tablet by mouth every morning.", (Fraction(1, 2), Fraction(1, 2)), "tablet", (1, 1)),
        ("one and a half tablets daily", (Fraction(3, 2), Fraction(3, 2)), "tablet", (1, 1)),
        ("100mg 6-hourly for 5 days", (100, 100), "mg", (4, 4)),
        ("Take 1 tablet by mouth 2 (two) times a day", (1, 1), "tablet", (2, 2)),
        ("Take 1 capsule (5,000 units total) by mouth daily.", (1, 1), "capsule", (1, 1)),
        ("50,000 IU weekly", (50_000, 50_000), "IU", (Fraction(1, 7), Fraction(1, 7))),
        ("1 tablet on mon, wed and fri", (1, 1), "tablet", (Fraction(3, 7), Fraction(3, 7))),
        (
            "2 tablets 4 times daily on Monday of each week",
            (2, 2),
            "tablet",
            (Fraction(4, 7), Fraction(4, 7)),
        ),
        ("1 tab qam and 2 tabs qhs", (1, 2), "tablet", (2, 2)),
        ("1 tsp daily", (5, 5), "mL", (1, 1)),
        ("2 x 500 mg daily", (1000, 1000), "mg", (1, 1)),
        ("1 daily", (1, 1), "", (1, 1)),
        ("5ml three times daily", (5, 5), "mL", (3, 3)),
    ],
)
def test_common_instructions_are_read(text, amount, unit, daily):
    sig = read_sig(text)
    assert (tuple(sig.amount), sig.unit, per_day(text)) == (amount, unit, daily)


@pytest.mark.parametrize("text", ["bid", "twice daily before meals"])
def test_how_often_without_how_much_leaves_the_amount_unsaid(text):
    assert (read_sig(text).amount, per_day(text)) == (None, (2, 2))


@pytest.mark.parametrize(
    "text", ["1 cap po biweekly", "take as directed", "two tablets at once", "2000 UI al giorno"]
)
def test_what_does_not_say_how_often_in_words_we_know_stays_open(text):
    assert read_sig(text).often is None


@pytest.mark.parametrize(
    "text",
    [
        "4 tablets daily for 7 days, then 2 tablets daily", "taper by 5 mg every week", "1.8 mg/kg once daily",
        "2 tablets daily, do not take on Sundays", "5.000 IU daily", "10 mL/hr", "x" * 501,
    ],
)  # fmt: skip
def test_nothing_is_taken_from_a_text_that_no_single_number_can_stand_for(text):
    sig = read_sig(text)
    assert sig.changing and sig.amount is None and sig.often is None


def test_two_ways_of_saying_how_often_are_both_kept():
    sig = read_sig("30 mg 3 times per wk on alternate days")
    assert sig.conflicting
    low, high = sig.often.per_day
    assert low <= Fraction(3, 7) and high >= Fraction(1, 2)


def test_when_needed_and_for_how_long_are_noticed():
    sig = read_sig("1 tab tid prn x 10 days")
    assert (sig.as_needed, sig.course_days) == (True, 10)


@pytest.mark.parametrize(
    ("text", "value", "per_day"),
    [("2 tabs po qd", 2, 2), ("5000 IU po qod", 5000, 2500), ("5 mg bid with food", 5, 10)],
)
def test_an_amount_may_end_in_an_instruction(text, value, per_day):
    amount = read_amount(text)
    assert (amount.value, amount.per_day) == (value, per_day)
