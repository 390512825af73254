"""Lines that are like known ones, told by the compiled loops of `kernels.py` where numba is installed.

What is known of shapes and frames is written down for them as a book: tables of numbers,
and all frames one behind the other. Whoever reads a block with a book gets rows for the
lines that fit, and the places of the others.
"""

import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import WIDTH, Array, Block
from osteon.doors.registry.cuts import DAY, ID, IGNORED, WHOSE
from osteon.doors.registry.frames import Shape
from osteon.doors.registry.grouped_rows import GroupedRows
from osteon.doors.registry.kernel_tables import (
    FRAME_COLUMNS,
    IS_DAY,
    IS_IGNORED,
    IS_OWN,
    IS_WHOSE,
    LENGTHS,
    MIXED,
    ROOMS,
    SHAPE,
    SHAPE_COLUMNS,
    SHIFT,
)
from osteon.doors.registry.known_frames import UNFIT, Numbers
from osteon.doors.registry.plain_days import number_of

_LOAD = 4
"""A table of frames has at least so many places for each."""

_BEYOND = 2
"""So many words of room are behind the longest line: a text in it is taken in words."""

_WORD = (1 << 64) - 1


def can_be_compiled() -> bool:
    """Say whether numba is there; to load it takes half a second and a hundred megabytes.

    The loops take the first byte of a word for its lowest.
    """
    return sys.byteorder == "little" and find_spec("numba") is not None


@cache
def compiled() -> Any:
    """Return the compiled loops; None where numba is not installed. To compile them takes seconds, once."""
    try:
        from osteon.doors.registry import kernels
    except ImportError:
        return None
    return kernels


@dataclass(frozen=True, slots=True)
class Known:
    """Of a block, how many lines became rows, and the places of the others.

    The lines at `left` are like some that nobody could take apart; those at `others` are like none.
    """

    rows: int
    left: Array
    others: Array


def none_known(block: Block) -> Known:
    """Return that nothing is known of any line of a block."""
    return Known(0, np.zeros(0, np.int64), np.arange(block.lines))


class Book:
    """What is known of lines by now; any thread may read in it.

    `version` is that of the numbers, and `frames` says how many frames are in it.
    """

    def __init__(self, shapes: Sequence[Shape], numbers: Numbers, as_of: date) -> None:
        self.version = numbers.version
        self._shapes = shapes
        self._today = number_of(as_of)
        self._days = {each.cuts[at].day for each in shapes for at in each.days}
        self._longest = max(len(each.kept) for each in shapes) + _BEYOND
        self._words: list[Array] = []
        self._size = 0
        tables = [*self._of_shapes(), *self._of_frames()]
        self._tables = (*tables, np.concatenate(self._words), numbers.every())

    def _put(self, words: Array) -> int:
        """Write words behind the others, and return where they begin."""
        self._words.append(words)
        self._size += len(words)
        return self._size - len(words)

    def _of_shapes(self) -> tuple[Array, Array, Array]:
        kinds = {ID: IS_OWN, WHOSE: IS_WHOSE, DAY: IS_DAY, IGNORED: IS_IGNORED}
        lengths: Array = np.full(LENGTHS, -1, np.int64)
        shapes: Array = np.full((len(self._shapes), SHAPE_COLUMNS), -1, np.int64)
        cuts: list[tuple[int, ...]] = []
        for at, each in enumerate(self._shapes):
            begin, size = len(cuts), len(each.kept)
            cuts += [(cut.begin, cut.end, kinds[cut.what], max(cut.day, 0)) for cut in each.cuts]
            before = lengths[each.length]
            lengths[each.length] = at
            shapes[at] = (before, self._put(each.kept), size, self._put(each.signs), begin, len(cuts))
        return lengths, shapes, np.array(cuts, np.int64)

    def _of_frames(self) -> tuple[Array, Array]:
        every = [(at, *each) for at, shape in enumerate(self._shapes) for each in shape.frames.every()]
        self.frames = len(every)
        size = 1 << (_LOAD * len(every)).bit_length()
        keys: Array = np.zeros(size, np.uint64)
        frames: Array = np.full((size, FRAME_COLUMNS), -1, np.int64)
        for shape, frame, place in every:
            words = np.frombuffer(frame, np.uint64)
            key = int(np.add.reduce(words)) ^ ((shape + 1) * MIXED & _WORD)
            at = (key * MIXED & _WORD) >> SHIFT & (size - 1)
            while frames[at, SHAPE] >= 0:
                at = (at + 1) & (size - 1)
            keys[at], frames[at] = key, (self._put(words), place, shape)
        return keys, frames

    def through(self, block: Block, rows: GroupedRows) -> Known:
        """Hold the lines of a block against what is known, and add rows for those that fit."""
        states: Array = np.empty(block.lines, np.int64)
        fitted: Array = np.zeros(len(self._shapes), np.int64)
        room: Array = np.zeros((ROOMS, self._longest), np.uint64)
        told = (*rows.arrays(self._days), room, room, rows.last)
        arrays = (*self._tables, *told, *block.arrays(), states, fitted)
        kinds, entries = len(self._shapes), len(self._tables[3])
        sizes = (*rows.sizes, kinds, entries, self._longest, block.size, block.lines)
        line = 0
        while (line := _called(compiled().through, arrays, (*sizes, line, self._today))) < block.lines:
            rows.write()
        for shape, count in zip(self._shapes, fitted.tolist(), strict=True):
            shape.lines += count
        return Known(int(fitted.sum()), np.flatnonzero(states == UNFIT), np.flatnonzero(states < UNFIT))


def line_ends(every: Array, begin: int, end: int) -> Array:
    """Return the places of the ends of lines from one byte to another."""
    first, last = begin // WIDTH, -(-end // WIDTH)
    words = every[first * WIDTH : last * WIDTH]
    ends: Array = np.empty(len(words), np.int64)
    found = _called(compiled().line_ends, (words, ends), (last - first,))
    places = ends[:found] + first * WIDTH
    within = places.searchsorted([begin, end])
    return places[within[0] : within[1]]


def _called(loop: Any, arrays: Sequence[Array], sizes: Sequence[int]) -> int:
    """Call a compiled loop with the places of arrays in memory, and with sizes, and return what it does."""
    places = (each.ctypes.data_as(kind) for each, kind in zip(arrays, loop.argtypes, strict=False))
    told: int = loop(*places, *sizes)
    return told
