"""The patients of some groups of an export: most by joining what is read once, the others one by one.

A patient is read alone where something depends on other resources or on its own
dates: pregnancies, orders and what was handed over for them, medicines told twice.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from osteon.basics.errors import ProfileError
from osteon.doors.fhir.entries import found_at
from osteon.doors.fhir.reading import HANDLERS, FhirRecord, Reader
from osteon.doors.fhir.walking import Walked
from osteon.doors.registry.bulk_contents import Contents
from osteon.doors.registry.bulk_spread import ORDER, Products, Spread
from osteon.doors.registry.bulk_together import Account, Read, Together, TogetherFiles, pieces
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.how import Reading as How
from osteon.doors.registry.partition import Bad, Found, Patient
from osteon.doors.registry.rows import TableFiles, rows_of
from osteon.doors.registry.spread_sql import DATES, dated
from osteon.doors.registry.stand_ins import with_dates
from osteon.doors.screen.form import LISTS

if TYPE_CHECKING:
    import duckdb

ALONE = "alone.parquet"
_ROWS_AT_ONCE = 250_000
_NOBODYS = "it does not say whose it is"
_FIELDS = ("id", "patient", "kind", "content", "classes", "dates")
_KINDS = ", ".join(quoted(kind) for kind in HANDLERS)
_readers: dict[tuple[int, str], Reader] = {}


class Group:
    """The resources of some groups of patients of an export that was spread."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        spread: Spread,
        how: How,
        groups: Sequence[int],
    ) -> None:
        self._connection = connection
        self._how = how
        self._spread = spread
        self._reader = reader_of(how)
        self._contents = Contents(self._reader.namer, how.as_of, Products(connection, spread).find)
        self._groups = groups

    def _take(self, rows: pa.Table) -> None:
        """Call some resources, with what they say, `every`."""
        rows = self._spread.with_texts(rows)
        self._connection.register("mine", rows)
        names = [dated(at) for at in range(len(DATES))]
        days = ", ".join(each if each in rows.column_names else "CAST(NULL AS VARCHAR)" for each in names)
        self._connection.execute(
            "CREATE OR REPLACE TEMP VIEW every AS "
            f"SELECT id, patient, kind, content, classes, [{days}] AS dates FROM mine AS r "
            f"JOIN {self._spread.contents} AS c ON c.nth = r.nth"
        )

    def one_by_one(self) -> Iterator[Found]:
        """Yield every patient, read alone, and what is nobody's."""
        self._take(self._spread.rows(self._groups))
        for kind, id in self._nobodys():
            yield Bad(f"{kind}/{id}", _NOBODYS, "resource")
        yield from self._patients("coalesce(patient, '') <> ''")

    def one(self, key: str) -> Found | None:
        """Return the patient of an id; None if there is none."""
        self._take(self._spread.rows(self._groups))
        return next(self._patients(f"patient = {quoted(key)}"), None)

    def _patients(self, which: str) -> Iterator[Found]:
        for patient, resources in self._by_patient(f"SELECT * FROM every WHERE {which}"):
            if any(each["resourceType"] == "Patient" for each in resources):
                yield self._alone(patient, resources)[0]
            elif any(each["resourceType"] in HANDLERS for each in resources):
                yield Bad(f"Patient/{patient}", "the export has no such patient", "resources")

    def write(self, folder: str, read: Read) -> Account:
        """Write the rows of every patient, and return what became of the resources by type."""
        account: dict[str, Counter[str]] = {}
        nobodys, strays = [], []
        with TogetherFiles(folder, self._spread.dates) as files:
            for rows in self._in_pieces():
                together = Together(read, rows)
                files.add(together)
                nobodys += together.nobodys
                strays.append(together.strays)
                _add(account, together.account())
        self._take(pa.concat_tables(strays, promote_options="default"))
        try:
            _add(account, self._written_alone(folder))
        finally:
            self._connection.unregister("mine")
        with open(os.path.join(folder, "bad.ndjson"), "w", encoding="utf-8") as file:
            for kind, id in sorted(nobodys):
                bad = {"place": f"{kind}/{id}", "why": _NOBODYS, "what": "resource"}
                file.write(json.dumps(bad, ensure_ascii=False) + "\n")
        return {kind: dict(sorted(counts.items())) for kind, counts in sorted(account.items())}

    def _in_pieces(self) -> Iterator[pa.Table]:
        """Yield the resources of some patients at a time: what is worked on stays near the processor."""
        for group in self._groups:
            yield from pieces(self._spread.rows([group]), _ROWS_AT_ONCE)

    def _nobodys(self) -> list[tuple[str, str]]:
        return self._connection.execute(
            "SELECT kind, coalesce(id, '?') FROM every "
            f"WHERE coalesce(patient, '') = '' AND kind IN ({_KINDS}) ORDER BY ALL"
        ).fetchall()

    def _written_alone(self, folder: str) -> dict[str, dict[str, int]]:
        account: dict[str, Counter[str]] = {}
        paths = {name: os.path.join(folder, name, ALONE) for name in ("patients", *LISTS)}
        with TableFiles(paths) as tables:
            for patient, resources in self._by_patient("SELECT * FROM every"):
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
        told = self._connection.execute(
            f"SELECT {', '.join(_FIELDS)} FROM ({rows}) ORDER BY patient, {ORDER}, kind, id, content, dates"
        )
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


def _add(account: dict[str, Counter[str]], more: Account) -> None:
    for kind, counts in more.items():
        account.setdefault(kind, Counter()).update(counts)


def reader_of(how: How) -> Reader:
    """Return the reader of a rulebook, made once."""
    key = (id(how.rulebook), how.as_of.isoformat())
    if key not in _readers:
        _readers[key] = Reader(how.rulebook)
    return _readers[key]


def _fetched(told: Any) -> Iterator[tuple[Any, ...]]:
    while batch := told.fetchmany(10_000):
        yield from batch


def _resource(row: tuple[Any, ...]) -> dict[str, Any]:
    id, patient, kind, content, classes, dates = row
    letters = classes or "-" * len(dates)
    own = [None if letter == "-" else day or "not a date" for letter, day in zip(letters, dates, strict=True)]
    resource = with_dates(json.loads(content) if content else {}, own)
    whose = {} if kind == "Patient" else {"subject": {"reference": f"Patient/{patient}"}}
    return {**resource, **whose, "resourceType": kind, "id": id or ""}
