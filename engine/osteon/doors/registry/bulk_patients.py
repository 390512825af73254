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

from osteon.basics.errors import ProfileError
from osteon.doors.fhir.entries import found_at
from osteon.doors.fhir.reading import HANDLERS, FhirRecord, Reader
from osteon.doors.fhir.walking import Walked
from osteon.doors.registry.bulk_contents import Contents
from osteon.doors.registry.bulk_said import LISTED, MOST_ENTRIES, columns_of, days_of, said_at
from osteon.doors.registry.bulk_spread import Products, Spread
from osteon.doors.registry.connecting import quoted
from osteon.doors.registry.how import Reading as How
from osteon.doors.registry.partition import Bad, Found, Patient
from osteon.doors.registry.rows import TableFiles, rows_of
from osteon.doors.registry.spread_sql import DATES, PRODUCT, dated
from osteon.doors.registry.stand_ins import with_dates
from osteon.doors.screen.form import INCOMPLETE, LISTS

if TYPE_CHECKING:
    import duckdb

TOGETHER, ALONE = "together.parquet", "alone.parquet"
_NOBODYS = "it does not say whose it is"
_FIELDS = ("id", "patient", "kind", "content", "classes", "dates")
_KINDS = ", ".join(quoted(kind) for kind in HANDLERS)
_ORDER = "CAST(hash(kind, id) >> 9 AS BIGINT)"
"""The resources of a patient are taken in this order. Room is left for the entries of each."""

_readers: dict[tuple[int, str], Reader] = {}


class Group:
    """The resources of some groups of patients, or of all, of an export that was spread."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        spread: Spread,
        how: How,
        groups: Sequence[int] | None = None,
    ) -> None:
        self._connection = connection
        self._how = how
        self._spread = spread
        self._reader = reader_of(how)
        self._contents = Contents(self._reader.namer, how.as_of, Products(connection, spread).find)
        days = ", ".join(dated(at) for at in range(len(DATES)))
        connection.execute(f"CREATE OR REPLACE VIEW mine AS {spread.rows(connection, groups)}")
        connection.execute(
            f"CREATE OR REPLACE VIEW every AS SELECT id, patient, kind, content, classes, [{days}] AS dates "
            f"FROM mine JOIN {spread.contents} AS c ON c.nth = mine.nth"
        )

    def one_by_one(self) -> Iterator[Found]:
        """Yield every patient, read alone, and what is nobody's."""
        for kind, id in self._nobodys("every"):
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
        self._part()
        os.makedirs(folder)
        account = self._written_together(folder)
        for kind, counts in self._written_alone(folder).items():
            for word, number in counts.items():
                account.setdefault(kind, {})[word] = account.get(kind, {}).get(word, 0) + number
        with open(os.path.join(folder, "bad.ndjson"), "w", encoding="utf-8") as file:
            for kind, id in self._nobodys("resources"):
                bad = {"place": f"{kind}/{id}", "why": _NOBODYS, "what": "resource"}
                file.write(json.dumps(bad, ensure_ascii=False) + "\n")
        return {kind: dict(sorted(counts.items())) for kind, counts in sorted(account.items())}

    def _nobodys(self, rows: str) -> list[tuple[str, str]]:
        return self._connection.execute(
            f"SELECT kind, coalesce(id, '?') FROM {rows} "
            f"WHERE coalesce(patient, '') = '' AND kind IN ({_KINDS}) ORDER BY ALL"
        ).fetchall()

    def _part(self) -> None:
        """Tell the patients who can be read together from those who cannot."""
        self._connection.execute(f"CREATE OR REPLACE TABLE read AS SELECT * FROM {self._spread.read}")
        self._connection.execute(f"""
            CREATE OR REPLACE VIEW resources AS
            SELECT mine.*, kind, became, alone, course, lists, {_ORDER} AS place
            FROM mine JOIN read ON read.nth = mine.nth
        """)
        self._connection.execute("""
            CREATE OR REPLACE VIEW known AS SELECT * FROM resources WHERE coalesce(patient, '') <> ''
        """)
        self._connection.execute("""
            CREATE OR REPLACE TABLE people AS
            SELECT patient, bit_or(lists) AS lists, bool_or(alone) AS alone FROM known GROUP BY patient
        """)
        self._connection.execute("CREATE OR REPLACE TABLE strays AS SELECT patient FROM people WHERE alone")
        # A medicine that is told twice, and a resource that stands there twice.
        for what, which in (("course", "course IS NOT NULL"), ("place", "lists > 0")):
            self._add_strays(f"hash(patient, {what})", which)

    def _add_strays(self, key: str, which: str) -> None:
        """Add the patients of whom several resources have one key. Another who has it too is no harm."""
        self._connection.execute(
            "CREATE OR REPLACE TABLE several AS "
            f"SELECT {key} AS key FROM known WHERE {which} GROUP BY key HAVING count(*) > 1"
        )
        if self._connection.execute("SELECT count(*) FROM several").fetchall() != [(0,)]:
            self._connection.execute(
                f"INSERT INTO strays SELECT DISTINCT patient FROM known WHERE {which} AND {key} IN "
                "(SELECT key FROM several) AND patient NOT IN (SELECT patient FROM strays)"
            )

    def _written_together(self, folder: str) -> dict[str, dict[str, int]]:
        for table in ("patients", *LISTS):
            os.makedirs(os.path.join(folder, table))
            path = quoted(os.path.join(folder, table, TOGETHER))
            self._connection.execute(
                f"COPY ({self._together(table)}) TO {path} "
                "(FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 10000)"
            )
        found: dict[str, dict[str, int]] = {}
        for kind, became, number in self._connection.execute(
            "SELECT kind, became, count(*) FROM known ANTI JOIN strays USING (patient) "
            f"WHERE kind IN ({_KINDS}) GROUP BY ALL "
            "UNION ALL SELECT kind, became, count(*) FROM resources "
            f"WHERE kind NOT IN ({_KINDS}, '{PRODUCT}') GROUP BY ALL"
        ).fetchall():
            found.setdefault(kind or "no type", {})[became] = number
        return found

    def _together(self, table: str) -> str:
        """Return, in SQL, the rows of a table: whose, what is said, in what place, and the days."""
        said = f"read_parquet({quoted(said_at(self._spread.folder, table))})"
        days = "".join(f", {_day(name)}" for name in days_of(table))
        rows = f"FROM mine JOIN {said} AS s USING (nth) ANTI JOIN strays USING (patient)"
        if table == "patients":
            told = "".join(f", {_told(name)} AS {name}_told" for name in LISTS)
            return f"SELECT patient, said_row{days}{told} {rows} JOIN people USING (patient)"
        return (
            f"SELECT patient, said_row, {_ORDER} * {MOST_ENTRIES} + s.at AS position{days} {rows} "
            "WHERE coalesce(patient, '') <> ''"
        )

    def _written_alone(self, folder: str) -> dict[str, dict[str, int]]:
        account: dict[str, Counter[str]] = {}
        paths = {name: os.path.join(folder, name, ALONE) for name in ("patients", *LISTS)}
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
        told = cursor.execute(
            f"SELECT {', '.join(_FIELDS)} FROM ({rows}) ORDER BY patient, {_ORDER}, kind, id"
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


def rows_in(spread: Spread, folder: str, table: str) -> str:
    """Return, in SQL, the rows of a table that a group wrote into a folder."""
    texts = [name for name in columns_of(table) if name not in days_of(table) and not name.endswith("_told")]
    own = (f"k.{name}" for name in _written(table))
    together, alone = (quoted(os.path.join(folder, table, name)) for name in (TOGETHER, ALONE))
    columns = [*_written(table), *texts]
    named = ", ".join(f'"{name}"' for name in columns)
    said = ", ".join([*own, *(f's."{name}"' for name in texts)])
    return (
        f"(SELECT {said} FROM read_parquet({together}) AS k "
        f"JOIN read_parquet({quoted(said_at(spread.folder, table))}) AS s ON s.said_row = k.said_row "
        f"UNION ALL SELECT {named} FROM read_parquet({alone}))"
    )


def _written(table: str) -> list[str]:
    """Return the columns that a group writes of those who are read together, beside what is said."""
    told = [f"{name}_told" for name in LISTS] if table == "patients" else ["position"]
    return ["patient", *told, *days_of(table)]


def _told(name: str) -> str:
    """Return, in SQL, how a list was told: an export never says that it is whole."""
    held = f"people.lists & {LISTED[name]} > 0"
    return f"'{INCOMPLETE}'" if name == "tests" else f"CASE WHEN {held} THEN '{INCOMPLETE}' END"


def _day(name: str) -> str:
    """Return, in SQL, a day of an entry: one of its resource's, or the one that is said."""
    days = " ".join(f"WHEN {at + 1} THEN {dated(at)}" for at in range(len(DATES)))
    return f'CASE "{name}_of" {days} ELSE s."{name}" END AS "{name}"'


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
