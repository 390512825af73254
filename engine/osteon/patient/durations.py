"""Lengths of time within a day, as they are written: "4 hours", "30 min", "3.9 h"."""

import re
from fractions import Fraction

from osteon.basics.patterns import pattern
from osteon.basics.quantity import Number, tidy
from osteon.patient.numerals import AmountError, read_number, shortened
from osteon.patient.words import YES_NO

LONGEST = 60
_MINUTES = {
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "h": 60,
    "hr": 60,
    "hrs": 60,
    "hour": 60,
    "hours": 60,
}
_SHAPE = pattern(r"(?P<number>[\d.,]+) ?(?P<unit>[a-z]+)", re.IGNORECASE | re.ASCII)


def read_minutes(text: str) -> Number:
    """Read "4 hours" or "30 min" as minutes. Raises AmountError for anything else."""
    found = _SHAPE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    size = _MINUTES.get(found["unit"].casefold()) if found else None
    if found is None or size is None:
        raise AmountError(
            f'"{shortened(text)}" is not a length of time', 'write for example "4 hours" or "30 min"'
        )
    return tidy(Fraction(read_number(found["number"])) * size)


def is_answer(value: object) -> bool:
    """Say whether a value is a yes, a no or "unknown"."""
    return isinstance(value, bool) or isinstance(value, str) and value.casefold() in YES_NO
