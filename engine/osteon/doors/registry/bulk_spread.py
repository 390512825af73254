"""An export that was spread into a folder: what resources say, and the resources of some groups."""

import json
import os
from collections.abc import Mapping, Sequence
from glob import escape, glob
from itertools import groupby
from typing import TYPE_CHECKING, Any

from osteon.doors.registry.bulk_said import READ
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.numbering import CONTENTS, RESOURCES, numbers_at
from osteon.doors.registry.spread_sql import DATES, GROUPS, dated

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ONCE = GROUPS
"""The group of what belongs to all patients."""

ORDER = "CAST(hash(kind, id) >> 9 AS BIGINT)"
"""The resources of a patient are taken in this order. Room is left for the entries of each."""


class Spread:
    """The tables of an export that was spread into `folder`.

    `contents` is a table of what is said, `read_at` the file of what came of it (`bulk_said.py`).
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._numbers: dict[str, Any] = {}
        self.contents = f"read_parquet({quoted(os.path.join(folder, CONTENTS))})"
        self.read_at = os.path.join(folder, READ)

    def rows(self, connection: "duckdb.DuckDBPyConnection", groups: Sequence[int]) -> "pa.Table":
        """Return the resources of some groups.

        `nth` is the number of what a resource says, `id` a text; `patient` and the days that there are, are
        places in a list of texts.
        """
        import pyarrow as pa

        from osteon.doors.registry.quick_rows import read_rows

        tables = [read_rows(os.path.join(self.folder, RESOURCES), groups, self._numbered)]
        files = [os.path.relpath(each, os.path.join(self.folder, RESOURCES)) for each in self._files(groups)]
        for file, paths in groupby(sorted(files), key=_file_of):
            tables.append(self._carefully(connection, file, list(paths)))
        return pa.concat_tables(tables, promote_options="default")

    def _numbered(self, file: str, nth: "pa.Array | pa.ChunkedArray") -> "pa.Array":
        """Return the numbers that contents have among those of all files, by those that they have in one."""
        import numpy as np
        import pyarrow as pa

        if file not in self._numbers:
            path = numbers_at(self.folder, file)
            self._numbers[file] = np.load(path) if os.path.exists(path) else None
        numbers = self._numbers[file]
        return nth if numbers is None else pa.array(numbers[nth.to_numpy()])

    def _carefully(
        self, connection: "duckdb.DuckDBPyConnection", file: str, paths: Sequence[str]
    ) -> "pa.Table":
        import pyarrow as pa

        from osteon.doors.registry.quick_rows import ROWS, WORDS

        files = [os.path.join(self.folder, RESOURCES, each) for each in paths]
        every = (
            f"read_parquet([{', '.join(map(quoted, files))}], hive_partitioning=false, union_by_name=true)"
        )
        there = {name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {every}").fetchall()}
        days = [dated(at) for at in range(len(DATES)) if dated(at) in there]
        # A resource without a number stands a second time, with it.
        told = f"SELECT {', '.join(('nth', 'id', 'patient', *days))} FROM {every} WHERE nth IS NOT NULL"
        table = connection.sql(told).to_arrow_table()
        worded = {name: table[name].dictionary_encode() for name in ("patient", *days)}
        cells = {name: worded.get(name, table[name]) for name in table.column_names}
        cells["nth"] = self._numbered(file, table["nth"])
        return pa.table(cells, schema=pa.schema([*ROWS, *((each, WORDS) for each in days)]))

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
            cursor.register("osteon_products", self._spread.rows(cursor, [ONCE]))
            rows = (
                f"SELECT id, content FROM osteon_products AS r "
                f"JOIN {self._spread.contents} AS c ON c.nth = r.nth WHERE id IS NOT NULL"
            )
            self._held = dict(cursor.execute(rows).fetchall())
            cursor.unregister("osteon_products")
        content = self._held.get(id)
        return None if content is None else json.loads(content)
