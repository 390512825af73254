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

_YEAR, _MOST_YEARS = 1_232, 400
"""Room for the days of a year, of which the last is 1231, and the most years that are looked through."""

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
        if (calendar := _calendar(codes)) is None:
            found = pa.array(codes, mask=None if codes.all() else codes == NONE).dictionary_encode()
            return pa.DictionaryArray.from_arrays(found.indices, self._said(found.dictionary.to_numpy()))
        first, years, places = calendar
        is_there = np.zeros(years * _YEAR, bool)
        is_there[places] = True
        days = np.flatnonzero(is_there)
        place = np.empty(len(is_there), np.int32)
        place[days] = np.arange(len(days), dtype=np.int32)
        words = as_texts(texts_of((first + days // _YEAR) * 10_000 + days % _YEAR))
        return pa.DictionaryArray.from_arrays(pa.array(place.take(places)), words)

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


def _calendar(codes: Array) -> tuple[int, int, Array] | None:
    """Return the first year of a calendar, its years, and where in it whole days stand.

    None if there is anything else among them, such as a 31st of December 9999 beside another day.
    """
    if not len(codes) or codes.min() <= NONE or ((codes & (DAY_PARTS - 1)) != WHOLE_DAY).any():
        return None
    days = codes // DAY_PARTS
    years = days // 10_000
    first, last = int(years.min()), int(years.max())
    # A month and a day are four digits, of which the months count most; they need not be in any calendar.
    within = days - years * 10_000
    if last - first >= _MOST_YEARS or within.max() >= _YEAR:
        return None
    return first, last - first + 1, (years - first) * _YEAR + within


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
