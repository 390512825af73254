"""Where the knowledge lies, and how it is opened quickly the second time.

Reading and checking a pack takes a second; opening what was checked before takes
milliseconds. A stored rulebook is used only if every byte of the pack and of the
code that reads packs is the same as when it was stored. File times are not
looked at: they lie.
"""

import os
import sys

from osteon.basics.locks import Lock
from osteon.knowledge import cache
from osteon.knowledge.engine import ENGINE, engine_fingerprint
from osteon.knowledge.folder import Files, fingerprint, name_of, pack_files
from osteon.knowledge.models import Rulebook

_AT_ONCE = 8
_opened: dict[str, Rulebook] = {}
_lock = Lock()


def load_rulebook(folder: str | os.PathLike[str] | None = None) -> Rulebook:
    """Open a knowledge pack; without a folder, the one that comes with osteon.

    Raises PackError with everything that is wrong with the pack. The same contents give the same
    object in one process, and threads may share it.
    """
    where = find_pack() if folder is None else os.fspath(folder)
    files = pack_files(where)
    name = name_of(where)
    key = fingerprint(files, name, engine_fingerprint(), sys.version)
    with _lock:
        if key not in _opened:
            _make_room()
            _opened[key] = _open(key, files, name)
        return _opened[key]


def is_from_the_shelf(book: Rulebook) -> bool:
    """Say whether a rulebook is as it was opened here; one changed since still bears the old hash."""
    return any(book is each for each in _opened.values())


def _make_room() -> None:
    while len(_opened) >= _AT_ONCE:
        del _opened[next(iter(_opened))]


def find_pack() -> str:
    """Return the folder of the pack that comes with osteon: beside the package, or in its checkout."""
    packaged = os.path.join(ENGINE, "rules")
    if os.path.isdir(packaged):
        return packaged
    checkout = os.path.dirname(os.path.dirname(ENGINE))
    # Without this condition an installed osteon would look for rules among the libraries.
    if os.path.isfile(os.path.join(checkout, "pyproject.toml")):
        beside = os.path.join(checkout, "rules")
        if os.path.isdir(beside):
            return beside
    from osteon.knowledge.zipped import unpacked_rules

    return unpacked_rules()


def _open(key: str, files: Files, name: str) -> Rulebook:
    # Without its own source an engine cannot say which one it is, and so cannot trust what it stored.
    if not engine_fingerprint():
        return _read(files, name)
    book = cache.fetch(key)
    if book is None:
        book = _read(files, name)
        cache.keep(key, book)
    return book


def _read(files: Files, name: str) -> Rulebook:
    from osteon.knowledge.read import read_files

    return read_files(files, name)
