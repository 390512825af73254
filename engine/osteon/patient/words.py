"""The words a profile may use for yes, no, not known, and for the state of an entry.

One table each, so that a reviewer can tick them off. Anything else is refused at
the door, and whatever slips past it counts as not known, never as no.
"""

from osteon.basics.truth import NO, UNKNOWN, YES, Truth

NONE = "none"
NOT_KNOWN = "unknown"

YES_NO: dict[str, Truth] = {
    "yes": YES,
    "true": YES,
    "no": NO,
    "false": NO,
    "unknown": UNKNOWN,
}

ACTIVE = "active"
PLANNED = "planned"
STOPPED = "stopped"
IN_ERROR = "entered in error"
INTAKE_STATUSES = (ACTIVE, PLANNED, STOPPED, NOT_KNOWN, IN_ERROR)

CONFIRMED = "confirmed"
HISTORY = "history"
SUSPECTED = "suspected"
REFUTED = "refuted"
FAMILY = "family history"
CONDITION_STATUSES = (CONFIRMED, HISTORY, SUSPECTED, REFUTED, FAMILY)

DONE = "done"
SURGERY_STATUSES = (DONE, PLANNED)

SEXES = ("female", "male", NOT_KNOWN)
PREGNANCIES = ("pregnant", "possible", "not pregnant", NOT_KNOWN)

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")
"""The lists of a profile that can be told, declared complete, or confirmed empty."""


def truth(value: object) -> Truth:
    """Read yes, no or not known, however it was written; anything else is not known."""
    if isinstance(value, str):
        said = YES_NO.get(value)
        return YES_NO.get(value.casefold(), UNKNOWN) if said is None else said
    if value is True:
        return YES
    return NO if value is False else UNKNOWN
