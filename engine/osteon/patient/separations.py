"""How long before or after calcium another medicine is taken: "4 hours", "30 min", or only yes or no."""

from collections.abc import Collection, Sequence

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly
from osteon.basics.truth import UNKNOWN, Truth
from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case
from osteon.patient.durations import is_answer, read_minutes
from osteon.patient.naming import unrecognised
from osteon.patient.numerals import AmountError, shortened
from osteon.patient.terminology import Terminology
from osteon.patient.troubles import NotAssessed
from osteon.patient.words import truth

APART = "apart_from_calcium"
"""The field of a profile that tells it, by the name of the other medicine."""


class SeparationFact(NamedTuple):
    """A fact about a medicine. `related` are the medicine and everything wider and narrower."""

    name: str
    related: Collection[str]


class Apart(NamedTuple):
    """What was told of one medicine: the minutes, or whether somebody confirmed that it is far enough."""

    concept: str
    minutes: Interval
    confirmed: Truth


def read_apart(case: Case, terminology: Terminology) -> list[Apart]:
    """Read the field. What cannot be used is reported."""
    told = case.document.get(APART)
    found = []
    for name, value in told.items() if isinstance(told, dict) else ():
        where = f"{APART}.{shortened(str(name))}"
        resolution = terminology.resolve(str(name))
        if resolution is None:
            case.not_assessed.append(unrecognised(str(name), terminology, where))
        elif value is not None:
            found.append(_apart(case, resolution.concept.id, value, where))
    return found


def _apart(case: Case, concept: str, value: object, where: str) -> Apart:
    if is_answer(value):
        return Apart(concept, NOTHING_KNOWN, truth(value))
    try:
        return Apart(concept, exactly(read_minutes(str(value))), UNKNOWN)
    except AmountError as trouble:
        note = NotAssessed(shortened(str(value)), where, trouble.message, trouble.hint)
        case.not_assessed.append(note)
        return Apart(concept, NOTHING_KNOWN, UNKNOWN)


def separations(case: Case, told: list[Apart], facts: Sequence[SeparationFact]) -> None:
    """Derive "separation": minutes between the medicine and calcium, the shortest that was told."""
    for name, related in facts:
        minutes = [each.minutes for each in told if each.concept in related]
        low = min((each.low for each in minutes), default=0)
        case.values[name] = Interval(low, min(each.high for each in minutes)) if minutes else NOTHING_KNOWN


def separations_confirmed(case: Case, told: list[Apart], facts: Sequence[SeparationFact]) -> None:
    """Derive "separation confirmed": did somebody confirm that it is far enough apart?"""
    for name, related in facts:
        answers = [each.confirmed for each in told if each.concept in related]
        case.values[name] = min(answers, default=UNKNOWN)
