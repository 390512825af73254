"""Rows in which numbers of contents stand for their texts, made with Arrow and numpy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.doors.screen.alike import alike, counted, in_one_piece, nullable, places
from osteon.doors.screen.dictionary import Numbering
from osteon.doors.screen.engines import Keyed, KeyedRows, Noticed
from osteon.doors.screen.form import PATIENT

Reading = Callable[[KeyedRows], Any]
"""Returns a table of Arrow with the columns that are asked for."""


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
        names = _plain(table.column(PATIENT))
        own = {"number": counted(len(table)), PATIENT: names}
        keyed = self._with_numbers(table, people, own)
        yield people.name, keyed
        tables = [read(each) for each in lists]
        owners = [*_whose([each.column(PATIENT) for each in tables], names)]
        for each, table, whose in zip(lists, tables, owners, strict=True):
            strangers = whose < 0
            if strangers.any():
                strange = compute.if_else(pa.array(strangers), _plain(table.column(PATIENT)), None)
            else:
                strange = pa.nulls(len(table), names.type)
            own = {PATIENT: nullable(whose), "stranger": strange}
            yield each.name, self._with_numbers(table, each, own)
        self.noticed = _noticed(keyed, zip(lists, owners, strict=True))

    def _with_numbers(self, table: Any, rows: KeyedRows, told: dict[str, Any]) -> Any:
        cells = told | {each: table.column(each) for each in rows.told}
        return pa.table(cells | {key.name: self._numbers(table, key) for key in rows.keys})

    def _numbers(self, table: Any, key: Keyed) -> Any:
        columns = [table.column(field) for field in key.fields]
        if len(columns) == 1 and pa.types.is_dictionary(columns[0].type):
            return self._of_words(in_one_piece(columns[0]), key)
        found = alike(columns, len(table))
        distinct = [_plain(each.take(pa.array(found.firsts))) for each in columns]
        return nullable(found.spread(self._asked(distinct, len(found.firsts), key)))

    def _of_words(self, column: Any, key: Keyed) -> Any:
        """Return the numbers of words, of which one may stand in the list that nobody is told."""
        at = places(column)
        there = np.zeros(len(column.dictionary) + 1, bool)
        there[at] = True
        used = np.flatnonzero(there)
        words = pa.concat_arrays([column.dictionary, pa.nulls(1, column.dictionary.type)])
        numbers = np.full(len(there), -1, np.int32)
        numbers[used] = self._asked([words.take(pa.array(used))], len(used), key)
        return nullable(numbers.take(at))

    def _asked(self, contents: Sequence[Any], several: int, key: Keyed) -> Any:
        """Return the numbers of different contents, given column by column."""
        if len(contents) == 1 and isinstance(key.numbers, Numbering):
            return self._known.setdefault(key.numbers, _Known()).numbers(contents[0], key.numbers)
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
            told = texts.take(pa.array(new))
            found[new] = _below(numbering([(each,) for each in told.to_pylist()]))
            self._texts = pa.concat_arrays([self._texts, told])
            self._numbers = np.append(self._numbers, found[new])
        return found


def _noticed(people: Any, lists: Iterable[tuple[KeyedRows, Any]]) -> Noticed:
    """Return what was noticed of rows of people, and of those of lists, given with whose they are."""
    strangers, most, beside = set(), {}, {}
    for each, whose in lists:
        several = np.bincount(whose + 1, minlength=len(people) + 1)
        most[each.name] = int(several.max())
        if several[0]:
            strangers.add(each.name)
        if each.beside:
            said = people.column(each.beside).filter(pa.array(several[1:] > 0))
            beside[each.name] = frozenset(said.unique().drop_null().to_pylist())
    return Noticed(_is_each_once(people.column(PATIENT)), frozenset(strangers), most, beside)


def _is_each_once(names: Any) -> bool:
    """Say whether each row names somebody, and no two the same; in order that is seen at a glance."""
    names = names.combine_chunks()
    if names.null_count or len(names) <= 1:
        return not names.null_count
    in_order: bool = compute.all(compute.less(names[:-1], names[1:])).as_py()
    return in_order or len(names.unique()) == len(names)


def _below(numbers: Sequence[int | None]) -> Any:
    return np.array([-1 if each is None else each for each in numbers], np.int64)


def _plain(column: Any) -> Any:
    """Return a column as one array, of texts if it is one of words."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.combine_chunks()


def _whose(columns: Sequence[Any], names: Any) -> Iterator[Any]:
    """Yield for each list the places of the first of `names` that its patients are, or -1."""
    few = [_few(each) for each in columns]
    texts = pa.chunked_array([each.cast(names.type) for each, _ in few], names.type)
    every = compute.index_in(texts, value_set=names, skip_nulls=True)
    found = every.fill_null(-1).combine_chunks().to_numpy()
    begin = 0
    for distinct, at in few:
        end = begin + len(distinct)
        # The last stands for nobody.
        yield np.append(found[begin:end], np.int32(-1))[at]
        begin = end


def _few(column: Any) -> tuple[Any, Any]:
    """Return the texts of a column, few of them twice, and where among them each row has its own, or -1.

    Either they are a list of words already, or the rows of a patient mostly follow each other.
    """
    if pa.types.is_dictionary(column.type):
        return _listed(column)
    column = column.combine_chunks()
    begins = np.ones(len(column), bool)
    if len(column) > 1:
        changes = compute.not_equal(column[1:], column[:-1]).fill_null(True)
        begins[1:] = changes.to_numpy(zero_copy_only=False)
    return column.take(pa.array(np.flatnonzero(begins))), np.cumsum(begins) - 1


def _listed(column: Any) -> tuple[Any, Any]:
    """Return the words of all pieces one behind the other: to find those that are in several takes longer."""
    words, found, behind = [], [], 0
    for each in column.chunks:
        at = places(each)
        found.append(
            np.where(at == len(each.dictionary), -1, at + behind) if each.null_count else at + behind
        )
        words.append(each.dictionary)
        behind += len(each.dictionary)
    if not words:
        return pa.array([], column.type.value_type), np.zeros(0, np.int64)
    return pa.concat_arrays(words), np.concatenate(found)
