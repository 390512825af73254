"""Numbers as people write them: "5000", "50,000", "50 000", "0,5", "1e-07".

Where a reader could take a number for two different ones, we ask instead:
"5.000 IU" is five thousand in Madrid and five in Boston.
"""

import re

from osteon.basics.patterns import pattern
from osteon.basics.quantity import Number, exact

LONGEST = 60
_TOO_LARGE = 10**LONGEST
"""The most characters a number may have. No dose needs more, and a longer one is a slip or an attack."""

_GREATEST_EXPONENT = 60
_PLAIN = pattern(r"\d+(?:\.\d+)?(?:e([+-]?\d+))?", re.ASCII | re.IGNORECASE)
_AMBIGUOUS = pattern(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_GROUPED = pattern(r"[1-9]\d{0,2}(?:([,' \u2019])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_RANGE = pattern(r" *(\d[\d.,]*) ?(?:-|\u2013|to) ?(\d[\d.,]*) *", re.ASCII)
_DECIMAL_COMMA = pattern(r"\d+,\d+", re.ASCII)


class AmountError(ValueError):
    """A text that is no amount. `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def shortened(text: str, length: int = 60) -> str:
    """Return a text short enough to be quoted in a message."""
    return text if len(text) <= length else text[: length - 3] + "..."


def read_number(text: str) -> Number:
    """Read a number exactly.

    Raises AmountError for what is no number, is negative, or could be two different numbers.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise AmountError(f"a number of {len(text):,} characters is not a dose", "check what was typed")
    if text.isascii() and text.isdigit():
        return int(text)
    if _AMBIGUOUS.fullmatch(text):
        whole, part = text.split(".")
        small = _without_zeros(whole, part)
        raise AmountError(
            f'"{text}" could be {whole}{part} or {small}', f'write "{whole}{part}" or "{small}"'
        )
    if _DECIMAL_COMMA.fullmatch(text) and not _GROUPED.fullmatch(text):
        return exact(text.replace(",", "."))
    if _GROUPED.fullmatch(text):
        return exact(re.sub(r"[,' \u2019]", "", text))
    return _plain(text)


def read_range(low: str, high: str | None) -> tuple[Number, Number | None]:
    """Read a number and, where there is one, the upper end of its range.

    Raises AmountError for a range that starts at nothing or runs downwards.
    """
    first, last = read_number(low), read_number(high) if high else None
    if last is not None and not 0 < first <= last:
        raise AmountError(
            f'"{low.strip()}-{str(high).strip()}" is no range',
            'write the smaller number first; for "when needed" write as_needed: yes',
        )
    return first, last


def range_of(value: object) -> tuple[Number, Number]:
    """Read a number, or the two ends of a range that came as text ("1-2").

    Raises AmountError.
    """
    ends = _RANGE.fullmatch(value) if isinstance(value, str) and len(value) <= LONGEST else None
    if ends is None:
        number = number_of(value)
        return number, number
    first, last = read_range(ends[1], ends[2])
    return first, first if last is None else last


def spelt(number: Number) -> str:
    """Write a number so that it is read as the same number again, to ten digits behind the point."""
    if isinstance(number, int):
        return str(number)
    shown = f"{float(number):.10f}".rstrip("0")
    # "1.125" could be read as a thousand and more; a fourth digit makes it plain.
    return f"{shown}0" if len(shown.partition(".")[2]) == 3 else shown.rstrip(".")


def _without_zeros(whole: str, part: str) -> str:
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _plain(text: str) -> Number:
    found = _PLAIN.fullmatch(text)
    if found is None:
        raise _no_number(text)
    if found[1] and abs(int(found[1])) > _GREATEST_EXPONENT:
        raise AmountError(f'"{text}" is out of any range we can use', "check what was typed")
    return exact(text)


def _no_number(text: str) -> AmountError:
    shown = shortened(text)
    if text.startswith(("-", "\u2212")):
        return AmountError(
            f'"{shown}" is negative', "an amount is zero or more; to stop something, use its status"
        )
    if text.startswith("."):
        return AmountError(f'"{shown}" has no digit before the point', f'write "0{shown}"')
    return AmountError(f'"{shown}" is not a number', "write plain digits, for example 5000 or 1.25")


def number_of(value: object) -> Number:
    """Read a number that came as a number or as text.

    Raises AmountError for anything that is not an exact number of zero or more.
    """
    if type(value) is int and 0 <= value < _TOO_LARGE:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise AmountError(f"{shortened(repr(value))} is not a number", "write plain digits")
    # A float is read by its shortest spelling: 0.1 means one tenth, not 0.1000000000000000055. The length
    # of a whole number is bounded first, because spelling out a very long one takes very long.
    if isinstance(value, int) and abs(value) >= _TOO_LARGE:
        raise AmountError("a number of this size is not a dose", "check what was typed")
    return read_number(str(value))
