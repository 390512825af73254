"""Whose the rows of lists are, told by names: each list of names is looked through once, however many use it.

The tables of a part of an export have one list of the names of its patients in
common, in which each row has a place. Other tables have lists of their own, or a
name in each row.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from osteon.basics.records import dataclass
from osteon.doors.screen.alike import places

_NOBODY = -1
_WORD = 8
_MIXED = 0x9E37_79B9_7F4A_7C15


@dataclass(frozen=True, slots=True)
class Owners:
    """For each list the places of the first people whom its rows name, or -1, an array each.

    `is_each_once` says that each row of people names somebody, and no two the same.
    """

    of_lists: Sequence[Any]
    is_each_once: bool


def owners(people: Any, lists: Sequence[Any]) -> Owners:
    """Find out whom rows name: `people` and `lists` are Arrow columns of texts, or of words."""
    names = _Names(people.type.value_type if pa.types.is_dictionary(people.type) else people.type)
    pieces = [_pieces(people, are_different=True), *(_pieces(each) for each in lists)]
    placed = [[(names.nth(said), at) for said, at in each] for each in pieces]
    numbers, several = names.numbers()
    own, rows = _joined(numbers, placed[0]), np.arange(sum(len(at) for _, at in placed[0]), dtype=np.int32)
    firsts = np.full(several + 1, _NOBODY, np.int32)
    # Of those who have the same name the first comes last, and stays; the last place is that of nobody.
    firsts[own[::-1]] = rows[::-1]
    firsts[_NOBODY] = _NOBODY
    is_each_once = bool((firsts[own] == rows).all())
    found = [firsts[each] for each in numbers]
    return Owners([_joined(found, each) for each in placed[1:]], is_each_once)


class _Names:
    """Lists of names; a list that is the same as another is that one."""

    def __init__(self, type_: Any) -> None:
        self._type = type_
        self._lists: list[Any] = []

    def nth(self, names: Any) -> int:
        """Return which one of the lists this is."""
        for at, each in enumerate(self._lists):
            if each.equals(names):
                return at
        self._lists.append(names)
        return len(self._lists) - 1

    def numbers(self) -> tuple[list[Any], int]:
        """Return for each list the numbers of its names, the same for the same name, and how many there are.

        What is no name has the number -1, and so has what stands behind the last.
        """
        lists = [each.cast(self._type) for each in self._lists]
        if not lists:
            return [], 0
        most = max(range(len(lists)), key=lambda nth: len(lists[nth]))
        longest = lists[most]
        others = [*lists[:most], *lists[most + 1 :]]
        if not _are_apart(longest, others):
            return _numbered(lists, self._type)
        numbers, several = _numbered(others, self._type)
        own = np.append(np.arange(several, several + len(longest), dtype=np.int32), np.int32(_NOBODY))
        return [*numbers[:most], own, *numbers[most:]], several + len(longest)


def _numbered(lists: Sequence[Any], type_: Any) -> tuple[list[Any], int]:
    """Return the numbers of names, looked up one by one, as `_Names.numbers` does."""
    # The pieces that come of it have one dictionary; lists without names are not among them.
    indices = [each.indices for each in pa.chunked_array(lists, type_).dictionary_encode().chunks]
    every = pa.chunked_array(indices, pa.int32()).fill_null(_NOBODY).to_numpy()
    ends = np.cumsum([len(each) for each in lists], dtype=int)
    found = [np.append(each, np.int32(_NOBODY)) for each in np.split(every, ends)[: len(lists)]]
    return found, int(every.max(initial=_NOBODY)) + 1


def _are_apart(names: Any, others: Sequence[Any]) -> bool:
    """Say that names differ from each other and from all others; what is not seen at a glance is denied."""
    length = _length(names)
    if length < _WORD or sum(map(len, others)) > len(names):
        return False
    own = np.sort(_mixed(names, length))
    if (own[1:] == own[:-1]).any():
        return False
    for each in others:
        as_long = each.filter(compute.equal(compute.binary_length(each), length))
        if len(as_long):
            mixed = _mixed(as_long, length)
            if (own.take(np.searchsorted(own, mixed), mode="clip") == mixed).any():
                return False
    return True


def _length(names: Any) -> int:
    """Return how many bytes each name has, or -1 if they have not all as many."""
    if not pa.types.is_string(names.type) or names.null_count or not len(names):
        return -1
    ends = np.frombuffer(names.buffers()[1], np.int32)[names.offset : names.offset + len(names) + 1]
    length = int(ends[1] - ends[0])
    return length if (ends[1:] - ends[:-1] == length).all() else -1


def _mixed(names: Any, length: int) -> Any:
    """Return numbers of names of so many bytes; names are different that have different ones."""
    _, ends, texts = names.buffers()
    first = int(np.frombuffer(ends, np.int32)[names.offset])
    found = np.zeros(len(names), np.uint64)
    # The last word has bytes of the one before where the length is no multiple of its size.
    for at in (*range(0, length - _WORD, _WORD), length - _WORD):
        found *= np.uint64(_MIXED)
        found += np.ndarray(len(names), np.uint64, texts, first + at, (length,))
    return found


def _joined(told: Sequence[Any], placed: Sequence[tuple[int, Any]]) -> Any:
    """Return what is told of rows, by the places in lists that they have piece by piece."""
    found = [told[nth].take(at) for nth, at in placed]
    return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.int32), *found])


def _pieces(column: Any, *, are_different: bool = False) -> list[tuple[Any, Any]]:
    """Return a list of names and the places of rows in it, piece by piece; nobody stands behind the last.

    It is not worth while to look for rows of the same name among those that mostly `are_different`.
    """
    if pa.types.is_dictionary(column.type):
        return [(each.dictionary, places(each)) for each in column.chunks]
    column = column.combine_chunks()
    return [(column, np.arange(len(column)))] if are_different else [_few(column)]


def _few(column: Any) -> tuple[Any, Any]:
    """Return texts of a column, few twice, since rows of a patient mostly follow, and the places of rows."""
    begins = np.ones(len(column), bool)
    if len(column) > 1:
        changes = compute.not_equal(column[1:], column[:-1]).fill_null(True)
        begins[1:] = changes.to_numpy(zero_copy_only=False)
    return column.take(pa.array(np.flatnonzero(begins))), np.cumsum(begins) - 1
