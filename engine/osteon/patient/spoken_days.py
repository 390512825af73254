"""Days as people say them: "today", "10 days ago", "in 2 weeks", or "3 months ago": some day of it."""

import re
from datetime import date, timedelta

from osteon.patient.answered import NEVER_SAID
from osteon.patient.dates import read_span

PERIODS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
"""The periods that are a certain number of days."""

_NEVER = ("never", "no", "none", "not planned")
_AGO = re.compile(r"(?:in )?(\d{1,4}) (day|week|month|year)s?(?: ago)?")


def spoken_day(text: str, as_of: date, way: int) -> str:
    """Return a day as a profile writes it: "2026-11-20", "2026-11", "2026", or "never".

    `way` is -1 where the past is asked for and 1 where the future is. Raises ValueError for anything else.
    """
    word = text.casefold()
    if word in _NEVER:
        return NEVER_SAID
    said = {"today": as_of, "yesterday": as_of - timedelta(1), "tomorrow": as_of + timedelta(1)}.get(word)
    ago = _AGO.fullmatch(word)
    if ago and ago[2] in PERIODS:
        said = as_of + way * timedelta(int(ago[1]) * PERIODS[ago[2]])
    elif ago:
        # Nobody means the very day when they say "three months ago".
        return _about(as_of, way * int(ago[1]), ago[2])
    day = said.isoformat() if said else text
    read_span(day)
    return day


def _about(as_of: date, count: int, period: str) -> str:
    months = as_of.year * 12 + as_of.month - 1 + (count if period == "month" else count * 12)
    text = f"{months // 12:04}-{months % 12 + 1:02}" if period == "month" else f"{months // 12:04}"
    read_span(text)
    return text
