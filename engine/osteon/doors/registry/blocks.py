"""An export in blocks of whole lines, the lines of a block ordered by their lengths."""

from collections.abc import Callable, Iterator, Sequence
from io import BufferedIOBase
from threading import Lock
from typing import Any

import numpy as np

from osteon.doors.registry.spread_sql import LONGEST_LINE

AT_ONCE = LONGEST_LINE
_LOOKED_AT = 512 * 1024
"""So much is read, and looked through for the ends of lines while it is near the processor."""

_LINE_END = 10
_SHORT = 1 << 16
_WORD = 64
WIDTH = 8
"""Lines are taken in words of so many bytes."""

Array = np.ndarray[Any, np.dtype[Any]]


class LineTooLong(Exception):
    """A line has more bytes than one may have, or than are read at once."""


Ends = Callable[[Array, int, int], Array]
"""Returns the places of the ends of lines from one of some bytes to another."""


class Blocks:
    """A file that is read in blocks. Any thread may ask for the next."""

    def __init__(self, file: BufferedIOBase, ends: Ends) -> None:
        self._file = file
        self._ends = ends
        self._lock = Lock()
        self._rest = b""
        self._blocks = 0
        self._line = 1

    @property
    def lines(self) -> int:
        """Return how many lines were read."""
        return self._line - 1

    def next(self, buffer: bytearray) -> "Block | None":
        """Read the next block into a buffer of `new_buffer`; None at the end. Raises LineTooLong."""
        with self._lock:
            return self._next(buffer)

    def _next(self, buffer: bytearray) -> "Block | None":
        size = len(self._rest)
        buffer[:size] = self._rest
        every: Array = np.frombuffer(buffer, np.uint8)
        found: list[Array] = []
        with memoryview(buffer) as view:
            while size < AT_ONCE:
                read = self._file.readinto(view[size : min(size + _LOOKED_AT, AT_ONCE)])
                if not read:
                    break
                found.append(self._ends(every, size, size + read))
                size += read
        ends = np.concatenate(found) if found else np.zeros(0, np.int64)
        last = int(ends[-1]) + 1 if len(ends) else 0
        if last < size < AT_ONCE:
            # The last line of the file has no end.
            buffer[size] = _LINE_END
            ends = np.append(ends, size)
            last = size = size + 1
        if not last and size:
            raise LineTooLong
        self._rest = bytes(memoryview(buffer)[last:size])
        if not last:
            return None
        block = Block(buffer, ends, range(self._line, self._line + len(ends)), self._blocks)
        self._line += len(ends)
        self._blocks += 1
        return block


def new_buffer() -> bytearray:
    """Return room for a block; behind it is room for a word, so that every line can be taken in words."""
    return bytearray(AT_ONCE + WIDTH)


class Block:
    """Some lines: the first bytes of a buffer.

    `ends` are the places of their ends, `numbers` those of the lines in the file, and `at` is the number of
    the block.
    """

    def __init__(self, buffer: bytearray, ends: Array, numbers: Sequence[int], at: int = 0) -> None:
        self._buffer = buffer
        self._starts: Array = np.append(0, ends[:-1] + 1)
        self._ends = ends
        self.numbers = numbers
        self.at = at
        self.lines = len(ends)

    @classmethod
    def of(cls, lines: Sequence[bytes], numbers: Sequence[int]) -> "Block":
        """Return a block of copies of lines."""
        ends: Array = np.cumsum(np.fromiter(map(len, lines), np.int64, len(lines)) + 1) - 1
        return cls(bytearray(b"\n".join(lines) + bytes([_LINE_END]) + bytes(WIDTH)), ends, numbers)

    @property
    def size(self) -> int:
        """Return how many bytes the buffer has."""
        return len(self._buffer)

    def arrays(self) -> tuple[Array, Array, Array]:
        """Return the bytes of the buffer, and where each line begins and ends."""
        return np.frombuffer(self._buffer, np.uint8), self._starts, self._ends

    def by_length(self, lines: Array) -> Iterator[tuple[int, Array]]:
        """Yield each length of some lines, without their ends, and the places of the lines that have it."""
        lengths = self._ends[lines] - self._starts[lines]
        if lengths.max() < _SHORT:
            lengths = lengths.astype(np.uint16)  # these are sorted in half the time
        order = np.argsort(lengths, kind="stable")
        found = lengths[order]
        for places in np.split(order, np.flatnonzero(np.diff(found)) + 1):
            yield int(lengths[places[0]]), lines[places]

    def line(self, at: int) -> bytes:
        """Return a line, without its end."""
        return bytes(memoryview(self._buffer)[self._starts[at] : self._ends[at]])

    def copies(self, places: Sequence[int]) -> list[bytes]:
        """Return lines, without their ends."""
        starts, ends = self._starts[places].tolist(), self._ends[places].tolist()
        with memoryview(self._buffer) as view:
            return [bytes(view[start:end]) for start, end in zip(starts, ends, strict=True)]

    def words(self, lines: Array, length: int) -> Array:
        """Return lines of one length as words, a row for each line; the last word holds what follows, too."""
        row = -(-length // WIDTH) * WIDTH
        windows: Array = np.ndarray(
            (len(self._buffer) - row + 1,), np.dtype((np.void, row)), self._buffer, strides=(1,)
        )
        return windows[self._starts[lines]].view(np.uint64).reshape(len(lines), row // WIDTH)


def line_ends(every: Array, begin: int, end: int) -> Array:
    """Return the places of the ends of lines: a bit for each byte, and then only words with a bit."""
    some = every[begin:end]
    bits = np.zeros(-(-len(some) // _WORD), np.uint64)
    packed = np.packbits(some == _LINE_END, bitorder="little")
    bits.view(np.uint8)[: len(packed)] = packed
    at = np.flatnonzero(bits)
    words, found = bits[at], []
    while len(at):
        lowest = words & -words
        found.append(at * _WORD + np.bitwise_count(lowest - np.uint64(1)))
        words ^= lowest
        at, words = at[words != 0], words[words != 0]
    return begin + (np.sort(np.concatenate(found)) if len(found) > 1 else found[0] if found else at)
