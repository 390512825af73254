"""What the rows of patients come to, remembered from one part to the next."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from osteon.basics.records import dataclass
from osteon.doors.screen.alike import Bundled, alike, along, bundled, indices, placed, runs
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
        begun = self._lone.begun + self._rows.begun
        found = [*self._found(rows, sets)]
        if self._lone.begun + self._rows.begun > begun:
            # A column has values for which it was not made, and all rows have other numbers since.
            self._begin()
            found = [*self._found(rows, sets)]
        more = np.full(len(self._ways) - len(self._told), _NOT_ASKED, np.int32)
        self._told = np.append(self._told, more)
        kinds = np.concatenate([each.kinds for each in found])
        new = self._told[kinds] == _NOT_ASKED
        if new.any() or self.sets is None:
            told = ask(_rows_of(found, new))
            whose, numbers = told.column("patient").to_numpy(), self._added(told)
            self._told[kinds[new]] = placed(np.arange(len(kinds)), whose, numbers)[new]
        numbers = [self._told[each.kinds][each.numbers] for each in found]
        return np.concatenate([each.patients for each in found]), np.concatenate(numbers)

    def _found(self, rows: Any, sets: Sets) -> Iterator["_Found"]:
        """Yield the patients who have a single row, if less is asked of them, and then the others."""
        if sets.lone is not None:
            whose = indices(rows.column("patient"))
            alone = np.bincount(whose)[whose] == 1
            single, rows = (rows.filter(pa.array(which)) for which in (alone, ~alone))
            said = alike([single.column(each) for each in sets.lone], len(single))
            distinct = single.take(pa.array(said.firsts))
            ways = _ALONE * _ROOM + self._lone.numbers(_arrays(distinct, sets.lone))
            places = np.arange(len(distinct))
            kinds = self._ways.numbers(ways)
            yield _Found(single.column("patient").to_numpy(), said.numbers, kinds, distinct, places, places)
        said = alike([rows.column(each) for each in sets.columns], len(rows))
        distinct = rows.take(pa.array(said.firsts))
        codes = self._rows.numbers(_arrays(distinct, sets.columns))
        several = bundled(rows.column("patient").to_numpy(), codes[said.numbers])
        place = np.empty(int(codes.max(initial=-1)) + 1, np.int64)
        place[codes] = np.arange(len(codes))
        kinds = self._kinds(several)
        yield _Found(several.patients, several.numbers, kinds, distinct, place[several.said], several.whose)

    def _kinds(self, found: Bundled) -> Any:
        """Return numbers of the kinds of patients: each kind is a way from one row to the next."""
        begins, lengths = runs(found.whose)
        ways = self._ways.numbers(_AMONG_OTHERS * _ROOM + found.said[begins]).astype(np.int64)

        def onwards(ways: Any, said: Any, _: int) -> Any:
            return self._ways.numbers((ways + _AMONG_OTHERS + 1) * _ROOM + said)

        return along(found.said, begins, lengths, ways, onwards)

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


@dataclass(frozen=True, slots=True)
class _Found:
    """Patients and the numbers of all, which those have in common who are alike; `kinds` are those of each.

    Rows of one patient of each number stand in a table at `places`, and `whose` has the number.
    """

    patients: Any
    numbers: Any
    kinds: Any
    table: Any
    places: Any
    whose: Any


def _rows_of(found: Sequence[_Found], which: Any) -> Any:
    """Return the rows of some kinds, all kinds counted through."""
    tables, begin = [], 0
    for each in found:
        at = which[begin + each.whose]
        some = each.table.take(pa.array(each.places[at]))
        tables.append(some.set_column(0, "patient", [begin + each.whose[at]]))
        begin += len(each.kinds)
    return pa.concat_tables(tables).combine_chunks()
