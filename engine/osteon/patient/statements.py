"""Statements about a substance as a whole: `takes: {vitamin-k2: none}`, `d3_dose: 5000 IU/day`.

A statement names a total from all products, so it can close what the lists
leave open. Where it clashes with a list, exposure is assumed.
"""

from collections.abc import Iterator, Mapping

from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import AmountError, is_unknown, read_amount
from osteon.patient.formulary import Formulary
from osteon.patient.intake import CURRENT, Intake
from osteon.patient.naming import unrecognised
from osteon.patient.numerals import shortened
from osteon.patient.troubles import NotAssessed
from osteon.patient.words import ACTIVE, NOT_KNOWN

D3 = "vitamin-d3"

_TAKEN = frozenset(("taken", "yes", "true"))
_NOT_TAKEN = frozenset(("none", "no", "false"))


class Statements(NamedTuple):
    """What was stated: intakes (taken, or not known whether), and the concepts stated to be not taken."""

    intakes: list[Intake]
    not_taken: dict[str, str]


def read_statements(
    document: Mapping[str, object], formulary: Formulary, troubles: list[NotAssessed]
) -> Statements:
    """Read `takes` and `d3_dose`. `not_taken` maps each such concept to its place in the profile."""
    found = Statements([], {})
    for name, value, where in _said(document):
        resolution = formulary.terminology.resolve(name)
        if resolution is None:
            troubles.append(unrecognised(name, formulary.terminology, where))
        word = str(value).strip().casefold()
        if word in _NOT_TAKEN or _is_zero(value):
            if resolution is not None:
                found.not_taken[resolution.concept.id] = where
            continue
        label = resolution.concept.label if resolution else name
        found.intakes.append(_intake(name, label, word, value, where, formulary))
    return found


def _said(document: Mapping[str, object]) -> Iterator[tuple[str, object, str]]:
    takes = document.get("takes")
    if isinstance(takes, dict):
        for name, value in takes.items():
            if value is not None:
                yield name, value, f"takes.{shortened(name)}"
    dose = document.get("d3_dose")
    if dose is not None:
        yield D3, dose, "d3_dose"


def _intake(name: str, label: str, word: str, value: object, where: str, formulary: Formulary) -> Intake:
    if word in _TAKEN:
        return Intake(label, where, formulary.product({"name": name}), ACTIVE, True)
    if is_unknown(word):
        return Intake(label, where, formulary.product({"name": name}), NOT_KNOWN, True)
    return Intake(
        label,
        where,
        formulary.product({"name": name, "amount": value}),
        ACTIVE,
        True,
        entry={"amount": value},
    )


def _is_zero(value: object) -> bool:
    try:
        return not read_amount(value).value if isinstance(value, str) else False
    except AmountError:
        return False


def clashes(intakes: list[Intake], not_taken: dict[str, str]) -> Iterator[NotAssessed]:
    """Yield every entry that contains what was stated to be not taken."""
    for concept, where in not_taken.items():
        for intake in intakes:
            if intake.status in CURRENT and concept in intake.product.everything:
                why = f'it contradicts {intake.where}, "{shortened(intake.name)}"; exposure is assumed'
                yield NotAssessed(concept, where, why, "correct one of the two", clash=True)
