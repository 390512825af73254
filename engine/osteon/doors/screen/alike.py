"""Rows that are alike, found by looking at one column after the other.

Patients come to few different sums, are of few kinds, and are told few different
things. Which of them are alike is asked of whole numbers only, so it takes no more
than putting the columns together into one number and counting the numbers through.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from osteon.basics.records import dataclass

_NARROW = 1 << 20
"""So many different numbers of a column are told apart by where they lie; others are looked up."""

_MOST = 1 << 62

_ROOM = 8
"""So many times as many numbers as rows are counted through; where there may be more they are looked up."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Which rows are alike: `numbers` has the number of each, `firsts` a place where each number stands."""

    numbers: Any
    firsts: Any

    def spread(self, told: Sequence[int]) -> Any:
        """Return for every row what is told of its number."""
        return np.asarray(told, np.int32)[self.numbers]


def alike(columns: Sequence[Any], rows: int) -> Alike:
    """Number rows so that those with the same values have the same number; NULL is a value like any other.

    `columns` are Arrow columns of whole numbers or texts, of so many rows. Numbers count from 0.
    """
    return _together([_values(column) for column in columns], rows)


class Columns:
    """Columns of a table, some of which at a time tell its rows apart; each is looked at once.

    `places` are further columns: arrays of whole numbers from 0, or -1 for none.
    """

    def __init__(self, table: Any, places: Mapping[str, Any]) -> None:
        self._table = table
        self._values = {
            name: (numbers + 1, int(numbers.max(initial=-1)) + 2) for name, numbers in places.items()
        }

    def alike(self, names: Sequence[str]) -> Alike:
        """Number rows so that those with the same values in these columns have the same number."""
        for name in names:
            if name not in self._values:
                self._values[name] = _values(self._table.column(name))
        return _together([self._values[name] for name in names], len(self._table))


def _together(columns: Sequence[tuple[Any, int]], rows: int) -> Alike:
    joined, size = np.zeros(rows, np.int64), 1
    for values, different in columns:
        if different == 1:
            continue
        if size == 1:
            joined, size = values.astype(np.int64), different
            continue
        if size * different >= _MOST:
            joined, size = _looked_up(joined)
        joined *= different
        joined += values
        size *= different
    if size <= _ROOM * rows:
        return _dense(joined, size)
    numbers, several = _looked_up(joined)
    return Alike(numbers, _places_of(numbers, several))


def _places_of(numbers: Any, several: int) -> Any:
    """Return a place where each number stands."""
    found = np.empty(several, np.int32)
    found[numbers] = np.arange(len(numbers), dtype=np.int32)
    return found


def runs(values: Any) -> tuple[Any, Any]:
    """Return where each run of the same value begins, and how long it is."""
    begins = np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])
    return begins, np.diff(begins, append=len(values))


@dataclass(frozen=True, slots=True)
class Bundled:
    """Whose rows say the same: `patients`, each once, and the `numbers` of all; who is alike has the same.

    `said` and `whose` are what the rows of one patient of each number say, and the number.
    """

    patients: Any
    numbers: Any
    said: Any
    whose: Any


def bundled(patients: Any, said: Any) -> Bundled:
    """Number patients so that those whose rows say the same have the same number, whatever their order.

    `patients` has whose each row is, `said` what it says, both as whole numbers from 0.
    """
    size = int(said.max(initial=-1)) + 1
    bits = size.bit_length()
    rows = (patients.astype(np.int64) << bits) + said
    rows.sort()
    whose, said = rows >> bits, rows & ((1 << bits) - 1)
    begins, lengths = runs(whose)

    def onwards(numbers: Any, said: Any, longest: int) -> Any:
        # What is added to a row that says the same makes the same of it; what is longer has other numbers.
        return _looked_up(numbers * size + said)[0] + (longest + 1)

    numbers = _looked_up(along(said, begins, lengths, said[begins], onwards))[0]
    firsts = np.empty(int(numbers.max(initial=-1)) + 1, np.int64)
    firsts[numbers] = np.arange(len(numbers))
    length = lengths[firsts]
    starts = np.cumsum(length) - length
    own = np.repeat(begins[firsts] - starts, length) + np.arange(length.sum())
    return Bundled(whose[begins], numbers, said[own], np.repeat(np.arange(len(firsts)), length))


Onwards = Callable[[Any, Any, int], Any]
"""Returns the numbers of what comes of some, and of what is said next, by the greatest number so far."""


def along(said: Any, begins: Any, lengths: Any, numbers: Any, onwards: Onwards) -> Any:
    """Return a number for each run, from that of what is said first on along what is said next."""
    several, at = np.flatnonzero(lengths > 1), 1
    while len(several):
        numbers[several] = onwards(numbers[several], said[begins[several] + at], int(numbers.max()))
        at += 1
        several = several[lengths[several] > at]
    return numbers


def placed(whose: Any, patients: Any, told: Any) -> Any:
    """Return what is told of whose each row is, or -1 where nothing is.

    All are arrays of whole numbers: `patients` different ones, and `told` has one from 0, or -1, for each.
    """
    found = np.full(max(whose.max(initial=-1), patients.max(initial=-1)) + 1, -1, np.int32)
    found[patients] = told
    return found.take(whose)


def alike_rows(columns: Sequence[Any]) -> tuple[Alike, list[tuple[int, ...]]]:
    """Number the rows of some arrays as `alike` does, and return the different ones, too."""
    found = alike([pa.chunked_array([each]) for each in columns], len(columns[0]))
    return found, list(zip(*(each[found.firsts].tolist() for each in columns), strict=True))


def put_in_order(places: Any, values: Any) -> Any:
    """Return values at their places, of which each comes once."""
    found = np.empty_like(values)
    found[places] = values
    return found


def columns_of(rows: Sequence[Sequence[int]], columns: int) -> list[Any]:
    """Return rows of whole numbers as arrays, column by column."""
    return list(np.array(rows, np.int64).reshape(-1, columns).T)


def table_of(columns: Mapping[str, Any]) -> Any:
    """Return columns of whole numbers, in which some may be masked, as a table of Arrow."""
    return pa.table(
        {
            name: pa.array(np.ma.getdata(each), mask=each.mask if np.ma.is_masked(each) else None)
            for name, each in columns.items()
        }
    )


def indices(column: Any) -> Any:
    """Return a column of whole numbers, none of which is NULL, as an array by which others are looked up."""
    return column.to_numpy().astype(np.intp)


def counted(several: int) -> Any:
    """Return so many whole numbers from 0."""
    return np.arange(several, dtype=np.int32)


def nullable(numbers: Any) -> Any:
    """Return numbers as an Arrow array, in which those below 0 are NULL."""
    untold = numbers < 0
    return pa.array(numbers, mask=untold if untold.any() else None)


def _values(column: Any) -> tuple[Any, int]:
    """Return a column as numbers from 0, one of which stands for NULL, and how many there may be."""
    if pa.types.is_dictionary(column.type):
        return _places(column)
    if pa.types.is_string(column.type):
        return _told_apart(column)
    column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    if column.null_count == len(column):
        return 0, 1
    if not column.null_count:
        values = column.to_numpy()
        low, high = int(values.min()), int(values.max())
        if high - low >= _NARROW:
            return _told_apart(pa.chunked_array([column]))
        return np.subtract(values, low, dtype=np.int64) if low else values, high - low + 1
    there = _is_there(column)
    anything = int(_data(column)[there.argmax()])
    values = _filled(column, there, anything)
    low, high = int(values.min()), int(values.max())
    if high - low >= _NARROW:
        return _told_apart(pa.chunked_array([column]))
    values = np.subtract(values, low, dtype=np.int64)
    values += ~there * np.int64(high + 1 - anything)
    return values, high - low + 2


def _filled(column: Any, there: Any, nothing: int) -> Any:
    """Return an array of whole numbers in which a number of its type stands for NULL."""
    # To choose value by value takes three times as long.
    values = _data(column)
    return values * there + ~there * values.dtype.type(nothing)


def _data(column: Any) -> Any:
    """Return the values of an array, with anything where it has NULL."""
    buffers = [None, column.buffers()[1]]
    return pa.Array.from_buffers(column.type, len(column), buffers, offset=column.offset).to_numpy()


def _is_there(column: Any) -> Any:
    bits = np.frombuffer(column.buffers()[0], np.uint8)
    end = column.offset + len(column)
    return np.unpackbits(bits, count=end, bitorder="little")[column.offset :].view(bool)


def _places(column: Any) -> tuple[Any, int]:
    column = in_one_piece(column)
    return places(column), len(column.dictionary) + 1


def places(column: Any) -> Any:
    """Return the places of an array of words in their list; one more than there are words stands for NULL."""
    told = column.indices
    return _filled(told, _is_there(told), len(column.dictionary)) if told.null_count else told.to_numpy()


def in_one_piece(column: Any) -> Any:
    """Return a column of words as one array with one list of words; what is read in pieces has several."""
    if column.num_chunks == 1:
        return column.chunk(0)
    found = column.unify_dictionaries().combine_chunks()
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _told_apart(column: Any) -> tuple[Any, int]:
    found = column.dictionary_encode(null_encoding="encode")
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()  # the pieces have one dictionary
    return found.indices.to_numpy(), max(len(found.dictionary), 1)


def _looked_up(joined: Any) -> tuple[Any, int]:
    found = pa.array(joined).dictionary_encode()
    return found.indices.to_numpy().astype(np.int64), len(found.dictionary)


def _dense(joined: Any, size: int) -> Alike:
    """Number rows by numbers below a size, by where these lie."""
    place = np.zeros(size, np.int32)
    place[joined] = np.arange(1, len(joined) + 1, dtype=np.int32)
    there = place > 0
    return Alike((there.cumsum(dtype=np.int64) - 1)[joined], place[there] - 1)
