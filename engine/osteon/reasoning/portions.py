"""Amounts for proposals: a threshold itself, a hair beyond it, and a dose divided over the day."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.reasoning.values import said_number

_HAIR = Fraction(1, 1_000_000)
"""How far beyond a threshold "less than" and "more than" are tried."""

_NINE_PLACES = 10**9
_TIMES = {1: "once a day", 2: "twice a day"}


def about(limit: Number, unit: str, *, less: bool) -> Iterator[tuple[Number, str]]:
    """Yield a limit and the numbers just beyond it, with how to say them."""
    said = said_number(limit, unit)
    yield limit, f"at most {said}" if less else f"at least {said}"
    beyond = Fraction(limit) * (1 - _HAIR if less else 1 + _HAIR)
    if beyond > 0:
        yield tidy(beyond), f"less than {said}" if less else f"more than {said}"


def bound(limit: Number, unit: str, *, reached: bool) -> str:
    """Say an upper bound that may be reached, or not."""
    return f"{'at most' if reached else 'less than'} {said_number(tidy(Fraction(limit)), unit)}"


def decimal(number: Number) -> str:
    """Write a number as a decimal, cut off behind the ninth place so that it is never more than it was."""
    cut = Fraction(int(Fraction(number) * _NINE_PLACES), _NINE_PLACES)
    return f"{Decimal(cut.numerator) / Decimal(cut.denominator):f}"


def portion(amount: Fraction) -> Number:
    """Return a part of a dose: exactly, or in whole units where it has no end as a decimal."""
    exact = tidy(amount)
    return exact if 100 % Fraction(exact).denominator == 0 else int(exact)


def times_a_day(often: int) -> str:
    """Say how often in a day."""
    return _TIMES.get(often, f"{often} times a day")
