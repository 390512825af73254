"""An export in blocks of whole lines, the lines of a block ordered by their lengths."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any

import numpy as np

from osteon.doors.registry.spread_sql import LONGEST_LINE

AT_ONCE = LONGEST_LINE
_LOOKED_AT = 1024 * 1024
_LINE_END = 10

Array = np.ndarray[Any, np.dtype[Any]]


class LineTooLong(Exception):
    """A line has more bytes than one may have, or than are read at once."""


def blocks(file: BufferedIOBase, free: list[bytearray]) -> Iterator["Block"]:
    """Yield a file in blocks, each in a buffer that is free, or in a new one. Raises LineTooLong."""
    rest, line = b"", 1
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
        block = Block(buffer, end, line)
        line += block.lines
        yield block


def _filled(buffer: bytearray, rest: bytes, file: BufferedIOBase) -> int:
    """Fill a buffer with the rest of a line and what follows it; return how much is filled."""
    buffer[: len(rest)] = rest
    size = len(rest)
    with memoryview(buffer) as view:
        while size < len(buffer) and (read := file.readinto(view[size:])):
            size += read
    return size


class Block:
    """Some lines: the first bytes of a buffer. `first` is the number of the first line in its file."""

    def __init__(self, buffer: bytearray, size: int, first: int) -> None:
        self.buffer = buffer
        self.first = first
        self._size = size
        every: Array = np.frombuffer(buffer, np.uint8, size)
        # A part of it at a time, so that what is looked at stays near the processor.
        self.ends: Array = np.concatenate(
            [
                np.flatnonzero(every[at : at + _LOOKED_AT] == _LINE_END) + at
                for at in range(0, size, _LOOKED_AT)
            ]
        )
        self.starts: Array = np.append(0, self.ends[:-1] + 1)
        self.lines = len(self.ends)

    def by_length(self) -> Iterator[tuple[int, Array]]:
        """Yield each length of lines, without their ends, and the places of the lines that have it."""
        lengths = self.ends - self.starts
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
