"""A file of an export taken apart line by line at the bytes, where its lines are as others that were read.

What a line says is not understood here. Of each new frame one line is read by the
careful reader (`frame_reading.py`), and a line that does not fit is left to it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from io import BufferedIOBase
from itertools import chain, repeat
from threading import Lock

import numpy as np
import pyarrow as pa

from osteon.basics.records import dataclass, replace
from osteon.doors.registry.blocks import Array, Block, blocks
from osteon.doors.registry.cuts import strict_cuts
from osteon.doors.registry.frames import READABLE, UNFIT, UNKNOWN, Fitted, Sample, Shape
from osteon.doors.registry.spread_sql import LONGEST_LINE

_THREADS = 2
_MOST_SHAPES = 32
"""Of lines of one length."""

_LINES_A_SHAPE = 4_096
"""Fewer lines of a block than one in so many are not worth a look all at once."""

_LOOKED_AT = 4
_FEW_SAMPLES, _MOST_LATER = 100, 10_000
"""So few new frames of a block are read with others later, or when so many lines have come together."""

_FREE_FRAMES, _LINES_A_FRAME = 500, 4
"""So many frames a shape may have, and beyond them one for so many lines that fitted."""

Learning = Callable[[Sequence[Sample]], Sequence[int]]
"""Reads samples, and returns the number of what each says; `frames.UNFIT` where its frame needs care."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Of a block, tables of the lines that fit, and the places of those that do not, or are to come back.

    `numbers` are those of its lines in the file.
    """

    block: Block
    tables: Sequence[pa.Table]
    left: Array
    later: Array
    numbers: "Sequence[int]" = ()


class Quick:
    """Takes a file apart. Frames are remembered from one block to the next."""

    def __init__(self, as_of: date, learning: Learning) -> None:
        self._as_of = as_of
        self._learning = learning
        self._lock = Lock()
        self._shapes: dict[int, list[Shape]] = {}

    def read(self, file: BufferedIOBase) -> Iterator[Taken]:
        """Yield what becomes of each block, which is good until the next. Raises LineTooLong."""
        free: list[bytearray] = []
        held = _Later()
        line = 1
        for taken in self._side_by_side(blocks(file, free)):
            yield replace(taken, numbers=range(line, line + taken.block.lines))
            held.add(taken, line)
            line += taken.block.lines
            free.append(taken.block.buffer)
            if held.is_full:
                yield self._again(held)
        if held.numbers:
            yield self._again(held)

    def _side_by_side(self, every: Iterator[Block]) -> Iterator[Taken]:
        waiting: list[Future[Taken]] = []
        pool = ThreadPoolExecutor(_THREADS)
        try:
            for block in chain(every, repeat(None, _THREADS)):
                if block is not None:
                    waiting.append(pool.submit(self._taken, block, _FEW_SAMPLES))
                if waiting and (block is None or len(waiting) > _THREADS):
                    yield waiting.pop(0).result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _again(self, held: "_Later") -> Taken:
        """Take the lines that were to come back."""
        taken = replace(self._taken(held.block, 0), numbers=held.numbers)
        held.empty()
        return taken

    def _taken(self, block: Block, few: int) -> Taken:
        """Take a block apart; if it has no more than a `few` new frames, their lines are to come back."""
        block.find_lines()
        pieces: list[_Piece] = []
        left: list[Array] = [np.zeros(0, np.int64)]
        fewest = block.lines // _LINES_A_SHAPE
        for length, lines in block.by_length():
            waiting = lines
            tried = 0 if length <= LONGEST_LINE else _MOST_SHAPES
            while len(waiting) > fewest and (shape := self._shape(length, tried, block, waiting)):
                found, waiting = self._through(shape, block, waiting)
                pieces += found
                tried += 1
            left.append(waiting)
        with self._lock:
            self._learn(pieces, few)
        tables: list[pa.Table] = []
        later: list[Array] = [np.zeros(0, np.int64)]
        for each in pieces:
            numbers = each.numbers()
            fits = numbers >= 0
            if fits.all():
                tables.append(each.fitted.rows(numbers))
                continue
            later.append(each.fitted.lines[numbers == READABLE])
            left.append(each.fitted.lines[each.may_fit & (numbers == UNFIT)])
            if fits.any():
                tables.append(each.fitted.rows(numbers).filter(pa.array(fits)))
        return Taken(block, tables, np.sort(np.concatenate(left)), np.sort(np.concatenate(later)))

    def _shape(self, length: int, at: int, block: Block, lines: Array) -> Shape | None:
        """Return the shape of this place among those of a length; a new one is made of a line."""
        with self._lock:
            shapes = self._shapes.setdefault(length, [])
            if at == len(shapes) < _MOST_SHAPES:
                for each in lines[:_LOOKED_AT]:
                    cuts = strict_cuts(block.line(each))
                    if cuts and all(shape.cuts != cuts for shape in shapes):
                        shapes.append(Shape(length, cuts))
                        break
            return shapes[at] if at < len(shapes) else None

    def _through(self, shape: Shape, block: Block, lines: Array) -> "tuple[list[_Piece], Array]":
        """Return the lines that fit a shape, or may do so when their frames are read, and the others."""
        fitted = shape.fit(block, lines, self._as_of)
        if fitted is None:
            return [], lines
        ways = fitted.ways()
        with self._lock:
            piece = _Piece(fitted, fitted.frames(_FREE_FRAMES + shape.lines // _LINES_A_FRAME), ways)
        if not piece.may_fit.any():
            return [], lines
        fitting = fitted.lines[piece.may_fit]
        shape.lines += len(fitting)
        left = np.setdiff1d(lines, fitting, assume_unique=True) if len(fitting) < len(lines) else lines[:0]
        return [piece], left

    def _learn(self, pieces: "Sequence[_Piece]", few: int) -> None:
        """Have a line read of each frame that nobody knows, if these are more than `few`."""
        unread = [(piece.fitted, *each) for piece in pieces for each in piece.unread()]
        if len(unread) > few:
            samples = [fitted.sample(at, way, number) for number, (fitted, at, _, way) in enumerate(unread)]
            for (fitted, _, frame, way), number in zip(unread, self._learning(samples), strict=True):
                fitted.shape.remember(frame, way, number)


class _Later:
    """Lines that come back: copies of them, and their numbers in the file."""

    def __init__(self) -> None:
        self.empty()

    def empty(self) -> None:
        """Forget them."""
        self.numbers: list[int] = []
        self._lines = bytearray()

    def add(self, taken: Taken, first: int) -> None:
        """Keep the lines of a block that are to come back; `first` is the number of its first line."""
        for at in taken.later.tolist():
            self._lines += taken.block.line(at) + b"\n"
            self.numbers.append(first + at)

    @property
    def is_full(self) -> bool:
        """Say whether it is time to look at them."""
        return len(self.numbers) > _MOST_LATER or len(self._lines) > LONGEST_LINE

    @property
    def block(self) -> Block:
        """Return them as a block."""
        return Block(self._lines, len(self._lines))


class _Piece:
    """Lines of a block that may fit a shape: the places of their frames, and the classes of their days.

    `may_fit` has for each line whether its frame was not known to be unfit at first. The other lines are
    offered to the next shape, whatever is learned in the meantime.
    """

    def __init__(self, fitted: Fitted, frames: Array, ways: Array) -> None:
        self.fitted = fitted
        self._frames = frames
        self._ways = ways
        self._numbers = self._found()
        self._is_new = bool((self._numbers < UNFIT).any())
        for at, frame, way in self._each(self._numbers == UNKNOWN):
            fitted.shape.remember(frame, way, READABLE if fitted.can_be_read(at, way) else UNFIT)
        self.may_fit = self.numbers() != UNFIT

    def _found(self) -> Array:
        return self.fitted.shape.numbers(self._frames, self._ways)

    def numbers(self) -> Array:
        """Return what the lines say, as far as it is known."""
        if self._is_new:
            self._numbers = self._found()
        return self._numbers

    def unread(self) -> list[tuple[int, int, int]]:
        """Return a line of each frame and class that nobody has read: its place, the frame, and the class."""
        return self._each(self.numbers() < UNFIT)

    def _each(self, which: Array) -> list[tuple[int, int, int]]:
        unknown = np.flatnonzero(which)
        if not len(unknown):
            return []
        ways = self._ways[unknown]
        _, first = np.unique(self._frames[unknown] * (ways.max() + 1) + ways, return_index=True)
        new = unknown[first]
        return list(zip(new.tolist(), self._frames[new].tolist(), self._ways[new].tolist(), strict=True))
