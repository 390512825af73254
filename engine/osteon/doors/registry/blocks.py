"""An export in blocks of whole lines, the lines of a block ordered by their lengths."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any

import numpy as np

from osteon.doors.registry.spread_sql import LONGEST_LINE

AT_ONCE = LONGEST_LINE
_LOOKED_AT = 1024 * 1024
_LINE_END = 10
_SHORT = 1 << 16
_WORD = 64

Array = np.ndarray[Any, np.dtype[Any]]


class LineTooLong(Exception):
    """A line has more bytes than one may have, or than are read at once."""


def blocks(file: BufferedIOBase, free: list[bytearray]) -> Iterator["Block"]:
    """Yield a file in blocks, each in a buffer that is free, or in a new one. Raises LineTooLong."""
    rest = b""
    while True:
        buffer = free.pop() if free else bytearray(AT_ONCE)
        size = _filled(buffer, rest, file)
        if not size:
            return
        end = buffer.rfind(b"\n", 0, size) + 1
        if end < size < len(buffer):
            # The last line of the file has no end.
            buffer[size] = _LINE_END
            end = size = size + 1
        if not end:
            raise LineTooLong
        rest = bytes(memoryview(buffer)[end:size])
        yield Block(buffer, end)


def _filled(buffer: bytearray, rest: bytes, file: BufferedIOBase) -> int:
    """Fill a buffer with the rest of a line and what follows it; return how much is filled."""
    buffer[: len(rest)] = rest
    size = len(rest)
    with memoryview(buffer) as view:
        while size < len(buffer) and (read := file.readinto(view[size:])):
            size += read
    return size


class Block:
    """Some lines: the first bytes of a buffer. It is known where each is when they have been found."""

    def __init__(self, buffer: bytearray, size: int) -> None:
        self.buffer = buffer
        self._size = size
        self.lines = 0

    def find_lines(self) -> None:
        """Find where each line begins and ends."""
        size = self._size
        every: Array = np.frombuffer(self.buffer, np.uint8, size)
        # A part of it at a time, so that what is looked at stays near the processor.
        self.ends: Array = np.concatenate(
            [_ends_within(every[at : at + _LOOKED_AT]) + at for at in range(0, size, _LOOKED_AT)]
        )
        self.starts: Array = np.append(0, self.ends[:-1] + 1)
        self.lines = len(self.ends)

    def by_length(self) -> Iterator[tuple[int, Array]]:
        """Yield each length of lines, without their ends, and the places of the lines that have it."""
        lengths = self.ends - self.starts
        if lengths.max() < _SHORT:
            lengths = lengths.astype(np.uint16)  # these are sorted in half the time
        order = np.argsort(lengths, kind="stable")
        found = lengths[order]
        for places in np.split(order, np.flatnonzero(np.diff(found)) + 1):
            yield int(lengths[places[0]]), places

    def line(self, at: int) -> bytes:
        """Return a line, without its end."""
        return bytes(memoryview(self.buffer)[self.starts[at] : self.ends[at]])

    def matrix(self, lines: Array, length: int) -> Array:
        """Return lines of one length, a row for each and a column for each byte."""
        windows: Array = np.ndarray(
            (self._size - length + 1,), np.dtype((np.void, length)), self.buffer, strides=(1,)
        )
        return windows[self.starts[lines]].view(np.uint8).reshape(len(lines), length)


def _ends_within(some: Array) -> Array:
    """Return the places of the ends of lines: a bit for each byte, and then only words with a bit."""
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
    return np.sort(np.concatenate(found)) if len(found) > 1 else found[0] if found else at
