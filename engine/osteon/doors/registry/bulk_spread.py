"""An export that was spread into a folder, as tables in SQL."""

import json
import os
from collections.abc import Mapping, Sequence
from glob import escape, glob
from typing import TYPE_CHECKING, Any

from osteon.doors.registry.bulk_said import READ
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.spread_sql import DATES, GROUPS, dated
from osteon.doors.registry.spreading import CONTENTS, RESOURCES

if TYPE_CHECKING:
    import duckdb

ONCE = GROUPS
"""The group of what belongs to all patients."""


class Spread:
    """The tables of an export that was spread into `folder`.

    `contents` is a table of what is said, `read` of what came of it (`bulk_said.py`).
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.contents = f"read_parquet({quoted(os.path.join(folder, CONTENTS))})"
        self.read = f"read_parquet({quoted(os.path.join(folder, READ))})"

    def rows(self, connection: "duckdb.DuckDBPyConnection", groups: Sequence[int] | None = None) -> str:
        """Return, in SQL, the resources of some groups, or of all: `nth`, `id`, `patient` and every date."""
        files = self._files(groups)
        days = [dated(at) for at in range(len(DATES))]
        texts = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in ("id", "patient", *days))
        if not files:
            return f"(SELECT CAST(NULL AS BIGINT) AS nth, {texts} LIMIT 0)"
        every = (
            f"read_parquet([{', '.join(map(quoted, files))}], hive_partitioning=false, union_by_name=true)"
        )
        there = {name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {every}").fetchall()}
        dates = (name if name in there else f"CAST(NULL AS VARCHAR) AS {name}" for name in days)
        # A resource without a number stands a second time, with it.
        return f"(SELECT nth, id, patient, {', '.join(dates)} FROM {every} WHERE nth IS NOT NULL)"

    def _files(self, groups: Sequence[int] | None) -> list[str]:
        patterns = ["part=*"] if groups is None else [f"part={at}" for at in groups]
        within = (
            os.path.join(escape(self.folder), RESOURCES, "*", "*", each, "*.parquet") for each in patterns
        )
        return [path for pattern in within for path in sorted(glob(pattern))]


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
            rows = (
                f"SELECT id, content FROM {self._spread.rows(cursor, [ONCE])} AS r "
                f"JOIN {self._spread.contents} AS c ON c.nth = r.nth WHERE id IS NOT NULL"
            )
            self._held = dict(cursor.execute(rows).fetchall())
        content = self._held.get(id)
        return None if content is None else json.loads(content)
