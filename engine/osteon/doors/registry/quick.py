"""A file of an export taken apart line by line at the bytes, where its lines are as others that were read.

What a line says is not understood here. Of each new frame one line is read by the
careful reader (`frame_reading.py`), and a line that does not fit is left to it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from io import BufferedIOBase
from threading import Lock, local

import numpy as np

from osteon.basics.records import dataclass
from osteon.doors.registry import blocks as by_numpy
from osteon.doors.registry import known_lines
from osteon.doors.registry.blocks import Array, Block, Blocks
from osteon.doors.registry.cuts import strict_cuts
from osteon.doors.registry.frames import Fitted, Sample, Shape
from osteon.doors.registry.grouped_rows import GroupedRows
from osteon.doors.registry.known_frames import UNFIT, UNKNOWN, Numbers
from osteon.doors.registry.known_lines import Book, Known, none_known
from osteon.doors.registry.quick_pieces import Piece, Rows, pieces_of
from osteon.doors.registry.quick_rows import QuickRows
from osteon.doors.registry.spread_sql import LONGEST_LINE

_MOST_SHAPES = 32
"""Of lines of one length."""

_LINES_A_SHAPE = 4_096
"""Fewer lines of a block than one in so many are not worth a look all at once."""

_LOOKED_AT = 4
_WORTH = 4
"""What is known is written down anew when so many lines for each frame have been looked at without it."""

_MANY = 8
"""If more than one in so many lines of a block is like none that is known, all are looked at for shapes."""

_FEW_SAMPLES, _MOST_LATER = 30, 10_000
"""So few new frames of a block are read with others later, or when so many lines have come together."""

_FREE_FRAMES, _LINES_A_FRAME = 500, 4
"""So many frames a shape may have, and beyond them one for so many lines that fitted."""

Learning = Callable[[Sequence[Sample]], Sequence[int]]
"""Reads samples, and returns the number of what each says; `UNFIT` where its frame needs care."""


@dataclass(frozen=True, slots=True)
class Means:
    """By how many threads a file is taken apart, and whether by compiled loops (`known_lines.py`)."""

    threads: int = 2
    is_compiled: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Copies of lines, and their numbers in the file."""

    numbers: Sequence[int]
    lines: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Taken:
    """Of a block, the rows of the lines that fit, those that do not, and those that are to come back.

    `told` lines have their rows in those of a thread.
    """

    rows: Sequence[Rows]
    left: Lines
    later: Lines
    at: int
    told: int


class Quick:
    """Takes a file apart. Frames are remembered from one block to the next. `lines` are those of the file."""

    def __init__(self, as_of: date, learning: Learning, means: Means, rows: QuickRows) -> None:
        self._as_of = as_of
        self._is_compiled = means.is_compiled
        self._rows = rows
        self._book: Book | None = None
        self._others = 0
        self._learning = learning
        self._threads = means.threads
        self._lock = Lock()
        self._shapes: dict[int, list[Shape]] = {}
        self._numbers = Numbers()
        self._own = local()
        self.lines = 0

    def read(self, file: BufferedIOBase) -> Iterator[Taken]:
        """Yield what becomes of each block, in their order. Raises LineTooLong."""
        held = _Later()
        ends = known_lines.line_ends if self._is_compiled else by_numpy.line_ends
        blocks = Blocks(file, ends)
        for taken in self._side_by_side(blocks):
            yield taken
            held.add(taken.later)
            if held.is_full:
                yield self._looked_at(held.block())
        if held.numbers:
            yield self._looked_at(held.block())
        self.lines = blocks.lines

    def _looked_at(self, block: Block) -> Taken:
        return self._taken(block, none_known(block), 0)

    def _side_by_side(self, blocks: Blocks) -> Iterator[Taken]:
        done: dict[int, Taken] = {}
        at = 0
        pool = ThreadPoolExecutor(self._threads)
        try:
            running: list[Future[Taken | None]] = [
                pool.submit(self._next, blocks) for _ in range(self._threads + 1)
            ]
            while running:
                taken = running.pop(0).result()
                if taken is None:
                    continue
                running.append(pool.submit(self._next, blocks))
                # A thread may have been quicker than the one that had begun before.
                done[taken.at] = taken
                while at in done:
                    yield done.pop(at)
                    at += 1
        finally:
            pool.shutdown(cancel_futures=True)

    def _next(self, blocks: Blocks) -> Taken | None:
        """Read a block, and take it apart; None if there is none any more."""
        if not hasattr(self._own, "buffer"):
            self._own.buffer = self._rows.buffer()
        block = blocks.next(self._own.buffer)
        if block is None:
            return None
        book = self._known()
        known = none_known(block) if book is None else book.through(block, self._grouped())
        if len(known.others) * _MANY > block.lines:
            return self._taken(block, known, _FEW_SAMPLES)
        return Taken([], _copied(block, [known.left]), _copied(block, [known.others]), block.at, known.rows)

    def _grouped(self) -> GroupedRows:
        if not hasattr(self._own, "rows"):
            self._own.rows = self._rows.of_thread()
        rows: GroupedRows = self._own.rows
        return rows

    def _known(self) -> Book | None:
        """Return what is known of lines, if it is for the compiled loops, and there is something."""
        if not self._is_compiled:
            return None
        with self._lock:
            if self._book is None or (
                self._book.version != self._numbers.version and self._others >= self._book.frames * _WORTH
            ):
                self._others = 0
                shapes = [each for alike in self._shapes.values() for each in alike]
                self._book = Book(shapes, self._numbers, self._as_of) if shapes else None
            return self._book

    def _taken(self, block: Block, known: Known, few: int) -> Taken:
        """Take the other lines of a block apart; if no more than a `few` frames are new, they come back."""
        fitting: list[Fitted] = []
        left: list[Array] = [known.left]
        with self._lock:
            self._others += len(known.others)
        fewest = len(known.others) // _LINES_A_SHAPE
        for length, lines in block.by_length(known.others):
            waiting = lines
            tried = 0 if length <= LONGEST_LINE else _MOST_SHAPES
            while len(waiting) > fewest and (shape := self._shape(length, tried, block, waiting)):
                found, waiting = self._through(shape, block, waiting)
                fitting += found
                tried += 1
            left.append(waiting)
        later: list[Array] = [np.zeros(0, np.int64)]
        rows: list[Rows] = []
        pieces = pieces_of(fitting, self._as_of)
        self._learn(pieces, few)
        for each in pieces:
            numbers = self._numbers.at(each.places)
            left.append(each.lines[numbers == UNFIT])
            later.append(each.lines[numbers == UNKNOWN])
            if (numbers >= 0).any():
                rows.append(each.rows(numbers))
        return Taken(rows, _copied(block, left), _copied(block, later), block.at, known.rows)

    def _shape(self, length: int, at: int, block: Block, lines: Array) -> Shape | None:
        """Return the shape of this place among those of a length; a new one is made of a line."""
        with self._lock:
            shapes = self._shapes.setdefault(length, [])
            if at == len(shapes) < _MOST_SHAPES:
                for each in lines[:_LOOKED_AT]:
                    cuts = strict_cuts(block.line(each))
                    if cuts and all(shape.cuts != cuts for shape in shapes):
                        shapes.append(Shape(length, cuts, self._numbers))
                        break
            return shapes[at] if at < len(shapes) else None

    def _through(self, shape: Shape, block: Block, lines: Array) -> tuple[list[Fitted], Array]:
        """Return the lines that fit a shape, or may do so when their frames are read, and the others."""
        fitted = shape.fit(block, lines)
        if fitted is None:
            return [], lines
        if not fitted.is_known:
            with self._lock:
                fitted.learn_frames(_FREE_FRAMES + shape.lines // _LINES_A_FRAME)
        fits = fitted.places != shape.frames.none
        if not fits.all():
            fitted.only(fits)
        fitting = fitted.lines
        shape.lines += len(fitting)
        if not len(fitting):
            return [], lines
        left = np.setdiff1d(lines, fitting, assume_unique=True) if len(fitting) < len(lines) else lines[:0]
        return [fitted], left

    def _learn(self, pieces: Sequence[Piece], few: int) -> None:
        """Have a line read of each frame and class of days that is new, if these are more than `few`."""
        if not any((self._numbers.at(each.places) == UNKNOWN).any() for each in pieces):
            return
        with self._lock:
            unread: list[tuple[Piece, int]] = []
            for each in pieces:
                for at in each.new(self._numbers.at(each.places) == UNKNOWN):
                    if each.has_days(at):
                        unread.append((each, at))
                    else:
                        self._numbers.remember(each.place(at), UNFIT)
            if len(unread) > few:
                samples = [each.sample(at, number) for number, (each, at) in enumerate(unread)]
                for (each, at), number in zip(unread, self._learning(samples), strict=True):
                    self._numbers.remember(each.place(at), number)


class _Later:
    """Lines that come back: copies of them, and their numbers in the file."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._lines: list[bytes] = []
        self._bytes = 0

    def add(self, lines: Lines) -> None:
        """Keep the lines of a block that are to come back."""
        self.numbers += lines.numbers
        self._lines += lines.lines
        self._bytes += sum(map(len, lines.lines))

    @property
    def is_full(self) -> bool:
        """Say whether it is time to look at them."""
        return len(self.numbers) > _MOST_LATER or self._bytes > LONGEST_LINE

    def block(self) -> Block:
        """Return them as a block, and forget them."""
        block = Block.of(self._lines, self.numbers)
        self.numbers, self._lines, self._bytes = [], [], 0
        return block


def _copied(block: Block, which: Sequence[Array]) -> Lines:
    places = np.sort(np.concatenate(which)).tolist()
    return Lines([block.numbers[at] for at in places], block.copies(places))
