"""The rows of a partition, read from its files once and kept with what is asked of them.

A patient gets a number, and whatever belongs to the patient is kept and joined by
it. A row of a list keeps its place, the number of its content, and those of its days.
"""

from collections.abc import Iterator, Mapping, Sequence

from osteon.doors.screen.dictionary import Dictionary
from osteon.doors.screen.engines import Engine, Keyed, KeyedRows, Noticed
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

    def keep(self, engine: Engine, sources: Sources) -> tuple[list[str], Noticed | None]:
        """Keep the rows of all tables. Returns the names of what is kept, and what was noticed of it."""
        names = (*ENTRIES, STATEMENTS, *OTHERS)
        noticed = engine.keyed(self._patients(sources), [self._list(name, sources) for name in names])
        engine.define("taken_rows", " UNION ALL ".join(self._taken_rows()))
        return [f"rows_{name}" for name in names], noticed

    def _patients(self, sources: Sources) -> KeyedRows:
        there = sources["patients"]
        keys = [Keyed(f"{name}_told", (f"{name}_told",), _told) for name in LISTS if f"{name}_told" in there]
        keys += [Keyed(f"{name}_told", (), _told) for name in LISTS if f"{name}_told" not in there]
        keys += [
            _keyed(f"{name}_key", self._person.dictionaries[name], {each: each for each in fields}, there)
            for name, fields in (("who", WHO), ("age", AGE))
        ]
        diet = self._person.dictionaries["diet"]
        keys += [_keyed(f"{column}_key", diet, {"said": column}, there, {"field": column}) for column in DIET]
        statements, d3 = self._taken.statements, {"list": STATEMENTS, "name": D3}
        keys.append(_keyed("d3_key", statements, {"said": "d3_dose"}, there, d3))
        return KeyedRows("rows_patients", "src_patients", "in_patients", (), tuple(keys))

    def _list(self, name: str, sources: Sources) -> KeyedRows:
        there, days = sources.get(name, ()), self._person.dictionaries["days"]
        dated: Sequence[str] = DATES if name in ENTRIES else [DATED[name]] if name in DATED else ()
        keys = [self._content(name, there), *(_keyed(each, days, {"day": each}, there) for each in dated)]
        told = ("position", "name", "said") if name in SAID else ("position",)
        beside = f"{name}_told" if name in LISTS else ""
        return KeyedRows(f"rows_{name}", f"src_{name}", f"in_{name}", told, tuple(keys), beside)

    def _content(self, name: str, there: Sequence[str]) -> Keyed:
        if name in ENTRIES:
            dictionary, fixed = self._taken.of_lists[name], {"list": name}
        elif name == STATEMENTS:
            dictionary, fixed = self._taken.statements, {"list": name}
        else:
            dictionary, fixed = self._person.dictionaries[name], {}
        fields = {each: each for each in dictionary.fields if each not in fixed}
        return _keyed("key", dictionary, fields, there, fixed)

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


def _keyed(
    name: str,
    dictionary: Dictionary,
    cells: Mapping[str, str],
    there: Sequence[str],
    fixed: Mapping[str, str] | None = None,
) -> Keyed:
    """Return a column of numbers of contents: which columns fill which fields, and what is alike in all."""
    found = {each: cell for each, cell in cells.items() if cell in there}
    return Keyed(name, tuple(found.values()), dictionary.numbering(tuple(found), fixed or {}))


def _told(words: Sequence[tuple[str | None, ...]]) -> list[int | None]:
    """Return the places of words that say how a list was told."""
    places = {word: at for at, word in enumerate(TOLD)}
    return [places.get(word[0], MISTOLD) if any(word) and word[0] else None for word in words]
