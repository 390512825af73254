"""Amount texts are read exactly, or refused with what to write instead."""

from fractions import Fraction

import pytest

from osteon.patient.amounts import AmountError, daily, read_amount
from tests.unit.patient.world import TERMINOLOGY

D3 = TERMINOLOGY.measured("vitamin-d3")


@pytest.mark.parametrize(
    ("text", "value", "unit", "per_day"),
    [
        ("5000 IU/day", 5000, "IU", 5000),
        ("5000IU", 5000, "IU", 5000),
        ("5000 UI", 5000, "IU", 5000),
        ("5000 I.E. daily", 5000, "IU", 5000),
        ("5000 UNT", 5000, "IU", 5000),
        ("5000 units a day", 5000, "IU", 5000),
        ("5000 international units per day", 5000, "IU", 5000),
        ("125 mcg", 125, "mcg", 125),
        ("125 ug", 125, "mcg", 125),
        ("125 \u00b5g", 125, "mcg", 125),
        ("125 \u03bcg", 125, "mcg", 125),
        ("125 MCG", 125, "mcg", 125),
        ("50,000 IU weekly", 50_000, "IU", Fraction(50_000, 7)),
        ("50 000 IU every 2 weeks", 50_000, "IU", Fraction(25_000, 7)),
        ("50\u202f000 IU fortnightly", 50_000, "IU", Fraction(25_000, 7)),
        ("1.25 mg once a week", Fraction(5, 4), "mg", Fraction(5, 28)),
        ("0,5 mg", Fraction(1, 2), "mg", Fraction(1, 2)),
        ("0.125 mg", Fraction(1, 8), "mg", Fraction(1, 8)),
        ("5,000.5 IU", Fraction(10_001, 2), "IU", Fraction(10_001, 2)),
        ("15 mg 3 times a day", 15, "mg", 45),
        ("15 mg three times a day", 15, "mg", 45),
        ("15 mg 3x/day", 15, "mg", 45),
        ("15 mg tid", 15, "mg", 45),
        ("15 mg b.i.d.", 15, "mg", 30),
        ("15 mg twice daily", 15, "mg", 30),
        ("15 mg twice weekly", 15, "mg", Fraction(30, 7)),
        ("15 mg every 8 hours", 15, "mg", 45),
        ("15 mg / 24 h", 15, "mg", 15),
        ("15 mg every other day", 15, "mg", Fraction(15, 2)),
        ("15 mg alternate days", 15, "mg", Fraction(15, 2)),
        ("60000 IU monthly", 60_000, "IU", 2000),
        ("300,000 IU yearly", 300_000, "IU", Fraction(60_000, 73)),
        ("1 serving/week", 1, "serving", Fraction(1, 7)),
        ("1e-07 mg", Fraction(1, 10_000_000), "mg", Fraction(1, 10_000_000)),
        (f"{2**70} IU", 2**70, "IU", 2**70),
        ("0 IU/day", 0, "IU", 0),
    ],
)
def test_an_amount_is_read_exactly(text, value, unit, per_day):
    amount = read_amount(text)
    assert (amount.value, amount.unit.name, amount.per_day) == (value, unit, per_day)


@pytest.mark.parametrize("text", ["none", "None", "0", "no"])
def test_none_is_an_amount_of_zero(text):
    assert read_amount(text).value == 0


def test_pieces_are_counted_and_words_behind_the_unit_kept():
    amount = read_amount("2 x 600 mg elemental calcium twice daily")
    assert (amount.count, amount.value, amount.of, amount.per_day) == (2, 600, "elemental calcium", 2400)


def test_what_is_not_said_about_frequency_stays_unsaid():
    assert read_amount("5000 IU").every_days is None
    assert read_amount("5000 IU/day").every_days == 1


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("5000", "5000 has no unit", 'write "5000 IU/day" or "5000 mcg/day"'),
        ("5000/week", "5000 has no unit", 'write "5000 IU/week" or "5000 mcg/week"'),
        ("5000 daily", "5000 has no unit", 'write "5000 IU/day" or "5000 mcg/day"'),
        ("5.000 IU", '"5.000" could be 5000 or 5', 'write "5000" or "5"'),
        ("1.250 mg", '"1.250" could be 1250 or 1.25', 'write "1250" or "1.25"'),
        ("-5 IU", '"-5 IU" is negative', "an amount is zero or more; to stop something, use its status"),
        ("NaN IU", '"NaN IU" is not a number', 'write for example "5000 IU/day"'),
        ("inf IU", '"inf IU" is not a number', 'write for example "5000 IU/day"'),
        (
            "2000-1000 IU",
            '"2000-1000" is no range',
            'write the smaller number first; for "when needed" write as_needed: yes',
        ),
        ("5 U", '"U" is not a unit we know', "use IU, mcg, mg or g (or tablet, capsule, drop, mL, serving)"),
        ("about 5 mg", '"about 5 mg" does not start with a number', 'write for example "5000 IU/day"'),
        ("", "the amount is empty", 'write for example "5000 IU/day", "none" or "unknown"'),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_write(text, message, hint):
    with pytest.raises(AmountError) as refused:
        read_amount(text)
    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "1 mg biweekly", "1 mg per dya", "1 mg twice", "2.5 mg/5 mL", "1 mg every 0 days", "1 mg per week daily",
        "1.234.567 IU", "1,23,456 IU", "5,0000.1 IU", "1e999999 IU", "9" * 61 + " IU", "9" * 65_536,
        "x" * 65_536, "5 IU " + "a" * 65_536, "1e IU", "\u0665 IU", ".5 mg", "+5 IU", "5 mg; daily",
    ],
)  # fmt: skip
def test_what_could_be_misread_is_refused(text):
    with pytest.raises(AmountError):
        read_amount(text)


def test_the_same_refusal_comes_every_time():
    with pytest.raises(AmountError, match="no unit") as first:
        read_amount("5000")
    with pytest.raises(AmountError, match="no unit") as second:
        read_amount("5000")
    assert first.value is not second.value


@pytest.mark.parametrize(
    ("text", "iu"),
    [("125 mcg", 5000), ("1.25 mg weekly", Fraction(50_000, 7)), ("5000 IU", 5000), ("none", 0), ("0 mg", 0)],
)
def test_vitamin_d_is_counted_in_iu_whatever_it_is_written_in(text, iu):
    assert daily(read_amount(text), D3) == iu


@pytest.mark.parametrize("text", ["100 IU", "1 tablet", "1 serving/week"])
def test_nobody_can_convert_iu_of_vitamin_k_or_a_tablet(text):
    assert daily(read_amount(text), TERMINOLOGY.measured("vitamin-k1")) is None
