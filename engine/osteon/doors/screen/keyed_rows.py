"""Rows in which numbers of contents stand for their texts, made with Arrow and numpy."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.doors.screen.alike import alike, counted, nullable
from osteon.doors.screen.engines import Keyed, KeyedRows

Reading = Callable[[KeyedRows], Any]
"""Returns a table of Arrow with the columns that are asked for."""


def keyed_rows(people: KeyedRows, lists: Sequence[KeyedRows], read: Reading) -> Iterator[tuple[str, Any]]:
    """Yield the rows of people, and then of every list, as tables of Arrow, each with its name."""
    table = read(people)
    names = _plain(table.column("patient"))
    yield people.name, _with_numbers(table, people, {"number": counted(len(table)), "patient": names})
    for each in lists:
        table = read(each)
        column = table.column("patient")
        whose = _whose(column, names)
        strangers = whose < 0
        if strangers.any():
            strange = compute.if_else(pa.array(strangers), _plain(column), None)
        else:
            strange = pa.nulls(len(table), pa.string())
        yield each.name, _with_numbers(table, each, {"patient": nullable(whose), "stranger": strange})


def _with_numbers(table: Any, rows: KeyedRows, told: dict[str, Any]) -> Any:
    cells = told | {each: table.column(each) for each in rows.told}
    return pa.table(cells | {key.name: _numbers(table, key) for key in rows.keys})


def _numbers(table: Any, key: Keyed) -> Any:
    columns = [table.column(field) for field in key.fields]
    found = alike(columns, len(table))
    told = [each.take(pa.array(found.firsts)).to_pylist() for each in columns]
    contents = list(zip(*told, strict=True)) if told else [()] * len(found.firsts)
    return nullable(found.spread([-1 if each is None else each for each in key.numbers(contents)]))


def _plain(column: Any) -> Any:
    """Return a column as one array, of texts if it is one of words."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.combine_chunks()


def _whose(column: Any, names: Any) -> Any:
    """Return the place of the first of `names` that is each patient, or -1.

    Who stands in a list is looked for among all, because a list has fewer.
    """
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    column = column.unify_dictionaries().combine_chunks()
    at = compute.index_in(names, value_set=column.dictionary.cast(names.type), skip_nulls=True)
    known = np.flatnonzero(at.is_valid())
    # The last is the place of nobody.
    place = np.full(len(column.dictionary) + 1, -1, np.int32)
    place[at.drop_null().to_numpy()[::-1]] = known[::-1]
    return place[column.indices.fill_null(-1).to_numpy()]
