"""The same amount in other words is the same amount, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.patient.amounts import AmountError, daily, read_amount
from osteon.patient.dosing import HowTaken, reckon
from osteon.patient.numerals import read_number
from tests.unit.patient.world import TERMINOLOGY, derive

D3 = TERMINOLOGY.measured("vitamin-d3")
MK7 = TERMINOLOGY.measured("mk-7")

# Amounts of up to nine digits before and six behind the point, and the ends of the range.
micrograms = st.one_of(
    st.decimals(min_value=0, max_value=10**9, places=6),
    st.integers(min_value=0, max_value=2**70),
    st.just("1e-07"),
)


def thousands(number, separator):
    return f"{number:,}".replace(",", separator)


def read_or_refused(text):
    try:
        return read_amount(text)
    except AmountError as refused:
        return refused


def plain(number):
    """Write a fraction of a finite decimal in plain digits."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    text = str(int(number * 10**digits)).rjust(digits + 1, "0")
    # Three digits behind the point could be thousands, so one zero more says which.
    behind = text[len(text) - digits :] if digits else ""
    return f"{text[: len(text) - digits]}.{behind}{'0' if digits == 3 else ''}" if digits else text


@given(micrograms)
def test_micrograms_milligrams_grams_and_iu_agree(amount):
    number = Fraction(amount)
    in_mcg = daily(read_amount(f"{plain(number)} mcg/day"), D3)
    assert in_mcg == number * 40
    assert daily(read_amount(f"{plain(number / 1000)} mg/day"), D3) == in_mcg
    assert daily(read_amount(f"{plain(number / 10**6)} g/day"), D3) == in_mcg
    assert daily(read_amount(f"{plain(number * 40)} IU/day"), D3) == in_mcg
    assert daily(read_amount(f"{plain(number)} mcg"), MK7) == number


@given(micrograms, st.integers(min_value=1, max_value=99))
def test_a_dose_a_day_is_seven_a_week_and_thirty_a_month(amount, days):
    number = Fraction(amount)
    a_day = daily(read_amount(f"{plain(number)} IU/day"), D3)
    for said, factor in (("weekly", 7), ("once a fortnight", 14), ("monthly", 30), ("yearly", 365), (f"every {days} days", days)):  # fmt: skip
        assert daily(read_amount(f"{plain(number * factor)} IU {said}"), D3) == a_day


@given(micrograms, st.integers(min_value=1, max_value=24))
def test_so_many_times_a_day_is_so_many_doses(amount, times):
    number = Fraction(amount)
    assert daily(read_amount(f"{plain(number)} IU {times} times a day"), D3) == number * times
    assert daily(read_amount(f"{times} x {plain(number)} IU"), D3) == number * times


@given(st.integers(min_value=1000, max_value=2**70), st.sampled_from((",", " ", "'", "\u202f", "\u00a0")))
def test_thousands_may_be_set_apart(number, separator):
    assert read_amount(f"{thousands(number, separator)} IU").value == number


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999))
def test_three_digits_behind_one_point_are_never_guessed(whole, part):
    with pytest.raises(AmountError) as refused:
        read_number(f"{whole}.{part:03}")
    assert f'write "{whole}{part:03}"' in refused.value.hint


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,x IUmcgday/e-+ ", max_size=30))
def test_any_text_is_an_exact_amount_or_a_refusal_with_a_hint(text):
    amount = read_or_refused(text)
    if isinstance(amount, AmountError):
        assert amount.message and amount.hint
    else:
        assert amount.per_day >= 0 and isinstance(amount.per_day, int | Fraction)


@given(
    st.integers(min_value=1, max_value=10**6),
    st.none() | st.integers(min_value=1, max_value=9),
    st.none() | st.integers(min_value=1, max_value=9),
    st.none() | st.integers(min_value=1, max_value=90),
    st.sampled_from(("", " daily", " twice a day", " weekly")),
)
def test_a_dose_lies_between_its_readings(value, units, times, days, said):
    amount = read_amount(f"{value} IU{said}")
    per_day = None if times is None and days is None else Fraction(times or 1, days or 1)
    dose = reckon(amount, HowTaken(units, per_day))
    entries = Fraction(value * (units or 1)) * (
        per_day if per_day is not None else amount.per_day / Fraction(value)
    )
    assert dose.daily.low <= entries <= dose.daily.high
    assert dose.daily.low <= amount.per_day <= dose.daily.high or said == ""
    assert dose.daily.is_exact or dose.unclear
    assert dose.assumed is (said == "" and per_day is None)


doses = st.lists(
    st.sampled_from(("125 mcg/day", "5000 IU/day", "0.125 mg/day", "35000 IU weekly", "unknown")), max_size=4
)


@given(doses, st.randoms(use_true_random=False))
def test_order_and_spelling_of_amounts_change_no_fact(amounts, random):
    entries = [
        {"name": "vitamin D3", "amount": amount, "started": f"{2000 + at}"}
        for at, amount in enumerate(amounts)
    ]
    facts = derive(medications=[], supplements=entries)
    random.shuffle(entries)
    again = derive(medications=[], supplements=entries)
    assert again.values == facts.values
    assert facts.values["dose.d"].low == 5000 * sum(amount != "unknown" for amount in amounts)
