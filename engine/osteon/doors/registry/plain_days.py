"""Dates that are whole days of the calendar, told from all others, and on which side of the day they are."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

Array = np.ndarray[Any, np.dtype[Any]]

CLASSES = ("p", "e", "f", "?")
"""Before the day, the day, after it, and what needs a closer look; letters as `spread_sql` gives them."""

UNSURE = "?"
DAY_BYTES = 10

NO_DAY = 0
"""Instead of the number of a day."""

_YEAR, _MONTH, _DAY = 0x3030_3030, 0x2D30_302D, 0x3030
"""The bytes of 0000, of -00- and of 00."""

_PAIRS: Array = (np.arange(100)[:, np.newaxis] // (10, 1) % 10 + ord("0")).astype(np.uint8)
"""The two digits of each number below a hundred."""

_DASHES, _TOPS, _TOO_MUCH = 0xFF00_00FF, 0x8080_8080, 0x7676_7676
_LONGEST: Array = np.zeros((2, 256), np.uint32)
_LONGEST[:, 1:13] = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST[1, 2] = 29
"""The days of each month, in common years and in leap years; what is no month has none."""

_YEARS = np.arange(100 * 255 + 255 + 1)
_OF_YEAR = np.where((_YEARS % 4 == 0) & ((_YEARS % 100 != 0) | (_YEARS % 400 == 0)), 256, 0).astype(np.uint32)
"""Where the months of each year stand in _LONGEST, and of what four bytes come to that are no digits."""


def words_of(texts: Array) -> tuple[Array, Array, Array]:
    """Return the year, the month and the day of each row of bytes, of which the first ten are looked at."""
    count, length = texts.shape
    return (
        np.ndarray((count,), "<u4", texts, 0, (length,)),
        np.ndarray((count,), "<u4", texts, 4, (length,)),
        np.ndarray((count,), "<u2", texts, 8, (length,)),
    )


def numbers_of(texts: Array) -> Array:
    """Return for each row of bytes, of which the first ten are looked at, its day: 20261124 for 2026-11-24.

    NO_DAY for what is no day of the calendar, or is written in another way.
    """
    return numbers_of_words(*words_of(texts))


def numbers_of_words(year: Array, month: Array, day: Array) -> Array:
    """Return the same of the bytes of years, months and days."""
    year, month = year ^ _YEAR, month ^ _MONTH
    day = (day ^ _DAY).astype(np.uint32)
    # A byte that is no digit is more than 9 now, so that it or what it comes to has the top bit.
    odd = (year | (year + _TOO_MUCH) | month | (month + _TOO_MUCH) | (day + (_TOO_MUCH & 0x7FFF))) & _TOPS
    odd |= (day & _TOPS) | (month & _DASHES)
    pairs = year * 10 + (year >> 8)
    year = (pairs & 0xFF) * 100 + ((pairs >> 16) & 0xFF)
    month = ((month >> 8) & 0xF) * 10 + ((month >> 16) & 0xF)
    day = (day & 0xF) * 10 + ((day >> 8) & 0xF)
    longest = _LONGEST.take(_OF_YEAR.take(year) + month)
    is_day = (odd == 0) & (year >= date.min.year) & (day >= 1) & (day <= longest)
    number: Array = ((year * 100 + month) * 100 + day).astype(np.int32)
    number *= is_day
    return number


def classes_of(numbers: Array, as_of: date) -> Array:
    """Return for each day, as `numbers_of` gives it, its place in CLASSES."""
    today = number_of(as_of)
    found: Array = (numbers >= today).view(np.int8) + (numbers > today).view(np.int8)
    if not numbers.all():
        found[numbers == NO_DAY] = CLASSES.index(UNSURE)
    return found


def number_of(day: date) -> int:
    """Return the number of a day."""
    return (day.year * 100 + day.month) * 100 + day.day


def texts_of(numbers: Array) -> Array:
    """Return days as they were written, a row of ten bytes for each number."""
    texts: Array = np.full((len(numbers), DAY_BYTES), ord("-"), np.uint8)
    years, months = numbers // 10_000, numbers // 100
    for first, pair in ((0, years // 100), (2, years % 100), (5, months % 100), (8, numbers % 100)):
        texts[:, first : first + 2] = _PAIRS.take(pair, axis=0)
    return texts


def as_texts(rows: Array) -> pa.Array:
    """Return rows of bytes as texts."""
    ends = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    return pa.Array.from_buffers(pa.utf8(), len(rows), [None, pa.py_buffer(ends), pa.py_buffer(rows)])


def rows_at(rows: Array, at: Array) -> Array:
    """Return some rows of bytes."""
    if not rows.shape[1]:
        return rows[at]
    found: Array = rows.view(np.dtype((np.void, rows.shape[1])))[:, 0][at]
    return found.view(np.uint8).reshape(len(at), rows.shape[1])
