"""Lines that are as others are spread into groups of patients; the rest is kept for the careful reader."""

import os
import shutil
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from io import BufferedIOBase
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import LineTooLong
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.frame_reading import FrameReader, Numbering
from osteon.doors.registry.lines import opened
from osteon.doors.registry.quick import Quick, Taken
from osteon.doors.registry.spread_sql import PARTED, group_of

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 200_000
_TRIED_LINES, _WORTH = 100_000, 4
"""After so many lines, one in so many has to fit."""


@dataclass(frozen=True, slots=True)
class Left:
    """The lines that are left: a file of them, where each stood, and the fields of all others."""

    path: str
    lines: "array[int]"
    fields: frozenset[str]


class QuickSpread:
    """Spreads into a folder, as `Spreader` does: `COPY_TO/NUMBER/part=GROUP/*.parquet`."""

    def __init__(
        self, connection: "duckdb.DuckDBPyConnection", folder: str, as_of: date, numbering: Numbering
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._as_of = as_of
        self._numbering = numbering

    def spread(self, path: str, into: str, groups: int) -> Left | None:
        """Spread the lines of a file that fit. None, and nothing is written, if few do."""
        name = os.path.basename(into)
        left_at, samples = (
            os.path.join(self._folder, f"{what}-{name}.ndjson") for what in ("left", "sample")
        )
        reader = FrameReader(self._connection, samples, self._as_of.isoformat(), self._numbering)
        rows = _Rows(self._connection, into, groups)
        numbers: array[int] = array("q")
        is_worth = False
        try:
            with opened(path) as file, open(left_at, "wb") as left:
                for taken in Quick(self._as_of, reader.read).read(cast(BufferedIOBase, file)):
                    rows.add(taken.tables)
                    left.writelines(_left(taken, numbers))
                    if len(numbers) > _TRIED_LINES and rows.count * _WORTH < len(numbers):
                        break
                else:
                    rows.finish()
                    is_worth = rows.count > 0
        except (LineTooLong, OSError, EOFError, zlib.error):
            is_worth = False
        if is_worth:
            return Left(left_at, numbers, frozenset(reader.fields))
        shutil.rmtree(into, ignore_errors=True)
        with suppress(FileNotFoundError):
            os.remove(left_at)
        return None


def _left(taken: Taken, numbers: "array[int]") -> Iterable[bytes]:
    for at in taken.left.tolist():
        line = taken.block.line(at)
        if line.strip():
            numbers.append(taken.block.first + at)
            yield line + b"\n"


class _Rows:
    """Rows on their way into a folder."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", folder: str, groups: int) -> None:
        self.count = 0
        self._connection = connection
        self._folder = folder
        self._groups = groups
        self._held: dict[tuple[str, ...], list[Any]] = {}
        self._waiting = 0
        self._written = 0

    def add(self, tables: Iterable[pa.Table]) -> None:
        """Take rows, and write what has come together if it is much."""
        for table in tables:
            self._held.setdefault(tuple(table.column_names), []).append(table)
            self._waiting += len(table)
            self.count += len(table)
        if self._waiting >= _ROWS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Write what is left."""
        for columns, tables in self._held.items():
            os.makedirs(self._folder, exist_ok=True)
            self._connection.register("osteon_lines", pa.concat_tables(tables))
            self._connection.execute(
                f"COPY (SELECT {', '.join(columns)}, {group_of('patient', self._groups)} AS part "
                f"FROM osteon_lines) TO {quoted(os.path.join(self._folder, str(self._written)))} {PARTED}"
            )
            self._connection.unregister("osteon_lines")
            self._written += 1
        self._held.clear()
        self._waiting = 0
