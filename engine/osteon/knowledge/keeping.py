"""Plain data kept on disk from one process to the next.

What is kept is a convenience and never a reason to fail: where nothing can be
written nothing is kept, and what is damaged or might be somebody else's is
passed over.
"""

import marshal
import os
from zlib import crc32

_MARK = b"osteon kept 7\n"
_CHECK = 4
_KEPT = 8
DAMAGE = (OSError, ValueError, TypeError, KeyError, IndexError, EOFError)
"""What reading and opening damaged data can raise."""


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


def fetch_plain(kind: str, key: str) -> object:
    """Return plain data stored of a kind under a key; None if there is none that can be trusted."""
    stored = fetch_bytes(kind, key)
    try:
        return None if stored is None else marshal.loads(stored)
    except DAMAGE:
        return None


def fetch_bytes(kind: str, key: str) -> memoryview | None:
    """Return what is stored of a kind under a key, packed; None if there is none that can be trusted."""
    try:
        data = memoryview(_read(_path(kind, key)))
    except OSError:
        return None
    mark, check, stored = data[: len(_MARK)], data[len(_MARK) :][:_CHECK], data[len(_MARK) + _CHECK :]
    return stored if mark == _MARK and check == _check(stored) else None


def _check(stored: bytes | memoryview) -> bytes:
    # It stands beside what it checks: no digest could do more there than notice damage.
    return crc32(stored).to_bytes(_CHECK)


def keep_plain(kind: str, key: str, data: object) -> None:
    """Store plain data of a kind under a key, if that is possible."""
    stored = marshal.dumps(data)  # type: ignore[arg-type]  # plain data, as its name says
    try:
        path = _path(kind, key)
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        _put(path, _MARK + _check(stored) + stored)
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
