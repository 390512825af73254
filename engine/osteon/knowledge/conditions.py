"""Lines of a file read as conditions, with the caret under the offending word."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import Record
from osteon.language.parse import ExpressionError, Names, read_condition
from osteon.language.syntax import AllOf, Condition
from osteon.patient.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions by the names that the pack declares.

    `unsure` are names whose own record could not be read; `complete` is False if a whole file could not.
    """

    names: Names
    unsure: frozenset[str]
    complete: bool

    def read(
        self, entry: Entry[Record], path: tuple[str | int, ...], lines: list[str], problems: list[Problem]
    ) -> Condition | None:
        """Read lines and join them with "and"; None, and more `problems`, if one of them is wrong."""
        parts = [self._line(entry, (*path, at), line, problems) for at, line in enumerate(lines)]
        sound = tuple(part for part in parts if part is not None)
        if len(sound) < len(parts):
            return None
        return sound[0] if len(sound) == 1 else AllOf(sound)

    def _line(
        self, entry: Entry[Record], path: tuple[str | int, ...], line: str, problems: list[Problem]
    ) -> Condition | None:
        try:
            return read_condition(line, self.names)
        except ExpressionError as trouble:
            if not self._follows_from_another(line, trouble):
                text = entry.text(*path)
                skipped = len(text.value) - len(text.value.lstrip()) if text else 0
                place = text.place_at(trouble.offset + skipped) if text else entry.at(*path)
                problems.append(Problem(trouble.message, place, trouble.hint))
            return None

    def _follows_from_another(self, line: str, trouble: ExpressionError) -> bool:
        """Say whether the mistake is only that a name's own record could not be read."""
        words = set(re.findall(r"[a-z][a-z0-9_.]*", line))
        return bool(words & self.unsure) or not self.complete and trouble.message.startswith("unknown name")


def reader_for(drawers: Drawers, facts: Mapping[str, Fact], doubtful: Collection[str]) -> Reader:
    """Return a reader that knows a pack's names; `doubtful` are facts whose type is not certain."""
    units = {entry.name: entry.record.unit for entry in drawers.parameters}
    named = (drawers.facts, drawers.definitions, drawers.parameters)
    return Reader(
        Names(facts, drawers.definitions.entries.keys(), units),
        frozenset(doubtful).union(*(drawer.broken for drawer in named)),
        all(drawer.complete for drawer in named),
    )
