"""Numbers for what resources say: each distinct content is written down once, under its number."""

import os
from hashlib import blake2b
from types import TracebackType
from typing import Self

from osteon.doors.registry.bad_lines import read_strictly
from osteon.doors.registry.sheets import TEXT, WHOLE, Sheet

CONTENTS = "contents.parquet"
RESOURCES = "resources"
_COLUMNS = (("nth", WHOLE), ("kind", TEXT), ("content", TEXT), ("classes", TEXT))
_MOST_KEPT = 200_000


class OddLines(ValueError):
    """Some line of a file is no resource."""


class Numbering:
    """Numbers contents from 0, and writes them into a folder: `contents.parquet`, whole when it is closed.

    A content is a row of `nth`, `kind`, `content` (JSON) and `classes` (a letter for each date). `count` says
    how many there are.
    """

    def __init__(self, folder: str) -> None:
        self.count = 0
        self._known: dict[bytes, int] = {}
        self._sheet = Sheet(os.path.join(folder, CONTENTS), _COLUMNS)

    def __enter__(self) -> Self:
        self._sheet.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sheet.__exit__(kind, trouble, trace)

    def number(self, kind: str, content: str, classes: str, *, is_strict: bool = False) -> int:
        """Return the number of a content; a new one gets a number if it is strict JSON.

        Raises OddLines if it is not.
        """
        told = f"{kind}\0{classes}\0{content}".encode()
        mark = blake2b(told, digest_size=16).digest()
        known = self._known.get(mark)
        if known is None:
            if not is_strict:
                _looked_through(content)
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[mark] = self.count
            self.count += 1
            self._sheet.add((known, kind, content, classes))
        return known


def numbers_at(folder: str, file: str) -> str:
    """Return where it stands which number each content of a file has among all; it is there if they differ.

    `file` is the folder of its resources, which begins with its six digits.
    """
    return os.path.join(folder, RESOURCES, f"numbers-{file[:6]}.npy")


def _looked_through(content: str) -> None:
    if content:
        try:
            read_strictly(content)
        except (ValueError, RecursionError) as trouble:
            raise OddLines(str(trouble)) from trouble
