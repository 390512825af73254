"""Whole numbers that were met before, and rows of them, each with a number that it keeps."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

_ROOM = 1 << 32
"""More than there are numbers of anything."""


class Known:
    """Whole numbers, numbered from 0 in the order in which they were met."""

    def __init__(self) -> None:
        self._met = np.zeros(0, np.int64)
        self._numbers = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self._met)

    def numbers(self, given: Any) -> Any:
        """Return the numbers of an array of whole numbers; those that are new get the next ones."""
        at = np.searchsorted(self._met, given)
        there = at < len(self._met)
        there[there] = self._met[at[there]] == given[there]
        if not there.all():
            new = np.unique(given[~there])
            places = np.searchsorted(self._met, new)
            self._numbers = np.insert(self._numbers, places, np.arange(len(self), len(self) + len(new)))
            self._met = np.insert(self._met, places, new)
            at = np.searchsorted(self._met, given)
        return self._numbers[at]


class KnownRows:
    """Rows of small whole numbers from 0, numbered from 0 in the order in which they were met."""

    def __init__(self) -> None:
        self._begun = Known()
        self._rows = Known()

    def __len__(self) -> int:
        return len(self._rows)

    def numbers(self, columns: Sequence[Any]) -> Any:
        """Return the numbers of rows, given column by column: always as many columns, at least one."""
        found = columns[0].astype(np.int64)
        for column in columns[1:-1]:
            found = self._begun.numbers(found * _ROOM + column)
        return self._rows.numbers(found * _ROOM + columns[-1] if len(columns) > 1 else found)


Asking = Callable[[Sequence[Any]], Any]
"""Returns what is told of some rows, which are given as arrays column by column."""


class Remembered:
    """What is told of rows of small whole numbers: it is asked once for each of them."""

    def __init__(self) -> None:
        self._rows = KnownRows()
        self._told = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._told)

    def told(self, columns: Sequence[Any], ask: Asking) -> Any:
        """Return what is told of rows, given column by column; `ask` is asked for those that are new."""
        known = len(self)
        found = self._rows.numbers(columns)
        if several := len(self._rows) - known:
            new = np.flatnonzero(found >= known)
            firsts = np.empty(several, np.int64)
            firsts[found[new] - known] = new
            told = ask([column[firsts] for column in columns])
            self._told = np.append(self._told, np.asarray(told, np.int32))
        return self._told[found]
