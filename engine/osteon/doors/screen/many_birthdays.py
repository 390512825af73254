"""Birth dates of patients who are equally old, told as one of them, many at once.

What `birthday` does to one of them is done by whole columns to those that are days
as they mostly are. All others stand as they were written, for `birthday` to see.
"""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.doors.screen.birthdays import OLDEST

_WRITTEN = len("1950-02-03")
_DIGITS, _DASHES = (0, 1, 2, 3, 5, 6, 8, 9), (4, 7)


def gathered(texts: Any, as_of: date) -> tuple[Any, Any]:
    """Return what `birthday` makes of an Arrow array of texts, few of them twice, and the place of each.

    What stands as it was written comes last.
    """
    texts = texts.cast(pa.utf8())
    written = compute.equal(compute.binary_length(texts), _WRITTEN).fill_null(False)
    at = np.flatnonzero(written.to_numpy(zero_copy_only=False))
    ages, is_ahead = _ages(texts.take(pa.array(at)), as_of)
    at, of_day = at[ages > 0], (ages * 2 + is_ahead)[ages > 0]
    there = np.bincount(of_day, minlength=1) > 0
    days = [
        f"{as_of.year - each // 2:04}-{'12-31' if each % 2 else '01-01'}"
        for each in np.flatnonzero(there).tolist()
    ]
    is_other = np.ones(len(texts), bool)
    is_other[at] = False
    others = np.flatnonzero(is_other)
    places = np.empty(len(texts), np.intp)
    places[at] = (np.cumsum(there) - 1)[of_day]
    places[others] = np.arange(len(days), len(days) + len(others))
    return pa.concat_arrays([pa.array(days, pa.utf8()), texts.take(pa.array(others))]), places


def _ages(texts: Any, as_of: date) -> tuple[Any, Any]:
    """Return by how many years texts of ten bytes lie before the day, and whether their day is yet to come.

    The years are 0 for what `birthday` leaves as it was written.
    """
    _, ends, held = texts.buffers()
    first = int(np.frombuffer(ends, np.int32)[texts.offset]) if len(texts) else 0
    rows = np.ndarray((len(texts), _WRITTEN), np.uint8, held if len(texts) else b"", first)
    read = np.ascontiguousarray(rows.T)
    digits = (read - np.uint8(ord("0"))).astype(np.int32)
    year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    month, day = digits[5] * 10 + digits[6], digits[8] * 10 + digits[9]
    ages = as_of.year - year
    is_known = (digits[_DIGITS, :] <= 9).all(axis=0) & (read[_DASHES, :] == ord("-")).all(axis=0)
    is_known &= (year > 0) & (ages > 0) & (ages <= OLDEST) & (month >= 1) & (month <= 12)
    ages *= is_known
    lengths = _lengths(as_of).take((OLDEST - ages) * 12 + month - 1, mode="clip")
    ages *= (day >= 1) & (day <= lengths)
    return ages, month * 100 + day > as_of.month * 100 + as_of.day


def _lengths(as_of: date) -> Any:
    """Return how many days each month has, from the first of the years that are looked at."""
    begin = (as_of.year - OLDEST - 1970) * 12
    months = np.arange(begin, begin + (OLDEST + 1) * 12 + 1).astype("datetime64[M]")
    return np.diff(months.astype("datetime64[D]")).astype(np.int64)
