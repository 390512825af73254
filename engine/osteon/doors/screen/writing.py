"""Verdicts written as Parquet: a row for each patient and rule, from a number for each group of rules.

A verdict is one of few and stands in millions of rows. So a column is written as
places in a list of words, and the places are looked up for many patients at once.
Within a row group patients who are told the same stand together, and the rows of
one rule follow those of another: a column is then mostly the same place over and
over, which is quickly written, quickly counted and small.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Self

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from osteon.doors.screen.counts import Counts, GroupOfRules
from osteon.doors.screen.engines import Answers

COLUMNS = ("patient", "rule", "verdict", "deciding")

PATIENTS_AT_ONCE = 8_192
"""So many patients are written at a time, which makes a row group."""

_HOW: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 1,
    "store_schema": False,
    "write_statistics": False,  # patients stand in no order
    "data_page_size": 1 << 23,
    "max_rows_per_page": 1 << 22,
    "write_batch_size": 1 << 20,
}
"""Words read back as words, not as places; and large pages, because a page is short for what it says."""

_MOST = 1 << 62
"""A number by which patients are put in order stays below this."""


class AnswerWriter:
    """Writes what the rules answer, part after part.

    `answers` has for each column and number what its rules answer: always the same rules in one order. It may
    grow from one part to the next. All rows of a patient stand in one row group, of `at_once` patients.
    """

    def __init__(self, answers: Sequence[Sequence[Answers]], at_once: int = PATIENTS_AT_ONCE) -> None:
        self.answers = answers
        self._at_once = at_once
        self._verdicts, self._deciding = _Words(), _Words()
        self._tables = [_Lookup(self._verdicts, self._deciding) for _ in answers]
        self._frame: tuple[Any, Any] = (np.empty(0, np.int32), np.empty(0, np.int32))

    def write(self, patients: Any, numbers: Sequence[Any], path: str) -> Counts:
        """Write the answers of patients, an Arrow column; `numbers` has for each column those of all.

        Returns them counted.
        """
        for table, given in zip(self._tables, self.answers, strict=True):
            table.extend(given)
        rules = [rule for given in self.answers for rule, _, _ in _first(given)]
        words = (pa.array(rules, pa.string()), self._verdicts.array(), self._deciding.array())
        who = patients.type
        types = (_word(pa.int32()) if pa.types.is_string(who) else who, *map(_word, _PLACES))
        schema = pa.schema([pa.field(*each, nullable=False) for each in zip(COLUMNS, types, strict=True)])
        with parquet.ParquetWriter(path, schema, **_HOW) as file, _Beside(file.write_batch) as beside:
            for begin in range(0, len(patients), self._at_once):
                end = begin + self._at_once
                cells = self._cells(patients[begin:end], [each[begin:end] for each in numbers], words)
                beside.do(pa.RecordBatch.from_arrays(cells, schema=schema))
        groups = [
            GroupOfRules([rule for rule, _, _ in _first(given)], table.verdicts, table.deciding, each)
            for table, given, each in zip(self._tables, self.answers, numbers, strict=True)
        ]
        return Counts(groups, self._verdicts.words, self._deciding.words)

    def _cells(self, who: Any, numbers: Sequence[Any], words: Sequence[Any]) -> list[Any]:
        rules, verdicts, deciding = words
        order = self._order(numbers)
        found = [(table, at[order]) for table, at in zip(self._tables, numbers, strict=True)]
        used = self._used(found)
        places = (np.cumsum(used) - 1).astype(np.int32)
        patients, whose = self._framed(len(order), len(rules))
        return [
            _patients(who.take(pa.array(order)).combine_chunks(), patients),
            _column(whose, rules),
            _column(_looked_up([(table.verdicts, at) for table, at in found]), verdicts),
            _column(
                _looked_up([(places[table.deciding], at) for table, at in found]),
                deciding.take(pa.array(used.nonzero()[0])),
            ),
        ]

    def _order(self, numbers: Sequence[Any]) -> Any:
        """Return an order in which patients who are told the same stand together.

        What has few answers counts first. What no longer fits into a number of 64 bits is not looked at.
        """
        together = np.zeros(len(numbers[0]), np.int64)
        sizes = [len(table) for table in self._tables]
        room = _MOST
        for at in sorted(range(len(sizes)), key=sizes.__getitem__):
            room //= max(sizes[at], 1)
            if not room:
                break
            together *= sizes[at]
            together += numbers[at]
        return together.argsort()

    def _used(self, found: Sequence[tuple["_Lookup", Any]]) -> Any:
        """Say of each word whether anybody is told it."""
        used = np.zeros(len(self._deciding), bool)
        for table, at in found:
            used[table.deciding[:, np.bincount(at, minlength=len(table)).nonzero()[0]]] = True
        return used

    def _framed(self, patients: int, rules: int) -> tuple[Any, Any]:
        """Return whose each row is and of which rule: the same for as many patients again."""
        if len(self._frame[0]) != patients * rules:
            self._frame = (
                np.tile(np.arange(patients, dtype=np.int32), rules),
                np.repeat(np.arange(rules, dtype=np.int32), patients),
            )
        return self._frame


class _Beside:
    """Does one thing after another on a second thread, while the next one is got ready."""

    def __init__(self, what: Callable[[Any], object]) -> None:
        self._what = what
        self._thread = ThreadPoolExecutor(1)
        self._doing: Future[object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()
        self._wait()

    def do(self, with_: Any) -> None:
        self._wait()
        self._doing = self._thread.submit(self._what, with_)

    def _wait(self) -> None:
        if self._doing is not None:
            self._doing.result()


_PLACES = (pa.int32(), pa.int8(), pa.int32())
"""How the places of rules, verdicts and deciding facts are held."""


def _word(places: Any) -> Any:
    return pa.dictionary(places, pa.string())


def _first(numbers: Sequence[Answers]) -> Answers:
    return numbers[0] if numbers else ()


def _column(places: Any, words: Any) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places), words, safe=False)


def _patients(column: Any, places: Any) -> Any:
    """Return a column in which the patients stand at these places."""
    return _column(places, column) if pa.types.is_string(column.type) else column.take(pa.array(places))


def _looked_up(tables: Sequence[tuple[Any, Any]]) -> Any:
    """Return what stands in tables of (rules, numbers) for each rule and patient, rule after rule."""
    rules, patients = sum(len(table) for table, _ in tables), len(tables[0][1])
    found = np.empty((rules, patients), tables[0][0].dtype)
    begin = 0
    for table, numbers in tables:
        end = begin + len(table)
        # Every number is in the table; to look for others would take a copy.
        table.take(numbers, axis=1, out=found[begin:end], mode="clip")
        begin = end
    return found.reshape(-1)


class _Words:
    """Words, each of which has a place."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.words)

    def place(self, word: str) -> int:
        found = self._places.get(word)
        if found is None:
            found = self._places[word] = len(self.words)
            self.words.append(word)
        return found

    def array(self) -> Any:
        return pa.array(self.words, pa.string())


class _Lookup:
    """What the rules of one column answer: a row of places for each rule, by number."""

    def __init__(self, verdicts: _Words, deciding: _Words) -> None:
        self._words = (verdicts, deciding)
        self.verdicts = np.empty((0, 0), np.int8)
        self.deciding = np.empty((0, 0), np.int32)

    def __len__(self) -> int:
        return self.verdicts.shape[1]

    def extend(self, numbers: Sequence[Answers]) -> None:
        """Look up the words of the numbers that are new."""
        known = len(self)
        if new := numbers[known:]:
            verdicts, deciding = self._words
            more = np.array([[verdicts.place(verdict) for _, verdict, _ in each] for each in new], np.int8)
            facts = np.array([[deciding.place(names) for _, _, names in each] for each in new], np.int32)
            self.verdicts = np.concatenate([self.verdicts, more.T], axis=1) if known else _by_rule(more)
            self.deciding = np.concatenate([self.deciding, facts.T], axis=1) if known else _by_rule(facts)


def _by_rule(rows: Any) -> Any:
    return np.ascontiguousarray(rows.T)
