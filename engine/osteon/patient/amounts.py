"""Amounts as people write them, read exactly: "50,000 IU weekly", "2 x 600 mg elemental calcium".

An amount without a unit is refused, because MK-7 is dosed in micrograms and
MK-4 in milligrams, and the difference is a factor of a thousand.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from osteon.basics.quantity import Number, exact, tidy
from osteon.patient.terminology import Concept
from osteon.patient.units import IU, PERIODS, kind_of, mass_ratio, unit_named

MAXIMUM_LENGTH = 200


class AmountError(ValueError):
    """An amount that cannot be read. `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written: `count` doses of `value` `unit`, taken `times` in `every_days` days.

    `every_days` is None where no period was written; it then counts as once a day, assumed. `words` holds
    what was written besides, such as "elemental" or a salt.
    """

    value: Number
    unit: str
    count: int = 1
    times: int = 1
    every_days: Number | None = None
    words: frozenset[str] = frozenset()


_NUMBER = r"\d[\d,.' \u00a0\u202f]*(?:[eE][+-]?\d+)?"
_SHAPE = re.compile(
    rf"(?:(?P<count>\d{{1,3}})\s*[x×*]\s*)?(?P<number>{_NUMBER})\s*(?P<unit>\[?[A-Za-zµμ][A-Za-zµμ.\]]*)(?P<rest>.*)",
    re.DOTALL,
)
_BARE = re.compile(rf"{_NUMBER}\s*$")
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_SHORT = {"qd": 1, "od": 1, "bid": 2, "tid": 3, "qid": 4}
_ADVERBS: dict[str, Number] = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "yearly": 365,
    "annually": 365,
}
_ALLOWED = {
    "elemental", "of", "as", "vitamin", "calcium", "d", "d2", "d3", "k", "k1", "k2", "carbonate", "citrate", "lactate",
    "gluconate", "phosphate", "acetate", "tablet", "tablets", "capsule", "capsules", "with", "food", "dose", "doses",
}  # fmt: skip
_FREQUENCIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?:(once|twice|thrice|\d{1,2})\s*(?:x|×|times?)?\s*)?(?:/|per|a|an|each)\s*(day|d|week|wk|month|mo|year|yr)\b"
        ),
        "per",
    ),
    (
        re.compile(
            r"(?:(once|twice|thrice|\d{1,2})\s*(?:x|×|times?)?\s*)?(daily|weekly|fortnightly|monthly|yearly|annually)\b"
        ),
        "adverb",
    ),
    (re.compile(r"(?:(once)\s*)?every\s+other\s+(day|week|month)\b"), "other"),
    (
        re.compile(
            r"(?:(once|twice|thrice|\d{1,2})\s*(?:x|×|times?)?\s*)?every\s+(?:(\d{1,3})\s+)?(day|week|month|year)s?\b"
        ),
        "every",
    ),
    (re.compile(r"\b(qd|od|bid|tid|qid)\b"), "short"),
)

_read: dict[str, "Amount | AmountError"] = {}


def read_amount(text: str) -> Amount:
    """Read an amount. Raises AmountError with what to write instead."""
    known = _read.get(text)
    if known is None:
        if len(_read) > 10_000:
            _read.clear()
        try:
            known = _fresh(text)
        except AmountError as problem:
            known = problem
        _read[text] = known
    if isinstance(known, AmountError):
        raise AmountError(known.message, known.hint)
    return known


def _fresh(text: str) -> Amount:
    if len(text) > MAXIMUM_LENGTH:
        raise AmountError(f"this amount is longer than {MAXIMUM_LENGTH} characters")
    stripped = text.strip()
    if stripped.startswith("-"):
        raise AmountError(f"{text!r} is negative", "an amount is zero or more")
    if stripped in ("0", "0.0"):
        return Amount(0, "mcg")
    shape = _SHAPE.fullmatch(stripped)
    if shape is None:
        raise _unreadable(text, stripped)
    unit = unit_named(shape["unit"])
    if unit is None:
        raise AmountError(f"{shape['unit']!r} is not a unit known here", "write IU, mcg, mg or g")
    times, every, rest = _frequency(shape["rest"].casefold())
    words = frozenset(re.findall(r"[a-z0-9]+", rest))
    strange = sorted(words - _ALLOWED)
    if strange or re.search(r"[^a-z0-9\s,.()-]", rest):
        raise AmountError(f"{(strange or [rest.strip()])[0]!r} cannot be read in the amount {text!r}", 'write for example "5000 IU/day" or "50,000 IU every 2 weeks"')  # fmt: skip
    return Amount(_number(shape["number"], text), unit, int(shape["count"] or 1), times, every, words)


def _unreadable(text: str, stripped: str) -> AmountError:
    if _BARE.fullmatch(stripped):
        return AmountError(
            f"{text} has no unit", f'write for example "{stripped} IU/day" or "{stripped} mcg/day"'
        )
    return AmountError(
        f"{text!r} is not an amount", 'write for example "5000 IU/day", "125 mcg" or "50,000 IU weekly"'
    )


def _frequency(rest: str) -> tuple[int, Number | None, str]:
    for pattern, kind in _FREQUENCIES:
        found = pattern.search(rest)
        if found:
            remaining = rest[: found.start()] + " " + rest[found.end() :]
            times, every = _period(kind, found)
            if any(other.search(remaining) for other, _ in _FREQUENCIES):
                raise AmountError(f"{rest.strip()!r} says how often twice", "say it once")
            return times, every, remaining
    return 1, None, rest


def _period(kind: str, found: "re.Match[str]") -> tuple[int, Number]:
    if kind == "short":
        return _SHORT[found[1]], 1
    times = _TIMES.get(found[1] or "once") or int(found[1])
    if times == 0:
        raise AmountError("zero times is not a frequency", 'write "none" if nothing is taken')
    if kind == "per":
        return times, PERIODS[found[2]]
    if kind == "adverb":
        return times, _ADVERBS[found[2]]
    if kind == "other":
        return times, 2 * PERIODS[found[2]]
    every = int(found[2] or 1)
    if every == 0:
        raise AmountError("every 0 days is not a frequency")
    return times, every * PERIODS[found[3]]


def _number(text: str, amount: str) -> Number:
    plain = re.sub(r"[\s'\u00a0\u202f]", "", text)
    spaced = plain != text.strip()
    if spaced and not re.fullmatch(r"\d{1,3}(?:[\s'\u00a0\u202f]\d{3})+", text.strip()):
        raise AmountError(f"the number in {amount!r} cannot be read", "write it without spaces")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        whole = plain.replace(".", "")
        raise AmountError(f"{plain} may mean {whole} or {plain.rstrip('0').rstrip('.')}", f'write "{whole}" or "{plain.rstrip("0").rstrip(".")}"')  # fmt: skip
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d+,\d+", plain):
        plain = plain.replace(",", ".")
    try:
        return exact(plain)
    except ValueError as problem:
        raise AmountError(f"the number in {amount!r} cannot be read") from problem


def in_unit(value: Number, unit: str, concept: Concept, salt: str = "") -> Number:
    """Convert an amount of a substance to the substance's own unit.

    Raises AmountError where the substance has no such unit (vitamin K has no IU).
    """
    if salt:
        value = value * _salt(concept, salt)
    ratio = mass_ratio(unit, concept.unit)
    if ratio is not None:
        return tidy(value * ratio)
    for conversion in concept.conversions:
        step = mass_ratio(unit, conversion.unit)
        if step is not None:
            return tidy(Fraction(value * step) * conversion.factor)
    hint = (
        "vitamin K has no international unit: write mcg or mg"
        if unit == IU
        else f"write it in {concept.unit}"
    )
    raise AmountError(f"{concept.label} is not measured in {unit}", hint)


def _salt(concept: Concept, salt: str) -> Number:
    for each in concept.salts:
        if each.name == salt:
            return each.fraction
    names = ", ".join(each.name for each in concept.salts) or "none is known"
    raise AmountError(f"{salt!r} is not a known salt of {concept.label}", f"known salts: {names}")


__all__ = ["Amount", "AmountError", "in_unit", "kind_of", "read_amount"]
