"""What one entry says, read once for all patients who have it, and put into a table to be joined.

Names, codes, doses, units, salts and words are read here by the very code that
reads them for a single patient. Few entries are unlike all others: a million
patients have some thousands between them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from osteon.basics.errors import ProfileError
from osteon.basics.records import dataclass
from osteon.basics.typed import Any
from osteon.doors.screen.form import BY_NAME, ORIGIN, PATIENT, POSITION, Row

Cell = int | str | None
"""What a cell of a dictionary holds."""

Content = tuple[str | None, ...]
"""The cells that make a content; what was not told is None, or an empty text."""

Reader = Callable[[Row], tuple[Cell, ...]]

Gathering = Callable[[Any], tuple[Any, Any]]
"""Returns fewer texts that say the same as those of an Arrow array, and an array of the place of each."""


@dataclass(frozen=True, slots=True)
class Like:
    """Gives contents that say the same: for one, and for the texts of many that have only that field."""

    one: Callable[[Row], Row]
    many: Mapping[str, Gathering]


class Dictionary:
    """The distinct contents of some rows and what they say, each under a number.

    `fields` are the columns that make a content; `read` turns one into the values of `columns`. A content
    that cannot be read has a `problem` and no values. One that lacks any of the `telling` fields says
    nothing. `like` gives contents that say the same. Contents stay known for the next partition; `size`
    says how many. Dictionaries with one `counting` have no number in common.
    """

    def __init__(
        self,
        name: str,
        fields: Sequence[str],
        columns: Sequence[str],
        read: Reader,
        *,
        telling: Sequence[str] = (),
        like: Like | None = None,
        counting: Iterator[int] | None = None,
    ) -> None:
        self.name = name
        self.fields = tuple(fields)
        self.columns = tuple(columns)
        self._read = read
        self._telling = tuple(telling)
        self._like = like
        self._counting = count() if counting is None else counting
        self._numberings: dict[object, Numbering] = {}
        self._numbers: dict[Content, int] = {}
        self._rows: dict[int, tuple[Cell, ...]] = {}
        self._asked: set[int | None] = set()

    def numbering(self, there: Sequence[str], fixed: Mapping[str, str]) -> "Numbering":
        """Return what numbers contents of which these fields are there; `fixed` are the same for all."""
        key = (*there, *fixed.items())
        if key not in self._numberings:
            self._numberings[key] = Numbering(self, there, fixed)
        return self._numberings[key]

    def gathering(self, there: Sequence[str]) -> Gathering | None:
        """Return what gives fewer texts for contents of which one field is there, if anything does."""
        return self._like.many.get(there[0]) if self._like and len(there) == 1 else None

    def number(self, told: Mapping[str, str | None]) -> int | None:
        """Return the number of a content, or None if it says nothing. Others may say the same."""
        cells: Row = {each: told.get(each) or "" for each in self.fields}
        if not all(cells[each] for each in self._telling):
            return None
        if self._like:
            cells = self._like.one(cells)
        content = tuple(str(cells[each]) for each in self.fields)
        if content not in self._numbers:
            number = self._numbers[content] = next(self._counting)
            self._rows[number] = (number, *self._made(cells))
        return self._numbers[content]

    def rows(self) -> list[tuple[Cell, ...]]:
        """Return a row for each content that was numbered since the last time: number, problem, columns."""
        asked, self._asked = self._asked, set()
        return [self._rows[number] for number in asked if number is not None]

    @property
    def size(self) -> int:
        """Return how many contents are known."""
        return sum(map(len, self._numberings.values()))

    def ask(self, numbers: Iterable[int | None]) -> None:
        """Say that the contents of these numbers are asked for in this partition."""
        self._asked.update(numbers)

    def _made(self, cells: Row) -> tuple[Cell, ...]:
        try:
            return (None, *self._read(cells))
        except ProfileError as trouble:
            return (_said(trouble), *[None] * len(self.columns))


class Numbering:
    """Numbers contents of which some fields are there: None for one that says nothing.

    `gathering` gives fewer texts, if there is one field only, and one of which many texts say the same.
    """

    def __init__(self, dictionary: Dictionary, there: Sequence[str], fixed: Mapping[str, str]) -> None:
        self._dictionary = dictionary
        self._there = tuple(there)
        self._fixed = fixed
        self.gathering = dictionary.gathering(self._there)
        self._known: dict[Content, int | None] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __call__(self, contents: Sequence[Content]) -> list[int | None]:
        """Return the numbers of contents."""
        known = self._known
        for each in contents:
            if each not in known:
                told = {**dict(zip(self._there, each, strict=True)), **self._fixed}
                known[each] = self._dictionary.number(told)
        found = [known[each] for each in contents]
        self._dictionary.ask(found)
        return found

    def again(self, numbers: Iterable[int]) -> None:
        """Say that contents of these numbers were met again."""
        self._dictionary.ask(numbers)


_PLACE = re.compile(r"^\w+\[0\]\.?")


def _said(trouble: ProfileError) -> str:
    """Return what is wrong, without the place that the entry has only here."""
    told = [(_PLACE.sub("", each.message), each.hint) for each in trouble.problems]
    return "; ".join(f"{message} ({hint})" if hint else message for message, hint in told)


def contents_of(table: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the columns of a table that make the content of its rows."""
    left_out = {PATIENT, POSITION, ORIGIN, *without}
    return tuple(column.name for column in BY_NAME[table].columns if column.name not in left_out)
