"""The relational form of a population: which tables there are, and what the rows of one patient say.

A population is a table of patients and a table for each list of a profile. Every
cell is text, and an empty one was not told. `document_of` is the one place that
says what rows mean: it writes the profile that `osteon.evaluate` reads, and
whatever screens many patients at a time has to come to the same verdicts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from osteon.basics.errors import Problem, ProfileError
from osteon.basics.typed import NamedTuple

TEXT, DAY, WORD, YES_NO, NUMBER, JSON, PLACE = (
    "text", "day", "word", "yes/no", "number", "JSON", "whole number",
)  # fmt: skip
"""What a cell holds. A day is 2026-11-24, 2026-11 or 2026; a place counts from 0 within a patient's list."""


class Column(NamedTuple):
    """A column: its name, what a cell of it holds, and what that says."""

    name: str
    holds: str
    says: str


class Table(NamedTuple):
    """A table. `key` is the field of a profile that its rows fill."""

    name: str
    key: str
    columns: tuple[Column, ...]


PATIENT = "patient"
POSITION = "position"
ORIGIN = "origin"

LISTED, COMPLETE, INCOMPLETE, NONE, UNKNOWN = "listed", "complete", "incomplete", "none", "unknown"
TOLD = (LISTED, COMPLETE, INCOMPLETE, NONE, UNKNOWN)
"""How a list was told: assumed whole, declared whole, declared incomplete, empty for certain, not known.

A cell that is empty means `listed` where the patient has rows in the table, and not told where not.
"""

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies", "tests")
"""The lists of a profile that have a table of their own."""

SAID = ("takes", "counselled", "apart_from_calcium")
"""The fields of a profile that say one thing of each name; they have a table of names too."""

_WHO = Column(PATIENT, TEXT, "the patient; the same in every table")
_WHERE = Column(POSITION, PLACE, "the place of the row in the patient's list")
_NAMED = (
    Column("name", TEXT, "as it was written, in any common spelling"),
    Column("codes", JSON, 'a list of codes: [{"system": "ATC", "code": "B01AA03"}]'),
)

_TAKEN = (
    _WHO, _WHERE, *_NAMED,
    Column("status", WORD, "active, planned, stopped, unknown or entered in error"),
    Column("started", DAY, "the day it was or will be started"),
    Column("stopped", DAY, "the day it was stopped"),
    Column("changed", DAY, "the day of the last change of dose"),
    Column("amount", TEXT, "with a unit: 5000 IU/day, 50,000 IU weekly"),
    Column("form", TEXT, "for example MK-7"),
    Column("salt", TEXT, "for example carbonate"),
    Column("units", NUMBER, "units of the product at a time; 1-2 is a range"),
    Column("times_per_day", NUMBER, "how often a day"),
    Column("every_days", NUMBER, "7 for once a week"),
    Column("as_needed", YES_NO, "the mean per day may be as low as nothing"),
    Column("ingredients", JSON, "what one unit holds: a list of names, or of name, amount, form and salt"),
    Column("prescribed", YES_NO, "is it prescribed?"),
    Column("course_weeks", NUMBER, "the length of a prescribed course, in weeks"),
    Column("course_days", NUMBER, "the same, in days"),
    Column("with_food", YES_NO, "is it taken with food?"),
    Column("with_fat_meal", YES_NO, "is it taken with a meal that contains fat?"),
    Column("third_party_tested", YES_NO, "did an independent laboratory test it?"),
    Column("source", TEXT, "what it is made from, or where it is from"),
    Column("class", TEXT, "for example multivitamin"),
    Column(ORIGIN, TEXT, "where it came from in a record; decides nothing"),
)  # fmt: skip

_ORIGIN = _TAKEN[-1]
_DIAGNOSED = Column("status", WORD, "confirmed, history, suspected, refuted or family history")

DIET = {
    "diet_natto": "natto",
    "diet_vitamin_k_consistent": "vitamin_k_consistent",
    "diet_calcium": "calcium",
    "diet_vitamin_k": "vitamin_k",
}
"""The columns of a patient that tell of the diet, and the field of each."""

PERSON = (
    Column("birth_date", DAY, "a year or a month is enough"),
    Column("age", NUMBER, "completed years"),
    Column("sex", WORD, "female, male or unknown"),
    Column("deceased", YES_NO, "nobody who has died is advised"),
    Column("pregnancy", WORD, "pregnant, possible, not pregnant or unknown"),
    Column("pregnant", YES_NO, "the short form of pregnancy"),
    Column("breastfeeding", YES_NO, "is the patient breastfeeding?"),
    Column("postmenopausal", YES_NO, "is the patient past the menopause?"),
    Column("osteoporosis", YES_NO, "the short form of a condition"),
    Column("d3_dose", TEXT, "the total vitamin D3 from all products"),
)
"""The columns of a patient that are fields of a profile of the same name."""

PATIENTS = Table(
    "patients",
    "",
    (
        _WHO, *PERSON,
        Column("diet_natto", TEXT, "natto eaten: 1 serving/week"),
        Column("diet_vitamin_k_consistent", YES_NO, "about the same amount of vitamin K every week?"),
        Column("diet_calcium", TEXT, "calcium eaten: 600 mg/day"),
        Column("diet_vitamin_k", TEXT, "vitamin K eaten: 90 mcg/day"),
        *(Column(f"{name}_told", WORD, f"how the list was told: {', '.join(TOLD)}") for name in LISTS),
    ),
)  # fmt: skip

TABLES = (
    PATIENTS,
    Table("medications", "medications", _TAKEN),
    Table("supplements", "supplements", _TAKEN),
    Table("conditions", "conditions", (
        _WHO, _WHERE, *_NAMED, _DIAGNOSED, Column("since", DAY, "the day it began"), _ORIGIN,
    )),
    Table("allergies", "allergies", (_WHO, _WHERE, *_NAMED, _DIAGNOSED, _ORIGIN)),
    Table("surgeries", "surgeries", (
        _WHO, _WHERE, Column("name", TEXT, "which operation"),
        Column("date", DAY, "the day it was or will be done"),
        Column("status", WORD, "done or planned"), _ORIGIN,
    )),
    Table("tests", "tests", (
        _WHO, _WHERE, *_NAMED, Column("value", TEXT, "with its unit where the test has one: 18 ng/mL"),
        Column("date", DAY, "the day of the test"), Column("target_low", TEXT, "the lower target"),
        Column("target_high", TEXT, "the upper target"), _ORIGIN,
    )),
    Table("takes", "takes", (
        _WHO, _WHERE, Column("name", TEXT, "a substance as a whole"),
        Column("said", TEXT, "taken, none, unknown, or its total: 5000 IU/day"),
    )),
    Table("counselled", "counselled", (
        _WHO, _WHERE, Column("name", TEXT, "a topic"),
        Column("said", DAY, "the day the patient was counselled on it"),
    )),
    Table("apart_from_calcium", "apart_from_calcium", (
        _WHO, _WHERE, Column("name", TEXT, "a medicine"),
        Column("said", TEXT, "the time between it and calcium, or yes where it is enough: 4 hours"),
    )),
)  # fmt: skip
"""Every table. All but `patients` may be left out, and so may every column but `patient`."""

BY_NAME = {table.name: table for table in TABLES}

Row = Mapping[str, object]
Rows = Mapping[str, Sequence[Row]]
"""The rows of one patient by table. A row maps columns to cells; None or "" is a cell that is empty."""


def document_of(rows: Rows) -> dict[str, object]:
    """Return the profile that the rows of one patient say, as `osteon.evaluate` reads it.

    `rows` has exactly one row of `patients`; the rows of a list are taken in the order of their positions.
    Raises ProfileError for rows that contradict each other: entries in a list that was told to be empty or
    not known, a word that is none of TOLD, the same name twice in a table of names, JSON that is none.
    """
    (patient,) = rows["patients"]
    document = {column.name: _cell(patient, column) for column in PERSON}
    document["id"] = _text(patient.get(PATIENT))
    diet = {field: _text(patient.get(column)) for column, field in DIET.items()}
    document["diet"] = {field: said for field, said in diet.items() if said is not None} or None
    complete: dict[str, object] = {}
    for name in LISTS:
        document[name] = _list(_text(patient.get(f"{name}_told")), name, _in_order(rows, name), complete)
    document["complete"] = complete or None
    for name in SAID:
        document[name] = _names(_in_order(rows, name), name) or None
    return {name: value for name, value in document.items() if value is not None}


def _in_order(rows: Rows, name: str) -> list[Row]:
    return sorted(rows.get(name, ()), key=lambda row: int(str(row.get(POSITION) or 0)))


def _list(told: str | None, name: str, rows: list[Row], complete: dict[str, object]) -> object:
    if told is None:
        told = LISTED if rows else UNKNOWN
        if not rows:
            return None
    if told not in TOLD:
        raise _wrong(f"{name}_told", f"{told!r} says nothing of a list", f"write one of: {', '.join(TOLD)}")
    if rows and told in (NONE, UNKNOWN):
        raise _wrong(f"{name}_told", f"the list is {told!r} and has entries", "correct one of the two")
    if told in (COMPLETE, INCOMPLETE):
        complete[name] = "yes" if told == COMPLETE else "no"
    if name == "tests":
        return None if told == UNKNOWN else [entry_of(name, row) for row in rows]
    if told in (NONE, UNKNOWN):
        return told
    return [entry_of(name, row) for row in rows]


def entry_of(table: str, row: Row) -> dict[str, object]:
    """Return one row of a list as an entry of a profile.

    Raises ProfileError for a cell that should be JSON and is not.
    """
    said = ((column.name, _cell(row, column)) for column in BY_NAME[table].columns[2:])
    return {name: value for name, value in said if value is not None}


def _names(rows: list[Row], table: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, said in _said(rows):
        if name in found:
            raise _wrong(table, f"{name!r} stands twice", "leave one of the two out")
        found[name] = said
    return found


def _said(rows: list[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        name, said = _text(row.get("name")), _text(row.get("said"))
        if name is not None and said is not None:
            yield name, said


def _cell(row: Row, column: Column) -> object:
    text = _text(row.get(column.name))
    if text is None:
        return None
    if column.holds == JSON:
        try:
            return json.loads(text)
        except ValueError as trouble:
            raise _wrong(column.name, f"this is not JSON: {trouble}", f"it holds {column.says}") from trouble
    # What is a whole number is said as one, which a profile is checked for more quickly.
    return int(text) if column.holds == NUMBER and text.isascii() and text.isdigit() else text


def _text(cell: object) -> str | None:
    return None if cell is None or cell == "" else str(cell)


def _wrong(where: str, message: str, hint: str) -> ProfileError:
    return ProfileError([Problem(f"{where}: {message}", hint=hint)])
