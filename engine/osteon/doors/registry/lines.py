"""The records of a CSV file, with the bytes and the line at which each begins.

A quoted cell may hold line breaks. A quote that is opened and never closed would
swallow the rest of a file, so beyond a bound its line stands alone, as a bad row.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from osteon.basics.errors import RunError

_MOST_LINES = 100
_QUOTE = b'"'


@contextmanager
def readable(path: str) -> Iterator[None]:
    """Read a file. Raises RunError, which names it, if it cannot be read, or is damaged."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as trouble:
        raise RunError(f"{path} cannot be read: {trouble} (fetch it anew, or make it readable)") from trouble


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked if it is packed. Raises RunError as `readable` does."""
    is_packed = path.lower().endswith(".gz")
    with readable(path), gzip.open(path, "rb") if is_packed else open(path, "rb") as file:
        yield cast(BinaryIO, file)


def records(lines: Iterator[bytes], line: int = 1) -> Iterator[tuple[int, int, bytes, bool]]:
    """Yield each record: its line, how many bytes it takes, its bytes, and whether its quotes are closed."""
    held: list[bytes] = []
    waiting: list[bytes] = []
    while True:
        written = waiting.pop() if waiting else next(lines, b"")
        if written:
            held.append(written)
        if not held:
            return
        whole = sum(each.count(_QUOTE) for each in held) % 2 == 0
        if not whole and written and len(held) < _MOST_LINES:
            continue
        if not whole:
            # The quote is never closed: its line stands alone, and the others are read anew.
            waiting += reversed(held[1:])
            held = held[:1]
        yield line, sum(map(len, held)), b"".join(held), whole
        line += len(held)
        held = []


def in_bytes(file: BinaryIO, first: int, end: int) -> Iterator[bytes]:
    """Yield the lines of a part of a file."""
    file.seek(first)
    at = first
    for line in io.BufferedReader(file, 1 << 20) if isinstance(file, io.RawIOBase) else file:
        if at >= end:
            return
        at += len(line)
        yield line
