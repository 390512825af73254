"""An export in blocks of whole lines, the lines of a block ordered by their lengths."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np

from osteon.doors.registry.spread_sql import LONGEST_LINE

AT_ONCE = 16 * 1024 * 1024
_LOOKED_AT = 1024 * 1024
_LINE_END = 10

Array = np.ndarray[Any, np.dtype[Any]]


class LineTooLong(Exception):
    """A line has more bytes than one may have."""


def blocks(file: BinaryIO) -> Iterator["Block"]:
    """Yield a file in blocks. Raises LineTooLong."""
    line = 1
    while data := file.read(AT_ONCE):
        rest = file.readline(LONGEST_LINE + 1) if data[-1] != _LINE_END else b""
        if len(rest) > LONGEST_LINE:
            raise LineTooLong
        data += rest
        block = Block(data if data[-1] == _LINE_END else data + b"\n", line)
        line += block.lines
        yield block


class Block:
    """Some lines. `first` is the number of the first in its file."""

    def __init__(self, data: bytes, first: int) -> None:
        self.data = data
        self.first = first
        every: Array = np.frombuffer(data, np.uint8)
        # A part of it at a time, so that what is looked at stays near the processor.
        self.ends: Array = np.concatenate(
            [
                np.flatnonzero(every[at : at + _LOOKED_AT] == _LINE_END) + at
                for at in range(0, len(data), _LOOKED_AT)
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
        return self.data[self.starts[at] : self.ends[at]]

    def matrix(self, lines: Array, length: int) -> Array:
        """Return lines of one length, a row for each and a column for each byte."""
        windows: Array = np.ndarray(
            (len(self.data) - length + 1,), np.dtype((np.void, length)), self.data, strides=(1,)
        )
        return windows[self.starts[lines]].view(np.uint8).reshape(len(lines), length)
