"""A bulk export spread into groups of patients, and every distinct content of it written down once.

From the first lines of a file it is learned what its resources say. Then the file
is read once: each resource gets the number of what it says, and comes into the
group of its patient; those that say something new are numbered afterwards. A line
that is no resource, or has a field that was not foreseen, is an error, and then
the file is looked through line by line.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from glob import escape, glob
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import RunError
from osteon.basics.records import dataclass
from osteon.doors.registry.bad_lines import Place, fields_within, is_field, without_bad_lines
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.digests import digests_in, unchanged
from osteon.doors.registry.numbering import CONTENTS, RESOURCES, Numbering, OddLines
from osteon.doors.registry.quick import Means
from osteon.doors.registry.quick_rows import rows_saying
from osteon.doors.registry.quick_spread import Left, QuickSpread
from osteon.doors.registry.spread_sql import (
    GROUPS,
    KIND,
    PARTED,
    PRODUCT,
    READ,
    Layout,
    fields_of,
    said_as_json,
    strict,
)

if TYPE_CHECKING:
    import duckdb

FIRST, OTHERS, QUICK = "first", "others", "quick"
_UNFORESEEN = "has unknown key"
_FEWEST_GROUPS, _GROUP_BYTES = 8, 64 * 1024 * 1024
_FIRST_LINES = 20_000
_NUMBERS = "numbers"
_AT_ONCE = 8_192


@dataclass(frozen=True, slots=True)
class Counted:
    """What was spread: patients of each group, products, and of each file the digests of its pieces."""

    patients: list[int]
    products: int
    pieces: list[bytes]


class Spreader:
    """Spreads files into a folder: `resources/FILE/*/part=GROUP/*.parquet` and `contents.parquet`.

    A resource is a row of `nth` (the number of what it says), `id`, `patient` and its days.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        folder: str,
        as_of: date,
        groups: int,
        means: Means,
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._as_of = as_of.isoformat()
        self._numbering = Numbering(folder)
        self._quick = QuickSpread(connection, folder, as_of, self._numbering.number, groups, means)
        self._groups = groups

    def spread(self, files: Sequence[str]) -> Counted:
        """Spread files.

        Raises RunError if a file cannot be read or is written meanwhile, MemoryError if DuckDB needs more.
        """
        import duckdb

        try:
            with self._numbering:
                pieces = [self._file(at, path) for at, path in enumerate(files)]
        except duckdb.OutOfMemoryException as trouble:
            raise MemoryError(
                f"DuckDB needs more memory to read the export (--memory): {trouble}"
            ) from trouble
        except duckdb.Error as trouble:
            raise RunError(str(trouble)) from trouble
        return self._counted(pieces)

    def _counted(self, pieces: list[bytes]) -> Counted:
        every = glob(os.path.join(escape(self._folder), RESOURCES, "*", "*", "part=*", "*.parquet"))
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
        quick = self._counted_quickly()
        patients = [counts.get(("Patient", at), 0) + quick[at] for at in range(self._groups)]
        return Counted(patients, counts.get((PRODUCT, GROUPS), 0), pieces)

    def _counted_quickly(self) -> list[int]:
        contents = quoted(os.path.join(self._folder, CONTENTS))
        people = self._fetched(f"SELECT nth FROM read_parquet({contents}) WHERE kind = 'Patient'")
        folder = os.path.join(self._folder, RESOURCES)
        return rows_saying(folder, {nth for (nth,) in people}, self._numbering.count, self._groups)

    def _file(self, at: int, path: str) -> bytes:
        """Spread a file, and return the digests of the pieces of what was spread."""
        quick = os.path.join(self._folder, RESOURCES, f"{at:06}-{QUICK}")
        left = self._quick.spread(path, quick)
        if left is None:
            return self._whole_carefully(at, path)
        try:
            if not left.lines or self._rest(at, path, left):
                return left.pieces
            # Which of two fields that differ only in upper and lower case counts, the whole file tells.
            for folder in (quick, self._of(at)):
                shutil.rmtree(folder, ignore_errors=True)
            return self._whole_carefully(at, path)
        finally:
            os.remove(left.path)

    def _whole_carefully(self, at: int, path: str) -> bytes:
        with unchanged(path):
            (pieces,) = digests_in([path])
            self._carefully(at, path)
        return pieces

    def _rest(self, at: int, path: str, left: Left) -> bool:
        """Read the lines that are left carefully; return whether their fields go with those of the others."""
        import duckdb

        try:
            fields = self._read(at, left.path)
        except duckdb.OutOfMemoryException:
            raise
        except (duckdb.Error, OddLines):
            fields = ()
        if not _go_together({*(fields or fields_within(left.path)), *left.fields}):
            return False
        if not fields:
            self._carefully(at, left.path, Place(path, left.lines))
        return True

    def _carefully(self, at: int, path: str, place: Place | None = None) -> None:
        """Read a file; if some lines are no resources, the others. `place` is where its lines come from."""
        import duckdb

        try:
            self._read(at, path)
        except duckdb.OutOfMemoryException:
            raise
        except (duckdb.Error, OddLines):
            clean = without_bad_lines(path, self._folder, f"clean-{at:06}.ndjson", place)
        else:
            return
        try:
            self._read(at, clean)
        except OddLines as trouble:
            raise RunError(f"{path}: {trouble}") from trouble
        finally:
            os.remove(clean)

    def _of(self, at: int) -> str:
        return os.path.join(self._folder, RESOURCES, f"{at:06}")

    def _read(self, at: int, path: str) -> tuple[str, ...]:
        """Read a file and return the outermost fields that stand in it."""
        import duckdb

        if not os.path.getsize(path):
            return ()
        folder = self._of(at)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            layout = self._layout(path)
            self._write(layout, folder)
        except duckdb.InvalidInputException as trouble:
            shutil.rmtree(folder, ignore_errors=True)
            if _UNFORESEEN not in str(trouble):
                raise
            layout = self._whole_layout(path)
            self._write(layout, folder)
        return layout.fields

    def _layout(self, path: str) -> Layout:
        import duckdb

        try:
            return Layout(path, self._first_fields(path))
        except duckdb.BinderException:
            # To DuckDB, a file of objects without any field has no rows.
            return self._whole_layout(path)

    def _whole_layout(self, path: str) -> Layout:
        return Layout(path, _foreseen(self._fetched(fields_of(path))) or (KIND,), is_whole=True)

    def _first_fields(self, path: str) -> tuple[str, ...]:
        described = self._connection.execute(f"DESCRIBE SELECT * FROM {strict(path)}").fetchall()
        return _foreseen((name,) for name, *_ in described)

    def _write(self, layout: Layout, folder: str) -> None:
        """Write the resources of a file: those that say what its first lines said, and then the others."""
        os.makedirs(folder)
        self._learn(layout, layout.contents(self._as_of, _FIRST_LINES))
        first, others = os.path.join(folder, FIRST), os.path.join(folder, OTHERS)
        rows = self._copy(layout.rows(self._as_of, _NUMBERS, self._groups), first)
        every = (
            f"read_parquet({quoted(os.path.join(escape(first), '*', '*.parquet'))}, hive_partitioning=true)"
        )
        new = f"(SELECT * FROM {every} WHERE nth IS NULL)" if rows else ""
        ((left,),) = self._connection.execute(f"SELECT count(*) FROM {new}").fetchall() if rows else ((0,),)
        if left:
            self._learn(layout, f"SELECT DISTINCT {', '.join(layout.columns)} FROM {new}")
            written = self._copy(layout.later(new, _NUMBERS), others)
            if written != left:
                raise RunError(
                    f"{layout.path}: of {left:,} resources {written:,} were kept; please report this"
                )

    def _copy(self, rows: str, folder: str) -> int:
        ((written,),) = self._connection.execute(f"COPY ({rows}) TO {quoted(folder)} {PARTED}").fetchall()
        return int(written)

    def _learn(self, layout: Layout, contents: str) -> None:
        """Number contents, and call them and their numbers by a name; each is written down once."""
        import pyarrow as pa

        dates = 1 + len(layout.dates)
        rows = list(self._fetched(contents))
        numbers = [
            self._numbering.number(kind, said_as_json(layout.said, fields), layout.classes(letters))
            if kind in READ
            else self._numbering.number(kind, "", "")
            for kind, letters, fields in ((row[0], row[1:dates], row[dates:]) for row in rows)
        ]
        cells = list(zip(*rows, strict=True)) or [()] * len(layout.columns)
        columns = {
            each: pa.array(column, pa.string()) for each, column in zip(layout.columns, cells, strict=True)
        }
        self._connection.register(
            "osteon_numbers", pa.table({"nth": pa.array(numbers, pa.int64()), **columns})
        )
        self._connection.execute(f"CREATE OR REPLACE TABLE {_NUMBERS} AS SELECT * FROM osteon_numbers")
        self._connection.unregister("osteon_numbers")

    def _fetched(self, sql: str) -> Iterator[tuple[Any, ...]]:
        told = self._connection.cursor().execute(sql)
        while batch := told.fetchmany(_AT_ONCE):
            yield from batch


def groups_of(files: Sequence[str]) -> int:
    """Return into how many groups the patients of some files go."""
    return min(max(sum(map(os.path.getsize, files)) // _GROUP_BYTES, _FEWEST_GROUPS), GROUPS)


def _go_together(fields: Collection[str]) -> bool:
    """Say whether no two fields differ only in upper and lower case."""
    return len({each.lower() for each in fields}) == len(fields)


def _foreseen(rows: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = tuple(name for (name,) in rows)
    if not _go_together(names) or not all(map(is_field, names)):
        # DuckDB gives fields that differ in nothing but upper and lower case other names.
        raise OddLines("two fields differ only in upper and lower case, or one is called as none of FHIR is")
    return names
