"""When was it last stopped, started or changed? In whole days before the day of the evaluation.

An event without a date happened some time: the answer is an interval. An event
that never happened lies infinitely long ago.
"""

from collections.abc import Callable, Sequence

from osteon.basics.quantity import BOUNDLESS, NEVER, NOTHING_KNOWN, Interval, Number
from osteon.patient.case import Case
from osteon.patient.dates import days_ago, nearest
from osteon.patient.intake import Intake
from osteon.patient.lists import ASSUMED, OPEN
from osteon.patient.taking import AboutSubject, Subject, closed_to
from osteon.patient.words import ACTIVE, IN_ERROR, NOT_KNOWN, STOPPED

_Event = Callable[[Intake, int], Interval | None]


def days_since_stopped(case: Case, facts: Sequence[AboutSubject]) -> None:
    """Derive "days since stopped": the most recent stop."""
    for name, subject in facts:
        _derive(case, name, subject, _stop)


def days_since_changed(case: Case, facts: Sequence[AboutSubject]) -> None:
    """Derive "days since changed": the most recent start, stop or change of dose."""
    for name, subject in facts:
        _derive(case, name, subject, _change)


def _derive(case: Case, name: str, subject: Subject, event: _Event) -> None:
    latest, behind = _latest(case, subject.id, event)
    closed = closed_to(case, subject)
    if closed == OPEN:
        # Not even "takes none" helps here: it may have been stopped yesterday.
        latest = Interval(0, latest.high)
    elif closed == ASSUMED:
        case.assumed.add(name)
    case.values[name] = latest
    if behind:
        case.evidence[name] = behind


def _latest(case: Case, of: str, event: _Event) -> tuple[Interval, list[int]]:
    low: Number | float = BOUNDLESS
    high: Number | float = BOUNDLESS
    behind = []
    for at, intake in enumerate(case.intakes):
        product = intake.product
        surely = of in product.everything
        if not (surely or product.unrecognised or of in product.may_hold) or intake.status == IN_ERROR:
            continue
        days = event(intake, case.today)
        if days is None:
            continue
        behind.append(at)
        low = min(low, days.low)
        if surely and intake.status != NOT_KNOWN:
            high = min(high, days.high)
    return (Interval(low, high) if behind else NEVER), behind


def _stop(intake: Intake, today: int) -> Interval | None:
    if intake.stopped is not None:
        return days_ago(intake.stopped, today)
    if intake.status not in (STOPPED, NOT_KNOWN):
        return None
    return _since_start(intake, today)


def _since_start(intake: Intake, today: int) -> Interval:
    # It was stopped some time between its start and today.
    return NOTHING_KNOWN if intake.started is None else Interval(0, days_ago(intake.started, today).high)


def _change(intake: Intake, today: int) -> Interval | None:
    if intake.stopped is None and intake.status in (STOPPED, NOT_KNOWN):
        return _since_start(intake, today)
    events = [days_ago(each, today) for each in intake.dates if each is not None]
    if events:
        return nearest(events)
    return NOTHING_KNOWN if intake.status == ACTIVE else None
