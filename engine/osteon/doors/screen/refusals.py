"""Whose rows cannot be read as a profile at all, and why: each such patient is set aside with the reason."""

from collections.abc import Iterator, Mapping
from typing import Any

from osteon.doors.screen.engines import Engine
from osteon.doors.screen.form import LISTS, NONE, SAID, TOLD, UNKNOWN
from osteon.patient.document import MAXIMUM_ENTRIES

REFUSED = "refused"
"""The table of the patients that are set aside."""

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
