"""How much a list says: nothing, this and perhaps more, or this and nothing else.

Silence is not absence. What is not in a list is absent only as far as the list
can be taken to be whole; `docs/profile-states.md` has the table.
"""

from collections.abc import Mapping, Sequence

from osteon.basics.truth import NO, YES, Truth
from osteon.basics.typed import NamedTuple
from osteon.patient.troubles import NotAssessed
from osteon.patient.words import NONE, NOT_KNOWN, truth

OPEN = 0
"""Absence is not known: the list was not told, is not known, or was declared incomplete."""

ASSUMED = 1
"""The list was told, and is assumed to be whole."""

CONFIRMED = 2
"""The list was declared complete, or confirmed to be empty."""


class Told(NamedTuple):
    """A list as it was told. `closed` is OPEN, ASSUMED or CONFIRMED; `given`: it was told at all."""

    entries: Sequence[object]
    closed: int
    given: bool


_CLOSED = (OPEN, ASSUMED, CONFIRMED)  # by whether it was declared complete: no, not known, yes
_NOT_TOLD = Told((), OPEN, False)
_TOLD_NONE = Told((), CONFIRMED, True)


def read_list(document: Mapping[str, object], name: str, troubles: list[NotAssessed]) -> Told:
    """Return what a profile says in one of its lists."""
    value = document.get(name)
    complete = document.get("complete")
    if isinstance(value, list):
        said = truth(complete.get(name) if isinstance(complete, dict) else complete)
        return Told(value, _CLOSED[said], True)
    if value is None or value == NOT_KNOWN:
        if isinstance(complete, dict) and name in complete and _declared(complete, name) is YES:
            why = "it is declared complete, but the list itself was not told"
            troubles.append(
                NotAssessed(name, f"complete.{name}", why, f'write "{name}: none" if there are none')
            )
        return _NOT_TOLD
    if value == NONE:
        return _told_none(complete, name, troubles)
    raise TypeError(f"{name}: a list, none or unknown was expected, not {type(value).__name__}")


def _declared(complete: object, name: str) -> Truth:
    return truth(complete.get(name) if isinstance(complete, dict) else complete)


def _told_none(complete: object, name: str, troubles: list[NotAssessed]) -> Told:
    if _declared(complete, name) is not NO:
        return _TOLD_NONE
    why = "it is confirmed to be empty and declared incomplete; it is taken as incomplete"
    troubles.append(NotAssessed(name, f"complete.{name}", why, "correct one of the two"))
    return Told((), OPEN, True)
