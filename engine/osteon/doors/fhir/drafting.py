"""A profile in the making: what handlers add to it, entry by entry, and where each thing went."""

from collections.abc import Callable
from datetime import date

from osteon.doors.fhir.accounting import NOT_READABLE, NOT_RELEVANT, READ, UNCERTAIN, Became
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.naming import Namer
from osteon.doors.fhir.references import References


def read(*facts: str) -> Became:
    """Say that an entry was read into facts, all of it."""
    return Became(READ, "", facts)


def uncertain(why: str, *facts: str) -> Became:
    """Say that an entry is uncertain; what was read of it nevertheless stands in `facts`."""
    return Became(UNCERTAIN, why, facts)


def not_relevant(why: str) -> Became:
    """Say that nothing reads an entry, and why."""
    return Became(NOT_RELEVANT, why)


def not_readable(why: str) -> Became:
    """Say that an entry cannot be read; `why` starts with the place within it."""
    return Became(NOT_READABLE, why)


class Draft:
    """The lists and fields of a profile so far. `as_of` is the day, `today` its number.

    `among_others`: the record holds several patients, so what names nobody is nobody's.
    """

    def __init__(
        self, namer: Namer, references: References, as_of: date, *, among_others: bool = False
    ) -> None:
        self.namer = namer
        self.references = references
        self.among_others = among_others
        self.as_of = as_of
        self.today = as_of.toordinal()
        self.lists: dict[str, list[dict[str, object]]] = {}
        self.fields: dict[str, object] = {}
        self.used: set[int] = set()
        self.pregnancy: list[tuple[str, str, Found]] = []
        self.courses: dict[object, list[dict[str, object]]] = {}

    def add(self, name: str, entry: dict[str, object], found: Found) -> str:
        """Add an entry to a list and return its place in the profile."""
        listed = self.lists.setdefault(name, [])
        entry["origin"] = found.origin
        listed.append(entry)
        return f"{name}[{len(listed) - 1}]"


Handler = Callable[[Found, Draft], Became]
