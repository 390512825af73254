"""How much: mean per day, largest single dose, number of products, courses, likely slips.

Sums are intervals. What has no amount, or one that was set aside, raises the
upper end without limit; the lower end stays what is certain.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, NOTHING_KNOWN, Interval, Number, tidy
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import read_amount
from osteon.patient.case import Case
from osteon.patient.diet import diet_amount
from osteon.patient.dosing import course_days
from osteon.patient.intake import Intake
from osteon.patient.lists import ASSUMED, OPEN
from osteon.patient.product import NO_AMOUNT_KNOWN, added, larger
from osteon.patient.taking import About
from osteon.patient.troubles import NotAssessed
from osteon.patient.words import truth

_NOTHING = Interval(0, 0)
_DAYS_A_WEEK = 7


class Total(NamedTuple):
    """A daily amount; `plus` names the diet field that is added, or is empty."""

    name: str
    of: str
    plus: str = ""


class CourseFact(NamedTuple):
    """A recorded course: at most so many weeks, with a mean above so much a day."""

    name: str
    of: str
    longest: Number | None
    above: Number | None


def daily_amounts(case: Case, facts: Sequence[Total]) -> None:
    """Derive "daily amount": the mean per day over active and planned products."""
    for name, of, plus in facts:
        at = case.holders.get(of)
        if at is not None:
            total = _finished(case, name, of, at, _listed(case, of, at))
        elif case.closed[of] == OPEN:
            total = NOTHING_KNOWN
        else:
            total = _finished(case, name, of, (), _NOTHING)
        case.values[name] = added(total, diet_amount(case, plus)) if plus else total


def largest_amounts(case: Case, facts: Sequence[About]) -> None:
    """Derive "largest amount": the largest single administration."""
    for name, of in facts:
        at = case.holders.get(of, ())
        largest = _NOTHING
        for each in at:
            largest = larger(largest, _single(case.intakes[each], of))
        case.values[name] = _finished(case, name, of, at, largest)


def counts(case: Case, facts: Sequence[About]) -> None:
    """Derive "count": the active and planned entries that contain a nutrient."""
    for name, of in facts:
        at = case.holders.get(of, ())
        listed = [each for each in at if not case.intakes[each].stated]
        stated = len(at) > len(listed)
        low = len(listed) - (len(case.doubled.intersection(listed)) if case.doubled else 0)
        # A stated total comes from at least one product; nobody said from how many.
        value = Interval(max(low, 1), BOUNDLESS) if stated else Interval(low, len(listed))
        case.values[name] = _finished(case, name, of, at, value)


def _finished(case: Case, name: str, of: str, at: Sequence[int], value: Interval) -> Interval:
    if at:
        case.evidence[name] = list(at)
        for each in at:
            if of in case.intakes[each].product.assumed:
                case.assumed.add(name)
    closed = case.closed[of]
    if closed == OPEN:
        return Interval(value.low, BOUNDLESS)
    if closed == ASSUMED:
        case.assumed.add(name)
    return value


def _listed(case: Case, of: str, at: Sequence[int]) -> Interval:
    if len(at) == 1:
        return case.intakes[at[0]].product.daily.get(of, NO_AMOUNT_KNOWN)
    low: Number | float = 0
    high: Number | float = 0
    for each in at:
        intake = case.intakes[each]
        if intake.stated:
            return _with_statements(case, of, at)
        amount = intake.product.daily.get(of, NO_AMOUNT_KNOWN)
        high += amount.high
        if each not in case.doubled:
            low += amount.low
    return _tidied(low, high)


def _tidied(low: Number | float, high: Number | float) -> Interval:
    return Interval(
        tidy(low) if isinstance(low, Fraction) else low, tidy(high) if isinstance(high, Fraction) else high
    )


def _sum(case: Case, of: str, at: Iterable[int]) -> Interval:
    total = _NOTHING
    for each in at:
        amount = case.intakes[each].product.daily.get(of, NO_AMOUNT_KNOWN)
        total = added(total, Interval(0, amount.high) if each in case.doubled else amount)
    return total


def _with_statements(case: Case, of: str, at: Sequence[int]) -> Interval:
    """Put stated totals and listed entries together: at least the larger, at most both."""
    intakes, left = case.intakes, list(at)
    total = _NOTHING
    for top in _widest(intakes, at):
        within = [each for each in left if each != top and _overlap(intakes[top], intakes[each])]
        stated, listed = _sum(case, of, (top,)), _sum(case, of, within)
        if within:
            _report_overlap(case, intakes[top], len(within))
            stated = Interval(max(stated.low, listed.low), stated.high + listed.high)
        total = added(total, stated)
        left = [each for each in left if each != top and each not in within]
    return _tidied(*added(total, _sum(case, of, left)))


def _widest(intakes: Sequence[Intake], at: Sequence[int]) -> list[int]:
    stated = [each for each in at if intakes[each].stated]
    return [
        each
        for each in stated
        if not any(
            other != each and _covers(intakes[other], intakes[each])
            and (other < each or not _covers(intakes[each], intakes[other]))
            for other in stated
        )
    ]  # fmt: skip


def _overlap(statement: Intake, other: Intake) -> bool:
    # An entry that only says "vitamin D" may be the vitamin D3 whose total was stated.
    vague = any(part.concept.id in statement.product.everything for part in other.product.parts)
    return vague or _covers(statement, other)


def _covers(statement: Intake, other: Intake) -> bool:
    return any(concept.id in other.product.everything for concept in statement.product.concepts)


def _report_overlap(case: Case, statement: Intake, listed: int) -> None:
    entries = "1 entry holds" if listed == 1 else f"{listed} entries hold"
    why = f"a total was stated and {entries} it as well; both one and the other stay possible"
    note = NotAssessed(
        statement.name, statement.where, why, "leave out the total, or the amounts in the lists"
    )
    if note not in case.not_assessed:
        case.not_assessed.append(note)


def _single(intake: Intake, of: str) -> Interval:
    single = intake.product.single.get(of, NO_AMOUNT_KNOWN)
    if not intake.stated or intake.entry is None:
        return single
    # A stated daily total may be taken in parts; one for a longer period is one administration.
    every = read_amount(str(intake.entry["amount"])).every_days if single.high < BOUNDLESS else None
    return single if every is not None and every > 1 else Interval(0, single.high)


def recorded_courses(case: Case, facts: Sequence[CourseFact]) -> None:
    """Derive "recorded course": a prescriber wrote down a course that is short and high enough.

    An entry that does not say so is no course; where the lists were not told, there may be one.
    """
    for name, of, longest, above in facts:
        at = [each for each in case.holders.get(of, ()) if _is_course(case.intakes[each], of, longest, above)]
        if at:
            case.values[name] = YES
            case.evidence[name] = at
        elif case.closed_to_all == OPEN:
            case.values[name] = UNKNOWN
        else:
            case.values[name] = NO
            if case.closed_to_all == ASSUMED:
                case.assumed.add(name)


def _is_course(intake: Intake, of: str, longest: Number | None, above: Number | None) -> bool:
    entry = intake.entry
    if entry is None or longest is None or above is None or truth(entry.get("prescribed")) is not YES:
        return False
    days = course_days(entry)
    if days is None or days > longest * _DAYS_A_WEEK:
        return False
    return intake.product.daily.get(of, NO_AMOUNT_KNOWN).low > above


def implausible_amounts(case: Case, facts: Sequence[About]) -> None:
    """Derive "implausible amount": an amount was set aside as a likely slip of the unit."""
    odd = [at for at, intake in enumerate(case.intakes) if intake.product.quarantined and _counts(intake)]
    closed = case.closed_to_all
    for name, of in facts:
        at = [each for each in odd if of == "any" or of in case.intakes[each].product.quarantined]
        case.values[name] = YES if at else UNKNOWN if closed == OPEN else NO
        if at:
            case.evidence[name] = at
        elif closed == ASSUMED:
            case.assumed.add(name)


def _counts(intake: Intake) -> bool:
    return intake.status in ("active", "planned", "unknown")
