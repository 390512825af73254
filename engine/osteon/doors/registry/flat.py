"""A registry as one table with one row a patient, in CSV or Parquet: docs/fhir.md has the columns."""

import csv
from collections.abc import Iterator, Mapping

from osteon.basics.errors import Problem, ProfileError, RunError
from osteon.doors.registry.digests import digest_of
from osteon.doors.registry.lines import in_bytes, opened, records
from osteon.doors.registry.partition import Bad, Found, Partition, Patient, found_in
from osteon.doors.tables import ColumnMap, checked, document_of_row, trouble_of


class FlatCsv:
    """A CSV file with one row a patient. It is read once to find where its parts begin."""

    kind = "flat CSV"

    def __init__(self, path: str, columns: ColumnMap) -> None:
        self.path = path
        with opened(path) as file:
            head = file.readline().removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
        if not head.strip():
            raise RunError(f"{path}: the table is empty; its first line names the columns")
        self._separator = max(",;\t", key=head.count)
        names = next(csv.reader([head], delimiter=self._separator))
        self._fields = columns.fields(names, path)
        self._columns = columns.digest

    @property
    def digest(self) -> str:
        """Return a digest of the file and of what its columns are taken for."""
        return digest_of([self.path], self._columns)

    def partitions(self, patients: int) -> list[Partition]:
        """Return the parts of the file, of so many rows each."""
        parts: list[Partition] = []
        with opened(self.path) as file:
            file.readline()
            first = at = file.tell()
            line = begun = 2
            rows = 0
            for line, size, _, _ in records(iter(file), 2):
                if rows == patients:
                    parts.append(Partition(len(parts), (self.path,), first, at, rows, begun))
                    first, begun, rows = at, line, 0
                at += size
                rows += 1
        if rows:
            parts.append(Partition(len(parts), (self.path,), first, at, rows, begun))
        return parts

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield the patient of each row; a row that cannot be read is a bad one."""
        with opened(self.path) as file:
            lines = in_bytes(file, int(partition.first), int(partition.end))
            for line, _, written, whole in records(lines, partition.line):
                if written.strip():
                    yield self._row(f"{self.path}:{line}", written, whole=whole)

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""
        return found_in(self, key)

    def _row(self, place: str, written: bytes, *, whole: bool) -> Found:
        if not whole:
            return Bad(place, "a quote is opened and never closed")
        try:
            text = written.decode()
            cells = next(csv.reader(text.splitlines(keepends=True), delimiter=self._separator, strict=True))
        except UnicodeDecodeError:
            return Bad(place, "the row is not UTF-8 text")
        except (csv.Error, StopIteration) as trouble:
            return Bad(place, f"this is not CSV: {trouble}")
        return patient_of(document_of_row(self._fields, cells, place), place)


class FlatParquet:
    """A Parquet file with one row a patient; its parts are runs of row groups."""

    kind = "flat Parquet"

    def __init__(self, path: str, columns: ColumnMap) -> None:
        from pyarrow import ArrowException, parquet

        self.path = path
        try:
            with parquet.ParquetFile(path) as file:
                self._names = list(file.schema_arrow.names)
                groups = range(file.metadata.num_row_groups)
                self._rows = [file.metadata.row_group(at).num_rows for at in groups]
        except (ArrowException, OSError) as trouble:
            raise RunError(f"{path}: this cannot be read as Parquet: {trouble}") from trouble
        self._fields = columns.fields(self._names, path)
        self._columns = columns.digest

    @property
    def digest(self) -> str:
        """Return a digest of the file and of what its columns are taken for."""
        return digest_of([self.path], self._columns)

    def partitions(self, patients: int) -> list[Partition]:
        """Return runs of row groups with at least so many rows each."""
        parts: list[Partition] = []
        first = rows = 0
        begun = 1
        for at, held in enumerate(self._rows):
            rows += held
            if rows >= patients or at == len(self._rows) - 1:
                parts.append(Partition(len(parts), (self.path,), first, at + 1, rows, begun))
                first, begun, rows = at + 1, begun + rows, 0
        return [part for part in parts if part.patients]

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield the patient of each row; a row that cannot be read is a bad one."""
        from pyarrow import parquet

        groups = range(int(partition.first), int(partition.end))
        row = partition.line
        with parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=8_192, row_groups=list(groups)):
                for cells in batch.to_pylist():
                    place = f"{self.path}:{row}"
                    row += 1
                    document = document_of_row(self._fields, [cells[name] for name in self._names], place)
                    yield patient_of(document, place)

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""
        return found_in(self, key)


def patient_of(document: Mapping[str, object], place: str) -> Found:
    """Return the patient of a row of a flat table; its place is the key where the row has no id."""
    if why := trouble_of(document):
        return Bad(place, why.removeprefix(f"{place}: "))
    try:
        told = checked(document, place)
    except ProfileError as trouble:
        return Bad(place, "; ".join(_said(each).removeprefix(f"{place}: ") for each in trouble.problems))
    return Patient(str(told.get("id") or place), place, told)


def _said(problem: Problem) -> str:
    return problem.message + (f" ({problem.hint})" if problem.hint else "")
