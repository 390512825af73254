"""Days and ages, counted in whole days from the day of the evaluation."""

from datetime import date

from osteon.basics.quantity import BOUNDLESS, NEVER, Interval, exactly


def read_day(text: object) -> date | None:
    """Return the day of an ISO text (a time behind it is ignored), or None if it is not one."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def read_span(text: object) -> tuple[date, date] | None:
    """Return the first and last possible day of "1954-03-01", "1954-03" or "1954"."""
    parts = str(text).split("-") if not isinstance(text, date) else [str(text)]
    try:
        if len(parts) == 1 and len(str(text)) == 4:
            return date(int(parts[0]), 1, 1), date(int(parts[0]), 12, 31)
        if len(parts) == 2:
            year, month = int(parts[0]), int(parts[1])
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None
    day = read_day(text)
    return None if day is None else (day, day)


def whole_years(born: date, on: date) -> int:
    """Return the age in whole years. Who is born on 29 February ages on 1 March in common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_on(birth: object, on: date) -> Interval | None:
    """Return the age in whole years from a full or partial birth date, or None if it cannot be read."""
    span = read_span(birth)
    if span is None or span[0] > on:
        return None
    return Interval(max(whole_years(span[1], on), 0), whole_years(span[0], on))


def nearest(days: "list[int | None]", *, closed: bool) -> Interval:
    """Return how many days ago the nearest of some events was. None in the list: an event of unknown day.

    `closed` says that there were no other events.
    """
    known = [day for day in days if day is not None]
    if closed and len(known) == len(days):
        return exactly(min(known)) if known else NEVER
    return Interval(0, min(known) if known else BOUNDLESS)
