"""Digests of what a run reads. Content counts: names, places and times of files do not."""

import os
from collections.abc import Iterable
from hashlib import blake2b

_AT_ONCE = 1 << 20
_BYTES = 16


def digest_of(paths: Iterable[str], *also: str) -> str:
    """Return a digest of the content of files, in this order, and of texts beside them."""
    whole = blake2b(digest_size=_BYTES)
    for path in paths:
        whole.update(os.path.basename(path).encode() + b"\0" + _content(path) + b"\0")
    for text in also:
        whole.update(text.encode() + b"\0")
    return whole.hexdigest()


def _content(path: str) -> bytes:
    content = blake2b(digest_size=_BYTES)
    with open(path, "rb") as file:
        while piece := file.read(_AT_ONCE):
            content.update(piece)
    return content.digest()
