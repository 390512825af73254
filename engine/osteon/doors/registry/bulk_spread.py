"""An export that was spread into a folder: what resources say, and the resources of some groups."""

import json
import os
from collections.abc import Mapping, Sequence
from glob import escape, glob
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from osteon.doors.registry.bulk_said import READ
from osteon.doors.registry.coded_days import OtherDates, numbers_in
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.hashes import hashes_of_texts
from osteon.doors.registry.numbering import CONTENTS, RESOURCES, numbers_at
from osteon.doors.registry.quick_rows import ROWS, read_rows
from osteon.doors.registry.spread_sql import DATES, GROUPS, dated

if TYPE_CHECKING:
    import duckdb

ONCE = GROUPS
"""The group of what belongs to all patients."""

ROOM = 9
"""So many bits are left for the entries of a resource in its place among those of its patient."""

ORDER = f"CAST(hash(kind, id) >> {ROOM} AS BIGINT)"
"""The resources of a patient are taken in this order."""


class Spread:
    """The tables of an export that was spread into `folder`.

    `contents` is a table of what is said, `read_at` the file of what came of it (`bulk_said.py`), and `dates`
    knows the numbers of dates.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.dates = OtherDates()
        self._numbers: dict[str, Any] = {}
        self.contents = f"read_parquet({quoted(os.path.join(folder, CONTENTS))})"
        self.read_at = os.path.join(folder, READ)

    def rows(self, groups: Sequence[int]) -> pa.Table:
        """Return the resources of some groups.

        `nth` is the number of what a resource says, `id` a text, `mark` its hash, and `patient` a place in a
        list of texts; the days that there are, are numbers of `dates`.
        """
        tables = [read_rows(os.path.join(self.folder, RESOURCES), groups, self._numbered)]
        files = [os.path.relpath(each, os.path.join(self.folder, RESOURCES)) for each in self._files(groups)]
        for file, paths in groupby(sorted(files), key=_file_of):
            tables.append(self._carefully(file, list(paths)))
        return pa.concat_tables(tables, promote_options="default")

    def _numbered(self, file: str, nth: pa.Array | pa.ChunkedArray) -> pa.Array:
        """Return the numbers that contents have among those of all files, by those that they have in one."""
        if file not in self._numbers:
            path = numbers_at(self.folder, file)
            self._numbers[file] = np.load(path) if os.path.exists(path) else None
        numbers = self._numbers[file]
        return nth if numbers is None else pa.array(numbers[nth.to_numpy()])

    def _carefully(self, file: str, paths: Sequence[str]) -> pa.Table:
        files = (parquet.ParquetFile(os.path.join(self.folder, RESOURCES, each)).read() for each in paths)
        every = pa.concat_tables(files, promote_options="default")
        days = [dated(at) for at in range(len(DATES)) if dated(at) in every.column_names]
        # A resource without a number stands a second time, with it.
        table = every.select(["nth", "id", "patient", *days]).filter(pc.field("nth").is_valid())
        cells = {
            "nth": self._numbered(file, table["nth"]),
            "id": table["id"],
            "mark": hashes_of_texts(table["id"].combine_chunks()),
            "patient": table["patient"].dictionary_encode(),
            **{each: self.dates.coded(table[each]) for each in days},
        }
        return pa.table(cells, schema=pa.schema([*ROWS, *((each, pa.int32()) for each in days)]))

    def with_texts(self, rows: pa.Table) -> pa.Table:
        """Return resources with their days as texts."""
        days = [each for each in rows.column_names if each not in ROWS.names]
        texts = {each: self.dates.texts(numbers_in(rows[each])) for each in days}
        return pa.table({name: texts.get(name, rows[name]) for name in rows.column_names})

    def _files(self, groups: Sequence[int]) -> list[str]:
        folder = os.path.join(escape(self.folder), RESOURCES, "*", "*")
        within = (os.path.join(folder, f"part={at}", "*.parquet") for at in groups)
        return [path for pattern in within for path in sorted(glob(pattern))]


def _file_of(path: str) -> str:
    """Return the folder of a file of the export in which a file of its resources stands."""
    return path.partition(os.sep)[0]


class Products:
    """The Medication resources of an export, fetched when the first is asked for."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", spread: Spread) -> None:
        self._connection = connection
        self._spread = spread
        self._held: dict[str, str] | None = None

    def find(self, id: str) -> Mapping[str, Any] | None:
        """Return what the product of this id says; None if there is none."""
        if self._held is None:
            cursor = self._connection.cursor()
            cursor.register("osteon_products", self._spread.rows([ONCE]))
            rows = (
                f"SELECT id, content FROM osteon_products AS r "
                f"JOIN {self._spread.contents} AS c ON c.nth = r.nth WHERE id IS NOT NULL"
            )
            self._held = dict(cursor.execute(rows).fetchall())
            cursor.unregister("osteon_products")
        content = self._held.get(id)
        return None if content is None else json.loads(content)
