"""Exact numbers and the intervals that partial knowledge leaves.

No float ever holds a clinical amount: 50,000 IU a week is 50000/7 IU a day,
not 7142.857. What is only partly known is an interval: two products of 3,000 IU
and one of unknown amount are at least 6,000 IU, and a plain sum would lie.
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import inf

from osteon.basics.typed import NamedTuple

Number = int | Fraction

BOUNDLESS = inf
"""The only float here: an end of an interval that nothing limits."""


class Interval(NamedTuple):
    """What is known of a number: it is at least `low` and at most `high` (both inclusive).

    `high` is BOUNDLESS where nothing limits it. An event that never happened lies
    infinitely many days ago: `Interval(BOUNDLESS, BOUNDLESS)`.
    """

    low: int | Fraction | float
    high: int | Fraction | float

    @property
    def is_exact(self) -> bool:
        """Say whether exactly one number is possible."""
        return self.low == self.high


NOTHING_KNOWN = Interval(0, BOUNDLESS)
NEVER = Interval(BOUNDLESS, BOUNDLESS)


def exactly(number: Number) -> Interval:
    """Return the interval that holds this one number."""
    return Interval(number, number)


def tidy(number: Number) -> Number:
    """Return an int where the fraction is whole; ints compare and add faster."""
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number


def exact(text: str) -> Number:
    """Read "4000", "1.25" or "50000/7" as an exact number.

    Raises ValueError for anything else, including "nan" and "inf".
    """
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        number = Fraction(text) if "/" in text else Fraction(Decimal(text))
    except (InvalidOperation, ValueError, OverflowError, ZeroDivisionError) as problem:
        raise ValueError(f"{text!r} is not a number") from problem
    return tidy(number)


def written(number: Number | float, places: int = 1) -> str:
    """Write a number for a reader: 7142.857... becomes "7,142.9", 5000 becomes "5,000".

    A value that had to be rounded starts with "about".
    """
    if number == BOUNDLESS:
        return "unlimited"
    if isinstance(number, int):
        return f"{number:,}"
    number = Fraction(number)
    shown = round(number, places)
    text = f"{float(shown):,.{places}f}".rstrip("0").rstrip(".")
    if shown == number:
        return text
    if shown == 0 or shown.denominator == 1 and abs(number) < 10:
        return "about " + f"{float(number):.3g}"
    return "about " + text
