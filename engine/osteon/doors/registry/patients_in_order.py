"""The patients of a part of the relational form, one after the other, each with the rows of all tables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import ProfileError, RunError
from osteon.doors.registry.partition import Bad, Document, Found, Patient
from osteon.doors.screen.form import BY_NAME, PATIENT, POSITION, document_of
from osteon.patient.document import check_document

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 65_536


def patients_in(connection: "duckdb.DuckDBPyConnection", relations: Mapping[str, str]) -> Iterator[Found]:
    """Yield the patients of these rows in the order of their keys, and every row that is nobody's."""
    streams = {name: Stream(connection.cursor(), name, relation) for name, relation in relations.items()}
    lists = {name: stream for name, stream in streams.items() if name != "patients"}
    for patient, people in streams["patients"].groups():
        rows = {name: each.of(patient) for name, each in lists.items()}
        for name, stream in lists.items():
            yield from _nobodys(name, stream.passed())
        if len(people) > 1:
            yield Bad(f"patients: {patient}", f"the patient has {len(people)} rows (leave one)")
        else:
            yield _patient(patient, {"patients": people, **rows})
    for name, stream in lists.items():
        yield from _nobodys(name, stream.rest())


def _nobodys(table: str, keys: Iterable[str | None]) -> Iterator[Bad]:
    for key in dict.fromkeys(keys):
        yield Bad(f"{table}: {key}" if key else table, "the table of patients has no such patient")


def _patient(key: str, rows: Mapping[str, list[dict[str, Any]]]) -> Found:
    try:
        document: Document = document_of(rows)
        if not check_document(document):
            from osteon.patient.profile import read_profile

            document = read_profile(document).document()
    except ProfileError as trouble:
        return Bad(f"patients: {key}", "; ".join(each.message for each in trouble.problems))
    except ValueError as trouble:
        return Bad(f"patients: {key}", f"the position of a row is no whole number: {trouble}")
    return Patient(key, f"patients: {key}", document)


class Stream:
    """The rows of one table in the order of patients, a batch at a time."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", table: str, relation: str) -> None:
        ordered = [PATIENT, POSITION] if table != "patients" else [PATIENT]
        found = connection.execute(f"SELECT * FROM {relation} LIMIT 0").description
        columns = [each[0] for each in found or ()]
        unknown = set(columns) - {column.name for column in BY_NAME[table].columns}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise RunError(f"{table}: {names} is no column of this table: docs/screening.md has them")
        by = ", ".join(f"{each} NULLS FIRST" for each in ordered if each in columns)
        self._rows = _dicts(connection.execute(f"SELECT * FROM {relation} ORDER BY {by}"))
        self._next = next(self._rows, None)
        self._passed: list[str | None] = []

    def groups(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield each patient with the rows."""
        while self._next is not None:
            key = self._next[PATIENT]
            yield str(key), self._take(key)

    def of(self, patient: str) -> list[dict[str, Any]]:
        """Return the rows of a patient; those that come before are passed over, and kept for `passed`."""
        while self._next is not None and _before(self._next[PATIENT], patient):
            self._passed.append(self._next[PATIENT])
            self._next = next(self._rows, None)
        return self._take(patient)

    def passed(self) -> list[str | None]:
        """Return whose rows were passed over since the last time."""
        passed, self._passed = self._passed, []
        return passed

    def rest(self) -> Iterator[str | None]:
        """Yield whose rows are left."""
        while self._next is not None:
            yield self._next[PATIENT]
            self._next = next(self._rows, None)

    def _take(self, key: object) -> list[dict[str, Any]]:
        taken = []
        while self._next is not None and self._next[PATIENT] == key:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken


def _before(key: str | None, patient: str) -> bool:
    return key is None or key.encode() < patient.encode()


def _dicts(found: Any) -> Iterator[dict[str, Any]]:
    names = [each[0] for each in found.description]
    while batch := found.fetchmany(_AT_ONCE):
        for row in batch:
            yield dict(zip(names, row, strict=True))
