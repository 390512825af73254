"""The lines of an export that are no resource: set aside with place and reason, and the others kept."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from osteon.basics.records import dataclass
from osteon.doors.registry.lines import opened
from osteon.doors.registry.spread_sql import DATES, IDLE, LONGEST_LINE

BAD_LINES = "quarantine.ndjson"
_FIELD = re.compile(r"_?[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lines of a file come from: another file, and the number of each line in it."""

    path: str
    lines: Sequence[int]


def without_bad_lines(path: str, folder: str, name: str, place: Place | None = None) -> str:
    """Write the good lines of a file into a folder, and the bad ones down; return where the good ones are."""
    clean = os.path.join(folder, name)
    with (
        open(os.path.join(folder, BAD_LINES), "a", encoding="utf-8", errors="backslashreplace") as bad,
        open(clean, "wb") as kept,
    ):
        for at, why, line in _judged(path):
            if why:
                where = f"{place.path}:{place.lines[at - 1]}" if place else f"{path}:{at}"
                found = {"place": where, "what": "line", "why": why}
                bad.write(json.dumps(found, ensure_ascii=False) + "\n")
            else:
                kept.write(line if line.endswith(b"\n") else line + b"\n")
    return clean


def spelling() -> dict[str, str]:
    """Return the fields that FHIR is known to have, by their names in lower case."""
    known = {each.partition(".")[0] for each in DATES} | {*IDLE, "resourceType"}
    return {each.lower(): each for each in known}


def _judged(path: str) -> Iterator[tuple[int, str, bytes]]:
    spelled = spelling()
    with opened(path) as file:
        for at, line in enumerate(file, 1):
            if line.strip():
                yield at, _what_is_wrong(line, spelled), line


def _what_is_wrong(line: bytes, spelled: dict[str, str]) -> str:
    if len(line) > LONGEST_LINE:
        return f"a line has at most {LONGEST_LINE:,} bytes"
    try:
        told = read_strictly(line.decode())
    except (ValueError, RecursionError) as trouble:
        return f"this is not JSON: {re.sub(r' [(]char [0-9]+[)]', '', str(trouble))}"
    if not isinstance(told, dict):
        return "a resource is an object"
    for field in told:
        if not is_field(field):
            return f"no field of FHIR is called {field[:40]!r}"
        if spelled.setdefault(field.lower(), field) != field:
            return f"the field {field[:40]!r} is written {spelled[field.lower()]!r} elsewhere"
    return ""


def fields_within(path: str) -> set[str]:
    """Return the outermost fields of those lines of a file that are resources."""
    found: set[str] = set()
    with opened(path) as file:
        for line in file:
            with suppress(ValueError, RecursionError):
                told = read_strictly(line.decode())
                found |= told.keys() if isinstance(told, dict) else set()
    return found


def is_field(name: str) -> bool:
    """Say whether a field of FHIR may be called so."""
    return _FIELD.fullmatch(name) is not None


def read_strictly(text: str) -> Any:
    """Read JSON in which no key stands twice, no number is NaN or infinite, and each character is whole.

    Raises ValueError for anything else.
    """
    found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_each_once)
    if "\\u" in text:
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError as trouble:
            raise ValueError("half a character is told by its number") from trouble
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"JSON has no {word}")


def _each_once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice[:40]!r} stands twice in one object")
    return found
