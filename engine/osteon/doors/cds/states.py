"""What it means how a client filled a key of the prefetch. docs/cds-hooks.md shows the same table.

A list is never taken to be whole, however it came: what is not in it was not
recorded, which is not the same as that the patient does not have it.
"""

from collections.abc import Iterator
from enum import StrEnum

from osteon.doors.fhir.shapes import parts, text, word


class State(StrEnum):
    """How a key of the prefetch was filled."""

    ABSENT = "absent"
    NULL = "null"
    WHOLE = "given"
    PARTIAL = "in part"
    FAILED = "failed"
    ODD = "not FHIR"


MEANINGS: dict[State, tuple[str, str]] = {
    State.ABSENT: (
        "the key is missing",
        "it was not looked for: nothing is known of it, and the answer says so",
    ),
    State.NULL: ("the value is null", "it was looked for and nothing was recorded; that is still not a no"),
    State.WHOLE: ("a resource, or a Bundle without a further page", "it is read, entry by entry"),
    State.PARTIAL: (
        "a Bundle with a further page, fewer entries than its total, or an OperationOutcome among them",
        "what is there is read, and the answer says that the list is not whole",
    ),
    State.FAILED: (
        "an OperationOutcome",
        "it was looked for and failed: nothing is known of it, and the answer says so",
    ),
    State.ODD: ("anything else", "it is not read, and the answer says so"),
}
"""For each state: how it looks, and what it is taken to mean."""

HELD = (State.NULL, State.WHOLE, State.PARTIAL)
"""States in which something of the record is known, be it that nothing was found."""


def state_of(value: object) -> State:
    """Return how the value of a key that is there is to be understood."""
    if value is None:
        return State.NULL
    if not isinstance(value, dict) or not text(value, "resourceType"):
        return State.ODD
    kind = text(value, "resourceType")
    if kind == "OperationOutcome":
        return State.FAILED
    return State.PARTIAL if kind == "Bundle" and any(_shortfalls(value)) else State.WHOLE


def _shortfalls(bundle: dict[str, object]) -> Iterator[bool]:
    entries = parts(bundle, "entry")
    total = bundle.get("total")
    yield any(word(link, "relation") == "next" for link in parts(bundle, "link"))
    yield isinstance(total, int) and not isinstance(total, bool) and total > len(entries)
    yield any(word(each.get("resource"), "resourceType") == "operationoutcome" for each in entries)
