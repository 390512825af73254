"""A profile document that may be written on: a copy, so that the caller's own never changes."""

import re
from collections.abc import Mapping
from copy import deepcopy

from osteon.basics.typed import Any
from osteon.patient.words import LISTS, NONE, NOT_KNOWN

_PLACE = re.compile(r"(\w+)\[(\d+)\]")

Path = tuple[str, int]
"""An entry of a list: the list and the place in it."""


class Sketch:
    """A copy of a document, and small ways to change it."""

    def __init__(self, document: Mapping[str, object]) -> None:
        told = {name: value for name, value in document.items() if value is not None}
        self.document: dict[str, Any] = deepcopy(told)

    def finished(self) -> dict[str, Any]:
        """Return the changed document, without the entries that were taken out."""
        for name in LISTS:
            told = self.document.get(name)
            if isinstance(told, list):
                told[:] = [each for each in told if each is not None]
        return self.document

    def take_out(self, path: Path) -> None:
        """Take an entry out of a list. The places of the others stay until the sketch is finished."""
        self.document[path[0]][path[1]] = None

    def is_out(self, path: Path) -> bool:
        """Say whether an entry was taken out."""
        return self.document[path[0]][path[1]] is None

    def mapping(self, name: str) -> dict[str, Any]:
        """Return a mapping of the profile to write into; it is made if there is none."""
        if not isinstance(self.document.get(name), dict):
            self.document[name] = {}
        found: dict[str, Any] = self.document[name]
        return found

    def entry(self, where: str) -> dict[str, Any] | None:
        """Return an entry of a list by its place ("supplements[0]") to write into; None for anything else."""
        path = path_of(where)
        return None if path is None else self.entry_at(path)

    def entry_at(self, path: Path) -> dict[str, Any]:
        """Return an entry of a list to write into. One that is only a name becomes a mapping."""
        entries, at = self.document[path[0]], path[1]
        if not isinstance(entries[at], dict):
            entries[at] = {"name": entries[at]}
        found: dict[str, Any] = entries[at]
        return found

    def add(self, name: str, entry: dict[str, Any]) -> None:
        """Add an entry to a list. A list that was not told is no more whole than it was."""
        told = self.document.get(name)
        if isinstance(told, list):
            told.append(entry)
            return
        self.document[name] = [entry]
        if told != NONE:
            self.leave_open(name)
        elif self.document.get("complete") is None:
            self.mapping("complete")[name] = "yes"

    def leave_open(self, name: str) -> None:
        """Declare that a list, or the tests, may hold more than they say."""
        complete = self.document.get("complete")
        if not isinstance(complete, dict):
            told = [each for each in LISTS if self.document.get(each) not in (None, NOT_KNOWN)]
            self.document["complete"] = {} if complete is None else dict.fromkeys(told, complete)
        self.mapping("complete")[name] = "no"


def path_of(where: str) -> Path | None:
    """Read a place such as "supplements[0]"; None for a statement such as "d3_dose"."""
    found = _PLACE.fullmatch(where)
    return (found[1], int(found[2])) if found else None
