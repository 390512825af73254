"""Dated numbers: each has a unit, a day from which it holds, and a source."""

import re
from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.basics.quantity import Number, exact
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ParameterRecord, ValueRecord
from osteon.knowledge.models import Parameter, Value

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: +(\S.*))?")


def read_amount(text: str) -> tuple[Number, str]:
    """Split "5000 IU/day" into an exact number and its unit. Raises ValueError if it is no such thing."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not an amount")
    return exact(found[1]), found[2] or ""


def check_parameters(drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with the values of parameters."""
    for entry in drawers.parameters:
        for day, value in entry.record.values.items():
            yield from _check_value(entry, day, value)
            yield from drawers.evidence.unknown(value.source, entry.at("values", day, "source"))


def _check_value(entry: Entry[ParameterRecord], day: str, value: ValueRecord) -> Iterator[Problem]:
    declared = entry.record.unit
    place = entry.at("values", day, "value")
    try:
        _, unit = read_amount(value.value)
    except ValueError:
        hint = f"write the number in plain digits, then the unit: 5000 {declared}".rstrip()
        yield Problem(f"`{value.value}` is not an amount", place, hint)
        return
    if unit != declared:
        said, meant = unit or "no unit", declared or "no unit"
        message = f"the value of `{entry.name}` is in {said}, but the parameter is in {meant}"
        yield Problem(
            message,
            place,
            f"write it in {declared}, or change `unit`" if declared else f"declare it: `unit: {unit}`",
        )


def parameters_of(drawers: Drawers) -> dict[str, Parameter]:
    """Return the parameters of a checked pack, each with its values in the order of their days."""
    return {entry.name: _parameter(entry.name, entry.record) for entry in drawers.parameters}


def _parameter(name: str, record: ParameterRecord) -> Parameter:
    values = (_value(day, value) for day, value in sorted(record.values.items()))
    return Parameter(name, record.reads, record.unit, tuple(values))


def _value(day: str, record: ValueRecord) -> Value:
    number, _ = read_amount(record.value)
    return Value(day, number, record.source, record.note)
