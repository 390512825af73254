"""Birth dates of patients who are equally old on a day, told as one of them.

A population has some ten thousand birth dates and some hundred ages.
"""

from datetime import date

from osteon.doors.screen.form import Row

OLDEST = 110
"""Whoever is older is read as written."""


def as_old(as_of: date, row: Row) -> Row:
    """Return what tells an age with a birth date that tells the same."""
    return {**row, "birth_date": birthday(str(row["birth_date"]), as_of)}


def birthday(text: str, as_of: date) -> str:
    """Return a birth date as the first or the last day of its year.

    Completed years depend on the year, and on whether the birthday of this year has come. Whatever is no
    whole day, lies ahead, or is long past stands as it was written.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if day.isoformat() != text or not 0 < as_of.year - day.year <= OLDEST:
        return text
    return f"{text[:4]}-01-01" if text[5:] <= as_of.isoformat()[5:] else f"{text[:4]}-12-31"
