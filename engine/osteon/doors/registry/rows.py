"""A profile as rows of the relational form: the way back from `document_of`, which says what rows mean."""

import json
from collections.abc import Mapping
from typing import Any, Self

from osteon.basics.truth import NO, YES
from osteon.doors.screen.form import (
    BY_NAME,
    COMPLETE,
    DIET,
    INCOMPLETE,
    JSON,
    LISTED,
    LISTS,
    PATIENT,
    PERSON,
    POSITION,
    SAID,
    TABLES,
    UNKNOWN,
)
from osteon.patient.words import truth

Cells = dict[str, str | int | None]
TableRows = dict[str, list[Cells]]


def rows_of(patient: str, document: Mapping[str, object]) -> TableRows:
    """Return the rows of a checked document, by table.

    What whoever read a record could not use ("unread") decides nothing and is not held. Raises ValueError
    for `answers`, which the relational form cannot hold.
    """
    if document.get("answers"):
        raise ValueError(
            "answers cannot be held in the relational form: tell what they answer by other fields"
        )
    person: Cells = {PATIENT: patient}
    for column in PERSON:
        if document.get(column.name) is not None:
            person[column.name] = text_of(document[column.name])
    diet = document.get("diet")
    if isinstance(diet, dict):
        person |= {
            column: text_of(diet[field]) for column, field in DIET.items() if diet.get(field) is not None
        }
    rows: TableRows = {"patients": [person]}
    for name in LISTS:
        told, listed = document.get(name), _declared(document.get("complete"), name)
        if isinstance(told, list):
            person[f"{name}_told"] = listed
            rows[name] = [_entry(patient, name, at, entry) for at, entry in enumerate(told)]
        elif told is not None or name == "tests" and listed == INCOMPLETE:
            person[f"{name}_told"] = listed if told is None else _word(str(told), listed)
    for name in SAID:
        said = document.get(name)
        if isinstance(said, dict):
            rows[name] = [
                {PATIENT: patient, POSITION: at, "name": each, "said": text_of(value)}
                for at, (each, value) in enumerate(said.items())
            ]
    return rows


def _word(told: str, listed: str) -> str:
    return INCOMPLETE if listed == INCOMPLETE and told != UNKNOWN else told


def _declared(complete: object, name: str) -> str:
    # One word for all lists does not speak of the tests.
    one = complete.get(name) if isinstance(complete, dict) else None if name == "tests" else complete
    said = truth(one)
    return COMPLETE if said is YES else INCOMPLETE if said is NO else LISTED


def _entry(patient: str, table: str, at: int, entry: object) -> Cells:
    cells: Cells = {PATIENT: patient, POSITION: at}
    if not isinstance(entry, dict):
        cells["name"] = text_of(entry)
        return cells
    for column in BY_NAME[table].columns[2:]:
        value = entry.get(column.name)
        if value is not None:
            cells[column.name] = (
                json.dumps(value, ensure_ascii=False) if column.holds == JSON else text_of(value)
            )
    return cells


def text_of(value: object) -> str:
    """Write a value of a profile as a cell holds it."""
    if value is True or value is False:
        return "yes" if value else "no"
    return str(value)


class TableFiles:
    """Files of the relational form being written, one Parquet for each table."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._arrow = pa
        self._held: dict[str, list[Cells]] = {name: [] for name in paths}
        self._schemas = {name: pa.schema(_fields(name, pa)) for name in paths}
        self._writers: dict[str, Any] = {
            name: parquet.ParquetWriter(path, self._schemas[name], compression="zstd")
            for name, path in paths.items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name, writer in self._writers.items():
            self._flush(name)
            writer.close()

    def add(self, rows: TableRows) -> None:
        """Write the rows of one patient."""
        for name, listed in rows.items():
            self._held[name] += listed
            if len(self._held[name]) >= 65_536:
                self._flush(name)

    def _flush(self, name: str) -> None:
        if self._held[name]:
            table = self._arrow.Table.from_pylist(self._held[name], schema=self._schemas[name])
            self._writers[name].write_table(table)
            self._held[name] = []


def _fields(table: str, pa: Any) -> list[tuple[str, Any]]:
    return [
        (column.name, pa.int32() if column.name == POSITION else pa.string())
        for column in BY_NAME[table].columns
    ]


def table_paths(folder: str) -> dict[str, str]:
    """Return a file for each table in a folder."""
    return {table.name: f"{folder}/{table.name}.parquet" for table in TABLES}
