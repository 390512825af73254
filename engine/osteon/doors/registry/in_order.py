"""Patients counted where their rows stand in order, without a list of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from osteon.doors.registry.connecting import quoted
from osteon.doors.screen.form import PATIENT

if TYPE_CHECKING:
    import duckdb


def counted_in_order(paths: list[str], at_once: int) -> tuple[int, list[str]] | None:
    """Return how many patients some Parquet files name, and the first of every `at_once` of them.

    In place of the first of all stands "". Returns None where patients do not follow each other in the order
    of their letters, or where a row names none: whoever calls has to look for himself.
    """
    import pyarrow as pa

    count, starts, last = 0, [""], ""
    for keys in _keys(paths):
        fresh = _fresh(keys, last)
        if fresh is None:
            return None
        nth = count + len(fresh)
        first = max(-(-count // at_once), 1) * at_once
        starts += fresh.take(pa.array(range(first - count, nth - count, at_once), pa.int64())).to_pylist()
        count, last = nth, keys[-1].as_py()
    return count, starts


def _keys(paths: list[str]) -> Iterator[Any]:
    from pyarrow import parquet

    for path in paths:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=[PATIENT]):
                if batch.num_rows:
                    yield batch.column(0)


def _fresh(keys: Any, last: str) -> Any:
    """Return those of some keys that are not the same as the one before; None if they are in no order."""
    import pyarrow as pa
    from pyarrow import compute

    if keys.null_count or not pa.types.is_string(keys.type) or keys[0].as_py() == "":
        return None
    before = pa.concat_arrays([pa.array([last], pa.string()), keys[:-1]])
    if compute.any(compute.less(keys, before)).as_py():
        return None
    return keys.filter(compute.not_equal(keys, before))


def is_sorted(connection: "duckdb.DuckDBPyConnection", paths: list[str]) -> bool:
    """Say whether the row groups of files follow each other by patient, as far as their heads tell."""
    listed = f"[{', '.join(map(quoted, paths))}]"
    spans = connection.execute(
        f"SELECT stats_min_value, stats_max_value FROM parquet_metadata({listed}) "
        f"WHERE path_in_schema = '{PATIENT}' ORDER BY file_name, row_group_id"
    ).fetchall()
    last = ""
    for low, high in spans:
        if low is None or high is None or low < last:
            return False
        last = high
    return True
