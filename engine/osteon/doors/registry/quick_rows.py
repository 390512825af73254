"""Rows that were taken apart at the bytes, on their way into groups of patients, and back from there.

Some hundred thousand rows at a time go into two files of Arrow: one of the rows, in
which a patient is a number, and one of what the patients are called. In both, the
batch of a number holds the group of that number, so that a group is read by itself.
"""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from glob import escape, glob
from threading import Lock

import numpy as np
import pyarrow as pa
from pyarrow import ipc

from osteon.doors.registry.blocks import Array
from osteon.doors.registry.coded_days import NONE
from osteon.doors.registry.grouped_rows import GroupedRows
from osteon.doors.registry.quick_pieces import Rows
from osteon.doors.registry.rooms import Rooms

ROWS_AT_ONCE, _BYTES_AT_ONCE = 250_000, 64 * 1024 * 1024
_ROWS, _PATIENTS = ".rows.arrow", ".patients.arrow"

WORDS = pa.dictionary(pa.int32(), pa.utf8())
ROWS = pa.schema([("nth", pa.int64()), ("id", pa.utf8()), ("mark", pa.uint64()), ("patient", WORDS)])
"""What there is of every resource; its days stand beside it. `mark` is the hash of its id (`hashes.py`)."""

Numbered = Callable[[str, pa.Array], pa.Array]
"""Returns the numbers of contents among those of all files, by a file and those that they have in it."""

Grouping = Callable[[pa.Array], Array]
"""Returns the group of each of some patients."""


class QuickRows:
    """Rows on their way into a folder.

    `count` says how many there are, also of those of `of_thread`, and `kept` how many were written.
    """

    def __init__(self, folder: str, groups: int, grouping: Grouping, rooms: Rooms) -> None:
        self.count = self.kept = 0
        self._grouped: list[GroupedRows] = []
        self._lock = Lock()
        self._folder = folder
        self._groups = groups
        self._grouping = grouping
        self._rooms = rooms
        self._held: list[Rows] = []
        self._rows = self._bytes = self._written = 0

    def add(self, rows: Iterable[Rows], told: int) -> None:
        """Take rows, and write them if they are many; `told` others are those of a thread."""
        self.count += told
        for each in rows:
            self._held.append(each)
            self._rows += len(each.nth)
            self._bytes += each.ids.nbytes + each.patients.nbytes
            self.count += len(each.nth)
        if self._rows >= ROWS_AT_ONCE or self._bytes >= _BYTES_AT_ONCE:
            self._finish()

    def buffer(self) -> bytearray:
        """Return room for the blocks of a thread."""
        return self._rooms.buffer()

    def of_thread(self) -> GroupedRows:
        """Return rows for a thread, which the compiled loops put into groups and which write themselves."""
        rows = self._rooms.grouped(self._write_grouped)
        self._grouped.append(rows)
        return rows

    def _write_grouped(self, rows: Sequence[pa.RecordBatch], patients: Sequence[pa.RecordBatch]) -> None:
        path = self._path()
        _write_batches(path + _PATIENTS, patients)
        _write_batches(path + _ROWS, rows)
        with self._lock:
            self.kept += sum(map(len, rows))

    def _path(self) -> str:
        """Return where rows are written; any thread may ask."""
        os.makedirs(self._folder, exist_ok=True)
        with self._lock:
            self._written += 1
            return os.path.join(self._folder, f"{self._written:06}")

    def finish(self) -> None:
        """Write what is left."""
        self._finish()
        for each in self._grouped:
            each.write()

    def _finish(self) -> None:
        if self._held:
            self._write(self._path())
            with self._lock:
                self.kept += self._rows
        self._held.clear()
        self._rows = self._bytes = 0

    def _write(self, path: str) -> None:
        held = self._held
        whose = pa.concat_arrays([each.patients for each in held]).dictionary_encode()
        group = self._grouping(whose.dictionary).astype(np.uint8)
        patients = np.argsort(group, kind="stable")
        sizes = np.bincount(group, minlength=self._groups)
        named = pa.table({"patient": whose.dictionary.take(pa.array(patients))})
        _write_groups(path + _PATIENTS, named, sizes)
        number: Array = np.empty(len(patients), np.int32)
        number[patients] = counted_within(sizes)
        firsts = np.cumsum([0, *(len(each.patients) for each in held)])[:-1].tolist()
        places = whose.indices.to_numpy()[
            np.concatenate([each.whose + first for each, first in zip(held, firsts, strict=True)])
        ]
        group = group[places]
        order = np.argsort(group, kind="stable")
        told = {
            "nth": _every(held, "nth")[order],
            "who": number[places[order]],
            "id": pa.concat_arrays([each.ids for each in held]).take(pa.array(order)),
            "mark": _every(held, "marks")[order],
        }
        for name in sorted({name for each in held for name in each.days}):
            days = [each.days.get(name, np.full(len(each.nth), NONE, np.int32)) for each in held]
            told[name] = np.concatenate(days)[order]
        _write_groups(path + _ROWS, pa.table(told), np.bincount(group, minlength=self._groups))


def _every(held: Sequence[Rows], name: str) -> Array:
    found: Array = np.concatenate([getattr(each, name) for each in held])
    return found


def rows_saying(folder: str, which: Collection[int], contents: int, groups: int) -> list[int]:
    """Return for each group how many rows say one of some contents; `contents` is the number of all."""
    wanted: Array = np.zeros(contents, bool)
    wanted[list(which)] = True
    found = [0] * groups
    for path in _files(folder) if which else ():
        with pa.memory_map(path) as file:
            rows = ipc.open_file(file)
            for group in range(groups):
                found[group] += int(wanted[rows.get_batch(group)["nth"].to_numpy()].sum())
    return found


def read_rows(folder: str, groups: Sequence[int], numbered: Numbered) -> pa.Table:
    """Return the rows of some groups as ROWS, with their days as `coded_days.py` numbers them."""
    tables = [ROWS.empty_table()]
    for path in _files(folder):
        with pa.memory_map(path) as file, pa.memory_map(path.removesuffix(_ROWS) + _PATIENTS) as named:
            rows, patients = ipc.open_file(file), ipc.open_file(named)
            name = os.path.basename(os.path.dirname(path))
            for at in (each for each in groups if each < rows.num_record_batches):
                some = rows.get_batch(at)
                tables.append(
                    _read(
                        some, numbered(name, some["nth"].cast(pa.int64())), patients.get_batch(at)["patient"]
                    )
                )
    return pa.concat_tables(tables, promote_options="default")


def _files(folder: str) -> list[str]:
    return sorted(glob(os.path.join(escape(folder), "*", f"*{_ROWS}")))


def _read(rows: pa.RecordBatch, nth: pa.Array, patients: pa.Array) -> pa.Table:
    whose = pa.DictionaryArray.from_arrays(rows["who"], patients)
    days = {name: rows[name] for name in rows.schema.names[len(ROWS) :]}
    told = {"nth": nth, "id": rows["id"], "mark": rows["mark"], "patient": whose}
    return pa.table(told | days)


def counted_within(sizes: Array) -> Array:
    """Return numbers that begin at 0 in each group, one for each member of groups of these sizes."""
    starts = np.cumsum(sizes) - sizes
    counted: Array = np.arange(sizes.sum()) - np.repeat(starts, sizes)
    return counted


def _write_groups(path: str, table: pa.Table, sizes: Array) -> None:
    """Write a table, of which so many rows belong to each group, in a batch for each."""
    (whole,) = table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], table.schema)]
    firsts = (np.cumsum(sizes) - sizes).tolist()
    _write_batches(path, [whole.slice(at, size) for at, size in zip(firsts, sizes.tolist(), strict=True)])


def _write_batches(path: str, batches: Sequence[pa.RecordBatch]) -> None:
    # Nobody else may have written rows there: they would be lost.
    with open(path, "xb") as raw, ipc.new_file(raw, batches[0].schema) as file:
        for each in batches:
            file.write_batch(each)
