"""What one entry says, read once for all patients who have it, and put into a table to be joined.

Names, codes, doses, units, salts and words are read here by the very code that
reads them for a single patient. Few entries are unlike all others: a million
patients have some thousands between them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from osteon.basics.errors import ProfileError
from osteon.doors.screen.form import BY_NAME, ORIGIN, PATIENT, POSITION, Row

Cell = int | str | None
"""What a cell of a dictionary holds."""

Reader = Callable[[Row], tuple[Cell, ...]]

BETWEEN = "\x1f"
"""Stands between the cells of a key. A text that holds it is refused."""


class Dictionary:
    """The distinct contents of some rows and what they say.

    `fields` are the columns that make a content; `read` turns one into the values of `columns`. A content
    that cannot be read has a `problem` and no values. Contents stay known for the next partition; `size` says
    how many.
    """

    def __init__(self, name: str, fields: Sequence[str], columns: Sequence[str], read: Reader) -> None:
        self.name = name
        self.fields = tuple(fields)
        self.columns = tuple(columns)
        self._read = read
        self._kept: dict[str, tuple[Cell, ...]] = {}

    def key(self, cells: Mapping[str, str]) -> str:
        """Return, in SQL, the key of a row; `cells` has an expression for each field that is there at all."""
        told, fixed = [], ""
        for at, each in enumerate(self.fields):
            fixed += BETWEEN if at else ""
            if each in cells:
                told += [f"'{fixed}'"] if fixed else []
                told.append(f"COALESCE({cells[each]}, '')")
                fixed = ""
        pieces = [*told, f"'{fixed}'"] if fixed or not told else told
        return f"CONCAT({', '.join(pieces)})"

    def rows(self, keys: Iterable[str]) -> list[tuple[Cell, ...]]:
        """Return a row of the dictionary for each key: key, problem, and the columns."""
        return [self._row(key) for key in keys]

    @property
    def size(self) -> int:
        """Return how many contents are known."""
        return len(self._kept)

    def _row(self, key: str) -> tuple[Cell, ...]:
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._made(key)
        return kept

    def _made(self, key: str) -> tuple[Cell, ...]:
        cells = key.split(BETWEEN)
        if len(cells) != len(self.fields):
            return (key, "a text holds the control character U+001F", *[None] * len(self.columns))
        try:
            return (key, None, *self._read(dict(zip(self.fields, cells, strict=True))))
        except ProfileError as trouble:
            return (key, _said(trouble), *[None] * len(self.columns))


_PLACE = re.compile(r"^\w+\[0\]\.?")


def _said(trouble: ProfileError) -> str:
    """Return what is wrong, without the place that the entry has only here."""
    told = [(_PLACE.sub("", each.message), each.hint) for each in trouble.problems]
    return "; ".join(f"{message} ({hint})" if hint else message for message, hint in told)


def contents_of(table: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the columns of a table that make the content of its rows."""
    left_out = {PATIENT, POSITION, ORIGIN, *without}
    return tuple(column.name for column in BY_NAME[table].columns if column.name not in left_out)
