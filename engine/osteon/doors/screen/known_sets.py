"""What the rows of patients come to, remembered from one part to the next."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from osteon.doors.screen.alike import Bundled, alike, bundled, placed
from osteon.doors.screen.engines import Sets
from osteon.doors.screen.known import Known, KnownRows

Asking = Callable[[Any], Any]
"""Carries the query out for a table of rows, and returns a table of what they come to."""

_NOT_ASKED, _NOTHING = -2, -1
_ROOM = 1 << 32
_ALONE, _AMONG_OTHERS = 0, 1
"""Where the ways along the rows of patients begin: those with a single row, and the others."""


class KnownSets:
    """Finds out what patients are alike, and asks once what the rows of each kind of patient come to.

    `sets` has a row for everything that any rows came to, with its `number`.
    """

    def __init__(self) -> None:
        self.sets: Any = None
        self._begin()

    def _begin(self) -> None:
        self._rows, self._lone = KnownRows(), KnownRows()
        self._ways = Known()
        self._told = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._ways)

    def numbers(self, rows: Any, sets: Sets, ask: Asking) -> tuple[Any, Any]:
        """Return whose rows these are, each patient once, and the numbers of their sets, -1 for none.

        `rows` is a table of `patient` and whole numbers.
        """
        said = alike([rows.column(each) for each in sets.columns], len(rows))
        distinct = rows.take(pa.array(said.firsts))
        codes, lone = self._coded(distinct, sets)
        whose = rows.column("patient").to_numpy()
        found = bundled(whose, codes[said.numbers], lone)
        kinds = self._kinds(found, lone)
        if len(self._ways) > len(self._told):
            more = np.full(len(self._ways) - len(self._told), _NOT_ASKED, np.int32)
            self._told = np.append(self._told, more)
        new = self._told[kinds] == _NOT_ASKED
        if new.any() or self.sets is None:
            at = new[found.whose]
            place = np.empty(int(codes.max(initial=-1)) + 1, np.int64)
            place[codes] = np.arange(len(codes))
            some = distinct.take(pa.array(place[found.said[at]]))
            told = ask(some.set_column(0, "patient", [found.whose[at]]))
            own = placed(np.arange(found.count), told.column("patient").to_numpy(), self._added(told))
            self._told[kinds[new]] = own[new]
        return found.patients, self._told[kinds][found.numbers]

    def _coded(self, distinct: Any, sets: Sets) -> tuple[Any, Any]:
        """Return numbers of what rows say, and by these what a row says that is its patient's only one."""
        begun = self._rows.begun + self._lone.begun
        codes = self._rows.numbers(_arrays(distinct, sets.columns))
        lone = None
        if sets.lone is not None:
            lone = np.zeros(len(self._rows), np.int64)
            lone[codes] = self._lone.numbers(_arrays(distinct, sets.lone))
        if self._rows.begun + self._lone.begun > begun:
            # A column has values for which it was not made: all rows have other numbers.
            self._begin()
            return self._coded(distinct, sets)
        return codes, lone

    def _kinds(self, found: Bundled, lone: Any) -> Any:
        """Return numbers of the kinds of patients: each kind is a way from one row to the next."""
        begins = np.flatnonzero(np.append(True, found.whose[1:] != found.whose[:-1])[: len(found.whose)])
        lengths = np.diff(begins, append=len(found.whose))
        alone = (lengths == 1) & (lone is not None)
        first = found.said[begins]
        if lone is not None:
            first = np.where(alone, lone[first], first)
        ways = self._ways.numbers(np.where(alone, _ALONE, _AMONG_OTHERS) * _ROOM + first).astype(np.int64)
        several, at = np.flatnonzero(lengths > 1), 1
        while len(several):
            onwards = (ways[several] + _AMONG_OTHERS + 1) * _ROOM + found.said[begins[several] + at]
            ways[several] = self._ways.numbers(onwards)
            at += 1
            several = several[lengths[several] > at]
        return ways

    def _added(self, told: Any) -> Any:
        """Return the numbers of what rows came to; what is new is added to the sets."""
        come_to = told.drop_columns(["patient"])
        known = 0 if self.sets is None else len(self.sets)
        if known:
            come_to = pa.concat_tables([self.sets.drop_columns(["number"]), come_to])
        found = alike(come_to.columns, len(come_to))
        numbers = np.full(len(found.firsts), _NOTHING, np.int64)
        numbers[found.numbers[:known]] = np.arange(known)
        new = np.flatnonzero(numbers == _NOTHING)
        numbers[new] = np.arange(known, known + len(new))
        order = np.append(np.arange(known), found.firsts[new])
        every = come_to.take(pa.array(order)).combine_chunks()
        self.sets = every.append_column("number", [np.arange(len(every), dtype=np.int32)])
        return numbers[found.numbers[known:]]


def _arrays(table: Any, names: Sequence[str]) -> list[Any]:
    return [table.column(name).fill_null(-1).to_numpy() for name in names]
