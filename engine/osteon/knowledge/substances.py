"""Amounts of a substance: units, conversions, salts, and doses that are likely slips."""

from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ConceptRecord, ConversionRecord, SaltRecord
from osteon.knowledge.numbers import read_amount

_UNITS = ("IU", "mcg", "mg")


def counted_in(drawers: Drawers, name: str) -> str:
    """Return the unit of a concept's amounts: its own, or the nearest wider concept's; "" without any."""
    waiting = [name]
    for each in waiting:
        concept = drawers.concepts.entries.get(each)
        if concept is not None and concept.record.unit:
            return concept.record.unit
        if concept is not None:
            waiting += [parent for parent in concept.record.is_ if parent not in waiting]
    return ""


def check_amounts(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with how a concept's amounts are counted."""
    record = entry.record
    if record.kind in ("nutrient", "class") and record.unit and record.unit not in _UNITS:
        hint = f"it is one of: {', '.join(_UNITS)}"
        yield Problem(f"a {record.kind} is not measured in `{record.unit}`", entry.at("unit"), hint)
    yield from _check_unit(entry, drawers)
    for at, conversion in enumerate(record.conversions):
        yield from _check_conversion(entry, at, conversion, drawers)
        yield from drawers.evidence.unknown(conversion.source, entry.at("conversions", at, "source"))
    if record.equivalent:
        yield from _check_equivalent(entry, record.equivalent, drawers)
        yield from drawers.evidence.unknown(record.equivalent.source, entry.at("equivalent", "source"))
    for at, salt in enumerate(record.salts):
        yield from _check_salt(entry, at, salt)
        yield from drawers.evidence.unknown(salt.source, entry.at("salts", at, "source"))
    for at, slip in enumerate(record.implausible):
        yield from drawers.parameters.unknown(slip.limit, entry.at("implausible", at, "limit"))
        yield from _check_slip(entry, at, slip.limit, drawers)


def _check_unit(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    unit = entry.record.unit
    if not unit:
        return
    # Amounts of the narrower substance are added to those of the wider one, whose conversions it may use.
    for parent in entry.record.is_:
        wider = counted_in(drawers, parent)
        if wider and wider != unit:
            message = f"`{entry.name}` is counted in {unit}, but `{parent}` in {wider}"
            yield Problem(message, entry.at("unit"), f"write `unit: {wider}`, or leave it out")


def _check_conversion(
    entry: Entry[ConceptRecord], at: int, conversion: ConversionRecord, drawers: Drawers
) -> Iterator[Problem]:
    try:
        number, unit = read_amount(conversion.from_)
        worth, canonical = read_amount(conversion.to)
    except ValueError:
        hint = "write it like `from: 1 mcg, to: 40 IU`"
        yield Problem("a conversion goes from one amount to another", entry.at("conversions", at), hint)
        return
    unit_of_concept = counted_in(drawers, entry.name)
    if canonical != unit_of_concept:
        counted = unit_of_concept or "nothing yet: give it a `unit`"
        hint = f"amounts of `{entry.name}` are counted in {counted}"
        yield Problem("a conversion leads to the concept's own unit", entry.at("conversions", at, "to"), hint)
    if not (number and worth and unit):
        yield Problem(
            "a conversion goes from one amount to another",
            entry.at("conversions", at, "from"),
            "write `1 mcg`",
        )


def _check_equivalent(
    entry: Entry[ConceptRecord], equivalent: ConversionRecord, drawers: Drawers
) -> Iterator[Problem]:
    counted = counted_in(drawers, entry.name)
    units = []
    for amount in (equivalent.from_, equivalent.to):
        try:
            number, unit = read_amount(amount)
        except ValueError:
            number, unit = 0, ""
        units.append(unit if number else "")
    if units != [counted, counted] or not counted:
        hint = (
            f"write it like `from: 20 {counted}, to: 5 {counted}`"
            if counted
            else "give its class a `unit` first"
        )
        yield Problem(
            "an equivalent goes from an amount of the drug to one of its class", entry.at("equivalent"), hint
        )


def _check_salt(entry: Entry[ConceptRecord], at: int, salt: SaltRecord) -> Iterator[Problem]:
    try:
        number, unit = read_amount(salt.fraction)
        fits = 0 < number <= 1 and not unit
    except ValueError:
        fits = False
    if not fits:
        place = entry.at("salts", at, "fraction")
        yield Problem(
            f"`{salt.fraction}` is not a part of the whole", place, "write a number between 0 and 1"
        )


def _check_slip(entry: Entry[ConceptRecord], at: int, limit: str, drawers: Drawers) -> Iterator[Problem]:
    parameter = drawers.parameters.entries.get(limit)
    wanted = f"{counted_in(drawers, entry.name)}/day"
    if parameter is not None and parameter.record.unit != wanted:
        found = parameter.record.unit or "no unit"
        message = f"`{limit}` is in {found}, but amounts of `{entry.name}` are in {wanted}"
        yield Problem(message, entry.at("implausible", at, "limit"), f"name a parameter in {wanted}")
