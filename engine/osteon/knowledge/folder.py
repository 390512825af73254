"""The files of a knowledge pack as they lie in a folder, and the fingerprint of their contents.

The bytes are read once: what is fingerprinted is what is read. A file that is
changed in between cannot be mistaken for what it was.
"""

import os
from collections.abc import Iterator

from osteon.basics.errors import PackError, Problem

try:  # hashlib loads all of OpenSSL first, which takes longer than the fingerprint
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

Files = dict[str, bytes]
"""From a path inside a folder, written with `/`, to the file's bytes; in the order of the paths."""


def pack_files(folder: str) -> Files:
    """Read every file of a pack. Raises PackError when the folder or a file in it cannot be read."""
    if not os.path.isdir(folder):
        raise PackError(
            [Problem(f"there is no knowledge pack at {folder}", None, "name the folder that holds pack.yaml")]
        )
    return files_of(folder, "")


def name_of(folder: str) -> str:
    """Return how a pack's folder is called in messages: `rules` for /some/where/rules."""
    return os.path.basename(os.path.abspath(folder))


def files_of(folder: str, ending: str) -> Files:
    """Read every file below a folder whose name ends so."""
    try:
        return {
            path: read_file(os.path.join(folder, path))
            for path in sorted(_paths(folder, ""))
            if path.endswith(ending)
        }
    except OSError as trouble:
        problem = Problem(
            f"{trouble.filename} cannot be read: {trouble.strerror}", None, "check who may read it"
        )
        raise PackError([problem]) from trouble


def _paths(folder: str, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            # A link to a folder is listed like a file, and refused like one.
            if entry.is_dir(follow_symlinks=False):
                yield from _paths(entry.path, f"{below}{entry.name}/")
            else:
                yield below + entry.name


def read_file(path: str) -> bytes:
    """Return the bytes of a file. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(handle).st_size
        parts = []
        while part := os.read(handle, size + 1):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def digest_of(data: bytes | memoryview) -> bytes:
    """Return the BLAKE2b digest of some bytes, 32 bytes long."""
    return blake2b(data, digest_size=32).digest()


def fingerprint(files: Files, *more: str) -> str:
    """Return the BLAKE2b digest of paths and contents, and of any further texts, in hexadecimal."""
    digest = blake2b(digest_size=32)
    for path, data in files.items():
        name = os.fsencode(path)
        # The lengths keep "a" + "bc" apart from "ab" + "c".
        digest.update(b"%d:%d:" % (len(name), len(data)))
        digest.update(name)
        digest.update(data)
    for text in more:
        digest.update(b"%d:" % len(text.encode()))
        digest.update(text.encode())
    return digest.hexdigest()
