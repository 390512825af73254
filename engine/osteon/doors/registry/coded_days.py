"""Dates as whole numbers, from the bytes of an export to the rows that are screened, and as texts again.

The number of a date holds its digits, and how much of it was said: a year, a month, or a day.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from osteon.doors.registry.plain_days import DAY_BYTES, NO_DAY, Array, as_texts, texts_of

NONE = 0
"""Instead of the number of a date."""

DAY_PARTS, WHOLE_DAY = 4, 3
"""Room for how much was said: nothing, a year, a month, or a day."""

_ENDS = (0, 4, 7, DAY_BYTES)
_NOTHING = DAY_PARTS
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


class OtherDates:
    """Texts that stand where dates do and are none; each has a number below NONE."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def coded(self, texts: pa.ChunkedArray) -> Array:
        """Return the numbers of texts."""
        words = texts.combine_chunks().dictionary_encode()
        words = words.combine_chunks() if isinstance(words, pa.ChunkedArray) else words
        codes: Array = np.array([*map(self._code, words.dictionary.to_pylist()), NONE], np.int32)
        found: Array = codes[pc.fill_null(words.indices, -1).to_numpy()]
        return found

    def _code(self, text: str | None) -> int:
        if text is None:
            return NONE
        if not text:
            return _NOTHING
        date = _DATE.fullmatch(text)
        if date is None:
            return -self._numbers.setdefault(text, len(self._numbers) + 1)
        parts = [each for each in date.groups() if each is not None]
        return int("".join(parts).ljust(8, "0")) * DAY_PARTS + len(parts)

    def texts(self, codes: Array) -> pa.DictionaryArray:
        """Return dates as texts, each of them once in a list."""
        found = pa.array(codes, mask=None if codes.all() else codes == NONE).dictionary_encode()
        return pa.DictionaryArray.from_arrays(found.indices, self._said(found.dictionary.to_numpy()))

    def _said(self, codes: Array) -> pa.Array:
        days = texts_of(np.maximum(codes, NONE) // DAY_PARTS)
        if ((codes > NONE) & (codes % DAY_PARTS == WHOLE_DAY)).all():
            return as_texts(days)
        others, written = list(self._numbers), days.tobytes().decode()
        told = (
            others[-code - 1] if code < NONE else written[at : at + _ENDS[code % DAY_PARTS]]
            for at, code in zip(range(0, len(written), DAY_BYTES), codes.tolist(), strict=True)
        )
        return pa.array(told, pa.utf8())


def numbers_in(column: pa.ChunkedArray) -> Array:
    """Return the numbers of a column, of which some may be missing."""
    if not column.null_count:
        told: Array = column.to_numpy()
        return told
    numbers: Array = pc.fill_null(column, NONE).to_numpy()
    return numbers


def coded_days(numbers: Array) -> Array:
    """Return the numbers of days that are given as `plain_days.numbers_of` gives them."""
    codes: Array = numbers * DAY_PARTS + WHOLE_DAY
    codes *= numbers != NO_DAY
    return codes
