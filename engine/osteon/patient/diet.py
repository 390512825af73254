"""What the patient eats, as far as it was told: natto, calcium, vitamin K, and how steady it is."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly, tidy
from osteon.basics.records import replace
from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import Amount, AmountError, is_unknown, read_amount
from osteon.patient.case import Case
from osteon.patient.numerals import shortened
from osteon.patient.troubles import NotAssessed
from osteon.patient.units import DAYS, NOTHING, ratio, unit_named
from osteon.patient.words import truth

UNITS = {"natto": "servings/week", "calcium": "mg/day", "vitamin_k": "mcg/day"}
"""The diet fields that are amounts, and the unit of each."""

CONSISTENT = "vitamin_k_consistent"


class DietFact(NamedTuple):
    """A fact about one field of the diet."""

    name: str
    field: str


def diets(case: Case, facts: Sequence[DietFact]) -> None:
    """Derive "diet"."""
    for name, field in facts:
        if field == CONSISTENT:
            case.values[name] = truth(_said(case).get(field))
        else:
            case.values[name] = diet_amount(case, field)


def _said(case: Case) -> Mapping[str, object]:
    diet = case.document.get("diet")
    return diet if isinstance(diet, dict) else {}


def diet_amount(case: Case, field: str) -> Interval:
    """Return an amount of the diet in its unit; nothing known where it was not told or cannot be read."""
    text = _said(case).get(field)
    if text is None or is_unknown(str(text)):
        return NOTHING_KNOWN
    try:
        amount = read_amount(str(text))
        low = _in_unit(amount, UNITS[field])
        if amount.top is None:
            return exactly(low)
        return Interval(low, _in_unit(replace(amount, value=amount.top), UNITS[field]))
    except AmountError as trouble:
        note = NotAssessed(shortened(str(text)), f"diet.{field}", trouble.message, trouble.hint)
        if note not in case.not_assessed:
            case.not_assessed.append(note)
        return NOTHING_KNOWN


def weekly_or_daily(text: str, field: str) -> int | Fraction:
    """Read an amount of the diet in the unit of its field.

    Raises AmountError, also for a range, which is not one number.
    """
    amount = read_amount(text)
    if amount.top is not None:
        raise AmountError(f'"{shortened(text)}" is a range', "write one amount")
    return _in_unit(amount, UNITS[field])


def _in_unit(amount: Amount, target: str) -> int | Fraction:
    if amount.unit.kind == NOTHING:
        return 0
    unit_text, period = target.split("/")
    unit = unit_named(unit_text)
    factor = ratio(amount.unit, unit) if unit else None
    if unit is not None and unit == amount.unit:
        factor = 1
    if factor is None:
        raise AmountError(f"{amount.unit.name} cannot be read as {target}", f"write it in {target}")
    if amount.every_days is None:
        raise AmountError(f'"{shortened(amount.text)}" does not say how often', f"write it in {target}")
    return tidy(Fraction(amount.per_day) * factor * DAYS[period])
