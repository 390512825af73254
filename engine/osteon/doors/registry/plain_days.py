"""Dates that are whole days of the calendar, told from all others, and on which side of the day they are."""

from datetime import date
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

CLASSES = ("p", "e", "f", "?")
"""Before the day, the day, after it, and what needs a closer look; letters as `spread_sql` gives them."""

UNSURE = "?"
DAY_BYTES = 10

_DASHES, _DIGITS = (4, 7), (0, 1, 2, 3, 5, 6, 8, 9)
_ZERO, _DASH = b"0-"
_LONGEST: Array = np.zeros((2, 256), np.uint8)
_LONGEST[:, 1:13] = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST[1, 2] = 29
"""The days of each month, in common years and in leap years; what is no month has none."""


def classes_of(texts: Array, as_of: date) -> Array:
    """Return for each row of ten bytes its place in CLASSES."""
    byte = np.ascontiguousarray(texts.T)
    digit = byte - _ZERO  # what comes before the nought is far behind it, as bytes
    is_day = (byte[_DASHES, :] == _DASH).all(axis=0) & (digit[_DIGITS, :] <= 9).all(axis=0)
    year = _number(digit, (0, 1, 2, 3))
    month, day = _number(digit, (5, 6)), _number(digit, (8, 9))
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = _LONGEST[is_leap.astype(np.uint8), np.minimum(month, 255)]
    is_day &= (year >= date.min.year) & (day >= 1) & (day <= longest)
    when = (year * 100 + month) * 100 + day
    today = (as_of.year * 100 + as_of.month) * 100 + as_of.day
    found: Array = (when >= today).astype(np.int8) + (when > today)
    return np.where(is_day, found, np.int8(CLASSES.index(UNSURE)))


def _number(digit: Array, places: tuple[int, ...]) -> Array:
    number: Array = np.zeros(digit.shape[1], np.int32)
    for place in places:
        number = number * 10 + digit[place]
    return number
