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


def rows_in_range(paths: Sequence[str], patients: Range) -> "pa.Table | None":
    """Return the rows of a range as a table of Arrow, in which texts are places in lists of words.

    None if the files hold anything but texts, or each other columns.
    """
    import pyarrow as pa

    tables: list[pa.Table] = []
    for path in paths:
        found = _rows(path, patients)
        if found is None or tables and found.schema != tables[0].schema:
            return None
        tables.append(found)
    return pa.concat_tables(tables)


def _rows(path: str, patients: Range) -> "pa.Table | None":
    import pyarrow as pa
    from pyarrow import parquet

    schema = parquet.read_schema(path)
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    numbers = [field for field in schema if field.name not in texts]
    if PATIENT not in texts or any(not pa.types.is_integer(each.type) for each in numbers):
        return None
    with parquet.ParquetFile(path, read_dictionary=[each for each in texts if each != PATIENT]) as file:
        at = schema.names.index(PATIENT)
        groups = list(_groups(file.metadata, at, patients))
        # One after the other: what two threads read at once takes more room.
        return _those_of(file.read_row_groups(groups, use_threads=False), patients)


def _groups(metadata: Any, column: int, patients: Range) -> Iterator[int]:
    for at in range(metadata.num_row_groups):
        told = metadata.row_group(at).column(column).statistics
        ends = (told.min, told.max) if told is not None and told.has_min_max else (None, None)
        if patients.holds(*ends) or patients.nobody and (told is None or told.null_count):
            yield at


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
