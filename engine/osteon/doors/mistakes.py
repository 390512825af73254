"""What is wrong with a profile, pointing at the line and column where it stands.

Loaded only when a profile is YAML or was not accepted at a glance.
"""

import re
from collections.abc import Mapping

from osteon.basics.errors import Problem, ProfileError
from osteon.basics.records import replace
from osteon.doors.files import JSON, Source
from osteon.knowledge.composing import read_sheet
from osteon.knowledge.sheet import Node, Table, document, find, find_key
from osteon.patient.profile import read_profile

_NUMBER = re.compile(r"\[(\d+)\]")
_UNKNOWN_FIELD = "there is no such field"


def yaml_document(source: Source) -> object:
    """Return the data of a YAML profile, every value as the text that was written.

    Raises ProfileError.
    """
    problems: list[Problem] = []
    node = read_sheet(source.text.encode(), source.file, problems)
    if node is None or problems:
        raise ProfileError(problems)
    return document(node)


def looked_at_closely(data: object, source: Source) -> Mapping[str, object]:
    """Return data as a checked document, or raise ProfileError with everything that is wrong."""
    if not isinstance(data, dict):
        raise ProfileError([_not_a_profile(data, source)])
    try:
        return read_profile(data).document()
    except ProfileError as refused:
        sheet = _sheet(source)
        raise ProfileError([_placed(problem, sheet, source) for problem in refused.problems]) from refused


def _not_a_profile(data: object, source: Source) -> Problem:
    if isinstance(data, list):
        hint = "several profiles stand one a line in an .ndjson file"
        return Problem("this is a list, and a profile is a mapping of fields", source.place(1, 1), hint)
    hint = 'for example {"medications": ["warfarin"]}'
    return Problem("a profile is a mapping of fields", source.place(1, 1), hint)


def _sheet(source: Source) -> Node | None:
    # JSON is nearly YAML, so the reader that knows places serves both. What it will not read has no place.
    text = source.text.replace("\t", " ") if source.kind == JSON else source.text
    return read_sheet(text.encode("utf-8", "replace"), source.file, [])


class Lines:
    """Finds the lines of a source in which the places of a profile stand."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._sheet = _sheet(source) if source.text else None

    def of(self, where: str) -> str:
        """Return file and line of a place such as "supplements[0].amount"; "" where they are not known."""
        if self._sheet is None:
            return ""
        path = _path(f"{where}:", self._sheet)
        if not path:
            return ""
        there = (
            find_key(self._sheet, path).place if isinstance(path[-1], str) else find(self._sheet, path).place
        )
        place = self._source.place(there.line, there.column)
        return f"{place.file}:{place.line}"


def _placed(problem: Problem, sheet: Node | None, source: Source) -> Problem:
    if sheet is None:
        return replace(problem, message=f"{source.where}: {problem.message}")
    path = _path(problem.message, sheet)
    look = find_key if _UNKNOWN_FIELD in problem.message else find
    there = look(sheet, path).place
    return replace(problem, place=source.place(there.line, there.column))


def _path(message: str, node: Node) -> tuple[str | int, ...]:
    # A problem's message starts with the field: `medications[0].status: ...`.
    path: tuple[str | int, ...] = ()
    while True:
        step, message = _step(message, find(node, path))
        if step is None:
            return path
        path = (*path, step)


def _step(rest: str, node: Node) -> tuple[str | int | None, str]:
    if number := _NUMBER.match(rest):
        return int(number[1]), rest[number.end() :]
    rest = rest.removeprefix(".")
    keys = node.keys if isinstance(node, Table) else ()
    for key in sorted(keys, key=len, reverse=True):
        if rest.startswith(key) and rest[len(key) : len(key) + 1] in (".", "[", ":"):
            return key, rest[len(key) :]
    return None, rest
