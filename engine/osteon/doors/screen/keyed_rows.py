"""Rows in which numbers of contents stand for their texts, made with Arrow and numpy."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.doors.screen.alike import alike, counted, nullable, places
from osteon.doors.screen.dictionary import Numbering
from osteon.doors.screen.engines import Keyed, KeyedRows, Noticed
from osteon.doors.screen.form import PATIENT
from osteon.doors.screen.owners import Owners, owners

Reading = Callable[[KeyedRows], Any]
"""Returns a table of Arrow with the columns that are asked for."""


_NO_ROWS = np.zeros(0, np.int32)


class KeyedReader:
    """Puts numbers in the place of texts, part after part. Texts that stand alone are remembered."""

    def __init__(self) -> None:
        self.noticed: Noticed | None = None
        self._known: WeakKeyDictionary[Numbering, _Known] = WeakKeyDictionary()

    def rows(self, people: KeyedRows, lists: Sequence[KeyedRows], read: Reading) -> Iterator[tuple[str, Any]]:
        """Yield the rows of people, and then of every list, as tables of Arrow, each with its name.

        After the last, `noticed` has what was noticed of them.
        """
        table = read(people)
        people_named = table.column(PATIENT)
        names = _plain(people_named)
        own = {"number": counted(len(table)), PATIENT: names}
        keyed = self._with_numbers(table, people, own)
        yield people.name, keyed
        tables = [read(each) for each in lists]
        found = owners(people_named, [each.column(PATIENT) for each in tables])
        for each, table, whose in zip(lists, tables, found.of_lists, strict=True):
            strangers = whose < 0
            if strangers.any():
                strange = compute.if_else(pa.array(strangers), _plain(table.column(PATIENT)), None)
            else:
                strange = pa.nulls(len(table), names.type)
            own = {PATIENT: nullable(whose), "stranger": strange}
            yield each.name, self._with_numbers(table, each, own)
        self.noticed = _noticed(keyed, lists, found)

    def _with_numbers(self, table: Any, rows: KeyedRows, told: dict[str, Any]) -> Any:
        cells = told | {each: table.column(each) for each in rows.told}
        return pa.table(cells | {key.name: self._numbers(table, key) for key in rows.keys})

    def _numbers(self, table: Any, key: Keyed) -> Any:
        columns = [table.column(field) for field in key.fields]
        if all(each.null_count == len(each) for each in columns):
            return self._of_nothing(len(table), key)
        if len(columns) == 1 and pa.types.is_dictionary(columns[0].type):
            return nullable(self._of_words(columns[0].chunks, key))
        pieces = _pieces(columns)
        if pieces is None:
            return nullable(self._of_texts(columns, len(table), key))
        return nullable(_in_a_row([self._of_piece(each, key) for each in pieces]))

    def _of_nothing(self, rows: int, key: Keyed) -> Any:
        """Return the number of a content of which nothing is told, for all rows."""
        number = self._asked([pa.nulls(1, pa.string())] * len(key.fields), 1, key)[0] if rows else -1
        return pa.nulls(rows, pa.int32()) if number < 0 else pa.array(np.full(rows, number, np.int32))

    def _of_texts(self, columns: Sequence[Any], rows: int, key: Keyed) -> Any:
        found = alike(columns, rows)
        distinct = [_plain(each.take(pa.array(found.firsts))) for each in columns]
        return found.spread(self._asked(distinct, len(found.firsts), key))

    def _of_piece(self, columns: Sequence[Any], key: Keyed) -> Any:
        first, *others = columns
        # What stands together in a list for each column tells rows apart by a single place.
        if first.null_count or not all(first.indices.equals(each.indices) for each in others):
            return self._of_texts([pa.chunked_array([each]) for each in columns], len(first), key)
        at = places(first).astype(np.intp)
        used = _used(at, len(first.dictionary))
        told = [_at(each.dictionary, used) for each in columns]
        return _spread(self._asked(told, len(used), key), used, at)

    def _of_words(self, pieces: Sequence[Any], key: Keyed) -> Any:
        """Return the numbers of the words of a column, whose pieces may have lists of their own."""
        placed = [places(each).astype(np.intp) for each in pieces]
        used = [_used(at, len(each.dictionary)) for at, each in zip(placed, pieces, strict=True)]
        told = [_at(each.dictionary, at) for each, at in zip(pieces, used, strict=True)]
        ends = np.cumsum([len(each) for each in used])
        # All are asked for at once: to look something up among what is known takes as long for few.
        numbers = np.split(self._asked([pa.concat_arrays(told)], int(ends[-1]), key), ends[:-1])
        return _in_a_row([_spread(*each) for each in zip(numbers, used, placed, strict=True)])

    def _asked(self, contents: Sequence[Any], several: int, key: Keyed) -> Any:
        """Return the numbers of different contents, given column by column."""
        if len(contents) == 1 and isinstance(key.numbers, Numbering):
            known = self._known.setdefault(key.numbers, _Known())
            if key.numbers.gathering is None:
                return known.numbers(contents[0], key.numbers)
            few, at = key.numbers.gathering(contents[0])
            return known.numbers(few, key.numbers).take(at)
        told = [each.to_pylist() for each in contents]
        return _below(key.numbers(list(zip(*told, strict=True)) if told else [()] * several))


class _Known:
    """The numbers of texts that were met before; those of the same texts are looked up all at once."""

    def __init__(self) -> None:
        self._texts: Any = pa.array([], pa.string())
        self._numbers = np.zeros(0, np.int64)

    def numbers(self, texts: Any, numbering: Numbering) -> Any:
        """Return the numbers of texts, -1 for what says nothing."""
        at = compute.index_in(texts, value_set=self._texts, skip_nulls=True)
        found = np.full(len(texts), -1, np.int64)
        known = np.flatnonzero(at.is_valid())
        found[known] = self._numbers[at.drop_null().to_numpy()]
        numbering.again(found[found >= 0].tolist())
        new = np.flatnonzero(at.is_null())
        if len(new):
            told = texts.take(pa.array(new)).dictionary_encode(null_encoding="encode")
            numbers = _below(numbering([(each,) for each in told.dictionary.to_pylist()]))
            found[new] = numbers[told.indices.to_numpy()]
            self._texts = pa.concat_arrays([self._texts, told.dictionary])
            self._numbers = np.append(self._numbers, numbers)
        return found


def _noticed(people: Any, lists: Sequence[KeyedRows], found: Owners) -> Noticed:
    """Return what was noticed of rows of people, and of those of lists."""
    strangers, most = set(), {}
    beside: dict[str, frozenset[int]] = {}
    for each, whose in zip(lists, found.of_lists, strict=True):
        if not len(whose):
            most[each.name] = 0
            beside |= {each.name: frozenset()} if each.beside else {}
            continue
        several = np.bincount(whose + 1, minlength=len(people) + 1)
        most[each.name] = int(several.max())
        if several[0]:
            strangers.add(each.name)
        if each.beside:
            said = people.column(each.beside).filter(pa.array(several[1:] > 0))
            beside[each.name] = frozenset(said.unique().drop_null().to_pylist())
    return Noticed(found.is_each_once, frozenset(strangers), most, beside)


def _below(numbers: Sequence[int | None]) -> Any:
    return np.array([-1 if each is None else each for each in numbers], np.int64)


def _pieces(columns: Sequence[Any]) -> list[Sequence[Any]] | None:
    """Return columns of words piece by piece, or None if they are others, or have pieces of their own."""
    if not all(pa.types.is_dictionary(each.type) for each in columns):
        return None
    lengths = [[len(piece) for piece in each.chunks] for each in columns]
    if any(each != lengths[0] for each in lengths):
        return None
    return [each for each in zip(*(column.chunks for column in columns), strict=True) if len(each[0])]


def _used(places: Any, words: int) -> Any:
    """Return which places of so many words there are; behind the words is what nobody is told."""
    there = np.zeros(words + 1, bool)
    there[places] = True
    return np.flatnonzero(there)


def _at(words: Any, used: Any) -> Any:
    return pa.concat_arrays([words, pa.nulls(1, words.type)]).take(pa.array(used))


def _spread(numbers: Any, used: Any, places: Any) -> Any:
    """Return for all places the numbers of those that are used."""
    found = np.full(used.max(initial=-1) + 1, -1, np.int32)
    found[used] = numbers
    return found.take(places)


def _in_a_row(pieces: Sequence[Any]) -> Any:
    return pieces[0] if len(pieces) == 1 else np.concatenate([_NO_ROWS, *pieces])


def _plain(column: Any) -> Any:
    """Return a column as one array, of texts if it is one of words."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.combine_chunks()
