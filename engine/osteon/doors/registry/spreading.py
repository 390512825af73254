"""A bulk export spread into groups of patients, and every distinct content of it written down once.

Each file is read twice. The first reading finds what resources say, and fails for
a line that is no resource or has a field that was not foreseen; then the file is
looked through line by line. The second gives each resource the number of what it
says, and puts it into the group of its patient.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from glob import escape, glob
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import RunError
from osteon.doors.registry.bad_lines import is_field, read_strictly, without_bad_lines
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.sheets import TEXT, WHOLE, Sheet
from osteon.doors.registry.spread_sql import GROUPS, PRODUCT, READ, Layout, fields_of, said_as_json, strict

if TYPE_CHECKING:
    import duckdb

RESOURCES = "resources"
CONTENTS = "contents.parquet"
_UNFORESEEN = "has unknown key"
_SEEDS = 5
_MOST_KEPT = 200_000
_AT_ONCE = 8_192
_COLUMNS = (("nth", WHOLE), ("kind", TEXT), ("content", TEXT), ("classes", TEXT))


class _OddLines(Exception):
    """Some line of a file is no resource."""


class Spreader:
    """Spreads files into a folder: `resources/FILE/part=GROUP/*.parquet` and `contents.parquet`.

    A resource is a row of `nth` (what it says), `id`, `patient` and its days; a content is a row of `nth`,
    `kind`, `content` (JSON) and `classes` (a letter for each date).
    """

    def __init__(self, connection: "duckdb.DuckDBPyConnection", folder: str, as_of: date) -> None:
        self._connection = connection
        self._folder = folder
        self._as_of = as_of.isoformat()
        self._numbers: dict[bytes, int] = {}
        self._contents = 0
        self._sheet = Sheet(os.path.join(folder, CONTENTS), _COLUMNS)

    def spread(self, files: Sequence[str]) -> dict[str, Any]:
        """Spread files, and return the patients of each group and the products.

        Raises RunError if a file cannot be read, MemoryError if DuckDB needs more.
        """
        import duckdb

        try:
            with self._sheet:
                for at, path in enumerate(files):
                    self._file(at, path)
        except duckdb.OutOfMemoryException as trouble:
            raise MemoryError(
                f"DuckDB needs more memory to read the export (--memory): {trouble}"
            ) from trouble
        except duckdb.Error as trouble:
            raise RunError(str(trouble)) from trouble
        return self._counted()

    def _counted(self) -> dict[str, Any]:
        every = glob(os.path.join(escape(self._folder), RESOURCES, "*", "part=*", "*.parquet"))
        counts: dict[tuple[str, int], int] = {}
        if every:
            rows = (
                f"read_parquet([{', '.join(map(quoted, every))}], hive_partitioning=true, union_by_name=true)"
            )
            contents = f"read_parquet({quoted(os.path.join(self._folder, CONTENTS))})"
            counting = (
                f"SELECT kind, CAST(part AS INTEGER), count(*) FROM {rows} JOIN {contents} USING (nth) "
                f"WHERE kind IN ('Patient', '{PRODUCT}') GROUP BY ALL"
            )
            for kind, part, number in self._fetched(counting):
                counts[kind, part] = number
        return {
            "patients": [counts.get(("Patient", at), 0) for at in range(GROUPS)],
            "products": counts.get((PRODUCT, GROUPS), 0),
        }

    def _file(self, at: int, path: str) -> None:
        import duckdb

        try:
            return self._read_twice(at, path)
        except duckdb.OutOfMemoryException:
            raise
        except (duckdb.Error, _OddLines):
            clean = without_bad_lines(path, self._folder, f"clean-{at:06}.ndjson")
        try:
            self._read_twice(at, clean)
        except _OddLines as trouble:
            raise RunError(f"{path}: {trouble}") from trouble
        finally:
            os.remove(clean)

    def _read_twice(self, at: int, path: str) -> None:
        import duckdb

        if not os.path.getsize(path):
            return
        try:
            layout = Layout(path, self._first_fields(path))
            seed, rows = self._contents_of(layout)
        except duckdb.InvalidInputException as trouble:
            if _UNFORESEEN not in str(trouble):
                raise
            layout = Layout(path, _foreseen(self._fetched(fields_of(path))), is_whole=True)
            seed, rows = self._contents_of(layout)
        self._write(layout, seed, os.path.join(self._folder, RESOURCES, f"{at:06}"), rows)

    def _first_fields(self, path: str) -> tuple[str, ...]:
        described = self._connection.execute(f"DESCRIBE SELECT * FROM {strict(path)}").fetchall()
        return _foreseen((name,) for name, *_ in described)

    def _contents_of(self, layout: Layout) -> tuple[int, int]:
        """Write down what is said in a file, and keep its numbers by key; return seed and resources."""
        dates, said = len(layout.dates), len(layout.dates) + len(layout.said)
        for seed in range(_SEEDS):
            numbers: dict[int, int] = {}
            rows = distinct = 0
            for key, kind, *rest in self._fetched(layout.contents(self._as_of, seed)):
                letters, fields = rest[:dates], rest[dates:said]
                numbers[key] = self._number(layout, kind, letters, fields)
                distinct += 1
                rows += rest[said]
            if len(numbers) == distinct:
                self._keep(numbers)
                return seed, rows
        raise RunError(f"{layout.path}: contents cannot be told apart; please report this")

    def _fetched(self, sql: str) -> Iterator[tuple[Any, ...]]:
        told = self._connection.cursor().execute(sql)
        while batch := told.fetchmany(_AT_ONCE):
            yield from batch

    def _number(self, layout: Layout, kind: str, letters: Sequence[str], fields: Sequence[str | None]) -> int:
        is_read = kind in READ
        content = said_as_json(layout.said, fields) if is_read else ""
        classes = layout.classes(letters) if is_read else ""
        told = f"{kind}\0{classes}\0{content}".encode()
        mark = blake2b(told, digest_size=16).digest()
        known = self._numbers.get(mark)
        if known is None:
            _looked_through(content)
            if len(self._numbers) >= _MOST_KEPT:
                self._numbers.clear()
            known = self._numbers[mark] = self._contents
            self._contents += 1
            self._sheet.add((known, kind, content, classes))
        return known

    def _keep(self, numbers: dict[int, int]) -> None:
        import pyarrow as pa

        columns = {
            "key": pa.array(numbers.keys(), pa.uint64()),
            "nth": pa.array(numbers.values(), pa.int64()),
        }
        table = pa.table(columns)
        self._connection.register("osteon_numbers", table)
        self._connection.execute("CREATE OR REPLACE TABLE numbers AS SELECT * FROM osteon_numbers")
        self._connection.unregister("osteon_numbers")

    def _write(self, layout: Layout, seed: int, folder: str, rows: int) -> None:
        """Write the resources of a file. None may be lost between the two readings."""
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        ((written,),) = self._connection.execute(
            f"COPY (SELECT nth, r.* EXCLUDE (its_key) FROM ({layout.rows(self._as_of, seed)}) AS r "
            f"JOIN numbers ON its_key = key) TO {quoted(folder)} "
            # Nearly every id is another, so a dictionary of them would only cost time.
            "(FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, PARTITION_BY (part))"
        ).fetchall()
        if written != rows:
            raise RunError(f"{layout.path}: {rows:,} resources were read at first and {written:,} then")


def _looked_through(content: str) -> None:
    if content:
        try:
            read_strictly(content)
        except (ValueError, RecursionError) as trouble:
            raise _OddLines(str(trouble)) from trouble


def _foreseen(rows: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = tuple(name for (name,) in rows)
    if len({each.lower() for each in names}) < len(names) or not all(map(is_field, names)):
        # DuckDB gives fields that differ in nothing but upper and lower case other names.
        raise _OddLines("two fields differ only in upper and lower case, or one is called as none of FHIR is")
    return names
