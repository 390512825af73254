"""How a YAML file becomes a sheet: the one place that knows the YAML reader.

The reader's events are taken one by one, because its own trees have already
followed the aliases and forgotten the anchors, tags and doubled keys that are
refused here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from osteon.basics.errors import Problem
from osteon.knowledge.sheet import Node, Page, Series, Table, Text
from osteon.knowledge.yaml_words import in_our_words

DEEPEST = 20
_STANDARD = "tag:yaml.org,2002:"

# The C reader is twenty times faster; the other one says and accepts the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Control characters, tabs, odd line ends, and invisible marks that make a text read unlike what it says.
_REFUSED = re.compile(
    "[^\n\x20-\x7e\xa0-\u1fff\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_sheet(data: bytes, file: str, problems: list[Problem]) -> Node | None:
    """Read one file. What is wrong is added to `problems`; None means that nothing can be made of it."""
    text = _decoded(data, file, problems)
    if text is None:
        return None
    page = Page(file, tuple(text.split("\n")))
    if not _fit_to_read(text, page, problems):
        return None
    try:
        return _Composer(yaml.parse(text, Loader=_LOADER), page, problems).compose()
    except yaml.MarkedYAMLError as trouble:
        problems.append(in_our_words(trouble, page))
    except _Unusable:
        pass
    return None


def _decoded(data: bytes, file: str, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        before = data[: trouble.start].decode("utf-8", "replace")
        line = before.count("\n")
        place = Page(file, ("",) * (line + 1)).place(line, len(before) - before.rfind("\n") - 1)
        problems.append(Problem("the file is not UTF-8 text", place, "save it with the encoding UTF-8"))
        return None


def _fit_to_read(text: str, page: Page, problems: list[Problem]) -> bool:
    if not text.strip():
        problems.append(Problem("the file is empty", page.place(0, 0), "write something in it or remove it"))
        return False
    strange = _REFUSED.search(text)
    if strange is None:
        return True
    line = text.count("\n", 0, strange.start())
    shown = Page(page.file, tuple(_REFUSED.sub("\N{REPLACEMENT CHARACTER}", words) for words in page.lines))
    place = shown.place(line, strange.start() - text.rfind("\n", 0, strange.start()) - 1)
    if strange.group() == "\t":
        problems.append(Problem("a tab stands in the file", place, "indent with spaces"))
    else:
        code = f"U+{ord(strange.group()):04X}"
        problems.append(Problem(f"an invisible character ({code}) stands in the file", place, "remove it"))
    return False


class _Unusable(Exception):
    """Something was refused that leaves a hole in the sheet."""


@dataclass(slots=True)
class _Composer:
    events: Iterator[Any]
    page: Page
    problems: list[Problem]

    def compose(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse(event, "a second document starts here", "keep one document in a file")
                    return None
                root = self._node(next(self.events), 0)
        return self._something(root)

    def _something(self, root: Node | None) -> Node | None:
        if root is None or isinstance(root, Text) and not root.value and not root.style:
            self.problems.append(
                Problem("the file is empty", self.page.place(0, 0), "write something in it or remove it")
            )
            return None
        return root

    def _refuse(self, event: Any, message: str, hint: str) -> None:
        place = self.page.place(event.start_mark.line, event.start_mark.column)
        self.problems.append(Problem(message, place, hint))

    def _node(self, event: Any, depth: int) -> Node:
        self._plainly(event, depth)
        start = (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        match event:
            case yaml.ScalarEvent():
                style = event.style if event.style and event.style in "'\"|>" else ""
                return Text(event.value, style, self.page, start, end)
            case yaml.SequenceStartEvent():
                return Series(tuple(self._items(depth)), self.page, start)
            case _:
                return self._table(start, depth)

    def _plainly(self, event: Any, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"`*{event.anchor}` points elsewhere", "write the value out where it is used")
            raise _Unusable
        if depth > DEEPEST:
            self._refuse(event, "this is nested too deeply", f"{DEEPEST} levels are enough")
            raise _Unusable
        if event.anchor is not None:
            self._refuse(
                event,
                f"`&{event.anchor}` marks a value for use elsewhere",
                "write the value out where it is used",
            )
        if event.tag is not None:
            self._refuse(
                event,
                f"the tag `{event.tag.replace(_STANDARD, '!!')}` asks for a type",
                "remove it: every value is read as text",
            )

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _table(self, start: tuple[int, int], depth: int) -> Table:
        keys: dict[str, Text] = {}
        values: dict[str, Node] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            self._keep(key, value, keys, values)
        return Table(keys, values, self.page, start)

    def _keep(self, key: Node, value: Node, keys: dict[str, Text], values: dict[str, Node]) -> None:
        if not isinstance(key, Text):
            self.problems.append(
                Problem("a key must be a text", key.place, "put a text with brackets in quotes")
            )
        elif key.value in keys:
            first = keys[key.value].place.line
            self.problems.append(
                Problem(f"`{key.value}` appears twice", key.place, f"it first stands in line {first}")
            )
        else:
            keys[key.value], values[key.value] = key, value
