"""The innermost loops over the lines of an export, compiled by numba where it is installed.

Nothing is understood here either: a line is held against the frames that were read
(`known_lines.py`), word by word, and what stands in its cuts is looked through. A line
that is like none of them, or has anything odd, is left to `quick.py`.
"""

import os
import zlib
from typing import Any

import numpy as np
from numba import carray, cfunc, types

from osteon.doors.registry.coded_days import DAY_PARTS, WHOLE_DAY
from osteon.doors.registry.kernel_tables import (
    BEGIN,
    COUNTS,
    CUT_COLUMNS,
    CUTS,
    CUTS_END,
    DAY,
    END,
    FITS_NOT,
    FRAME,
    FRAME_COLUMNS,
    GROUP,
    ID_BYTES,
    IS_DAY,
    IS_OWN,
    IS_WHOSE,
    LASTS,
    LENGTH,
    LENGTHS,
    MASK,
    MIXED,
    NAME_BYTES,
    NAMES,
    NEXT,
    NO_ROOM,
    NUMBER,
    PLACE,
    ROOMS,
    ROWS,
    SHAPE,
    SHAPE_COLUMNS,
    SHIFT,
    SIGNS,
    WHAT,
    WORDS,
    Own,
    Tables,
    Told,
)
from osteon.doors.registry.kernel_words import (
    LINE_ENDS,
    ONE,
    WORD,
    ZERO,
    U,
    copy,
    day_at,
    differs,
    first_byte,
    has_slash,
    hash_of,
    inlined,
    is_plain,
    noughts,
    sum_of,
    take,
)
from osteon.doors.registry.plain_days import CLASSES
from osteon.doors.registry.spread_sql import DATES

_MIXED, _SHIFT = U(MIXED), U(SHIFT)
_WAYS, _DATES = len(CLASSES), len(DATES)


@inlined
def _frame(book: Tables, own: Own, shape: int) -> Any:
    """Return the entry of the frame that a line has, of those of a shape; -1 if it is like none."""
    mask, size = book.shapes[shape, MASK], book.shapes[shape, WORDS]
    key = sum_of(own.words, book.words, mask, size) ^ (U(shape + 1) * _MIXED)
    last = U(len(book.keys) - 1)
    at = ((key * _MIXED) >> _SHIFT) & last
    while book.frames[at, SHAPE] >= 0:
        if book.keys[at] == key and book.frames[at, SHAPE] == shape:
            # Another frame with the same sum is left to be looked up by its bytes.
            return -1 if differs(own.words, book.words, mask, book.frames[at, FRAME], size) else np.int64(at)
        at = (at + ONE) & last
    return -1


@inlined
def _group(own: Own, begin: int, end: int, count: int, told: Told) -> Any:
    """Return the group of a patient, whose name is written down once for resources that follow each other.

    -1 if there is no room for the name. `count` words are that name.
    """
    size = end - begin
    other = U(own.last[LENGTH] != size)
    for each in range(U(count)):
        other |= own.text[each] ^ own.name[each]
        own.name[each] = own.text[each]
    if other == ZERO:
        return own.last[GROUP]
    group = np.int64(hash_of(own.text, count, size) % U(told.groups))
    number, at = told.counts[group, NAMES], told.counts[group, NAME_BYTES]
    own.last[LENGTH] = -1
    if number == told.rows or at + size > told.signs:
        return -1
    own.last[LENGTH], own.last[GROUP], own.last[NUMBER] = size, group, number
    copy(own.signs, begin, size, told.names, group * told.signs + at)
    told.counts[group, NAMES] = number + 1
    told.counts[group, NAME_BYTES] = at + size
    told.name_ends[U(group * (told.rows + 1) + number + 1)] = at + size
    return group


@inlined
def _is_told(book: Tables, own: Own, shape: int, own_cut: int, group: int, number: int, told: Told) -> bool:
    """Add a row to a group, if there is room."""
    begin, end = book.cuts[own_cut, BEGIN], book.cuts[own_cut, END]
    size, row, at = end - begin, told.counts[group, ROWS], told.counts[group, ID_BYTES]
    if row == told.rows or at + size > told.signs:
        return False
    place = U(group * told.rows + row)
    told.nth[place] = number
    told.whose[place] = own.last[NUMBER]
    told.marks[place] = hash_of(own.text, take(own.words, begin, end, own.text), size)
    copy(own.signs, begin, size, told.ids, group * told.signs + at)
    told.counts[group, ROWS] = row + 1
    told.counts[group, ID_BYTES] = at + size
    told.id_ends[U(group * (told.rows + 1) + row + 1)] = at + size
    for cut in range(book.shapes[shape, CUTS], book.shapes[shape, CUTS_END]):
        if book.cuts[cut, WHAT] == IS_DAY:
            told.days[U(book.cuts[cut, DAY]), place] = own.days[U(book.cuts[cut, DAY])]
    return True


@inlined
def _number(book: Tables, own: Own, shape: int, entry: int, today: int, told: Told) -> Any:
    """Return the number of what a line of a known frame says, and tell its row; FITS_NOT if it is odd."""
    if not is_plain(own.words, book.words, book.shapes[shape, SIGNS], book.shapes[shape, WORDS]):
        return FITS_NOT
    way: Any = 0
    own_cut = whose_cut = -1
    for cut in range(book.shapes[shape, CUTS], book.shapes[shape, CUTS_END]):
        what = book.cuts[cut, WHAT]
        if what == IS_OWN:
            own_cut = cut
        elif what == IS_WHOSE:
            whose_cut = cut
        elif what == IS_DAY:
            day = day_at(own.words, book.cuts[cut, BEGIN], book.cuts[cut, END])
            if day == 0:
                return FITS_NOT
            own.days[U(book.cuts[cut, DAY])] = day * DAY_PARTS + WHOLE_DAY
            way = way * _WAYS + np.int64(day >= today) + np.int64(day > today)
    number = book.numbers[book.frames[entry, PLACE] + way]
    if number < 0:
        return number
    cut = own_cut if whose_cut < 0 else whose_cut
    begin, end = book.cuts[cut, BEGIN], book.cuts[cut, END]
    count = take(own.words, begin, end, own.text)
    if whose_cut >= 0 and has_slash(own.text, count):
        return FITS_NOT
    group = _group(own, begin, end, count, told)
    is_told = group >= 0 and _is_told(book, own, shape, own_cut, group, number, told)
    return number if is_told else NO_ROOM


@inlined
def _state(book: Tables, own: Own, block: Any, start: int, length: int, today: int, told: Told) -> Any:
    """Hold a line against the shapes of its length; return the number of what it says, or its state."""
    shape = book.lengths[length] if length < LENGTHS else -1
    if shape >= 0:
        own.words[U(book.shapes[shape, WORDS] - 1)] = ZERO
        copy(block, start, length, own.signs, 0)
    while shape >= 0:
        entry = _frame(book, own, shape)
        if entry >= 0:
            number = _number(book, own, shape, entry, today, told)
            if number >= 0:
                told.fitted[shape] += 1
            return number
        shape = book.shapes[shape, NEXT]
    return FITS_NOT


def _changes() -> int:
    """Return a number that is another one when the loops are.

    What numba has compiled and kept, it knows by one file, and by what a function has from outside itself.
    """
    here = os.path.dirname(__file__)
    found = 0
    for name in ("hashes.py", "kernel_tables.py", "kernel_words.py", "kernels.py"):
        with open(os.path.join(here, name), "rb") as file:
            found = zlib.crc32(file.read(), found)
    return found


@inlined
def _room(room, signs, last, longest):
    rooms, lasts = carray(room, (ROOMS, longest)), carray(last, (LASTS + _DATES,))
    return Own(rooms[0], carray(signs, (WORD * longest,)), rooms[1], lasts[LASTS:], rooms[2], lasts)


def _loop_through(changes: int) -> Any:
    def through(
        lengths, shapes, cuts, keys, frames, words, numbers,
        nth, marks, ids, id_ends, whose, names, name_ends, days, counts,
        room, signs, last, buffer, starts, ends, states, fitted,
        groups, rows, sign_room, kinds, entries, longest, size, lines, line, today,
    ):  # fmt: skip
        """Hold the lines of a block, from one on, against a book; return at which there is no room."""
        kept_by = changes  # noqa: F841 - see _changes
        # How many rows a table with columns has matters to nobody.
        book = Tables(
            carray(lengths, (LENGTHS,)), carray(shapes, (1, SHAPE_COLUMNS)), carray(cuts, (1, CUT_COLUMNS)),
            carray(keys, (entries,)), carray(frames, (entries, FRAME_COLUMNS)),
            carray(words, (1,)), carray(numbers, (1,)),
        )  # fmt: skip
        every, every_sign, every_end = groups * rows, groups * sign_room, groups * (rows + 1)
        told = Told(
            carray(states, (lines,)), carray(fitted, (kinds,)),
            carray(nth, (every,)), carray(marks, (every,)),
            carray(ids, (every_sign,)), carray(id_ends, (every_end,)), carray(whose, (every,)),
            carray(names, (every_sign,)), carray(name_ends, (every_end,)), carray(days, (1, every)),
            carray(counts, (groups, COUNTS)), groups, rows, sign_room,
        )  # fmt: skip
        own, block = _room(room, signs, last, longest), carray(buffer, (size,))
        firsts, lasts = carray(starts, (lines,)), carray(ends, (lines,))
        for at in range(line, lines):
            state = _state(book, own, block, firsts[at], lasts[at] - firsts[at], today, told)
            if state == NO_ROOM:
                return at
            told.states[at] = state
        return lines

    return through


def _loop_to_line_ends(changes: int) -> Any:
    def line_ends(words, ends, count):
        """Write down where lines end among some bytes, which are taken in words, and return how many do."""
        kept_by = changes  # noqa: F841 - see _changes
        some, places = carray(words, (count,)), carray(ends, (count * WORD,))
        size = 0
        for each in range(U(count)):
            bits = noughts(some[each] ^ LINE_ENDS)
            while bits != ZERO:
                places[U(size)] = np.int64(each) * WORD + first_byte(bits)
                size += 1
                bits &= bits - ONE
        return size

    return line_ends


def _compiled(signature: Any, loop: Any) -> Any:
    try:
        return cfunc(signature, cache=True)(loop).ctypes
    except RuntimeError:
        # There is no folder in which what was compiled could be kept.
        return cfunc(signature)(loop).ctypes


_WORDS, _LONGS, _INTS, _BYTES = (
    types.CPointer(each) for each in (types.uint64, types.int64, types.int32, types.uint8)
)
_SIZE = types.int64
_BOOK = (_LONGS, _LONGS, _LONGS, _WORDS, _LONGS, _WORDS, _LONGS)
_TOLD = (_INTS, _WORDS, _BYTES, _INTS, _INTS, _BYTES, _INTS, _INTS, _LONGS)
_BLOCK = (_WORDS, _BYTES, _LONGS, _BYTES, *(_LONGS,) * 4)

_CHANGES = _changes()
# Called as functions of C, they let other threads go on meanwhile.
through = _compiled(_SIZE(*_BOOK, *_TOLD, *_BLOCK, *(_SIZE,) * 10), _loop_through(_CHANGES))
line_ends = _compiled(_SIZE(_WORDS, _LONGS, _SIZE), _loop_to_line_ends(_CHANGES))
