"""Amounts that are more likely a slip of the unit than a dose.

MK-7 comes in micrograms and MK-4 in milligrams; vitamin D comes in IU, and 40 of
them are one microgram. A thousandfold slip is kept out of every sum and flagged;
that the substance is taken stays a fact.
"""

from collections.abc import Mapping

from osteon.basics.quantity import Interval, Number
from osteon.patient.terminology import Concept, Implausible
from osteon.patient.units import Unit

_ANY = "any"


def is_implausible(concept: Concept, unit: Unit, daily: Interval, limits: Mapping[str, Number]) -> bool:
    """Say whether a daily mean (in the concept's own unit) is likely a slip, given the unit it was typed in.

    A limit whose parameter has no value on this day does not apply. Of a range that is only partly too
    little, the rest may well be meant; one that is partly too much is not trusted.
    """
    return any(
        rule.limit in limits and _beyond(rule, daily, limits[rule.limit])
        for rule in concept.implausible
        if rule.entered_in in (_ANY, unit.kind)
    )


def _beyond(rule: Implausible, daily: Interval, limit: Number) -> bool:
    match rule.op:
        case ">=":
            return daily.high >= limit
        case ">":
            return daily.high > limit
        case "<":
            return 0 < daily.high < limit
    raise ValueError(f"{rule.op!r} is no comparison for an implausible amount")
