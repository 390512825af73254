"""The rows of a range of patients, read from Parquet files in which patients stand in order.

A text that stands in many rows stands in a Parquet file once, with its places. So it
is read, and so it is screened: nobody looks at the texts of all rows.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from osteon.basics.records import dataclass
from osteon.doors.screen.form import PATIENT

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Range:
    """Patients from `first` to before `end`; "" is no bound. Rows of `nobody` count too, or not."""

    first: str
    end: str
    nobody: bool = False

    def holds(self, least: str | None, most: str | None) -> bool:
        """Say whether a patient between two others may be one of these; None is no bound."""
        before = bool(self.first) and most is not None and most < self.first
        behind = bool(self.end) and least is not None and least >= self.end
        return not before and not behind


class RangeReader:
    """Reads ranges of patients, one after the other. What the foot of a file says is read once."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}

    def rows(self, paths: Sequence[str], patients: Range) -> "pa.Table | None":
        """Return the rows of a range as a table of Arrow, in which texts are places in lists of words.

        None if the files hold anything but texts, or each other columns.
        """
        import pyarrow as pa

        tables: list[pa.Table] = []
        for path in paths:
            found = self._file(path).rows(patients)
            if found is None or tables and found.schema != tables[0].schema:
                return None
            tables.append(found)
        return pa.concat_tables(tables)

    def _file(self, path: str) -> "_File":
        if path not in self._files:
            self._files[path] = _File(path)
        return self._files[path]


class _File:
    """One file: which columns it has, and what patients stand in each of its row groups."""

    def __init__(self, path: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._path = path
        schema = parquet.read_schema(path)
        self._texts = [field.name for field in schema if pa.types.is_string(field.type)]
        numbers = [field for field in schema if field.name not in self._texts]
        self._is_fit = PATIENT in self._texts and all(pa.types.is_integer(each.type) for each in numbers)
        self._ends: list[tuple[str | None, str | None, bool]] | None = None

    def rows(self, patients: Range) -> "pa.Table | None":
        """Return the rows of a range, or None if the file holds anything but texts and whole numbers."""
        from pyarrow import parquet

        if not self._is_fit:
            return None
        words = [each for each in self._texts if each != PATIENT]
        with parquet.ParquetFile(self._path, read_dictionary=words) as file:
            if self._ends is None:
                self._ends = [*_ends(file.metadata)]
            groups = [
                at
                for at, (least, most, nobody) in enumerate(self._ends)
                if patients.holds(least, most) or patients.nobody and nobody
            ]
            # One after the other: what two threads read at once takes more room.
            return _those_of(file.read_row_groups(groups, use_threads=False), patients)


def _ends(metadata: Any) -> Iterator[tuple[str | None, str | None, bool]]:
    """Yield for each row group the least and the most patient, None if unknown, and if any may be nobody."""
    column = metadata.schema.names.index(PATIENT)
    for at in range(metadata.num_row_groups):
        told = metadata.row_group(at).column(column).statistics
        ends = (told.min, told.max) if told is not None and told.has_min_max else (None, None)
        yield *ends, told is None or bool(told.null_count)


def _those_of(table: "pa.Table", patients: Range) -> "pa.Table":
    import pyarrow as pa
    from pyarrow import compute

    column = table.column(PATIENT)
    bounds = [compute.greater_equal(column, patients.first)] if patients.first else []
    bounds += [compute.less(column, patients.end)] if patients.end else []
    if not bounds:
        return table if patients.nobody or not column.null_count else table.filter(column.is_valid())
    within = bounds[0] if len(bounds) == 1 else compute.and_(*bounds)
    within = compute.fill_null(within, pa.scalar(patients.nobody))
    those = compute.indices_nonzero(within)
    if not len(those):
        return table.slice(0, 0)
    first, last = those[0].as_py(), those[-1].as_py()
    # In files in order they follow each other, and nothing has to be copied.
    return table.slice(first, len(those)) if last - first < len(those) else table.filter(within)
