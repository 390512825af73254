"""The rows of a partition, read from its files once and kept with what is asked of them.

A patient gets a number, and whatever belongs to the patient is kept and joined by
it. A row of a list keeps its place, the key of its content, and its dates.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from osteon.doors.screen.engines import Engine
from osteon.doors.screen.form import DIET, LISTS, SAID, TOLD
from osteon.doors.screen.person_contents import PersonContents
from osteon.doors.screen.taken_contents import DATES, ENTRIES, STATEMENTS, TakenContents
from osteon.patient.statements import D3

DATED = {"conditions": "since", "tests": "date"}
"""The lists that tell a day of each row, besides those of what is taken."""

MISTOLD = len(TOLD)
"""Stands for a word that says nothing of a list; the words that do are places in TOLD."""

Sources = Mapping[str, Sequence[str]]


class PartRows:
    """Keeps `rows_patients` and `rows_LIST`, and calls `keys_NAME` the keys of a dictionary."""

    def __init__(self, taken: TakenContents, person: PersonContents, as_of: date) -> None:
        self._taken = taken
        self._person = person
        self._as_of = as_of

    def keep(self, engine: Engine, sources: Sources) -> list[str]:
        """Keep the rows of all tables. Returns the names of what is kept."""
        engine.number("rows_patients", self._patients(sources))
        engine.keep(
            "known_patients",
            "SELECT patient, MIN(number) AS number, COUNT(*) AS several FROM rows_patients GROUP BY patient",
        )
        lists = ("conditions", "allergies", "surgeries", "tests", "apart_from_calcium", "counselled")
        for name in (*ENTRIES, STATEMENTS, *lists):
            engine.keep(f"rows_{name}", self._list(name, sources))
        engine.define("taken_rows", " UNION ALL ".join(self._taken_rows()))
        for name in lists:
            engine.define(f"keys_{name}", f"SELECT key FROM rows_{name}{_SAYING if name in SAID else ''}")
        for name in ("who", "age"):
            engine.define(f"keys_{name}", f"SELECT {name}_key AS key FROM rows_patients")
        engine.define("keys_diet", " UNION ALL ".join(_keys("rows_patients", f"{each}_key") for each in DIET))
        days = [_keys(f"rows_{name}", each) for name in ENTRIES for each in DATES]
        days += [_keys(f"rows_{name}", column) for name, column in DATED.items()]
        engine.define("keys_days", " UNION ALL ".join(days))
        return ["known_patients", *(f"rows_{name}" for name in (*ENTRIES, STATEMENTS, *lists))]

    def _patients(self, sources: Sources) -> str:
        there = _there(sources, "patients")
        if "birth_date" in there:
            there["birth_date"] = birthday(self._as_of)
        keys = [f"{self._person.dictionaries[name].key(there)} AS {name}_key" for name in ("who", "age")]
        keys += [
            f"CASE WHEN {column} IS NOT NULL THEN '{column}' || chr(31) || {column} END AS {column}_key"
            for column in DIET
        ]
        d3 = self._taken.statements.key({"list": f"'{STATEMENTS}'", "name": f"'{D3}'", "said": "d3_dose"})
        keys.append(f"CASE WHEN d3_dose IS NOT NULL THEN {d3} END AS d3_key")
        return f"SELECT patient, {', '.join((*map(_told, LISTS), *keys))} FROM src_patients"

    def _list(self, name: str, sources: Sources) -> str:
        cells = {column: f"r.{cell}" for column, cell in _there(sources, name).items()}
        if name in ENTRIES:
            key = self._taken.of_lists[name].key(cells | {"list": f"'{name}'"})
            also = [f"r.{each}" for each in DATES]
        elif name == STATEMENTS:
            key = self._taken.statements.key({"list": f"'{name}'", "name": "r.name", "said": "r.said"})
            also = ["r.name", "r.said"]
        else:
            key = self._person.dictionaries[name].key(cells)
            also = [f"r.{DATED[name]}"] if name in DATED else ["r.name", "r.said"] if name in SAID else []
        stranger = "CASE WHEN p.number IS NULL THEN r.patient END AS stranger"
        return (
            f"SELECT p.number AS patient, {stranger}, r.position, {', '.join((f'{key} AS key', *also))} "
            f"FROM src_{name} AS r LEFT JOIN known_patients AS p ON p.patient = r.patient"
        )

    @staticmethod
    def _taken_rows() -> Iterator[str]:
        for at, name in enumerate(ENTRIES):
            dates = ", ".join(DATES)
            yield f"SELECT patient, stranger, {at} AS place, position, key, {dates} FROM rows_{name}"
        none = ", ".join(f"CAST(NULL AS VARCHAR) AS {each}" for each in DATES)
        yield f"SELECT patient, stranger, 2, position, key, {none} FROM rows_{STATEMENTS}{_SAYING}"
        d3 = f"number, CAST(NULL AS VARCHAR), 3, 0, d3_key, {none}"
        yield f"SELECT {d3} FROM rows_patients WHERE d3_key IS NOT NULL"


def birthday(as_of: date) -> str:
    """Return a birth date, in SQL, as the first or the last day of its year.

    Completed years depend on the year, and on whether the birthday of this year has come. Whatever is no
    whole day, lies ahead, or is long past stands as it was written.
    """
    year = as_of.year
    day = "SUBSTR(CAST(TRY_CAST(birth_date AS DATE) AS VARCHAR), 1, 10)"  # without " (BC)"
    first = f"CASE WHEN SUBSTR(birth_date, 6) <= '{as_of.isoformat()[5:]}' THEN '-01-01' ELSE '-12-31' END"
    return (
        f"CASE WHEN birth_date >= '{year - _OLDEST:04}-01-01' AND birth_date < '{year:04}-01-01' "
        f"AND birth_date = {day} THEN CONCAT(SUBSTR(birth_date, 1, 4), {first}) ELSE birth_date END"
    )


_OLDEST = 110
"""Whoever is older is read as written."""

_SAYING = " WHERE name IS NOT NULL AND said IS NOT NULL"


def _told(name: str) -> str:
    whens = " ".join(f"WHEN {name}_told = '{word}' THEN {at}" for at, word in enumerate(TOLD))
    return (
        f"CAST(CASE WHEN {name}_told IS NULL THEN NULL {whens} ELSE {MISTOLD} END AS TINYINT) AS {name}_told"
    )


def _keys(rows: str, column: str) -> str:
    return f"SELECT {column} AS key FROM {rows} WHERE {column} IS NOT NULL"


def _there(sources: Sources, table: str) -> dict[str, str]:
    return {name: f'"{name}"' for name in sources.get(table, ())}
