"""What the entries of the two lists say beside substance and amount: salt, source, how often, how long.

What a fact asks of an entry it asks of active and planned entries only, and an
entry that leaves the answer open leaves the fact open.
"""

from collections.abc import Sequence
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, NOTHING_KNOWN, Interval, Number, exactly, tidy
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.basics.typed import NamedTuple
from osteon.patient.case import Case
from osteon.patient.dates import days_ago
from osteon.patient.dosing import course_days
from osteon.patient.intake import Intake
from osteon.patient.lists import ASSUMED, OPEN
from osteon.patient.naming import text_of
from osteon.patient.product import NO_AMOUNT_KNOWN
from osteon.patient.taking import About
from osteon.patient.terminology import normalised
from osteon.patient.words import truth

_NONE_TAKEN = exactly(0)


class Recorded(NamedTuple):
    """Does an entry that holds the concept (as this salt, if one is named) record this answer in a field?"""

    name: str
    of: str
    field: str
    answer: Truth
    salt: str
    within: frozenset[str]


class SaltFact(NamedTuple):
    """Is the concept taken as this salt? `within` are the concept and everything narrower."""

    name: str
    of: str
    salt: str
    within: frozenset[str]


class SourceFact(NamedTuple):
    """Is the concept taken from a source other than this one? `source` is normalised."""

    name: str
    of: str
    source: str


def recorded(case: Case, facts: Sequence[Recorded]) -> None:
    """Derive "recorded". An entry that says nothing of it, or that names no salt, leaves it open."""
    for name, of, field, answer, salt, within in facts:
        sure, silent = [], []
        for at in case.holders.get(of, ()):
            intake = case.intakes[at]
            said, salts = _says(intake, field), _salts(intake, within)
            unnamed = not salts or "" in salts
            if said not in (answer, UNKNOWN) or salt and salt not in salts and not unnamed:
                continue
            if said is answer and (not salt or salt in salts):
                sure.append(at)
            else:
                silent.append(at)
        _settle(case, name, of, sure, silent)


def _says(intake: Intake, field: str) -> Truth:
    return UNKNOWN if intake.entry is None else truth(intake.entry.get(field))


def _salts(intake: Intake, within: frozenset[str]) -> list[str]:
    return [part.salt for part in intake.product.parts if part.concept.id in within]


def taking_salt(case: Case, facts: Sequence[SaltFact]) -> None:
    """Derive "taking salt". An entry that names no salt may be this one."""
    for name, of, salt, within in facts:
        sure, unnamed = [], []
        for at in case.holders.get(of, ()):
            salts = _salts(case.intakes[at], within)
            if salt in salts:
                sure.append(at)
            elif not salts or "" in salts:
                unnamed.append(at)
        _settle(case, name, of, sure, unnamed)


def other_sources(case: Case, facts: Sequence[SourceFact]) -> None:
    """Derive "other source". An entry that does not say its source counts: it may be any."""
    for name, of, source in facts:
        at = [each for each in case.holders.get(of, ()) if normalised(_source(case.intakes[each])) != source]
        _settle(case, name, of, at, [])


def _source(intake: Intake) -> str:
    return "" if intake.entry is None else text_of(intake.entry, "source")


def _settle(case: Case, name: str, of: str, sure: list[int], unsure: list[int]) -> None:
    closed = case.closed[of]
    case.values[name] = YES if sure else UNKNOWN if unsure or closed == OPEN else NO
    if sure or unsure:
        case.evidence[name] = sure or unsure
    elif closed == ASSUMED:
        case.assumed.add(name)


def times_a_day(case: Case, facts: Sequence[About]) -> None:
    """Derive "times a day": of the entries that hold the concept, the one taken least often."""
    for name, of in facts:
        at = case.holders.get(of, ())
        often = [_often(case.intakes[each], of) for each in at]
        if often:
            case.evidence[name] = list(at)
            if any(of in case.intakes[each].product.assumed for each in at):
                case.assumed.add(name)
            case.values[name] = Interval(min(each.low for each in often), min(each.high for each in often))
        else:
            case.values[name] = _without(case, name, of)


def _often(intake: Intake, of: str) -> Interval:
    daily = intake.product.daily.get(of, NO_AMOUNT_KNOWN)
    single = intake.product.single.get(of, NO_AMOUNT_KNOWN)
    if not daily.is_exact or not single.is_exact or not single.low or intake.stated:
        return NOTHING_KNOWN
    return exactly(tidy(Fraction(daily.low) / Fraction(single.low)))


def days_taken(case: Case, facts: Sequence[About]) -> None:
    """Derive "days taken": the longest, so far or as planned. Without a plan only what has passed counts."""
    for name, of in facts:
        at = case.holders.get(of, ())
        long = [_long(case.intakes[each], case.today) for each in at]
        if long:
            case.evidence[name] = list(at)
            case.values[name] = Interval(max(each.low for each in long), max(each.high for each in long))
        else:
            case.values[name] = _without(case, name, of)


def _long(intake: Intake, today: int) -> Interval:
    planned: Number | None = None if intake.entry is None else course_days(intake.entry)
    if intake.started is None:
        return NOTHING_KNOWN if planned is None else exactly(planned)
    passed = days_ago(intake.started, today)
    return passed if planned is None else Interval(max(passed.low, planned), max(passed.high, planned))


def _without(case: Case, name: str, of: str) -> Interval:
    closed = case.closed[of]
    if closed == ASSUMED:
        case.assumed.add(name)
    return Interval(0, BOUNDLESS) if closed == OPEN else _NONE_TAKEN
