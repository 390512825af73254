"""Whether an entry is taken on a day: its status, its dates, and what to do when they disagree.

Where they disagree, exposure is assumed: it is safer to warn about a product
that was stopped than to be silent about one that was not.
"""

from osteon.basics.typed import NamedTuple
from osteon.patient.dates import Span, read_span
from osteon.patient.naming import Entry
from osteon.patient.numerals import shortened
from osteon.patient.troubles import NotAssessed, Troubles, contradiction
from osteon.patient.words import ACTIVE, IN_ERROR, NOT_KNOWN, PLANNED, STOPPED


class Course(NamedTuple):
    """The state of an entry on a day, with the dates that lie on or before it."""

    status: str
    started: Span | None = None
    stopped: Span | None = None
    changed: Span | None = None


ONGOING = Course(ACTIVE)


def read_course(entry: Entry, today: int, troubles: Troubles) -> Course:
    """Return the state of an entry on a day. `today` is a day number."""
    said = entry.get("status")
    if "started" not in entry and "stopped" not in entry and "changed" not in entry:
        return Course(said) if isinstance(said, str) else ONGOING
    started, stopped, changed = (date_of(entry, key, troubles) for key in ("started", "stopped", "changed"))
    status = _status(said, started, stopped, today, troubles)
    if said is None and stopped is None and entry.get("stopped") is not None:
        status = NOT_KNOWN
    return Course(status, _past(started, today), _past(stopped, today), _past(changed, today))


def date_of(entry: Entry, key: str, troubles: Troubles) -> Span | None:
    """Return a date of an entry, or None where it was not told or cannot be read (which is reported)."""
    text = entry.get(key)
    if text is None:
        return None
    try:
        return read_span(str(text))
    except ValueError as trouble:
        troubles.append(NotAssessed(shortened(str(text)), key, "this is not a date", str(trouble)))
        return None


def _past(span: Span | None, today: int) -> Span | None:
    return span if span is not None and span.first <= today else None


def _status(said: object, started: Span | None, stopped: Span | None, today: int, troubles: Troubles) -> str:
    if said in (NOT_KNOWN, IN_ERROR):
        return str(said)
    to_come = started is not None and started.first > today
    has_stopped = stopped is not None and stopped.first <= today
    if stopped is not None and started is not None and stopped.last < started.first:
        troubles.append(_clash("stopped", "it was stopped before it was started"))
        return PLANNED if to_come else ACTIVE
    if has_stopped and said in (ACTIVE, PLANNED):
        troubles.append(_clash("status", f'it is "{said}", yet it has a date on which it was stopped'))
        return ACTIVE
    if said == STOPPED and stopped is not None and not has_stopped:
        troubles.append(_clash("stopped", "it is stopped, yet the date of the stop is still to come"))
        return ACTIVE
    if has_stopped or said == STOPPED:
        return STOPPED
    if said == PLANNED and started is not None and not to_come:
        troubles.append(_clash("status", 'it is "planned", yet it has been started'))
        return ACTIVE
    return PLANNED if to_come or said == PLANNED else ACTIVE


def _clash(where: str, why: str) -> NotAssessed:
    return contradiction(where, f"{why}; it is assumed to be taken", "correct status or dates")
