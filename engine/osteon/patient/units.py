"""The closed table of units: how each is spelt, what it measures, and how long a period is.

Whatever is not in these tables is not a unit. A guess would be a thousandfold
error sooner or later: "mcg" and "mg" differ by one letter.
"""

from fractions import Fraction

from osteon.basics.quantity import Number
from osteon.basics.typed import NamedTuple

IU = "IU"
MASS = "mass"
PIECE = "piece"
SERVING = "serving"
NOTHING = "nothing"


class Unit(NamedTuple):
    """A unit. `size` counts the kind's base: micrograms for a mass, 1 for everything else."""

    name: str
    kind: str
    size: int


NO_UNIT = Unit("", NOTHING, 1)
"""The unit of "none" and "0"."""

_SPELT = (
    (Unit("IU", IU, 1), "iu ui i.u u.i ie i.e unt unit units"),
    # \u00b5 is the micro sign and \u03bc the Greek letter; they look the same and both are typed.
    (Unit("mcg", MASS, 1), "mcg mcgs ug \u00b5g \u03bcg microgram micrograms microgramme microgrammes"),
    (Unit("mg", MASS, 1_000), "mg mgs milligram milligrams milligramme milligrammes"),
    (Unit("g", MASS, 1_000_000), "g gram grams gramme grammes"),
    (Unit("tablet", PIECE, 1), "tablet tablets tab tabs pill pills"),
    (Unit("capsule", PIECE, 1), "capsule capsules cap caps softgel softgels"),
    (Unit("drop", PIECE, 1), "drop drops"),
    (Unit("gummy", PIECE, 1), "gummy gummies chew chews lozenge lozenges"),
    (Unit("sachet", PIECE, 1), "sachet sachets packet packets scoop scoops ampoule ampoules spray sprays"),
    (Unit("mL", PIECE, 1), "ml millilitre millilitres milliliter milliliters"),
    (Unit("dose", PIECE, 1), "dose doses"),
    (Unit("serving", SERVING, 1), "serving servings portion portions"),
)

UNITS = {spelling: unit for unit, spellings in _SPELT for spelling in spellings.split()}

DAYS = {
    word: days
    for days, words in (
        (Fraction(1, 24), "hour hours h hr hrs"),
        (1, "day days d"),
        (7, "week weeks wk wks"),
        (14, "fortnight fortnights"),
        (30, "month months mo"),
        (365, "year years yr yrs"),
    )
    for word in words.split()
}
"""How many days a period has. A month counts as 30 days and a year as 365."""

_LAB = (
    "mg/dL g/dL g/L mmol/L umol/L nmol/L pmol/L ng/mL ng/L pg/mL ug/L mcg/L U/L IU/L mIU/L mL/min "
    "mL/min/1.73m2 % ratio"
)
_LAB_ALIASES = {
    "\u00b5mol/l": "umol/L",
    "\u03bcmol/l": "umol/L",
    "\u00b5g/l": "mcg/L",
    "\u03bcg/l": "mcg/L",
    "ug/l": "mcg/L",
    "ml/min/1.73m\u00b2": "mL/min/1.73m2",
    "ml/min/1.73 m2": "mL/min/1.73m2",
    "ml/min/1.73 m\u00b2": "mL/min/1.73m2",
    "mg%": "mg/dL",
    "": "",
}
LAB_UNITS = {unit.casefold(): unit for unit in _LAB.split()} | _LAB_ALIASES
"""Units of laboratory results, by their lower-case spelling."""


def unit_named(text: str) -> Unit | None:
    """Return the unit that is spelt like this, in any case and with or without a last full stop."""
    return UNITS.get(text.casefold().rstrip("."))


def ratio(unit: Unit, other: Unit) -> Number | None:
    """Return how many of `other` one `unit` is, or None if they measure different things."""
    if unit.kind != other.kind or unit.kind not in (IU, MASS):
        return None
    return unit.size // other.size if unit.size % other.size == 0 else Fraction(unit.size, other.size)
