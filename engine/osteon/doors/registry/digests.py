"""Digests of what a run reads. Content counts: names of folders, places and times of files do not.

A file is digested in pieces, on two processors, and the digests of the pieces are
digested. A file that is read from its beginning to its end may be digested on the
way, which comes to the same (`reading_digests.py`).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from osteon.basics.errors import RunError
from osteon.doors.registry.lines import readable

if TYPE_CHECKING:
    from blake3 import blake3

PIECE = 64 * 1024 * 1024
_AT_ONCE = 1 << 20
_THREADS = 2
_LETTERS = 32
_MISSING = 'screening needs blake3: pip install "osteon[screen]"'


def digest_of(paths: Iterable[str], *also: str) -> str:
    """Return a digest of the content of files, in this order, and of texts beside them.

    Raises RunError where BLAKE3 is not installed, which takes a quarter of the time of SHA-256.
    """
    files = list(paths)
    return digest_of_pieces(files, digests_in(files), *also)


def digest_of_pieces(paths: Sequence[str], pieces: Iterable[bytes], *also: str) -> str:
    """Return what `digest_of` returns for files whose pieces have these digests."""
    whole = sha256()
    for path, found in zip(paths, pieces, strict=True):
        whole.update(os.path.basename(path).encode() + b"\0" + found)
    for text in also:
        whole.update(b"\0" + text.encode() + b"\0")
    return whole.hexdigest()[:_LETTERS]


def digests_in(paths: Sequence[str]) -> list[bytes]:
    """Return of each file the digests of its pieces, one behind the other; an empty file has one piece.

    Raises RunError where BLAKE3 is not installed, and for a file that cannot be read.
    """
    sizes = map(os.path.getsize, paths)
    pieces = [(nth, at) for nth, size in enumerate(sizes) for at in range(0, max(size, 1), PIECE)]
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda which: (which[0], _piece(paths[which[0]], which[1])), pieces)
        return [b"".join(digest for _, digest in every) for _, every in groupby(found, key=lambda it: it[0])]


def new_digest() -> "blake3":
    """Return the digest of nothing, to which bytes may be added. Raises RunError without BLAKE3."""
    try:
        from blake3 import blake3
    except ImportError as absent:
        raise RunError(_MISSING) from absent
    return blake3()


@contextmanager
def unchanged(path: str) -> Iterator[None]:
    """Read a file more than once. Raises RunError if it was written in the meantime."""
    before = _state(path)
    yield
    if _state(path) != before:
        raise RunError(changed(path))


def changed(path: str) -> str:
    """Return what is to be said of an input that was written while it was read."""
    return f"{path} was changed while it was read: screen it again when nobody writes to it any more"


def _piece(path: str, first: int) -> bytes:
    content = new_digest()
    held = bytearray(_AT_ONCE)
    left = PIECE
    with readable(path), open(path, "rb", buffering=0) as file, memoryview(held) as view:
        file.seek(first)
        while left and (read := file.readinto(view[: min(left, _AT_ONCE)])):
            content.update(view[:read])
            left -= read
    return content.digest()


def _state(path: str) -> tuple[int, int, int]:
    found = os.stat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns
