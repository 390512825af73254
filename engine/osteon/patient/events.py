"""Surgery behind and ahead, and what the patient was already told, in days."""

from collections.abc import Mapping, Sequence

from osteon.basics.quantity import NEVER, NOTHING_KNOWN, Interval
from osteon.patient.case import Case
from osteon.patient.dates import Span, days_ago, days_ahead, nearest, read_span
from osteon.patient.lists import ASSUMED, OPEN, Told
from osteon.patient.numerals import shortened
from osteon.patient.status import date_of
from osteon.patient.taking import About
from osteon.patient.troubles import NotAssessed, Troubles, contradiction
from osteon.patient.words import DONE, PLANNED


class Operations:
    """The surgery of one patient: how many days behind and ahead each lies. `told` is the list."""

    __slots__ = ("ahead", "behind", "told")

    def __init__(self, told: Told) -> None:
        self.told = told
        self.behind: list[Interval] = []
        self.ahead: list[Interval] = []


_NOT_TOLD = Operations(Told((), OPEN, False))


def read_surgeries(case: Case) -> Operations:
    """Read the list of surgeries."""
    told = case.told("surgeries")
    if not told.given:
        return _NOT_TOLD
    found = Operations(told)
    for at, entry in enumerate(found.told.entries):
        # An operation of which only the name is told has no date.
        operation = entry if isinstance(entry, dict) else {}
        troubles: Troubles = []
        _place(found, operation.get("status"), date_of(operation, "date", troubles), case.today, troubles)
        if troubles:
            case.report(troubles, f"surgeries[{at}]")
    return found


def _place(found: Operations, status: object, day: Span | None, today: int, troubles: Troubles) -> None:
    if day is None:
        # Without a date it may have been yesterday, or be tomorrow.
        if status != PLANNED:
            found.behind.append(NOTHING_KNOWN)
        if status != DONE:
            found.ahead.append(NOTHING_KNOWN)
        return
    if day.last <= today or status == DONE and day.first <= today:
        found.behind.append(days_ago(day, today))
        if status == PLANNED and day.last < today:
            why = "it is planned for a day that is past; it is taken as done"
            troubles.append(contradiction("date", why, "correct the status or the date"))
        return
    found.ahead.append(days_ahead(day, today))
    if day.first <= today and status != PLANNED:
        found.behind.append(Interval(0, NEVER.high))
    if status == DONE:
        why = "it is done, yet its day is still to come; it is taken as planned"
        troubles.append(contradiction("date", why, "correct the status or the date"))


def days_since_surgery(case: Case, facts: Sequence[About], found: Operations) -> None:
    """Derive "days since surgery": the most recent one."""
    _derive(case, facts, found.behind, found.told)


def days_until_surgery(case: Case, facts: Sequence[About], found: Operations) -> None:
    """Derive "days until surgery": the next one."""
    _derive(case, facts, found.ahead, found.told)


def _derive(case: Case, facts: Sequence[About], days: list[Interval], told: Told) -> None:
    if not facts:
        return
    distance = nearest(days)
    if told.closed == OPEN:
        distance = Interval(0, distance.high) if days else NOTHING_KNOWN
    for name, _ in facts:
        case.values[name] = distance
        if told.closed == ASSUMED:
            case.assumed.add(name)


def days_since_counselled(case: Case, facts: Sequence[About], topics: frozenset[str]) -> None:
    """Derive "days since counselled". Counselling is written down: not recorded is never."""
    told = case.document.get("counselled")
    days = _counselled(case, told, topics) if isinstance(told, dict) else {}
    for name, of in facts:
        case.values[name] = days.get(of, NEVER)


def _counselled(case: Case, told: Mapping[str, object], topics: frozenset[str]) -> dict[str, Interval]:
    days: dict[str, Interval] = {}
    for topic, text in told.items():
        where = f"counselled.{shortened(topic)}"
        if topic not in topics:
            hint = f"topics: {', '.join(sorted(topics))}" if topics else ""
            case.not_assessed.append(NotAssessed(shortened(topic), where, "no rule knows this topic", hint))
        elif text is not None:
            days[topic] = _day(case, str(text), where)
    return days


def _day(case: Case, text: str, where: str) -> Interval:
    try:
        day = read_span(text)
    except ValueError as trouble:
        case.not_assessed.append(NotAssessed(shortened(text), where, "this is not a date", str(trouble)))
        return NOTHING_KNOWN
    if day.first > case.today:
        why = "it lies after the day of the evaluation, so it does not count"
        case.not_assessed.append(NotAssessed(text, where, why, "correct the date"))
        return NEVER
    return days_ago(day, case.today)
