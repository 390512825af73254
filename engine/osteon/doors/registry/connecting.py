"""A connection to DuckDB within a bound of memory, or one sentence that says what is missing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from osteon.basics.errors import RunError

if TYPE_CHECKING:
    import duckdb

MEMORY_MIB = 96
"""What DuckDB may take, unless somebody says otherwise. With less a part of the usual size may not fit."""

MISSING = 'screening needs DuckDB and pyarrow: pip install "osteon[screen]"'


def connected(memory: str, threads: int, spill: str) -> "duckdb.DuckDBPyConnection":
    """Return a connection in memory that spills into the folder `spill`. `memory` is such as "400MiB".

    Raises RunError where DuckDB or pyarrow is not installed, or for a size that DuckDB cannot read.
    """
    try:
        import duckdb
        import pyarrow as pa  # noqa: F401  # asked for here, so that it is not missed in the middle of a run
    except ImportError as absent:
        raise RunError(MISSING) from absent
    os.makedirs(spill, exist_ok=True)
    options: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "threads": threads,
        "temp_directory": spill,
        "preserve_insertion_order": False,
        # What a part has used is given back before the next begins.
        "allocator_flush_threshold": "8MiB",
        "allocator_bulk_deallocation_flush_threshold": "16MiB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        return duckdb.connect(":memory:", config=options)
    except duckdb.Error as trouble:
        raise RunError(f"DuckDB cannot be started with {memory} of memory: {trouble}") from trouble


@contextmanager
def within(memory: str, what: str) -> Iterator[None]:
    """Do something with DuckDB that has so much memory.

    Raises RunError, which says what to change, where that was too little.
    """
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as trouble:
        raise RunError(
            f"{what}: the {memory} that DuckDB may take here are too little. The same command with more "
            "--memory goes on where this run stopped; so do fewer --jobs, which share it. Smaller parts need "
            "less (--partition-patients, and --restart)"
        ) from trouble


def share_of(memory_mib: int, jobs: int) -> str:
    """Return what each of some processes gives DuckDB of the memory of all: MEMORY_MIB at least."""
    return f"{max(memory_mib // jobs, MEMORY_MIB)}MiB"


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
