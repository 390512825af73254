"""Results as they are written: "2.4", "18 ng/mL", "2.65 mmol/L", ">8"."""

import re
from fractions import Fraction

from osteon.basics.patterns import pattern
from osteon.basics.quantity import BOUNDLESS, Interval, Number, exactly, tidy
from osteon.patient.numerals import AmountError, number_of, read_number, shortened
from osteon.patient.terminology import Concept
from osteon.patient.units import LAB_UNITS

LONGEST = 200
_SHAPE = pattern(
    r"(?P<side>[<>]=?)? ?(?P<number>[\d.,' ]*\d(?:e[+-]?\d+)?)(?P<unit>.*)", re.ASCII | re.IGNORECASE
)


class MeasureError(AmountError):
    """A text that is no result of a test."""


def read_measure(value: object, concept: Concept) -> Interval:
    """Read a result in the test's own unit. ">8" is at least 8.

    Raises MeasureError for what is no number, has no unit where the test has one, or a unit that cannot be
    converted.
    """
    side, number, unit = split_measure(value)
    exact = _converted(number, unit, concept, shortened(str(value)))
    if side.startswith(">"):
        return Interval(exact, BOUNDLESS)
    return Interval(0, exact) if side else exactly(exact)


def split_measure(value: object) -> tuple[str, Number, str]:
    """Split a result into "<", ">" or "", its number, and its unit as it was written.

    Raises MeasureError.
    """
    try:
        return _split(value)
    except AmountError as trouble:
        raise MeasureError(trouble.message, trouble.hint) from trouble


def _split(value: object) -> tuple[str, Number, str]:
    if not isinstance(value, str):
        return "", number_of(value), ""
    plain = " ".join(value.split()) if len(value) <= LONGEST else ""
    found = _SHAPE.fullmatch(plain)
    if found is None:
        raise AmountError(f'"{shortened(value)}" is not a result', 'write for example "2.4" or "18 ng/mL"')
    unit = LAB_UNITS.get(found["unit"].strip().casefold())
    if unit is None:
        shown = shortened(found["unit"].strip(), 20)
        raise AmountError(
            f'"{shown}" is not a laboratory unit we know', "for example mg/dL, mmol/L, ng/mL, nmol/L"
        )
    return found["side"] or "", read_number(found["number"]), unit


def _converted(number: Number, unit: str, concept: Concept, text: str) -> Number:
    wanted = LAB_UNITS.get(concept.unit.casefold(), concept.unit)
    if unit == wanted:
        return number
    if not unit:
        raise MeasureError(f'"{text}" has no unit', f'write "{text} {concept.unit}"')
    if not wanted:
        raise MeasureError(
            f"{concept.label} has no unit, so {unit} makes no sense here", "write the number only"
        )
    for each in concept.conversions:
        if LAB_UNITS.get(each.unit.casefold(), each.unit) == unit:
            return tidy(Fraction(number) * each.factor)
    raise MeasureError(
        f"{concept.label} in {unit} cannot be converted to {concept.unit}", f"write it in {concept.unit}"
    )
