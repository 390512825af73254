"""Three-valued truth: yes, no, and not known.

A patient record is full of silence. Reading silence as "no" is how an alert
stays quiet when it should have asked. The three values follow strong Kleene
logic and are ordered NO < UNKNOWN < YES, so that "all" is the least of its
parts, "any" the greatest, and "not" turns the order around.
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """One of NO (0), UNKNOWN (1), YES (2). Never usable as a Python bool."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: compare it with `is YES`, `is NO` or `is UNKNOWN`")


NO = Truth.NO
UNKNOWN = Truth.UNKNOWN
YES = Truth.YES

_NEGATED = (YES, UNKNOWN, NO)


def negate(value: Truth) -> Truth:
    """Turn yes into no and no into yes; what is not known stays not known."""
    return _NEGATED[value]


def every(values: Iterable[Truth]) -> Truth:
    """Return the least of the values; YES if there are none."""
    return min(values, default=YES)


def some(values: Iterable[Truth]) -> Truth:
    """Return the greatest of the values; NO if there are none."""
    return max(values, default=NO)


def certain(value: bool) -> Truth:
    """Lift a plain Python bool, which knows no silence, into a Truth."""
    return YES if value else NO
