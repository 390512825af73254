"""Patient profiles found in files, folders and standard input, each with the place where it stands.

A file that cannot be read is handed on like any other, with its trouble, so
that one bad file never hides the rest.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain

from osteon.basics.errors import Place, Problem
from osteon.basics.records import dataclass

JSON = "json"
YAML = "yaml"
NDJSON = "ndjson"
KINDS = {".json": JSON, ".yaml": YAML, ".yml": YAML, ".ndjson": NDJSON, ".jsonl": NDJSON}

STANDARD_INPUT = "-"
MAXIMUM_BYTES = 16 * 1024 * 1024
"""The largest single profile that is read."""

_LONGEST_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class Source:
    """One profile as text. `line` is where it starts in its file; `trouble` says why it could not be read."""

    where: str
    file: str
    line: int
    text: str
    kind: str
    trouble: Problem | None = None

    def place(self, line: int, column: int) -> Place:
        """Return a place in this text as a place in its file."""
        lines = self.text.split("\n", line)
        excerpt = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
        # A profile on one line can be long; a caret a thousand columns to the right helps nobody.
        excerpt = excerpt if len(excerpt) <= _LONGEST_EXCERPT else ""
        return Place(self.file, self.line + line - 1, column, excerpt)


def holds_several(paths: Iterable[str]) -> bool:
    """Say whether these arguments ask for several profiles, whatever they turn out to hold."""
    asked = list(paths)
    return len(asked) != 1 or _kind(asked[0]) == NDJSON or os.path.isdir(asked[0])


def sources(paths: Iterable[str]) -> Iterator[Source]:
    """Yield every profile in the files and folders, in order."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _standard_input()
        elif os.path.isdir(path):
            yield from _in_folder(path)
        else:
            yield from _in_file(path)


def _in_folder(folder: str) -> Iterator[Source]:
    found = False
    for file in profiles_in(folder):
        found = True
        yield from _in_file(file)
    if not found:
        yield _failed(folder, "the folder holds no profile", f"profiles end in {', '.join(KINDS)}")


def profiles_in(folder: str) -> Iterator[str]:
    """Yield the files below a folder that hold profiles, sorted; hidden ones are left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _kind(name):
                yield os.path.join(parent, name)


def _in_file(path: str) -> Iterator[Source]:
    try:
        with open(path, "rb") as file:
            yield from _read(file, path, _kind(path))
    except OSError as problem:
        yield _failed(path, f"the file cannot be read: {problem.strerror or problem}")


def _standard_input() -> Iterator[Source]:
    name, stream = "standard input", sys.stdin.buffer
    first = next((line for line in stream if not line.isspace()), b"")
    if _is_whole(first):
        yield from _lines(chain([first], stream), name)
    else:
        yield from _one(first + stream.read(MAXIMUM_BYTES + 1), name, "")


def _is_whole(line: bytes) -> bool:
    # A whole JSON object on the first line means one profile a line, however many there are.
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read(file: BufferedReader, name: str, kind: str) -> Iterator[Source]:
    if kind == NDJSON:
        yield from _lines(file, name)
    else:
        yield from _one(file.read(MAXIMUM_BYTES + 1), name, kind)


def _one(data: bytes, name: str, kind: str) -> Iterator[Source]:
    if len(data) > MAXIMUM_BYTES:
        hint = "write one profile a line in an .ndjson file"
        yield _failed(name, f"the profile is longer than {MAXIMUM_BYTES:,} bytes", hint)
        return
    text, trouble = _decoded(data, name)
    if trouble is None and not text.strip():
        trouble = Problem(f"{name} is empty", hint="a patient of whom nothing is known is written {}")
    yield Source(name, name, 1, text, kind or _guessed(text), trouble)


def _lines(lines: Iterable[bytes], name: str) -> Iterator[Source]:
    found = False
    for number, data in enumerate(lines, 1):
        if data.isspace():
            continue
        found = True
        text, trouble = _decoded(data.rstrip(b"\r\n"), name, number)
        yield Source(f"{name}:{number}", name, number, text, JSON, trouble)
    if not found:
        yield _failed(name, "the file holds no profile", "write one profile a line")


def _decoded(data: bytes, name: str, line: int = 1) -> tuple[str, Problem | None]:
    try:
        return data.decode().removeprefix("\ufeff"), None
    except UnicodeDecodeError as problem:
        line += data.count(b"\n", 0, problem.start)
        column = problem.start - data.rfind(b"\n", 0, problem.start)
        place = Place(name, line, column)
        return "", Problem("the file is not UTF-8 text", place, "save it as UTF-8")


def _kind(path: str) -> str:
    return KINDS.get(os.path.splitext(path)[1].lower(), "")


def _guessed(text: str) -> str:
    return JSON if text.lstrip()[:1] in ("{", "[") else YAML


def _failed(name: str, message: str, hint: str | None = None) -> Source:
    return Source(name, name, 1, "", JSON, Problem(f"{name}: {message}", hint=hint))
