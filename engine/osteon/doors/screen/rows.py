"""The rows of a partition, read from its files once and kept with what is asked of them.

A patient gets a number, and whatever belongs to the patient is kept and joined by
it. A row of a list keeps its place, the number of its content, and those of its days.
"""

from collections.abc import Iterator, Mapping, Sequence

from osteon.basics.records import dataclass, field
from osteon.doors.screen.dictionary import Dictionary
from osteon.doors.screen.engines import Engine, Keyed
from osteon.doors.screen.form import DIET, LISTS, SAID, TOLD
from osteon.doors.screen.person_contents import AGE, WHO, PersonContents
from osteon.doors.screen.taken_contents import DATES, ENTRIES, STATEMENTS, TakenContents
from osteon.patient.statements import D3

DATED = {"conditions": "since", "tests": "date"}
"""The lists that tell a day of each row, besides those of what is taken."""

OTHERS = ("conditions", "allergies", "surgeries", "tests", "apart_from_calcium", "counselled")
"""The lists of what is not taken."""

MISTOLD = len(TOLD)
"""Stands for a word that says nothing of a list; the words that do are places in TOLD."""

Sources = Mapping[str, Sequence[str]]


class PartRows:
    """Keeps `rows_patients` and `rows_LIST`, in which each content is a number."""

    def __init__(self, taken: TakenContents, person: PersonContents) -> None:
        self._taken = taken
        self._person = person

    def keep(self, engine: Engine, sources: Sources) -> list[str]:
        """Keep the rows of all tables. Returns the names of what is kept."""
        self._patients(engine, sources)
        engine.keep(
            "known_patients",
            "SELECT patient, MIN(number) AS number, COUNT(*) AS several FROM rows_patients GROUP BY patient",
        )
        names = (*ENTRIES, STATEMENTS, *OTHERS)
        for name in names:
            self._list(engine, name, sources)
        engine.define("taken_rows", " UNION ALL ".join(self._taken_rows()))
        return ["known_patients", *(f"rows_{name}" for name in names)]

    def _patients(self, engine: Engine, sources: Sources) -> None:
        there = sources["patients"]
        keys = [
            _Key(f"{name}_key", self._person.dictionaries[name], {each: each for each in fields})
            for name, fields in (("who", WHO), ("age", AGE))
        ]
        diet = self._person.dictionaries["diet"]
        keys += [_Key(f"{column}_key", diet, {"said": column}, {"field": column}) for column in DIET]
        d3 = {"list": STATEMENTS, "name": D3}
        keys.append(_Key("d3_key", self._taken.statements, {"said": "d3_dose"}, d3))
        told = ", ".join(("patient", *map(_told, LISTS)))
        _keep(engine, "patients", told, "src_patients", keys, there, numbered=True)

    def _list(self, engine: Engine, name: str, sources: Sources) -> None:
        days, also = self._person.dictionaries["days"], ["r.name", "r.said"] if name in SAID else []
        dated: Sequence[str] = DATES if name in ENTRIES else [DATED[name]] if name in DATED else ()
        keys = [self._content(name), *(_Key(each, days, {"day": each}) for each in dated)]
        stranger = "CASE WHEN p.number IS NULL THEN r.patient END AS stranger"
        told = ", ".join(("p.number AS patient", stranger, "r.position", *also))
        rows = f"src_{name} AS r LEFT JOIN known_patients AS p ON p.patient = r.patient"
        _keep(engine, name, told, rows, keys, sources.get(name, ()))

    def _content(self, name: str) -> "_Key":
        fixed = {}
        if name in ENTRIES:
            dictionary, fixed = self._taken.of_lists[name], {"list": name}
        elif name == STATEMENTS:
            dictionary, fixed = self._taken.statements, {"list": name}
        else:
            dictionary = self._person.dictionaries[name]
        fields = {each: each for each in dictionary.fields if each not in fixed}
        return _Key("key", dictionary, fields, fixed)

    @staticmethod
    def _taken_rows() -> Iterator[str]:
        for at, name in enumerate(ENTRIES):
            dates = ", ".join(DATES)
            yield f"SELECT patient, stranger, {at} AS place, position, key, {dates} FROM rows_{name}"
        none = ", ".join(f"CAST(NULL AS INTEGER) AS {each}" for each in DATES)
        yield (
            f"SELECT patient, stranger, 2, position, key, {none} FROM rows_{STATEMENTS} WHERE key IS NOT NULL"
        )
        d3 = f"number, CAST(NULL AS VARCHAR), 3, 0, d3_key, {none}"
        yield f"SELECT {d3} FROM rows_patients WHERE d3_key IS NOT NULL"


@dataclass(frozen=True, slots=True)
class _Key:
    """A column of numbers of contents: which columns of the table fill which fields, and what is the same."""

    name: str
    dictionary: Dictionary
    cells: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)

    def keyed(self, there: Sequence[str]) -> Keyed:
        """Return what numbers the contents of a table that has these columns."""
        fields = {each: self._called(each) for each, cell in self.cells.items() if cell in there}
        return Keyed(
            self.name, tuple(fields.values()), self.dictionary.numbering(tuple(fields), **self.fixed)
        )

    def columns(self, there: Sequence[str]) -> Iterator[str]:
        """Yield the columns that hold the fields."""
        yield from (f'"{cell}" AS {self._called(each)}' for each, cell in self.cells.items() if cell in there)

    def _called(self, cell: str) -> str:
        return f"{self.name}_{cell}"


def _keep(
    engine: Engine,
    name: str,
    told: str,
    rows: str,
    keys: Sequence[_Key],
    there: Sequence[str],
    *,
    numbered: bool = False,
) -> None:
    columns = ", ".join((told, *(column for key in keys for column in key.columns(there))))
    engine.keyed(
        f"rows_{name}",
        f"SELECT {columns} FROM {rows}",
        [key.keyed(there) for key in keys],
        numbered=numbered,
    )


def _told(name: str) -> str:
    whens = " ".join(f"WHEN {name}_told = '{word}' THEN {at}" for at, word in enumerate(TOLD))
    return (
        f"CAST(CASE WHEN {name}_told IS NULL THEN NULL {whens} ELSE {MISTOLD} END AS TINYINT) AS {name}_told"
    )
