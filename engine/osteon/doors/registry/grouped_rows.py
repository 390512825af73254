"""Rows in groups of patients from the beginning: the compiled loops write each where it belongs.

Each thread that takes lines apart has such rows of its own, with room for so many in each
group. When a group is full, the rows of all groups are written.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pyarrow as pa

from osteon.doors.registry.blocks import Array
from osteon.doors.registry.kernel_tables import COUNTS, ID_BYTES, LASTS, LENGTHS, NAME_BYTES, NAMES, ROWS
from osteon.doors.registry.spread_sql import DATES, dated

_ID_BYTES = 40
"""So many bytes for each row there is room: as many as an UUID has, and some."""

_SPARE = 5, 4
"""Groups are not of one size: they have room for five rows where four are to be expected."""

_LEAST = 1_024

Writing = Callable[[Sequence[pa.RecordBatch], Sequence[pa.RecordBatch]], None]
"""Writes a batch for each group: its rows, and what its patients are called."""


def _nowhere(_rows: object, _patients: object) -> None:
    raise RuntimeError("rows have to begin before they are written")


class GroupedRows:
    """Rows of one thread, after `begin`.

    `sizes` are the number of groups, the most rows of each, and the most bytes of their ids; `last` is
    what is known of the last patient.
    """

    def __init__(self, groups: int, rows: int) -> None:
        most = max(-(-rows * _SPARE[0] // (groups * _SPARE[1])), _LEAST)
        signs = max(most * _ID_BYTES, LENGTHS)  # so that every text finds room in a group without rows
        self.sizes = (groups, most, signs)
        self._writing: Writing = _nowhere
        every, ends = groups * most, groups * (most + 1)
        # What nobody writes into takes no memory.
        self._nth, self._whose = np.empty(every, np.int32), np.empty(every, np.int32)
        self._marks: Array = np.empty(every, np.uint64)
        self._ids, self._names = np.empty(groups * signs, np.uint8), np.empty(groups * signs, np.uint8)
        self._id_ends, self._name_ends = np.zeros(ends, np.int32), np.zeros(ends, np.int32)
        self._days: Array = np.zeros((len(DATES), every), np.int32)
        self._counts: Array = np.zeros((groups, COUNTS), np.int64)
        self.last: Array = np.full(LASTS + len(DATES), -1, np.int64)
        self._told: set[int] = set()

    def begin(self, writing: Writing) -> None:
        """Begin rows that are written in this way; any that were not written are gone."""
        self._writing = writing
        self._empty()

    def arrays(self, days: Iterable[int]) -> tuple[Array, ...]:
        """Return the arrays in the order of the compiled loops; `days` are those that they may tell."""
        self._told.update(days)
        ids, names = (self._ids, self._id_ends), (self._names, self._name_ends)
        return (self._nth, self._marks, *ids, self._whose, *names, self._days, self._counts)

    def write(self) -> None:
        """Write the rows, and begin anew."""
        if self._counts[:, ROWS].any():
            told = [self._batches(group) for group in range(self.sizes[0])]
            rows, patients = zip(*told, strict=True)
            self._writing(rows, patients)
        self._empty()

    def _empty(self) -> None:
        self._counts[:] = 0
        self._days[sorted(self._told)] = 0
        self.last[:] = -1

    def _batches(self, group: int) -> tuple[pa.RecordBatch, pa.RecordBatch]:
        counts = self._counts[group]
        _, most, signs = self.sizes
        first, first_end = group * most, group * (most + 1)
        rows = slice(first, first + counts[ROWS])

        def texts(held: Array, ends: Array, number: int, size: int) -> pa.Array:
            buffers = [ends[first_end : first_end + number + 1], held[group * signs : group * signs + size]]
            return pa.Array.from_buffers(pa.utf8(), number, [None, *map(pa.py_buffer, buffers)])

        names = texts(self._names, self._name_ends, counts[NAMES], counts[NAME_BYTES])
        words, whose = names.dictionary_encode(), self._whose[rows]
        if len(words.dictionary) < len(names):
            # Somebody came again after others.
            names, whose = words.dictionary, words.indices.to_numpy()[whose]
        told = {
            "nth": self._nth[rows],
            "who": whose,
            "id": texts(self._ids, self._id_ends, counts[ROWS], counts[ID_BYTES]),
            "mark": self._marks[rows],
            **{dated(at): self._days[at, rows] for at in sorted(self._told)},
        }
        return pa.record_batch(told), pa.record_batch({"patient": names})
