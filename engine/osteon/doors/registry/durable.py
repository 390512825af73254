"""Files that are there whole or not at all, also after a power cut."""

import json
import os
from collections.abc import Mapping

PART = ".part"
"""What a file is called until it is complete."""


def settle(beside: str, path: str) -> None:
    """Move a finished file to its place: its content first, then its name, then the list of names."""
    sync(beside)
    os.replace(beside, path)
    sync(os.path.dirname(path) or ".")


def sync(path: str) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: str, text: str) -> None:
    """Write a whole text file."""
    with open(path + PART, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    settle(path + PART, path)


def write_json(path: str, data: Mapping[str, object]) -> None:
    """Write a whole JSON file."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def remove_unfinished(folder: str) -> int:
    """Remove what a killed process left unfinished in a folder, and return how many files those were."""
    stale = [name for name in os.listdir(folder) if name.endswith(PART)]
    for name in stale:
        os.remove(os.path.join(folder, name))
    return len(stale)
