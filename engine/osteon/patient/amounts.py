"""Amounts as they are written, read exactly: "5000 IU/day", "50,000 IU weekly", "2 x 600 mg".

An amount without a unit is refused, because 5000 of vitamin D could be IU or
micrograms. What a text does not say stays unsaid: no period is not "daily".
"""

import re
from fractions import Fraction

from osteon.basics.patterns import pattern
from osteon.basics.quantity import Number, tidy
from osteon.basics.records import dataclass
from osteon.patient.numerals import AmountError, read_range, shortened
from osteon.patient.schedules import SCHEDULE_WORDS, Schedule, read_schedule
from osteon.patient.terminology import Concept
from osteon.patient.units import NO_UNIT, Unit, ratio, unit_named

__all__ = ["Amount", "AmountError", "conversion", "daily", "is_unknown", "read_amount"]

LONGEST = 200
"""The most characters an amount may have."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it was written.

    `count` pieces of `value` `unit` each ("2 x 600 mg"), `times` in `every_days` days; None if the
    text does not say how often. `of` is what stands between unit and frequency: "elemental calcium".
    `top` is the upper end of a range ("1000-2000 IU"), and then `value` is the lower; else None.
    """

    value: Number
    unit: Unit
    times: Number = 1
    every_days: Number | None = None
    count: int = 1
    of: str = ""
    text: str = ""
    top: Number | None = None

    @property
    def per_day(self) -> Number:
        """Return the mean per day in the amount's own unit; once a day if the text does not say.

        For a range it is that of the lower end.
        """
        return tidy(Fraction(self.value * self.count * self.times) / (self.every_days or 1))


_NONE = frozenset(("none", "no", "nothing", "0", "zero"))
_UNKNOWN = frozenset(("unknown", "not known", "?"))
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " ") | {"\u00d7": "x", "*": "x"})
_SHAPE = pattern(
    r"(?:(?P<count>\d{1,3}) ?x ?(?=\d))?"
    r"(?P<number>[\d.,'\u2019 ]*\d(?:e[+-]?\d+)?)"
    r"(?: ?(?:-|\u2013|\bto\b) ?(?P<top>\d[\d.,'\u2019 ]*))?",
    re.ASCII | re.IGNORECASE,
)
_UNIT = pattern(r"(?P<unit>[^\W\d_][^\s\d/,;()]*)(?P<rest>.*)")
_INTERNATIONAL = pattern(r"^international (?=units?\b)", re.IGNORECASE)
_OF = pattern(r"[\w .,()'+\[\]-]*")

_kept: dict[str, Amount | AmountError] = {}
_MOST_KEPT = 10_000


def read_amount(text: str) -> Amount:
    """Read an amount.

    Raises AmountError (with a hint what to write) for a text without unit, with an unknown or ambiguous
    part, and for negative, infinite or endless numbers.
    """
    kept = _kept.get(text)
    if kept is None:
        kept = _attempt(text)
        if len(text) <= LONGEST:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[text] = kept
    if isinstance(kept, AmountError):
        raise AmountError(kept.message, kept.hint)
    return kept


def _attempt(text: str) -> Amount | AmountError:
    try:
        return _read(text)
    except AmountError as trouble:
        return trouble


def is_unknown(text: str) -> bool:
    """Say whether a text states that the amount is not known."""
    return text.strip().casefold() in _UNKNOWN


def _read(text: str) -> Amount:
    if len(text) > LONGEST:
        raise AmountError(
            f"an amount of {len(text):,} characters cannot be read", 'write for example "5000 IU/day"'
        )
    plain = " ".join(text.translate(_SPACES).split())
    if plain.casefold() in _NONE:
        return Amount(0, NO_UNIT, text=text)
    if not plain:
        raise AmountError("the amount is empty", 'write for example "5000 IU/day", "none" or "unknown"')
    found = _SHAPE.match(plain)
    if found is None:
        raise _no_amount(plain)
    value, top = read_range(found["number"], found["top"])
    unit, rest = _unit(found["top"] or found["number"], plain[found.end() :].strip())
    of, schedule = _of_and_schedule(rest)
    times, days = schedule or (1, None)
    return Amount(value, unit, times, days, int(found["count"] or 1), of, text, top)


def _no_amount(plain: str) -> AmountError:
    shown = shortened(plain)
    if plain[:1] in "-\u2212":
        return AmountError(
            f'"{shown}" is negative', "an amount is zero or more; to stop something, use its status"
        )
    if plain.casefold().lstrip("+").startswith(("nan", "inf")):
        return AmountError(f'"{shown}" is not a number', 'write for example "5000 IU/day"')
    return AmountError(f'"{shown}" does not start with a number', 'write for example "5000 IU/day"')


def _unit(number: str, after: str) -> tuple[Unit, str]:
    # "5000 international units" has its unit in two words.
    if len(after) >= len("international unit"):
        after = _INTERNATIONAL.sub("", after)
    found = _UNIT.match(after)
    if found is None or found["unit"].casefold() in SCHEDULE_WORDS:
        raise _without_unit(number, after)
    unit = unit_named(found["unit"])
    if unit is None:
        raise AmountError(
            f'"{shortened(found["unit"], 20)}" is not a unit we know',
            "use IU, mcg, mg or g (or tablet, capsule, drop, mL, serving)",
        )
    return unit, found["rest"]


def _without_unit(number: str, after: str) -> AmountError:
    number = number.strip()
    often = after if after.startswith("/") else "/day"
    return AmountError(f"{number} has no unit", f'write "{number} IU{often}" or "{number} mcg{often}"')


def _of_and_schedule(rest: str) -> tuple[str, Schedule | None]:
    words = rest.casefold().replace("/", " per ").replace(",", " ").rstrip(".").split()
    for at in range(len(words)):
        schedule = read_schedule(words[at:])
        if schedule is not None:
            return _of(words[:at], rest), schedule
    instruction = _instruction(rest) if words else None
    return ("", instruction) if instruction else (_of(words, rest), None)


def _instruction(rest: str) -> Schedule | None:
    """Read "po qd" and the like: words of an instruction to the patient, if all of them are understood."""
    # Fetched only here: most amounts say how often in plain words.
    from osteon.patient.sigs import read_often

    often = next(read_often(rest), None)
    if often is None or often.times.low != often.times.high or often.days.low != often.days.high:
        return None
    return Schedule(int(often.times.low), often.days.low) if often.times.low == int(often.times.low) else None


def _of(words: list[str], rest: str) -> str:
    of = " ".join(words)
    if SCHEDULE_WORDS.intersection(words) or not _OF.fullmatch(of):
        raise AmountError(
            f'"{shortened(rest.strip())}" does not say how often in words we know',
            'write "daily", "twice a day", "weekly", "every 2 weeks", "monthly" or "/day"',
        )
    return of


def conversion(concept: Concept, unit: Unit, target: str) -> Number | None:
    """Return how many `target` units of a substance one `unit` is; None if nobody can say.

    IU are converted only through the substance's own conversion: an IU of vitamin K does not exist.
    """
    worth, canonical = _worth(concept, unit), _worth(concept, unit_named(target))
    return None if worth is None or not canonical else tidy(Fraction(worth) / canonical)


def _worth(concept: Concept, unit: Unit | None) -> Number | None:
    counted = unit_named(concept.unit)
    if unit is None or counted is None:
        return None
    direct = ratio(unit, counted)
    if direct is not None:
        return direct
    for each in concept.conversions:
        known = unit_named(each.unit)
        steps = ratio(unit, known) if known else None
        if steps is not None:
            return tidy(steps * each.factor)
    return None


def daily(amount: Amount, concept: Concept) -> Number | None:
    """Return the mean per day in the concept's own unit, or None if the unit does not fit the substance."""
    if not amount.value:
        return 0
    factor = conversion(concept, amount.unit, concept.unit)
    return None if factor is None else tidy(Fraction(amount.per_day * factor))
