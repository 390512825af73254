"""Whose rows cannot be read as a profile at all, and why: each such patient is set aside with the reason."""

from collections.abc import Iterator, Mapping

from osteon.basics.typed import Any
from osteon.doors.screen.engines import Engine
from osteon.doors.screen.form import DIET, LISTS, NONE, SAID, TOLD, UNKNOWN
from osteon.doors.screen.taken_contents import DATES, ENTRIES, STATEMENTS
from osteon.patient.document import MAXIMUM_ENTRIES

REFUSED = "refused"
"""The table of the patients that are set aside."""

DATED = {"conditions": "since", "tests": "date"}
"""The lists that tell a day of each row, besides those of what is taken."""

Refusal = tuple[Any, str, str]
"""A patient, a place and a reason."""


def refusals(engine: Engine, sources: Mapping[str, list[str]]) -> Iterator[Refusal]:
    """Yield every patient whose rows contradict the form, with the place and the reason."""
    yield from _patients(engine)
    words = ", ".join(f"'{word}'" for word in TOLD)
    for name in LISTS:
        if f"{name}_told" in sources["patients"]:
            wrong = f"SELECT patient, {name}_told FROM src_patients WHERE {name}_told NOT IN ({words})"
            for patient, told in engine.query(wrong):
                yield (
                    patient,
                    f"{name}_told",
                    f"{told!r} says nothing of a list (write one of: {', '.join(TOLD)})",
                )
    for name in (*LISTS, *SAID):
        if name in sources:
            yield from _entries(engine, name)


def _patients(engine: Engine) -> Iterator[Refusal]:
    twice = (
        "SELECT patient, COUNT(*) FROM src_patients GROUP BY patient HAVING COUNT(*) > 1 OR patient IS NULL"
    )
    for patient, number in engine.query(twice):
        if patient is None:
            yield "", "patients", "a row names no patient"
        else:
            yield patient, "patients", f"the patient has {number} rows (leave one)"


def _entries(engine: Engine, name: str) -> Iterator[Refusal]:
    strangers = (
        f"SELECT DISTINCT t.patient FROM src_{name} AS t "
        "LEFT JOIN src_patients AS p ON p.patient = t.patient WHERE p.patient IS NULL"
    )
    for (patient,) in engine.query(strangers):
        yield patient, name, "the table of patients has no such patient"
    many = f"SELECT patient, COUNT(*) FROM src_{name} GROUP BY patient HAVING COUNT(*) > {MAXIMUM_ENTRIES}"
    for patient, number in engine.query(many):
        yield patient, name, f"{number:,} entries are more than the {MAXIMUM_ENTRIES:,} that a list may have"
    if name in SAID:
        twice = (
            f"SELECT patient, name FROM src_{name} WHERE name IS NOT NULL AND said IS NOT NULL "
            "GROUP BY patient, name HAVING COUNT(*) > 1"
        )
        for patient, said in engine.query(twice):
            yield patient, name, f"{said!r} stands twice (leave one of the two out)"
        return
    empty = (
        f"SELECT DISTINCT t.patient, {name}_told FROM src_{name} AS t JOIN src_patients AS p "
        f"ON p.patient = t.patient WHERE {name}_told IN ('{NONE}', '{UNKNOWN}')"
    )
    for patient, told in engine.query(empty):
        yield patient, f"{name}_told", f"the list is {told!r} and has entries (correct one of the two)"


def unread(engine: Engine, name: str) -> Iterator[Refusal]:
    """Yield the patients with a content that has a problem."""
    joined = f"JOIN {name} AS d ON d.problem IS NOT NULL AND d.key ="
    if name == "taken":
        sql = f"SELECT r.patient, r.place, r.position, d.problem FROM taken_rows AS r {joined} r.key"
        for patient, place, position, problem in engine.query(sql):
            where = f"{ENTRIES[place]}[{position}]" if place < len(ENTRIES) else STATEMENTS
            yield patient, where, problem
        return
    for where, sql in _askers(name, joined):
        for patient, problem in engine.query(sql):
            yield patient, where, problem


def _askers(name: str, joined: str) -> Iterator[tuple[str, str]]:
    if name in ("who", "age"):
        yield "patients", f"SELECT r.patient, d.problem FROM rows_patients AS r {joined} r.{name}_key"
    elif name == "diet":
        for column in DIET:
            yield column, f"SELECT r.patient, d.problem FROM rows_patients AS r {joined} r.{column}_key"
    elif name == "days":
        for each in DATES:
            yield (
                f"medications or supplements, {each}",
                f"SELECT r.patient, d.problem FROM taken_rows AS r {joined} r.{each}",
            )
        for table, column in DATED.items():
            yield (
                f"{table}, {column}",
                f"SELECT r.patient, d.problem FROM rows_{table} AS r {joined} r.{column}",
            )
    else:
        yield name, f"SELECT r.patient, d.problem FROM rows_{name} AS r {joined} r.key"
