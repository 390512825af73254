"""Exact numbers and how they are written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from osteon.basics.quantity import BOUNDLESS, NEVER, Interval, exact, exactly, tidy, written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4000", 4000),
        ("1.25", Fraction(5, 4)),
        ("4000.0", 4000),
        ("50000/7", Fraction(50000, 7)),
        ("1e-07", Fraction(1, 10**7)),
        (str(2**70), 2**70),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_text_is_read_exactly(text, number):
    assert exact(text) == number


@pytest.mark.parametrize("text", ["", "nan", "inf", "-inf", "1/0", "five", "1,000", "0x10", "1 2"])
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        exact(text)


def test_a_whole_fraction_becomes_an_int():
    assert type(tidy(Fraction(8, 2))) is int
    assert tidy(Fraction(1, 2)) == Decimal("0.5")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5000, "5,000"),
        (0, "0"),
        (Fraction(5, 2), "2.5"),
        (Fraction(50000, 7), "about 7,142.9"),
        (Fraction(1, 10**7), "about 1e-07"),
        (BOUNDLESS, "unlimited"),
    ],
)
def test_a_number_is_written_for_a_reader(number, text):
    assert written(number) == text


def test_an_interval_knows_whether_it_is_exact():
    assert exactly(3).is_exact
    assert not Interval(3, BOUNDLESS).is_exact


def test_what_never_happened_is_longer_ago_than_any_limit():
    assert NEVER.low > 10**30
