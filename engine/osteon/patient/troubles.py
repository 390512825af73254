"""What was told and could not be used: never dropped, always said where and why."""

from osteon.basics.typed import NamedTuple


class NotAssessed(NamedTuple):
    """Something in the profile that could not be used. `where` is its place: "supplements[0].amount".

    `clash`: it contradicts something else in the profile.
    """

    what: str
    where: str
    why: str
    hint: str = ""
    clash: bool = False


Troubles = list[NotAssessed]
"""Troubles of one entry; their `where` is still relative to it ("amount", or "" for the entry)."""


def contradiction(where: str, why: str, hint: str) -> NotAssessed:
    """Say that what stands at a place contradicts something else in the profile."""
    return NotAssessed("a contradiction", where, why, hint, clash=True)


def placed(trouble: NotAssessed, where: str) -> NotAssessed:
    """Return the trouble of an entry with its place in the whole profile."""
    return trouble._replace(where=f"{where}.{trouble.where}" if trouble.where else where)
