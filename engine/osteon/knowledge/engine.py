"""Which engine this is: a digest of the source of every room that decides what a pack means."""

import os

from osteon.knowledge.folder import Files, files_of, fingerprint

ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The folder of the package."""

# Nothing above these rooms can change what a pack means or how its network is written.
_ROOMS = ("basics", "language", "patient", "knowledge", "reasoning")

_print: list[str] = []


def engine_fingerprint() -> str:
    """Return a digest of the source of the rooms; empty where an engine cannot read its own source.

    It is taken once: a process goes on with the code it has loaded, whatever happens on disk.
    """
    if not _print:
        sources = engine_sources()
        _print.append(fingerprint(sources) if sources else "")
    return _print[0]


def engine_sources() -> Files:
    """Read the source of the rooms now; nothing where there is none."""
    rooms = [os.path.join(ENGINE, room) for room in _ROOMS]
    if not all(map(os.path.isdir, rooms)):
        return {}
    return {
        f"{os.path.basename(room)}/{path}": data
        for room in rooms
        for path, data in files_of(room, ".py").items()
    }
