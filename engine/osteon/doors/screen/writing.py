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


class AnswerWriter:
    """Writes what the rules answer, part after part.

    `answers` has for each column and number what its rules answer: always the same rules in one order. It may
    grow from one part to the next. All rows of a patient stand in one row group.
    """

    def __init__(self, answers: Sequence[Sequence[Answers]]) -> None:
        self.answers = answers
        self._rules, self._verdicts, self._deciding = _Words(), _Words(), _Words()
        self._tables = [_Lookup(self._verdicts, self._deciding) for _ in answers]

    def write(self, batches: Any, columns: Sequence[str], path: str) -> None:
        """Write the answers of batches of patients: an Arrow reader with `patient` and `columns`."""
        for table, numbers in zip(self._tables, self.answers, strict=True):
            table.extend(numbers)
        rules = [self._rules.place(rule) for numbers in self.answers for rule, _, _ in _first(numbers)]
        word = pa.dictionary(pa.int32(), pa.string())
        who = batches.schema.field("patient").type
        types = (word if pa.types.is_string(who) else who, word, word, word)
        schema = pa.schema([pa.field(*each, nullable=False) for each in zip(COLUMNS, types, strict=True)])
        with parquet.ParquetWriter(path, schema, **_HOW) as file:
            for batch in batches:
                if batch.num_rows:
                    cells = self._cells(batch, columns, np.array(rules, np.int32))
                    file.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))

    def _cells(self, batch: Any, columns: Sequence[str], rules: Any) -> list[Any]:
        numbers = [batch.column(name).to_numpy(zero_copy_only=False) for name in columns]
        found = list(zip(self._tables, numbers, strict=True))
        verdicts = np.concatenate([table.verdicts[at] for table, at in found], axis=1).reshape(-1)
        deciding = np.concatenate([table.deciding[at] for table, at in found], axis=1).reshape(-1)
        used = np.zeros(len(self._deciding.words), bool)
        for table, at in found:
            used[table.deciding[table.used(at)]] = True
        return [
            _patients(batch.column("patient"), len(rules)),
            _column(np.tile(rules, batch.num_rows), self._rules.words),
            _column(verdicts, self._verdicts.words),
            _column((np.cumsum(used, dtype=np.int32) - 1)[deciding], self._deciding.only(used)),
        ]


def _first(numbers: Sequence[Answers]) -> Answers:
    return numbers[0] if numbers else ()


def _column(places: Any, words: Sequence[str]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(words, pa.string()))


def _patients(column: Any, times: int) -> Any:
    """Return a column in which every patient stands so many times."""
    places = np.repeat(np.arange(len(column), dtype=np.int32), times)
    if pa.types.is_string(column.type):
        return pa.DictionaryArray.from_arrays(pa.array(places), column)
    return column.take(pa.array(places))


class _Words:
    """Words, each of which has a place."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, word: str) -> int:
        found = self._places.get(word)
        if found is None:
            found = self._places[word] = len(self.words)
            self.words.append(word)
        return found

    def only(self, used: Any) -> list[str]:
        return [self.words[at] for at in used.nonzero()[0]]


class _Lookup:
    """What the rules of one column answer, by number: a row of places for each."""

    def __init__(self, verdicts: _Words, deciding: _Words) -> None:
        self._words = (verdicts, deciding)
        self.verdicts = self.deciding = np.empty((0, 0), np.int32)

    def extend(self, numbers: Sequence[Answers]) -> None:
        """Look up the words of the numbers that are new."""
        known = len(self.verdicts)
        if new := numbers[known:]:
            verdicts, deciding = self._words
            more = np.array([[verdicts.place(verdict) for _, verdict, _ in each] for each in new], np.int32)
            facts = np.array([[deciding.place(names) for _, _, names in each] for each in new], np.int32)
            self.verdicts = np.concatenate([self.verdicts, more]) if known else more
            self.deciding = np.concatenate([self.deciding, facts]) if known else facts

    def used(self, numbers: Any) -> Any:
        """Return each number that occurs, once."""
        found = np.zeros(len(self.verdicts), bool)
        found[numbers] = True
        return found.nonzero()[0]
