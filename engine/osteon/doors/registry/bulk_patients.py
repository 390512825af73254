"""The patients of some groups of an export: most by joining what is read once, the others one by one.

A patient is read alone where something depends on other resources or on its own
dates: pregnancies, orders and what was handed over for them, medicines told twice.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import ProfileError
from osteon.doors.fhir.accounting import NOT_RELEVANT
from osteon.doors.fhir.entries import found_at
from osteon.doors.fhir.reading import HANDLERS, FhirRecord, Reader
from osteon.doors.fhir.walking import Walked
from osteon.doors.registry.bulk_contents import DATED, Contents, Entry, Reading, Said
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.how import Reading as How
from osteon.doors.registry.partition import Bad, Found, Patient
from osteon.doors.registry.rows import TableFiles, rows_of, text_of
from osteon.doors.registry.stand_ins import with_dates
from osteon.doors.screen.form import BY_NAME, INCOMPLETE, JSON, LISTS, PATIENT, POSITION

if TYPE_CHECKING:
    import duckdb


_FIELDS = ("id", "patient", "kind", "content", "classes", "dates")
_NOBODYS = "it does not say whose it is"
_readers: dict[tuple[int, str], tuple[Reader, Contents]] = {}


class Group:
    """The resources of some groups of patients. `medications` are the files of the products they refer to."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        files: Sequence[str],
        how: How,
        medications: Sequence[str],
    ) -> None:
        self._connection = connection
        self._how = how
        self._products = Products(connection, medications)
        key = (id(how.rulebook), how.as_of.isoformat())
        if key not in _readers:
            reader = Reader(how.rulebook)
            _readers[key] = reader, Contents(reader.namer, how.as_of, self._products.find)
        self._reader, self._contents = _readers[key]
        self._contents.follow(self._products.find)
        fields = ", ".join(_FIELDS)
        listed = ", ".join(map(quoted, files))
        texts = ", ".join(f"NULL::VARCHAR AS {each}" for each in _FIELDS[:-1])
        none = f"SELECT {texts}, NULL::VARCHAR[] AS dates LIMIT 0"
        connection.execute(
            "CREATE OR REPLACE VIEW every AS "
            + (f"SELECT {fields} FROM read_parquet([{listed}], hive_partitioning=false)" if files else none)
        )

    def one_by_one(self) -> Iterator[Found]:
        """Yield every patient, read alone, and what is nobody's."""
        for kind, id in self._nobodys():
            yield Bad(f"{kind}/{id}", _NOBODYS, "resource")
        yield from self._patients("coalesce(patient, '') <> ''")

    def one(self, key: str) -> Found | None:
        """Return the patient of an id; None if there is none."""
        return next(self._patients(f"patient = {quoted(key)}"), None)

    def _patients(self, which: str) -> Iterator[Found]:
        for patient, resources in self._by_patient(f"SELECT * FROM every WHERE {which}"):
            if any(each["resourceType"] == "Patient" for each in resources):
                yield self._alone(patient, resources)[0]
            elif any(each["resourceType"] in HANDLERS for each in resources):
                yield Bad(f"Patient/{patient}", "the export has no such patient", "resources")

    def write(self, folder: str) -> dict[str, dict[str, int]]:
        """Write the rows of every patient, and return what became of the resources by type."""
        self._read_contents()
        self._part()
        os.makedirs(folder)
        account = self._written_together(folder)
        for kind, counts in self._written_alone(folder).items():
            for word, number in counts.items():
                account.setdefault(kind, {})[word] = account.get(kind, {}).get(word, 0) + number
        with open(os.path.join(folder, "bad.ndjson"), "w", encoding="utf-8") as file:
            for kind, id in self._nobodys():
                bad = {"place": f"{kind}/{id}", "why": _NOBODYS, "what": "resource"}
                file.write(json.dumps(bad, ensure_ascii=False) + "\n")
        return {kind: dict(sorted(counts.items())) for kind, counts in sorted(account.items())}

    def _nobodys(self) -> list[tuple[str, str]]:
        kinds = ", ".join(quoted(kind) for kind in HANDLERS)
        return self._connection.execute(
            "SELECT kind, coalesce(id, '?') FROM every "
            f"WHERE coalesce(patient, '') = '' AND kind IN ({kinds}) ORDER BY ALL"
        ).fetchall()

    def _read_contents(self) -> None:
        """Read every distinct content, and keep what came of it in tables."""
        distinct: list[Said] = self._connection.execute(
            "SELECT DISTINCT kind, content, classes FROM every WHERE content <> ''"
        ).fetchall()
        readings = [self._contents.read(each) for each in distinct]
        self._keep("contents", ("nth", "kind", "content", "classes", "became", "alone", "course"), [
            (nth, *said, each.became, not each.is_alone, each.course)
            for nth, (said, each) in enumerate(zip(distinct, readings, strict=True))
        ])  # fmt: skip
        for table in ("patients", *LISTS):
            self._keep_entries(table, readings)

    def _keep_entries(self, table: str, readings: Sequence[Reading]) -> None:
        columns = [
            each.name for each in BY_NAME[table].columns if each.name not in (PATIENT, POSITION, "origin")
        ]
        dated = [name for name in columns if name in DATED]
        rows = [
            (
                nth,
                at,
                *(_cell(table, entry, name) for name in columns),
                *(entry.dates.get(name, 0) for name in dated),
            )
            for nth, each in enumerate(readings)
            for at, entry in enumerate(_entries_of(each, table))
        ]
        self._keep(f"said_{table}", ("nth", "at", *columns, *(f"{name}_of" for name in dated)), rows)

    def _keep(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        import pyarrow as pa

        cells = list(zip(*rows, strict=True)) or [()] * len(columns)
        types = {"nth": pa.int64(), "at": pa.int64(), "alone": pa.bool_()}
        kinds = [types.get(each, pa.int64() if each.endswith("_of") else pa.string()) for each in columns]
        arrays = [pa.array(column, kind) for column, kind in zip(cells, kinds, strict=True)]
        self._connection.register("osteon_kept", pa.table(dict(zip(columns, arrays, strict=True))))
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM osteon_kept")
        self._connection.unregister("osteon_kept")

    def _part(self) -> None:
        """Tell the patients who can be read together from those who cannot."""
        self._connection.execute("""
            CREATE OR REPLACE TABLE known AS
            SELECT every.id, every.patient, every.kind, every.dates,
                contents.nth, contents.became, contents.alone, contents.course
            FROM every JOIN contents USING (kind, content, classes) WHERE coalesce(every.patient, '') <> ''
        """)
        self._connection.execute("""
            CREATE OR REPLACE TABLE strays AS
            SELECT DISTINCT patient FROM known WHERE alone
            UNION SELECT patient FROM known WHERE course <> '' GROUP BY patient, course HAVING count(*) > 1
        """)

    def _written_together(self, folder: str) -> dict[str, dict[str, int]]:
        together = "(SELECT * FROM known ANTI JOIN strays USING (patient))"
        for table in ("patients", *LISTS):
            os.makedirs(os.path.join(folder, table))
            columns = [self._column(each.name) for each in BY_NAME[table].columns]
            path = quoted(os.path.join(folder, table, "together.parquet"))
            self._connection.execute(
                f"COPY (SELECT {', '.join(columns)} FROM {together} AS k "
                f"JOIN said_{table} AS s ON s.nth = k.nth) "
                f"TO {path} (FORMAT parquet)"
            )
        return self._counted(together)

    def _counted(self, together: str) -> dict[str, dict[str, int]]:
        kinds = ", ".join(quoted(kind) for kind in HANDLERS)
        found: dict[str, dict[str, int]] = {}
        counted = self._connection.execute(
            f"SELECT kind, became, count(*) FROM {together} GROUP BY ALL"
        ).fetchall()
        others = (
            f"SELECT kind, '{NOT_RELEVANT}', count(*) FROM every "
            f"WHERE kind NOT IN ({kinds}, 'Medication') GROUP BY kind"
        )
        for kind, became, number in [*counted, *self._connection.execute(others).fetchall()]:
            found.setdefault(kind or "no type", {})[became] = number
        return found

    @staticmethod
    def _column(name: str) -> str:
        if name == PATIENT:
            return "k.patient"
        if name == POSITION:
            place = "row_number() OVER (PARTITION BY k.patient ORDER BY k.kind, k.id, s.at)"
            return f"CAST({place} - 1 AS INTEGER) AS position"
        if name == "origin":
            return "k.kind || '/' || k.id AS origin"
        if name.endswith("_told"):
            listed = name.removesuffix("_told")
            held = f"k.patient IN (SELECT h.patient FROM known AS h JOIN said_{listed} AS t ON t.nth = h.nth)"
            return (
                f"'{INCOMPLETE}' AS {name}"
                if listed == "tests"
                else f"CASE WHEN {held} THEN '{INCOMPLETE}' END AS {name}"
            )
        return (
            f'CASE WHEN s."{name}_of" > 0 THEN k.dates[s."{name}_of"] ELSE s."{name}" END AS "{name}"'
            if name in DATED
            else f's."{name}"'
        )

    def _written_alone(self, folder: str) -> dict[str, dict[str, int]]:
        account: dict[str, Counter[str]] = {}
        paths = {name: os.path.join(folder, name, "alone.parquet") for name in ("patients", *LISTS)}
        with TableFiles(paths) as tables:
            for patient, resources in self._by_patient(
                "SELECT every.* FROM every SEMI JOIN strays USING (patient)"
            ):
                found, record = self._alone(patient, resources)
                if isinstance(found, Patient):
                    rows = rows_of(patient, found.document)
                    if not any(each["resourceType"] == "Patient" for each in resources):
                        del rows["patients"]
                    tables.add(rows)
                for item in record.accounting.items if record is not None else ():
                    kind = item.what.partition("/")[0]
                    if kind in HANDLERS:
                        account.setdefault(kind, Counter())[item.kind] += 1
        return {kind: dict(counts) for kind, counts in account.items()}

    def _by_patient(self, rows: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        cursor = self._connection.cursor()
        told = cursor.execute(f"SELECT {', '.join(_FIELDS)} FROM ({rows}) ORDER BY patient, kind, id")
        for patient, resources in groupby(_fetched(told), key=lambda each: each[1]):
            yield patient, [_resource(each) for each in resources]

    def _alone(self, patient: str, resources: list[dict[str, Any]]) -> tuple[Found, FhirRecord | None]:
        walked = Walked()
        products = {each.what: each for resource in resources for each in self._contents.products(resource)}
        walked.found = [found_at(f"{each['resourceType']}/{each['id']}", each) for each in resources]
        walked.found += products.values()
        try:
            record = self._reader.read(walked, self._how.as_of)
        except ProfileError as trouble:
            return Bad(f"Patient/{patient}", "; ".join(each.message for each in trouble.problems)), None
        return Patient(patient, f"Patient/{patient}", record.profile), record


class Products:
    """The Medication resources of an export, fetched when the first is asked for."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", files: Sequence[str]) -> None:
        self._connection = connection
        self._files = files
        self._held: dict[str, str] | None = None

    def find(self, id: str) -> Mapping[str, Any] | None:
        """Return what the product of this id says; None if there is none."""
        if self._held is None:
            listed = ", ".join(map(quoted, self._files))
            every = f"read_parquet([{listed}], hive_partitioning=false)"
            rows = f"SELECT id, content FROM {every} WHERE id IS NOT NULL"
            self._held = dict(self._connection.cursor().execute(rows).fetchall()) if self._files else {}
        content = self._held.get(id)
        return None if content is None else json.loads(content)


def _entries_of(reading: Reading, table: str) -> tuple[Entry, ...]:
    if table == "patients":
        return () if reading.person is None else (reading.person,)
    return tuple(each for each in reading.entries if each.table == table)


def _cell(table: str, entry: Entry, name: str) -> str | None:
    value = entry.cells.get(name)
    if value is None:
        return None
    holds = next(each.holds for each in BY_NAME[table].columns if each.name == name)
    return json.dumps(value, ensure_ascii=False) if holds == JSON else text_of(value)


def _fetched(told: Any) -> Iterator[tuple[Any, ...]]:
    while batch := told.fetchmany(10_000):
        yield from batch


def _resource(row: tuple[Any, ...]) -> dict[str, Any]:
    id, patient, kind, content, classes, dates = row
    own = [None if letter == "-" else day or "not a date" for letter, day in zip(classes, dates, strict=True)]
    resource = with_dates(json.loads(content) if content else {}, own)
    whose = {} if kind == "Patient" else {"subject": {"reference": f"Patient/{patient}"}}
    return {**resource, **whose, "resourceType": kind, "id": id or ""}
