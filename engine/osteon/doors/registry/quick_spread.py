"""Lines that are as others are spread into groups of patients; the rest is kept for the careful reader."""

import os
import shutil
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from osteon.basics.errors import RunError
from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import Array, LineTooLong
from osteon.doors.registry.frame_reading import FrameReader, Numbering
from osteon.doors.registry.hashes import are_as_in
from osteon.doors.registry.known_lines import compiled
from osteon.doors.registry.quick import Lines, Means, Quick
from osteon.doors.registry.quick_rows import ROWS_AT_ONCE, QuickRows
from osteon.doors.registry.reading_digests import DigestedFile, unpacked
from osteon.doors.registry.rooms import Rooms
from osteon.doors.registry.spread_sql import group_of

if TYPE_CHECKING:
    import duckdb

_TRIED_LINES, _WORTH = 100_000, 4
"""After so many lines, one in so many has to fit."""


@dataclass(frozen=True, slots=True)
class Left:
    """The lines that are left: a file of them, where each stood, and the fields of all others.

    `pieces` are the digests of the pieces of what was spread.
    """

    path: str
    lines: "array[int]"
    fields: frozenset[str]
    pieces: bytes


class QuickSpread:
    """Spreads into a folder, as `quick_rows.py` says."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        folder: str,
        as_of: date,
        numbering: Numbering,
        groups: int,
        means: Means,
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._as_of = as_of
        self._numbering = numbering
        can_be = means.is_compiled and compiled() is not None and are_as_in(connection)
        self._means = Means(means.threads, is_compiled=can_be)
        self._groups = groups
        self._rooms = Rooms(groups, ROWS_AT_ONCE // means.threads)

    def spread(self, path: str, into: str) -> Left | None:
        """Spread the lines of a file that fit. None, and nothing is written, if few do."""
        name = os.path.basename(into)
        left_at, samples = (
            os.path.join(self._folder, f"{what}-{name}.ndjson") for what in ("left", "sample")
        )
        reader = FrameReader(self._connection, samples, self._as_of.isoformat(), self._numbering)
        rows = QuickRows(into, self._groups, self._grouped, self._rooms)
        quick = Quick(self._as_of, reader.read, self._means, rows)
        numbers: array[int] = array("q")
        others = 0
        is_worth = False
        pieces = None
        try:
            with DigestedFile(path) as file, unpacked(file, path) as text, open(left_at, "wb") as left:
                for taken in quick.read(text):
                    rows.add(taken.rows, taken.told)
                    left.writelines(_left(taken.left, numbers))
                    others += len(taken.left.numbers)
                    if len(numbers) > _TRIED_LINES and rows.count * _WORTH < len(numbers):
                        break
                else:
                    rows.finish()
                    _add_up(path, quick.lines, rows, others)
                    is_worth = rows.count > 0
                    pieces = file.pieces
        except (LineTooLong, OSError, EOFError, zlib.error):
            is_worth = False
        self._rooms.give_back()
        if is_worth and pieces is not None:
            return Left(left_at, numbers, frozenset(reader.fields), pieces)
        shutil.rmtree(into, ignore_errors=True)
        with suppress(FileNotFoundError):
            os.remove(left_at)
        return None

    def _grouped(self, patients: pa.Array) -> Array:
        """Return the group of each patient, as DuckDB finds it for those of the careful reader."""
        # Rows may come back in another order.
        named = pa.table({"place": np.arange(len(patients), dtype=np.int32), "patient": patients})
        self._connection.register("osteon_patients", named)
        told = self._connection.execute(
            f"SELECT place, {group_of('patient', self._groups)} AS part FROM osteon_patients"
        ).fetchnumpy()
        self._connection.unregister("osteon_patients")
        found: Array = np.empty(len(patients), np.int32)
        found[told["place"]] = told["part"]
        return found


def _add_up(path: str, lines: int, rows: QuickRows, others: int) -> None:
    if (rows.count + others, rows.kept) != (lines, rows.count):
        raise RunError(
            f"{path}: of {lines:,} lines {rows.count:,} were taken apart, {rows.kept:,} of them kept, and "
            f"{others:,} were left, which does not add up; please report this"
        )


def _left(left: Lines, numbers: "array[int]") -> Iterable[bytes]:
    for number, line in zip(left.numbers, left.lines, strict=True):
        if line.strip():
            numbers.append(number)
            yield line + b"\n"
