"""A registry in the relational form: a folder with a Parquet file, or a folder of them, for each table.

A part is a range of patients. Where files are sorted by patient a part reads
little more than its own rows; where they are not, every table is put into groups
of patients once, so that no part reads everything.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from glob import glob
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import RunError
from osteon.doors.registry.connecting import MEMORY_MIB, connected, quoted
from osteon.doors.registry.digests import digest_of
from osteon.doors.registry.in_order import counted_in_order, is_sorted
from osteon.doors.registry.journal import SPILL
from osteon.doors.registry.kept import INTAKE, made_once
from osteon.doors.registry.partition import SET_ASIDE, USED, Bad, Found, Partition
from osteon.doors.registry.patients_in_order import patients_in
from osteon.doors.registry.ranges import Range, RangeReader
from osteon.doors.screen.form import PATIENT, TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Relations = Mapping[str, str]
"""The rows of a part in each table that there is, in SQL."""


class Relational:
    """A folder of tables. Patients are told apart by the column `patient`, which is text."""

    kind = "relational"

    def __init__(self, folder: str, kept: str, memory_mib: int = MEMORY_MIB) -> None:
        self.folder = folder
        self.files = tables_in(folder)
        self._kept = kept
        self._held: tuple[Partition, Mapping[str, Any]] | None = None
        self._ranges = RangeReader()
        self._memory = f"{memory_mib}MiB"
        if "patients" not in self.files:
            raise RunError(f"{folder} holds no patients.parquet: docs/screening.md describes the tables")

    @cached_property
    def digest(self) -> str:
        """Return a digest of every file."""
        return digest_of([path for paths in self.files.values() for path in paths])

    def connection(self) -> "duckdb.DuckDBPyConnection":
        """Return a connection for reading."""
        return connected(self._memory, 2, os.path.join(self._kept, SPILL))

    @cached_property
    def _counting(self) -> "duckdb.DuckDBPyConnection":
        return self.connection()  # one for all parts: to start DuckDB takes as long as to count a part

    def partitions(self, patients: int) -> list[Partition]:
        """Return ranges of patients; the first holds what stands before all patients, too.

        Raises RunError for a file that is no Parquet.
        """
        import duckdb

        try:
            with self.connection() as connection:
                sorted_ = all(is_sorted(connection, paths) for paths in self.files.values())
        except (duckdb.IOException, duckdb.InvalidInputException) as trouble:
            raise RunError(f"{self.folder}: this cannot be read as Parquet: {trouble}") from trouble
        counted = counted_in_order(self.files["patients"], patients) if sorted_ else None
        count, starts = counted or self._counted(patients)
        if not count:
            return []
        if len(starts) > 1 and not sorted_:
            return self._groups(len(starts))
        return [
            Partition(
                at,
                (),
                first,
                starts[at + 1] if at + 1 < len(starts) else "",
                min(patients, count - at * patients),
            )
            for at, first in enumerate(starts)
        ]

    def _counted(self, patients: int) -> tuple[int, list[str]]:
        """Return how many patients there are, and the first of each part; "" stands for that of all."""
        every = f"read_parquet({_listed(self.files['patients'])}, union_by_name=true)"
        keys = f"SELECT DISTINCT {PATIENT} FROM {every} WHERE {PATIENT} IS NOT NULL"
        ranked = f"SELECT {PATIENT} AS key, row_number() OVER (ORDER BY {PATIENT}) AS nth FROM ({keys})"
        with self.connection() as connection:
            (count,) = connection.execute(f"SELECT count(DISTINCT {PATIENT}) FROM {every}").fetchall()[0]
            found = connection.execute(
                f"SELECT key FROM ({ranked}) WHERE (nth - 1) % {patients} = 0 ORDER BY key"
            ).fetchall()
        return count, ["", *(key for (key,) in found[1:])]

    def _groups(self, parts: int) -> list[Partition]:
        """Return parts of patients who are spread over the files: each table is put into groups once."""
        key = {"input": self.digest, "parts": parts}
        made = made_once(self._kept, lambda: key, partial(self._spread, parts=parts))
        return [Partition(at, (), at, at + 1, patients) for at, patients in enumerate(made["patients"])]

    def _spread(self, folder: str, *, parts: int) -> dict[str, Any]:
        group = f"CAST(hash(coalesce({PATIENT}, '')) % {parts} AS INTEGER) AS part"
        with self.connection() as connection:
            for name, paths in self.files.items():
                connection.execute(
                    f"COPY (SELECT *, {group} FROM read_parquet({_listed(paths)}, union_by_name=true)) "
                    f"TO {quoted(os.path.join(folder, name))} "
                    "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part))"
                )
            every = f"read_parquet({_listed(self.files['patients'])}, union_by_name=true)"
            counting = f"SELECT {group}, count(DISTINCT {PATIENT}) FROM {every} GROUP BY part"
            counts = dict(connection.execute(counting).fetchall())
        return {"patients": [counts.get(at, 0) for at in range(parts)]}

    def _group(self, partition: Partition) -> Relations:
        """Return the rows of a group; a table that has none for it is the whole one without its rows."""
        rows = {}
        for name, paths in self.files.items():
            held = self._of_group(partition, name)
            read = f"read_parquet({_listed(held or paths)}, union_by_name=true, hive_partitioning=false)"
            where = f"{PATIENT} IS NOT NULL" if name == "patients" else "true"
            rows[name] = f"(SELECT * FROM {read} WHERE {where if held else 'false'})"
        return rows

    def _of_group(self, partition: Partition, name: str) -> list[str]:
        folder = os.path.join(glob_escape(self._kept), INTAKE, name, f"part={partition.first}")
        return sorted(glob(os.path.join(folder, "*.parquet")))

    def relations(self, partition: Partition) -> Relations:
        """Return the rows of a part in each table that there is; those of nobody are in the first part."""
        if isinstance(partition.first, int):
            return self._group(partition)
        rows = {}
        for name, paths in self.files.items():
            within = [f"{PATIENT} >= {quoted(str(partition.first))}"] if partition.first else []
            within += [f"{PATIENT} < {quoted(str(partition.end))}"] if partition.end else []
            where = " AND ".join(within) or "true"
            if name == "patients":
                where = f"{PATIENT} IS NOT NULL AND {where}"
            elif not partition.first:
                where = f"{PATIENT} IS NULL OR {where}"
            rows[name] = f"(SELECT * FROM read_parquet({_listed(paths)}, union_by_name=true) WHERE {where})"
        return rows

    def tables(self, partition: Partition) -> Mapping[str, Any]:
        """Return the rows of a part as tables of Arrow, or in SQL where they hold anything but texts."""
        if self._held is None or self._held[0] != partition:
            found = {name: self._rows(partition, name) for name in self.files}
            relations = self.relations(partition)
            self._held = (
                partition,
                {name: relations[name] if rows is None else rows for name, rows in found.items()},
            )
        return self._held[1]

    def _rows(self, partition: Partition, name: str) -> "pa.Table | None":
        named = name == "patients"
        if isinstance(partition.first, int):
            held = self._of_group(partition, name)
            return self._ranges.rows(held, Range("", "", nobody=not named)) if held else None
        first, end = str(partition.first), str(partition.end)
        return self._ranges.rows(self.files[name], Range(first, end, nobody=not named and not first))

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield every patient of a part, and every row that is nobody's."""
        with self.connection() as connection:
            yield from patients_in(connection, self.relations(partition))

    def set_aside(self, partition: Partition) -> Iterator[Bad]:
        """Yield the rows of the table of patients that name none; all are in the first part."""
        if partition.number == 0:
            every = f"read_parquet({_listed(self.files['patients'])}, union_by_name=true)"
            with self.connection() as connection:
                counting = f"SELECT count(*) FROM {every} WHERE {PATIENT} IS NULL"
                nobody = connection.execute(counting).fetchall()
            yield from (Bad("patients", "a row names no patient") for _ in range(nobody[0][0]))

    def forget(self, partition: Partition) -> None:  # noqa: ARG002  # there is never more than one
        """Forget the rows of a part."""
        self._held = None

    def account(self, partition: Partition) -> Mapping[str, Mapping[str, int]]:
        """Return how many rows each table has; those of patients who are set aside are among them."""
        counted = {
            name: self._counted_rows(rows) if isinstance(rows, str) else len(rows)
            for name, rows in self.tables(partition).items()
            if name != "patients"
        }
        account = {f"rows of {name}": {USED: rows} for name, rows in counted.items()}
        nobody = sum(1 for _ in self.set_aside(partition))
        return account | ({"rows of nobody": {SET_ASIDE: nobody}} if nobody else {})

    def _counted_rows(self, rows: str) -> int:
        ((number,),) = self._counting.execute(f"SELECT count(*) FROM {rows}").fetchall()
        return int(number)

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""
        alone = Partition(0, (), key, key + "\0", 1)
        return next(
            (each for each in self.read(alone) if not isinstance(each, Bad) or key in each.place), None
        )


def tables_in(folder: str) -> dict[str, list[str]]:
    """Return the files of each table of a folder: `medications.parquet`, or files within `medications/`."""
    found = {}
    for table in TABLES:
        single = os.path.join(folder, f"{table.name}.parquet")
        several = sorted(
            glob(os.path.join(glob_escape(folder), table.name, "**", "*.parquet"), recursive=True)
        )
        if paths := [single] if os.path.isfile(single) else several:
            found[table.name] = paths
    return found


def glob_escape(path: str) -> str:
    """Return a path in which no letter stands for others."""
    from glob import escape

    return escape(path)


def _listed(paths: list[str]) -> str:
    return f"[{', '.join(map(quoted, paths))}]"
