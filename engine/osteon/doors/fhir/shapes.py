"""Looking into raw JSON without trusting it: whatever has another shape than expected counts as not told."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from marshal import dumps

from osteon.basics.quantity import Number, tidy
from osteon.doors.fhir.limits import LONGEST_TEXT

Resource = Mapping[str, object]

_NOTHING: Resource = {}
_LONGEST_MARK = 4_096
_LEAST, _MOST = Fraction(1, 1_000_000), 1_000_000_000
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T ])", re.ASCII)
_SPACES = re.compile(r"\s+")


def part(holder: object, *keys: str) -> Resource:
    """Return the object under the first of these keys that holds one; an empty one if there is none."""
    if isinstance(holder, dict):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, dict):
                return found
    return _NOTHING


def parts(holder: object, *keys: str) -> Sequence[Resource]:
    """Return the objects under the first of these keys that is there; a single one is a list of one."""
    if isinstance(holder, dict):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, list):
                return [each for each in found if isinstance(each, dict)]
            if isinstance(found, dict):
                return (found,)
    return ()


def text(holder: object, *keys: str) -> str:
    """Return the first of these texts that is told, on one line and not too long; "" if none is."""
    if isinstance(holder, dict):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, str):
                # Nearly every text is a plain one, and this is asked more than fifty times for each record.
                if " " not in found and 0 < len(found) <= LONGEST_TEXT and found.isprintable():
                    return found
                if line := plain(found):
                    return line
    return ""


def plain(written: str) -> str:
    """Return a text on one line, without spaces around it, and cut to a length that can be read."""
    if len(written) <= LONGEST_TEXT and written.isprintable():
        if " " not in written:
            return written
        if "  " not in written:
            return written.strip()
    return on_one_line(written)


def on_one_line(written: str) -> str:
    """Return a text on one line, cut to a length that can be read."""
    line = written.strip()
    if "\n" in line or "\t" in line or "  " in line or "\r" in line:
        line = _SPACES.sub(" ", line)
    if not line.isascii():
        # Half of a surrogate pair is no letter, and could not be written out again.
        line = line.encode(errors="replace").decode()
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 3] + "..."


def word(holder: object, key: str) -> str:
    """Return a code that came as text, or as a CodeableConcept with a coding or a text: "active"."""
    value = holder.get(key) if isinstance(holder, dict) else None
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, list):
        value = value[0] if value else None
    for coding in parts(value, "coding"):
        code = coding.get("code")
        if isinstance(code, str) and (line := plain(code)):
            return line.casefold()
    return text(value, "text").casefold()


def number(holder: object, *keys: str) -> Number | None:
    """Return the first of these numbers that is one, exactly; None if none is, or it is beyond any dose."""
    for key in keys:
        value = holder.get(key) if isinstance(holder, dict) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        # Whoever wrote 1.125 as a number meant no thousands; the comparison keeps NaN and infinity out.
        if value == 0 or _LEAST <= value <= _MOST:
            return value if isinstance(value, int) else tidy(Fraction(repr(value)))
    return None


def digits(value: object) -> str:
    """Write a JSON number so that it is read as the same number again; "" for what is none, or below zero."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST:
        return ""
    shown = repr(value)
    if "e" in shown:
        shown = f"{value:.12f}".rstrip("0").rstrip(".") or "0"
    # "1.125" could be read as a thousand and more; a fourth digit makes it plain.
    return f"{shown}0" if shown[-4:-3] == "." else shown


def day(holder: object, *keys: str) -> str:
    """Return the first of these dates, without its time of day: "2026-11-24", "2026-11" or "2026"."""
    if isinstance(holder, dict):
        for key in keys:
            told = holder.get(key)
            if isinstance(told, str):
                first = told[:10]
                if first in _days and told[10:11] in _BEHIND:
                    return first
                if found := _read_day(told):
                    return found
    return ""


def _read_day(told: str) -> str:
    found = _DATE.match(told) or _DATE.match(plain(told))
    if found is None or not _is_a_day(found[0]):
        return ""
    if len(found[0]) == _WHOLE:
        if len(_days) >= _MOST_DAYS:
            _days.clear()
        _days.add(found[0])
    return found[0]


_days: set[str] = set()
_MOST_DAYS = 20_000
_WHOLE = len("2026-11-24")
_BEHIND = ("T", "", " ")


def _is_a_day(written: str) -> bool:
    try:
        date.fromisoformat(written if len(written) == _WHOLE else f"{written}-01-01"[:_WHOLE])
    except ValueError:
        return False
    return True


def mark(value: object) -> bytes | None:
    """Return bytes that are the same for the same content; None for what is too long to be kept by them."""
    try:
        written = dumps(value, 2)  # type: ignore[arg-type]  # what JSON can hold can be written
    except ValueError:  # nested more deeply than anything that a record needs
        return None
    return written if len(written) <= _LONGEST_MARK else None


def said_yes(holder: object, *keys: str) -> bool:
    """Say whether one of these is true."""
    return isinstance(holder, dict) and bool([each for each in map(holder.get, keys) if each is True])
