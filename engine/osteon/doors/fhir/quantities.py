"""An amount taken at a time, from a Quantity or a Range of any version, in a unit that we know."""

from osteon.basics.quantity import Number, tidy
from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.shapes import Resource, number, part, text
from osteon.patient.sigs import Range
from osteon.patient.units import UNITS

_SPELT = {
    "[iu]": "IU", "[iu]/1": "IU", "u": "IU", "[drp]": "drop", "drp": "drop", "gtt": "drop",
    "tbl": "tablet", "tab": "tablet", "[tsp_us]": "tsp", "tsp": "tsp", "teaspoon": "tsp",
    "[tbs_us]": "tbs", "tbsp": "tbs", "oral tablet": "tablet", "oral capsule": "capsule",
    "film-coated tablet": "tablet", "softgel capsule": "capsule", "puff": "dose", "patch": "dose",
    "application": "dose", "each": "", "ea": "", "1": "", "unit of use": "",
    "international unit": "IU", "international units": "IU", "tabletas": "tablet",
    "tablette": "tablet", "tablett": "tablet", "kapsel": "capsule", "cp": "tablet", "inh": "dose",
    "l": "L",
}  # fmt: skip
_SPOONS: dict[str, Number] = {"tsp": 5, "tbs": 15, "L": 1_000}


class Taken(NamedTuple):
    """How much at a time. `unit` is empty where units of the product are counted. `why`: None is known."""

    amount: Range | None = None
    unit: str = ""
    why: str = ""


def read_quantity(quantity: Resource) -> Taken:
    """Read a Quantity, exactly."""
    if text(quantity, "comparator"):
        return Taken(why=f'the dose is given as "{text(quantity, "comparator")}" a number')
    return _in_unit(number(quantity, "value"), number(quantity, "value"), quantity)


def read_range(ends: Resource) -> Taken:
    """Read a Range: both ends, never one in the middle."""
    low, high = part(ends, "low"), part(ends, "high")
    if not (low and high):
        return Taken(why="the dose has one end only")
    return _in_unit(number(low, "value"), number(high, "value"), low or high, high)


def _in_unit(low: Number | None, high: Number | None, unit: Resource, other: Resource | None = None) -> Taken:
    if low is None:
        return Taken(why="the dose has no number")
    if not low and not high:
        return Taken(why="the dose is zero, which says neither that it is taken nor how much")
    high = low if high is None else high
    name = _named(unit)
    if other is not None and _named(other) != name:
        return Taken(why="the two ends of the dose are in different units")
    if name is None:
        return Taken(why=f'"{text(unit, "code", "unit")[:40]}" is not a unit that a dose can be counted in')
    if not name and max(low, high) > 10:
        return Taken(why=f"the dose is {_shown(max(low, high))} without a unit")
    size = _SPOONS.get(name, 1)
    name = "mL" if name in _SPOONS else name
    return Taken(Range(tidy(min(low, high) * size), tidy(max(low, high) * size)), name)


def _named(quantity: Resource) -> str | None:
    """Return the unit of a Quantity; "" where it has none, None where it has one that we do not know."""
    said = [text(quantity, "code"), text(quantity, "unit")]
    if not any(said):
        return ""
    for each in said:
        spelt = each.strip("{}").casefold().removesuffix("(s)")
        if spelt in _SPELT:
            return _SPELT[spelt]
        if known := UNITS.get(spelt):
            return known.name
    return None


def _shown(value: Number) -> str:
    return f"{float(value):g}"
