"""Checked rulebooks on disk, so that the next process need not check them again.

A stored rulebook is a convenience and never a reason to fail: where nothing can
be written nothing is kept, and what is damaged or might be somebody else's is
passed over.
"""

import gc
import marshal
import os

from osteon.knowledge.folder import digest_of
from osteon.knowledge.models import Rulebook
from osteon.knowledge.stored import open_stored, seal, store

_MARK = b"osteon rulebook 6\n"
_DIGEST = 32
_KEPT = 8
_DAMAGE = (OSError, ValueError, TypeError, KeyError, IndexError, EOFError)


def folder() -> str:
    """Return the folder for stored rulebooks: $OSTEON_CACHE, or osteon's place in the user's cache.

    Raises OSError where there is neither.
    """
    chosen = os.environ.get("OSTEON_CACHE")
    if chosen:
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if not os.path.isabs(base):
        raise OSError("this user has no home")
    return os.path.join(base, "osteon")


def fetch(key: str) -> Rulebook | None:
    """Return the rulebook stored under a key; None if there is none that can be trusted."""
    try:
        stored = _fetch("rulebook", key)
        return None if stored is None else _opened(stored)
    except _DAMAGE:
        return None


def fetch_plain(kind: str, key: str) -> object:
    """Return plain data stored of a kind under a key; None if there is none that can be trusted."""
    stored = _fetch(kind, key)
    try:
        return None if stored is None else marshal.loads(stored)
    except _DAMAGE:
        return None


def _fetch(kind: str, key: str) -> memoryview | None:
    try:
        data = memoryview(_read(_path(kind, key)))
    except OSError:
        return None
    mark, digest, stored = data[: len(_MARK)], data[len(_MARK) :][:_DIGEST], data[len(_MARK) + _DIGEST :]
    return stored if mark == _MARK and digest == digest_of(stored) else None


def _opened(stored: memoryview) -> Rulebook:
    # Thousands of small objects arrive and none of them is garbage; looking for some costs a tenth.
    paused = gc.isenabled()
    gc.disable()
    try:
        return open_stored(marshal.loads(stored))
    finally:
        if paused:
            gc.enable()


def keep(key: str, book: Rulebook) -> None:
    """Store a rulebook under a key, if that is possible."""
    keep_plain("rulebook", key, seal(store(book)))


def keep_plain(kind: str, key: str, data: object) -> None:
    """Store plain data of a kind under a key, if that is possible."""
    stored = marshal.dumps(data)  # type: ignore[arg-type]  # plain data, as its name says
    try:
        path = _path(kind, key)
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        _put(path, _MARK + digest_of(stored) + stored)
        _forget_the_oldest(kind)
    except OSError:
        return


def _path(kind: str, key: str) -> str:
    return os.path.join(folder(), f"{kind}-{key}")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        about = os.fstat(file.fileno())
        # A rulebook that somebody else could have written would be somebody else's advice.
        if hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022):
            return b""
        return file.read()


def _put(path: str, data: bytes) -> None:
    # Written aside and moved into place: no reader ever sees half a rulebook.
    draft = f"{path}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise


def _forget_the_oldest(kind: str) -> None:
    with os.scandir(folder()) as entries:
        stored = [entry for entry in entries if entry.name.startswith(f"{kind}-")]
    stored.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in stored[_KEPT:]:
        os.unlink(entry.path)
