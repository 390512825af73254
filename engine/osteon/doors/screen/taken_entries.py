"""The entries of all lists on the day: what each holds, its state, its dates, and what is listed twice."""

from collections.abc import Sequence
from datetime import date
from itertools import product

from osteon.doors.screen.day_classes import AHEAD
from osteon.doors.screen.taken_contents import DATES, SAID
from osteon.patient.status import read_course
from osteon.patient.troubles import Troubles
from osteon.patient.words import INTAKE_STATUSES

ACTIVE, PLANNED, STOPPED, UNKNOWN, IN_ERROR = range(len(INTAKE_STATUSES))
"""The states of an entry, as the tables hold them."""

CURRENT = f"status <= {PLANNED}"
DOUBTED = f"status = {UNKNOWN}"

_SIDES = 3


def courses() -> list[tuple[int, int, int]]:
    """Return the state of an entry for every combination of what it says and where its dates lie.

    A row is the code of the combination, the place of the state in INTAKE_STATUSES, and whether status and
    dates contradict each other. It is read from `read_course` itself, by one example of each combination.
    """
    found = []
    for word, said in SAID.items():
        for started, stopped, before in product(range(_SIDES), range(_SIDES), range(2)):
            entry = {"status": word} | _EXAMPLES.get((started, stopped, before), {})
            troubles: Troubles = []
            status = read_course(
                {key: text for key, text in entry.items() if text}, _EXAMPLE_DAY, troubles
            ).status
            code = ((said * _SIDES + started) * _SIDES + stopped) * 2 + before
            found.append((code, INTAKE_STATUSES.index(status), int(any(each.clash for each in troubles))))
    return found


_EXAMPLE_DAY = date(2026, 6, 15).toordinal()
_NONE, _PAST, _AHEAD = range(_SIDES)
_EXAMPLES = {
    (_PAST, _NONE, 0): {"started": "2026-05-01"},
    (_AHEAD, _NONE, 0): {"started": "2026-07-01"},
    (_NONE, _PAST, 0): {"stopped": "2026-05-01"},
    (_NONE, _AHEAD, 0): {"stopped": "2026-07-01"},
    (_PAST, _PAST, 0): {"started": "2026-04-01", "stopped": "2026-05-01"},
    (_PAST, _PAST, 1): {"started": "2026-05-01", "stopped": "2026-04-01"},
    (_PAST, _AHEAD, 0): {"started": "2026-05-01", "stopped": "2026-07-01"},
    # Some time in this year it was stopped, and that may still be to come.
    (_AHEAD, _PAST, 0): {"started": "2026-07-01", "stopped": "2026"},
    (_AHEAD, _PAST, 1): {"started": "2026-07-01", "stopped": "2026-05-01"},
    (_AHEAD, _AHEAD, 0): {"started": "2026-07-01", "stopped": "2026-08-01"},
    (_AHEAD, _AHEAD, 1): {"started": "2026-08-01", "stopped": "2026-07-01"},
}
"""Every way in which the dates of an entry can lie: where the start is, where the stop is, and whether the
whole of the stop lies before the whole of the start. What is missing here cannot be, or has no dates."""


SAYING = ("content", "kind", "same", "taken", "negated", "adding", "concerned")
"""What is asked of the content of an entry over and over, so that it stands beside it."""

PAST_DAYS = tuple(f"{each}_{end}" for each in DATES for end in ("first", "last"))
"""The columns of the first and the last day that each date may be, NULL if it lies ahead."""

DAY_CLASSES = tuple(f"{each}_class" for each in DATES)
"""The columns of the classes of these dates."""


def entries(rows: str, today: int) -> str:
    """Return the query for the entries of a table of rows: contents, numbers of dates, and state on the day.

    `today` is the number of the day.
    """
    # Dictionaries are wide, so that sums fit; these are numbers of things, and stand in millions of rows.
    said = (f"CAST(d.{column} AS INTEGER) AS {column}" for column in SAYING)
    told = ", ".join((*(f"r.{each}" for each in DATES), *said))
    sides = [
        f"CASE WHEN {each}.first IS NULL THEN 0 WHEN {each}.first <= {today} THEN 1 ELSE 2 END"
        for each in DATES[:2]
    ]
    before = "CASE WHEN stopped.last < started.first THEN 1 ELSE 0 END"
    code = f"((d.said * {_SIDES} + {sides[0]}) * {_SIDES} + {sides[1]}) * 2 + {before}"
    columns = ", ".join(f"e.{each}" for each in ("patient", "place", "position", "key", *DATES, *SAYING))
    state = ", ".join(f"CAST(c.{each} AS INTEGER) AS {each}" for each in ("status", "clash"))
    return (
        f"SELECT {columns}, {state} FROM "
        f"(SELECT r.patient, r.place, r.position, r.key, {told}, {code} AS course "
        f"FROM {rows} AS r JOIN taken AS d ON d.key = r.key {_days('r', DATES[:2])}) AS e "
        "JOIN courses AS c ON c.code = e.course"
    )


def _days(of: str, dates: Sequence[str]) -> str:
    return " ".join(f"LEFT JOIN days AS {each} ON {each}.key = {of}.{each}" for each in dates)


def with_past_days(entries: str, today: int) -> str:
    """Return the query for entries with the columns of PAST_DAYS."""
    days = ", ".join(
        f"CASE WHEN {each}.first <= {today} THEN {each}.{end} END AS {each}_{end}"
        for each in DATES
        for end in ("first", "last")
    )
    return f"SELECT e.*, {days} FROM {entries} AS e {_days('e', DATES)}"


def with_day_classes(entries: str) -> str:
    """Return the query for entries with the columns of DAY_CLASSES."""
    classes = ", ".join(f"COALESCE({each}.class, {AHEAD}) AS {each}_class" for each in DATES)
    return f"SELECT e.*, {classes} FROM {entries} AS e {_days('e', DATES)}"


def doubled(entries: str, today: int) -> str:
    """Return the query for the entries that stand a second time, word for word, with the same dates."""
    dates = " || ',' || ".join(f"COALESCE(CAST({each} AS VARCHAR), '')" for each in PAST_DAYS)
    listed = f"{CURRENT} AND same IS NOT NULL"
    several = (
        f"(SELECT e.* FROM {entries} AS e JOIN (SELECT patient, same FROM {entries} WHERE {listed} "
        "GROUP BY patient, same HAVING COUNT(*) > 1) AS m ON m.patient = e.patient AND m.same = e.same "
        f"WHERE {CURRENT} AND e.same IS NOT NULL)"
    )
    return (
        "SELECT patient, place, position FROM (SELECT *, FIRST_VALUE(dates) OVER twice AS at_first, "
        "ROW_NUMBER() OVER twice AS nth "
        f"FROM (SELECT patient, place, position, same, {dates} AS dates "
        f"FROM ({with_past_days(several, today)}) AS d) "
        "WINDOW twice AS (PARTITION BY patient, same ORDER BY place, position)) AS n "
        "WHERE nth > 1 AND dates = at_first"
    )
