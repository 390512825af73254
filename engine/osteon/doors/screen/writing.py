"""Verdicts written as Parquet: a row for each patient and rule, from a number for each group of rules.

A verdict is one of few and stands in millions of rows. So a column is written as
places in a list of words, and the places are looked up for many patients at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from osteon.doors.screen.engines import Answers

COLUMNS = ("patient", "rule", "verdict", "deciding")

_HOW: dict[str, Any] = {
    "compression": "zstd",
    "store_schema": False,
    "write_statistics": False,  # patients stand in no order
    "data_page_size": 1 << 23,
    "max_rows_per_page": 1 << 22,
    "write_batch_size": 1 << 16,
}
"""Words read back as words, not as places; and large pages, because a page is short for what it says."""


def write_answers(
    batches: Any, columns: Sequence[str], answers: Sequence[Sequence[Answers]], path: str
) -> None:
    """Write the answers of batches of patients, an Arrow reader with `patient` and `columns`.

    `answers` has for each column and number what its rules answer: always the same rules in one order.
    """
    words = _Words()
    tables = [_Lookup(numbers, words) for numbers in answers]
    rules = np.concatenate([each.rules for each in tables]) if tables else np.zeros(0, np.int32)
    word = pa.dictionary(pa.int32(), pa.string())
    who = batches.schema.field("patient").type
    types = (word if pa.types.is_string(who) else who, word, word, word)
    schema = pa.schema([pa.field(*each, nullable=False) for each in zip(COLUMNS, types, strict=True)])
    with parquet.ParquetWriter(path, schema, **_HOW) as file:
        for batch in batches:
            if not batch.num_rows:
                continue
            places = [batch.column(name).to_numpy(zero_copy_only=False) for name in columns]
            found = list(zip(tables, places, strict=True))
            cells = [
                _patients(batch.column("patient"), len(rules)),
                words.rules.column(np.tile(rules, batch.num_rows)),
                words.verdicts.column(_spread([each.verdicts[at] for each, at in found])),
                words.deciding.column(_spread([each.deciding[at] for each, at in found])),
            ]
            file.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))


def _spread(parts: Sequence[Any]) -> Any:
    """Return the places of all rules, patient after patient."""
    return np.concatenate(parts, axis=1).reshape(-1) if parts else np.zeros(0, np.int32)


def _patients(column: Any, times: int) -> Any:
    """Return a column in which every patient stands so many times."""
    places = np.repeat(np.arange(len(column), dtype=np.int32), times)
    if pa.types.is_string(column.type):
        return pa.DictionaryArray.from_arrays(pa.array(places), column)
    return column.take(pa.array(places))


class _List:
    """Words, each of which has a place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, word: str) -> int:
        return self._places.setdefault(word, len(self._places))

    def column(self, places: Any) -> Any:
        words = pa.array(list(self._places), pa.string())
        return pa.DictionaryArray.from_arrays(pa.array(places), words)


class _Words:
    def __init__(self) -> None:
        self.rules, self.verdicts, self.deciding = _List(), _List(), _List()


class _Lookup:
    """What the rules of one column answer, by number: a row of places for each."""

    def __init__(self, numbers: Sequence[Answers], words: _Words) -> None:
        named = [rule for rule, _, _ in numbers[0]] if numbers else []
        self.rules = np.array([words.rules.place(each) for each in named], np.int32)
        shape = (len(numbers), len(named))
        self.verdicts = np.empty(shape, np.int32)
        self.deciding = np.empty(shape, np.int32)
        for at, given in enumerate(numbers):
            self.verdicts[at] = [words.verdicts.place(verdict) for _, verdict, _ in given]
            self.deciding[at] = [words.deciding.place(facts) for _, _, facts in given]
