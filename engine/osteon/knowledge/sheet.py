"""A YAML file as text with positions, so that every complaint can point at a word.

YAML guesses types: `no` becomes false, `12:30` becomes 750, and of two equal
keys one is silently lost. A sheet guesses nothing: every value stays the text
that a person wrote, and whatever could hide a value is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from osteon.basics.errors import Place


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one file. Lines and columns count from 0 here and from 1 in a Place."""

    file: str
    lines: tuple[str, ...]

    def place(self, line: int, column: int) -> Place:
        """Return the position as a reader counts, with the line it stands in."""
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, excerpt)


@dataclass(frozen=True, slots=True)
class Text:
    """A value that is text. `style` is "" for bare words, or one of `' " | >`."""

    value: str
    style: str
    page: Page
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def place(self) -> Place:
        """Return where the text starts."""
        return self.page.place(*self.start)

    def place_at(self, offset: int) -> Place:
        """Return where a character of the value stands in the file, through folding and indentation."""
        value = self.value.rstrip()
        if value and offset >= len(value):
            last = self.place_at(len(value) - 1)
            return self.page.place(last.line - 1, last.column)
        before = len("".join(self.value[:offset].split()))
        for count, (line, column, letter) in enumerate(self._letters()):
            if count == before:
                # An escape makes the file differ from the value; then the start is the honest answer.
                found = letter == "".join(self.value[offset:].split())[:1]
                return self.page.place(line, column) if found else self.place
        return self.place

    def _letters(self) -> Iterator[tuple[int, int, str]]:
        first, column = self.start
        if self.style in ("|", ">"):
            first, column = first + 1, 0
        elif self.style:
            column += 1
        for line in range(first, min(self.end[0] + 1, len(self.page.lines))):
            words = self.page.lines[line]
            stop = self.end[1] if line == self.end[0] else len(words)
            for at in range(column, stop):
                if not words[at].isspace():
                    yield line, at, words[at]
            column = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A value that is a list."""

    items: tuple["Node", ...]
    page: Page
    start: tuple[int, int]

    @property
    def place(self) -> Place:
        """Return where the list starts."""
        return self.page.place(*self.start)


@dataclass(frozen=True, slots=True)
class Table:
    """A value that is a mapping. `keys` holds each key as it was written, `values` what it stands for."""

    keys: dict[str, Text]
    values: dict[str, "Node"]
    page: Page
    start: tuple[int, int]

    @property
    def place(self) -> Place:
        """Return where the mapping starts."""
        return self.page.place(*self.start)


Node = Text | Series | Table

_NOTHING = re.compile(r"null|~|", re.IGNORECASE)


def plain(node: Node) -> object:
    """Return the node as texts, lists and dicts; a key with nothing after it gives None."""
    match node:
        case Text(value, style):
            return None if not value and not style else value
        case Series(items):
            return [plain(item) for item in items]
        case Table(_, values):
            return {key: plain(value) for key, value in values.items()}


def document(node: Node) -> object:
    """Return the node as a patient document, where a bare `null` means "not told"."""
    match node:
        case Text(value, style):
            return None if not style and _NOTHING.fullmatch(value) else value
        case Series(items):
            return [document(item) for item in items]
        case Table(_, values):
            return {key: document(value) for key, value in values.items()}


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """Follow keys and numbers as deep as the sheet goes, and return what is there."""
    for step in path:
        if isinstance(node, Table) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Series) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node
    return node


def find_key(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the key that the path ends in, as it was written; without one, what stands there."""
    parent = find(node, path[:-1])
    if path and isinstance(parent, Table):
        return parent.keys.get(str(path[-1]), parent)
    return find(node, path)
