"""The rows of a part of an export in the relational form: what is said stands once for all who say it."""

import os
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from pyarrow import ipc, parquet

from osteon.doors.registry.bulk_patients import ALONE
from osteon.doors.registry.bulk_said import columns_of, days_of, said_at
from osteon.doors.registry.bulk_spread import Spread
from osteon.doors.registry.bulk_together import TOGETHER, names_in
from osteon.doors.registry.quick_rows import WORDS
from osteon.doors.screen.form import LISTS, PATIENT, POSITION

_NOBODY = pa.table({PATIENT: pa.array([], pa.utf8())})


def tables_in(spread: Spread, folder: str) -> dict[str, pa.Table]:
    """Return the rows that a part wrote into a folder, by table: texts are places in lists of words.

    A column that nobody tells anything in is left out: what is there is looked at in every row.
    """
    names = names_in(folder)
    return {name: _table(spread, folder, name, names) for name in ("patients", *LISTS)}


def _table(spread: Spread, folder: str, table: str, names: pa.Array) -> pa.Table:
    texts = [name for name in columns_of(table) if name not in _written(table)]
    said = parquet.read_table(said_at(spread.folder, table), columns=["said_row", *texts])
    together = _together(os.path.join(folder, table, TOGETHER), names)
    alone = _alone(os.path.join(folder, table, ALONE))
    told = [name for name in texts if _tells(said, name) or _tells(alone, name)]
    columns = [*_written(table), *told]
    rows = [_with_texts(together, said, told)] if len(together) else []
    if len(alone) or not rows:
        rows.append(alone)
    return pa.concat_tables(_as_words(each.select(_there(each, columns)), columns) for each in rows)


def _together(path: str, names: pa.Array) -> pa.Table:
    if not os.path.exists(path):
        return _NOBODY
    rows = ipc.open_stream(pa.memory_map(path)).read_all()
    whose = pa.DictionaryArray.from_arrays(rows[PATIENT].combine_chunks(), names)
    return rows.set_column(0, PATIENT, whose)


def _alone(path: str) -> pa.Table:
    if not os.path.exists(path):
        return _NOBODY
    words = [each.name for each in parquet.read_schema(path) if each.name != POSITION]
    return parquet.read_table(path, read_dictionary=words)


def _there(table: pa.Table, columns: Sequence[str]) -> list[str]:
    return [name for name in columns if name in table.column_names]


def _tells(table: pa.Table, name: str) -> bool:
    return name in table.column_names and bool(table[name].null_count < len(table))


def _with_texts(rows: pa.Table, said: pa.Table, texts: Sequence[str]) -> pa.Table:
    """Return rows with the texts of what they say: places that all have in common, since each stands once.

    An empty text stands for what is not told.
    """
    number = said["said_row"].to_numpy()
    place = np.zeros(number.max(initial=0) + 1, np.int32)
    place[number] = np.arange(len(said), dtype=np.int32)
    places = pa.array(place[rows["said_row"].to_numpy()])
    for name in texts:
        words = said[name].combine_chunks().fill_null("")
        rows = rows.append_column(name, pa.DictionaryArray.from_arrays(places, words))
    return rows


def _as_words(rows: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Return these columns of rows as they are screened; what is not there is not told."""
    return pa.table(dict(_worded(rows, columns)))


def _worded(rows: pa.Table, columns: Sequence[str]) -> Iterator[tuple[str, pa.ChunkedArray]]:
    for name in columns:
        type_ = pa.int64() if name == POSITION else WORDS
        if name not in rows.column_names:
            yield name, pa.chunked_array([pa.nulls(len(rows), type_)])
        elif pa.types.is_dictionary(type_) and not pa.types.is_dictionary(rows[name].type):
            yield name, rows[name].cast(pa.utf8()).dictionary_encode()
        else:
            yield name, rows[name].cast(type_)


def _written(table: str) -> list[str]:
    """Return the columns that a part writes of those who are read together, beside what is said."""
    told = [f"{name}_told" for name in LISTS] if table == "patients" else [POSITION]
    return [PATIENT, *told, *days_of(table)]
