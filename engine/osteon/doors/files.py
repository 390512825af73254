"""Patient profiles found in files, folders and standard input, each with the place where it stands.

A file that cannot be read is handed on like any other, with its trouble, so
that one bad file never hides the rest.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from itertools import chain

from osteon.basics.errors import Place, Problem
from osteon.basics.records import dataclass

JSON = "json"
YAML = "yaml"
NDJSON = "ndjson"
FHIR = "fhir"
CSV = "csv"
PARQUET = "parquet"
KINDS = {
    ".json": JSON,
    ".yaml": YAML,
    ".yml": YAML,
    ".ndjson": NDJSON,
    ".jsonl": NDJSON,
    ".csv": CSV,
    ".tsv": CSV,
    ".parquet": PARQUET,
}
TABLES = (CSV, PARQUET)
PACKED = ".gz"

STANDARD_INPUT = "-"
MAXIMUM_BYTES = 16 * 1024 * 1024
"""The largest single profile that is read."""

MAXIMUM_RECORD_BYTES = 64 * 1024 * 1024
"""The largest file of FHIR that is read, unpacked. It may hold many patients."""

_LONGEST_EXCERPT = 120
_MARKS_FHIR = '"resourceType"'


@dataclass(frozen=True, slots=True)
class Source:
    """One profile as text. `line` is where it starts in its file; `trouble` says why it could not be read.

    A source of the kind FHIR holds one or several patients in FHIR, as one JSON text or as one on each line.
    """

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
    return len(asked) != 1 or _kind(asked[0]) in (NDJSON, *TABLES) or os.path.isdir(asked[0])


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
    bulk: list[Source] = []
    for file in profiles_in(folder):
        found = True
        for source in _in_file(file):
            # An export has a file for each type of resource; a patient is in all of them.
            if source.kind == FHIR and source.trouble is None and _kind(file) == NDJSON:
                bulk.append(source)
            else:
                yield source
    if bulk:
        yield bulk[0] if len(bulk) == 1 else _as_one(folder, bulk)
    if not found:
        yield _failed(folder, "the folder holds no profile", f"profiles end in {', '.join(KINDS)}")


def _as_one(folder: str, bulk: list[Source]) -> Source:
    total = sum(len(source.text) for source in bulk)
    if total > MAXIMUM_RECORD_BYTES:
        return _failed(folder, f"its .ndjson files hold more than {MAXIMUM_RECORD_BYTES:,} bytes together")
    return Source(folder, folder, 1, "\n".join(source.text for source in bulk), FHIR)


def profiles_in(folder: str) -> Iterator[str]:
    """Yield the files below a folder that hold profiles, sorted; hidden ones are left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _kind(name):
                yield os.path.join(parent, name)


def _in_file(path: str) -> Iterator[Source]:
    try:
        with _opened(path) as file:
            yield from _read(file, path, _kind(path))
    except (OSError, EOFError) as problem:
        yield _failed(path, f"the file cannot be read: {getattr(problem, 'strerror', None) or problem}")


def _opened(path: str) -> BufferedIOBase:
    if not path.lower().endswith(PACKED):
        return open(path, "rb")
    import gzip

    return gzip.open(path, "rb")


def _standard_input() -> Iterator[Source]:
    name, stream = "standard input", sys.stdin.buffer
    first = next((line for line in stream if not line.isspace()), b"")
    if _is_whole(first) and _MARKS_FHIR.encode() not in first:
        yield from _lines(chain([first], stream), name)
    else:
        yield from _one(first + stream.read(MAXIMUM_RECORD_BYTES + 1), name, "")


def _is_whole(line: bytes) -> bool:
    # A whole JSON object on the first line means one profile a line, however many there are.
    import json

    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read(file: BufferedIOBase, name: str, kind: str) -> Iterator[Source]:
    if kind == PARQUET:
        # What reads it opens it anew: it is read from its end.
        yield Source(name, name, 1, "", PARQUET)
        return
    if kind != NDJSON:
        yield from _one(file.read(MAXIMUM_RECORD_BYTES + 1), name, kind)
        return
    first = next((line for line in file if not line.isspace()), b"")
    if _MARKS_FHIR.encode() in first:
        yield from _one(first + file.read(MAXIMUM_RECORD_BYTES + 1), name, FHIR)
    else:
        yield from _lines(chain([first] if first else [], file), name)


def _one(data: bytes, name: str, kind: str) -> Iterator[Source]:
    several = kind == CSV or _MARKS_FHIR.encode() in data
    longest = MAXIMUM_RECORD_BYTES if several else MAXIMUM_BYTES
    if len(data) > longest:
        hint = "write one profile a line in an .ndjson file"
        yield _failed(name, f"the profile is longer than {longest:,} bytes", hint)
        return
    text, trouble = _decoded(data, name)
    if trouble is None and not text.strip():
        trouble = Problem(f"{name} is empty", hint="a patient of whom nothing is known is written {}")
    kind = FHIR if kind in ("", JSON, FHIR) and _MARKS_FHIR in text else kind or _guessed(text)
    yield Source(name, name, 1, text, kind, trouble)


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
    name = path.lower().removesuffix(PACKED)
    return KINDS.get(os.path.splitext(name)[1], "")


def _guessed(text: str) -> str:
    return JSON if text.lstrip()[:1] in ("{", "[") else YAML


def _failed(name: str, message: str, hint: str | None = None) -> Source:
    return Source(name, name, 1, "", JSON, Problem(f"{name}: {message}", hint=hint))
