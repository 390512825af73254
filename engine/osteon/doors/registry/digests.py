"""Digests of what a run reads. Content counts: names, places and times of files do not."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

_AT_ONCE = 1 << 20
_PIECE = 64 * _AT_ONCE
"""A file is digested in pieces, on two processors, and the digests of the pieces are digested."""

_THREADS = 2
_LETTERS = 32


def digest_of(paths: Iterable[str], *also: str) -> str:
    """Return a digest of the content of files, in this order, and of texts beside them."""
    files = [(path, os.path.getsize(path)) for path in paths]
    pieces = [(path, at) for path, size in files for at in range(0, max(size, 1), _PIECE)]
    whole = sha256()
    with ThreadPoolExecutor(_THREADS) as pool:
        for (path, at), found in zip(pieces, pool.map(_piece, pieces), strict=True):
            whole.update((b"" if at else os.path.basename(path).encode() + b"\0") + found)
    for text in also:
        whole.update(b"\0" + text.encode() + b"\0")
    return whole.hexdigest()[:_LETTERS]


def _piece(which: tuple[str, int]) -> bytes:
    path, first = which
    content = sha256()
    with open(path, "rb") as file:
        file.seek(first)
        for _ in range(_PIECE // _AT_ONCE):
            content.update(file.read(_AT_ONCE))
    return content.digest()
