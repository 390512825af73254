"""Rows that are alike, found by looking at one column after the other.

Patients come to few different sums, are of few kinds, and are told few different
things. Which of them are alike is asked of whole numbers only, so it takes no more
than putting the columns together into one number and counting the numbers through.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.basics.errors import EngineError
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


def alike(columns: Sequence[Any]) -> Alike:
    """Number rows so that those with the same values have the same number; NULL is a value like any other.

    `columns` are Arrow columns of whole numbers, of one length. Numbers count from 0.
    """
    rows = len(columns[0])
    joined, size = np.zeros(rows, np.int64), 1
    for column in columns:
        values, low, different = _values(column)
        if size * different >= _MOST:
            joined, size = _counted(joined)
        joined *= different
        joined += values
        joined -= low
        size *= different
    numbers = _dense(joined, size) if size <= _ROOM * rows else _counted(joined)[0].astype(np.int32)
    firsts = np.empty(int(numbers.max(initial=-1)) + 1, np.int32)
    firsts[numbers] = np.arange(rows, dtype=np.int32)
    return Alike(numbers, firsts)


def placed(whose: Any, patients: Any, told: Any) -> Any:
    """Return what is told of whose each row is, as an Arrow column; NULL where nothing is.

    `patients` are different small whole numbers or NULL, and `told` has a whole number from 0 for each.
    """
    known = patients.is_valid()  # rows may be nobody's
    rows, patients, told = (each.to_numpy() for each in (whose, patients.filter(known), told.filter(known)))
    found = np.full(max(rows.max(initial=-1), patients.max(initial=-1)) + 1, -1, np.int32)
    found[patients] = told
    found = found[rows]
    return pa.array(found, mask=found < 0)


class Sums:
    """Columns of whole numbers, added up row by row from what is told of rows that are alike."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self.columns: dict[str, Any] = {}

    def add(self, found: Alike, numbers: Any, told: Mapping[str, Any]) -> None:
        """Add to each row what columns tell of its number; `numbers` says of which number each is.

        Raises EngineError where something is missing.
        """
        at = numbers.to_numpy()
        for name, column in told.items():
            if column.null_count:
                raise EngineError(f"{name}: a question has no answer")
            values = np.empty(len(at), np.int32)
            values[at] = column.to_numpy()
            if name not in self.columns:
                self.columns[name] = np.zeros(self._rows, np.int32)
            self.columns[name] += values[found.numbers]


def _values(column: Any) -> tuple[Any, int, int]:
    """Return the values of a column, one of which stands for NULL, the lowest, and how many there may be."""
    column = column.combine_chunks()
    ends = compute.min_max(column)
    low, high = (ends[end].as_py() for end in ("min", "max"))
    if low is None:
        return 0, 0, 1
    if high - low < _NARROW:
        if column.null_count:
            low -= 1
            column = column.fill_null(low)
        return column.to_numpy(), low, high - low + 1
    found = column.dictionary_encode(null_encoding="encode")
    return found.indices.to_numpy(), 0, len(found.dictionary)


def _counted(joined: Any) -> tuple[Any, int]:
    found = pa.array(joined).dictionary_encode()
    return found.indices.to_numpy().astype(np.int64), len(found.dictionary)


def _dense(joined: Any, size: int) -> Any:
    there = np.zeros(size, bool)
    there[joined] = True
    return (there.cumsum(dtype=np.int32) - 1)[joined]
