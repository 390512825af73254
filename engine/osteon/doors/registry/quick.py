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

from osteon.basics.records import dataclass
from osteon.doors.registry.blocks import Array, Block, blocks
from osteon.doors.registry.cuts import strict_cuts
from osteon.doors.registry.frames import UNFIT, UNKNOWN, Fitted, Sample, Shape
from osteon.doors.registry.spread_sql import LONGEST_LINE

_THREADS = 2
_MOST_SHAPES = 32
"""Of lines of one length."""

_LINES_A_SHAPE = 4_096
"""Fewer lines of a block than one in so many are not worth a look all at once."""

_LOOKED_AT = 4
_FREE_FRAMES, _LINES_A_FRAME = 500, 4
"""So many frames a shape may have, and beyond them one for so many lines that fitted."""

Learning = Callable[[Sequence[Sample]], Sequence[int]]
"""Reads samples, and returns the number of what each says; `frames.UNFIT` where its frame needs care."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Of a block, tables of the lines that fit, and the places of those that do not.

    `first` is the number of its first line in the file.
    """

    first: int
    block: Block
    tables: Sequence[pa.Table]
    left: Array


_Taken = tuple[Block, Sequence[pa.Table], Array]


class Quick:
    """Takes a file apart. Frames are remembered from one block to the next."""

    def __init__(self, as_of: date, learning: Learning) -> None:
        self._as_of = as_of
        self._learning = learning
        self._lock = Lock()
        self._shapes: dict[int, list[Shape]] = {}

    def read(self, file: BufferedIOBase) -> Iterator[Taken]:
        """Yield what becomes of each block, which is good until the next. Raises LineTooLong."""
        waiting: list[Future[_Taken]] = []
        free: list[bytearray] = []
        line = 1
        pool = ThreadPoolExecutor(_THREADS)
        try:
            for each in chain(blocks(file, free), repeat(None, _THREADS)):
                if each is not None:
                    waiting.append(pool.submit(self._taken, each))
                if waiting and (each is None or len(waiting) > _THREADS):
                    block, tables, left = waiting.pop(0).result()
                    yield Taken(line, block, tables, left)
                    line += block.lines
                    free.append(block.buffer)
        finally:
            pool.shutdown(cancel_futures=True)

    def _taken(self, block: Block) -> "_Taken":
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
            self._learn(pieces)
        tables: list[pa.Table] = []
        for each in pieces:
            numbers = each.numbers()
            fits = numbers >= 0
            left.append(each.waiting(fits))
            if fits.any():
                tables.append(each.fitted.rows(numbers, fits))
        return block, tables, np.sort(np.concatenate(left))

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

    def _learn(self, pieces: "Sequence[_Piece]") -> None:
        """Have a line read of each frame that nobody knows, and remember what they say."""
        unread = [(piece.fitted, *each) for piece in pieces for each in piece.unread()]
        if unread:
            samples = [fitted.sample(at, way, number) for number, (fitted, at, _, way) in enumerate(unread)]
            for (fitted, _, frame, way), number in zip(unread, self._learning(samples), strict=True):
                fitted.shape.remember(frame, way, number)


class _Piece:
    """Lines of a block that may fit a shape: the places of their frames, and the classes of their days.

    `may_fit` has for each line whether its frame was not known to be unfit at first. The other lines are
    offered to the next shape, whatever is learned in the meantime.
    """

    def __init__(self, fitted: Fitted, frames: Array, ways: Array) -> None:
        self.fitted = fitted
        self._frames = frames
        self._ways = ways
        for at, frame, way in self.unread():
            if not fitted.can_be_read(at, way):
                fitted.shape.remember(frame, way, UNFIT)
        self.may_fit = self.numbers() != UNFIT

    def numbers(self) -> Array:
        """Return what the lines say, as far as it is known."""
        return self.fitted.shape.numbers(self._frames, self._ways)

    def unread(self) -> list[tuple[int, int, int]]:
        """Return a line of each frame and class that nobody has read: its place, the frame, and the class."""
        unknown = np.flatnonzero(self.numbers() == UNKNOWN)
        if not len(unknown):
            return []
        both = np.stack([self._frames[unknown], self._ways[unknown]])
        new, first = np.unique(both, axis=1, return_index=True)
        return list(zip(unknown[first].tolist(), *new.tolist(), strict=True))

    def waiting(self, fits: Array) -> Array:
        """Return the lines that might have fitted, and do not."""
        waiting: Array = self.fitted.lines[self.may_fit & ~fits]
        return waiting
