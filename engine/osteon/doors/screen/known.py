"""Whole numbers that were met before, and rows of them, each with a number that it keeps."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

_BITS = 62
_OF_A_NUMBER = 24
"""So many bits has the number of the beginning of a row, and so many rows are numbered at most."""

_WIDTHS = (4, 20, 31)
"""In so many bits a column is held, whichever suffices; larger values are numbered first."""


class Known:
    """Whole numbers, numbered from 0 in the order in which they were met."""

    def __init__(self) -> None:
        self._met = np.zeros(0, np.int64)
        self._numbers = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._met)

    def numbers(self, given: Any) -> Any:
        """Return the numbers of an array of whole numbers; those that are new get the next ones."""
        at = _sought(self._met, given)
        there = at < len(self._met)
        there[there] = self._met[at[there]] == given[there]
        if not there.all():
            new = np.unique(given[~there])
            places = np.searchsorted(self._met, new)
            own = np.arange(len(self), len(self) + len(new), dtype=np.int32)
            self._numbers = np.insert(self._numbers, places, own)
            self._met = np.insert(self._met, places, new)
            at = _sought(self._met, given)
        return self._numbers[at]


def _sought(met: Any, given: Any) -> Any:
    """Return where numbers stand among others that are in order: side by side they are found more quickly."""
    order = given.argsort()
    at = np.empty(len(given), np.intp)
    at[order] = np.searchsorted(met, given[order])
    return at


class KnownRows:
    """Rows of whole numbers, numbered from 0 in the order in which they were met.

    When a column has a value for which it was not made, all is forgotten: `begun` counts how often.
    """

    def __init__(self) -> None:
        self.begun = 0
        self._widths: list[int] = []
        self._begin([])

    def _begin(self, widths: list[int]) -> None:
        self.begun += bool(self._widths)
        self._widths = widths
        self._wide = [Known() for _ in widths]
        self._parts = [Known() for _ in widths]
        self._rows = Known()

    def __len__(self) -> int:
        return len(self._rows)

    def numbers(self, columns: Sequence[Any]) -> Any:
        """Return the numbers of rows, given column by column: always as many columns, at least one.

        A column is an array of whole numbers not below -1.
        """
        widths = [_width(int(each.max(initial=0)) + 1) for each in columns]
        if any(width > held for width, held in zip(widths, self._widths or [0] * len(widths), strict=True)):
            self._begin([*map(max, widths, self._widths or widths)])
        joined, room = np.zeros(len(columns[0]), np.int64), _BITS
        for column, width, wide, part in zip(columns, self._widths, self._wide, self._parts, strict=True):
            values, bits = (wide.numbers(column), _OF_A_NUMBER) if width > _WIDTHS[-1] else (column, width)
            if bits > room:
                joined, room = part.numbers(joined).astype(np.int64), _BITS - _OF_A_NUMBER
            joined <<= bits
            joined += values
            joined += 1
            room -= bits
        return self._rows.numbers(joined)


def _width(most: int) -> int:
    return next((width for width in _WIDTHS if most < 1 << width), _BITS)


Asking = Callable[[Sequence[Any], Any], Any]
"""Returns what is told of some rows, which are given as arrays column by column, and by their places."""


class Remembered:
    """What is told of rows of whole numbers: it is asked once for each of them.

    That is a whole number for each row, or several, one array beside the other.
    """

    def __init__(self) -> None:
        self._rows = KnownRows()
        self._begun = 0
        self._told: list[Any] = []

    def __len__(self) -> int:
        return len(self._rows)

    def told(self, columns: Sequence[Any], ask: Asking) -> list[Any]:
        """Return what is told of rows, given column by column; `ask` is asked for those that are new.

        It is asked the first time in any case, so that it is known how many arrays there are.
        """
        known = len(self)
        found = self._rows.numbers(columns)
        if self._rows.begun > self._begun:
            self._begun, known, self._told = self._rows.begun, 0, []
        if len(self) > known or not self._told:
            firsts = first_of_each(found, known)
            new = ask([column[firsts] for column in columns], firsts)
            old = self._told or [each[:0] for each in new]
            self._told = [np.append(*both) for both in zip(old, new, strict=True)]
        return [each[found] for each in self._told]


def first_of_each(numbers: Any, known: int) -> Any:
    """Return a place where each number from `known` on stands; there is one for each up to the greatest."""
    new = np.flatnonzero(numbers >= known)
    firsts = np.empty(int(numbers.max(initial=known - 1)) + 1 - known, np.int64)
    firsts[numbers[new] - known] = new
    return firsts
