"""The closed table of units. What is not in it is not guessed."""

from fractions import Fraction

from osteon.basics.quantity import Number

IU = "IU"
MASS = "mass"
PLAIN = "plain"

_MASS: dict[str, Number] = {"mcg": 1, "mg": 1_000, "g": 1_000_000}
_SPELLINGS = {
    "iu": IU, "ui": IU, "ie": IU, "unt": IU, "unit": IU, "units": IU, "u": IU, "[iu]": IU,
    "mcg": "mcg", "ug": "mcg", "\N{GREEK SMALL LETTER MU}g": "mcg", "microgram": "mcg", "micrograms": "mcg",
    "mg": "mg", "milligram": "mg", "milligrams": "mg", "g": "g", "gram": "g", "grams": "g",
    "serving": "servings", "servings": "servings", "time": "servings", "times": "servings",
    "hour": "hours", "hours": "hours", "h": "hours",
}  # fmt: skip
PERIODS: dict[str, Number] = {
    "day": 1,
    "d": 1,
    "week": 7,
    "wk": 7,
    "month": 30,
    "mo": 30,
    "year": 365,
    "yr": 365,
}
"""Days in a period. A month counts as 30 days and a year as 365."""


def unit_named(text: str) -> str | None:
    """Return the canonical spelling of a unit: "I.E." is IU, "µg" is mcg. None if it is not in the table."""
    return _SPELLINGS.get(text.casefold().replace(".", ""))


def kind_of(unit: str) -> str:
    """Return IU, MASS or PLAIN."""
    return IU if unit == IU else MASS if unit in _MASS else PLAIN


def mass_ratio(unit: str, other: str) -> Number | None:
    """Return how many of `other` one of `unit` is, or None where one of them is not a mass."""
    if unit == other:
        return 1
    if unit not in _MASS or other not in _MASS:
        return None
    ratio = Fraction(_MASS[unit], 1) / _MASS[other]
    return ratio.numerator if ratio.denominator == 1 else ratio
