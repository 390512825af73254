"""What the contents of an export say, read once for all patients and written down as tables to be joined.

| file | holds |
|---|---|
| `read.parquet` | of each content: what became of it, whether it is read alone, its course, its lists |
| `said-TABLE.parquet` | a row for each entry that it gives; `DAY_of` says which of its dates a day is |
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from osteon.doors.registry.bulk_contents import DATED, Contents, Entry, Reading, Said
from osteon.doors.registry.rows import text_of
from osteon.doors.registry.sheets import TEXT, WHOLE, YES_NO, Sheet
from osteon.doors.screen.form import BY_NAME, JSON, LISTS, PATIENT, POSITION

READ = "read.parquet"
LISTED = {name: 1 << at for at, name in enumerate(LISTS)}
"""The lists that a content has entries of are added up by these."""

MOST_ENTRIES = 256
"""A resource with more entries in one list is read alone with all others of its patient."""

_SAID_COLUMNS = (("said_row", WHOLE), ("nth", WHOLE), ("kind", TEXT), ("at", WHOLE))
_READ_COLUMNS = (
    ("nth", WHOLE), ("kind", TEXT), ("became", TEXT), ("alone", YES_NO), ("course", WHOLE), ("lists", WHOLE),
)  # fmt: skip


def said_at(folder: str, table: str) -> str:
    """Return the file of what is said in a table."""
    return os.path.join(folder, f"said-{table}.parquet")


def columns_of(table: str) -> list[str]:
    """Return the columns of a table that a content tells."""
    return [each.name for each in BY_NAME[table].columns if each.name not in (PATIENT, POSITION, "origin")]


def days_of(table: str) -> list[str]:
    """Return those that hold days."""
    return [name for name in columns_of(table) if name in DATED]


def read_contents(path: str, folder: str, contents: Contents) -> None:
    """Read every content of a file, and write what it says into a folder."""
    with ExitStack() as stack:
        said = {name: stack.enter_context(_said_sheet(folder, name)) for name in ("patients", *LISTS)}
        read = stack.enter_context(Sheet(os.path.join(folder, READ), _READ_COLUMNS))
        courses: dict[str, int] = {}
        row = 0
        for nth, told in _told(path):
            reading = contents.read(told)
            places: Counter[str] = Counter()
            for entry in _entries_of(reading):
                said[entry.table].add((row, nth, told[0], places[entry.table], *_cells(entry)))
                places[entry.table] += 1
                row += 1
            alone = not reading.is_alone or max(places.values(), default=0) > MOST_ENTRIES
            course = courses.setdefault(reading.course, len(courses) + 1) if reading.course else None
            lists = sum(LISTED.get(name, 0) for name in places)
            read.add((nth, told[0], reading.became, alone, course, lists))


def _told(path: str) -> Iterator[tuple[int, Said]]:
    from pyarrow import parquet

    for batch in parquet.ParquetFile(path).iter_batches(8_192):
        for nth, *told in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield nth, tuple(told)


def _said_sheet(folder: str, table: str) -> Sheet:
    texts = [(name, TEXT) for name in columns_of(table)]
    dates = [(f"{name}_of", WHOLE) for name in days_of(table)]
    return Sheet(said_at(folder, table), [*_SAID_COLUMNS, *texts, *dates])


def _entries_of(reading: Reading) -> Sequence[Entry]:
    return reading.entries if reading.person is None else (reading.person, *reading.entries)


def _cells(entry: Entry) -> Iterator[Any]:
    for column in BY_NAME[entry.table].columns:
        if column.name in (PATIENT, POSITION, "origin"):
            continue
        value = entry.cells.get(column.name)
        if value is None:
            yield None
        else:
            yield json.dumps(value, ensure_ascii=False) if column.holds == JSON else text_of(value)
    for name in days_of(entry.table):
        yield entry.dates.get(name, 0)
