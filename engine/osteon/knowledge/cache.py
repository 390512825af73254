"""Checked rulebooks on disk, so that the next process need not check them again."""

import gc
import marshal

from osteon.knowledge.keeping import DAMAGE, fetch_bytes, fetch_plain, keep_plain
from osteon.knowledge.models import Rulebook
from osteon.knowledge.stored import open_stored, seal, store

__all__ = ["fetch", "fetch_plain", "keep", "keep_plain"]


def fetch(key: str) -> Rulebook | None:
    """Return the rulebook stored under a key; None if there is none that can be trusted."""
    try:
        stored = fetch_bytes("rulebook", key)
        return None if stored is None else _opened(stored)
    except DAMAGE:
        return None


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
