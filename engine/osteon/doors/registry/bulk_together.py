"""The patients of some groups of an export who are read together: what is said once, in columns.

A resource is whose it is, what it says, and its days; what it says was read once for
all. So the rows of a table are numbers of what is said, of patients and of days, and
each text stands once in a list beside them.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc, parquet

from osteon.doors.fhir.reading import HANDLERS
from osteon.doors.registry.blocks import Array
from osteon.doors.registry.bulk_said import LISTED, MOST_ENTRIES, days_of, said_at
from osteon.doors.registry.bulk_spread import ROOM, Spread
from osteon.doors.registry.coded_days import NONE, OtherDates, numbers_in
from osteon.doors.registry.hashes import hashes_of_texts, joined
from osteon.doors.registry.quick_rows import counted_within
from osteon.doors.registry.spread_sql import PRODUCT, dated
from osteon.doors.screen.alike import in_one_piece, put_in_order
from osteon.doors.screen.form import INCOMPLETE, LISTS

TOGETHER, NAMES = "together.arrows", "names.arrows"
"""The file of a table of a part, and that of all names of its patients."""

_ROWS_AT_ONCE = 120_000
_NOBODY = -1
_OF_NAMES = pa.schema({"patient": pa.utf8()})
_MIXED = 0x9E37_79B9_7F4A_7C15

Account = dict[str, dict[str, int]]
"""By the type of resources, how many became what."""


_TABLES = LISTED | {"patients": 1 << len(LISTS)}
"""The tables that a content has entries of are added up by these."""


class Read:
    """What came of the contents of an export, each in its place, and their entries (`bulk_said.py`).

    `tables` are those in which a content has entries. `fates` says what a resource of a content became, as
    one of the numbers that `counted` is given, if its patient is not read alone.
    """

    def __init__(self, spread: Spread) -> None:
        table = parquet.read_table(spread.read_at)
        size = len(table)
        place = table["nth"].to_numpy()
        self.alone = put_in_order(place, table["alone"].to_numpy())
        self.lists = put_in_order(place, table["lists"].to_numpy().astype(np.uint8))
        self.course = put_in_order(place, pc.fill_null(table["course"], 0).to_numpy())
        kinds, became = (in_one_piece(table[name].dictionary_encode()) for name in ("kind", "became"))
        self.kinds: list[str] = kinds.dictionary.to_pylist()
        self._words: list[str] = became.dictionary.to_pylist()
        self.kind = put_in_order(place, kinds.indices.to_numpy())
        self.is_read: Array = np.array([each in HANDLERS for each in self.kinds], bool)[self.kind]
        # A product is counted with the first part, not with those who have it.
        counted = np.array([each != PRODUCT for each in self.kinds], bool)[self.kind]
        fates = self.kind * len(self._words) + put_in_order(place, became.indices.to_numpy())
        self.uncounted = len(self.kinds) * len(self._words)
        self.fates: Array = np.where(counted, fates, self.uncounted).astype(np.int32)
        self.dates = spread.dates
        self.hashes = hashes_of_texts(pa.array(self.kinds, pa.utf8()))
        self.said = {name: _Said(spread, name, size) for name in _TABLES}
        people = np.where(self.said["patients"].tells, _TABLES["patients"], 0)
        self.tables: Array = self.lists | people.astype(np.uint8)

    def counted(self, fates: Array) -> Account:
        """Return what became of resources, by type. `fates` are their numbers, or `uncounted`."""
        found: Account = {}
        for at, number in enumerate(np.bincount(fates, minlength=self.uncounted)[: self.uncounted].tolist()):
            if number:
                kind, word = divmod(at, len(self._words))
                found.setdefault(self.kinds[kind] or "no type", {})[self._words[word]] = number
        return found


class Together:
    """The resources of a group of patients. `rows` are those of `Spread.rows`."""

    def __init__(self, read: Read, rows: pa.Table) -> None:
        self._rows = rows
        self._read = read
        self._nth: Array = rows["nth"].to_numpy()
        whose = in_one_piece(rows["patient"])
        self._patients = whose.dictionary
        self._who: Array = pc.fill_null(whose.indices, _NOBODY).to_numpy()
        nameless = pc.index(self._patients, "").as_py()
        if nameless >= 0:
            self._who = np.where(self._who == nameless, _NOBODY, self._who)
        self._place = self._places()
        self._known = self._who != _NOBODY
        self._strays = self._found_strays()
        self._is_stray: Array = self._strays[self._who] & self._known
        tables = read.tables[self._nth]
        self._tables: Array = tables * (self._known & ~self._is_stray)

    @property
    def names(self) -> pa.Array:
        """Return the names among which patients have their places; not everyone of them has rows."""
        return self._patients

    @property
    def strays(self) -> pa.Table:
        """Return the resources of patients who have to be read alone."""
        return self._rows.filter(pa.array(self._is_stray))

    @property
    def nobodys(self) -> list[tuple[str, str]]:
        """Return type and id of the resources that do not say whose they are."""
        at = np.flatnonzero(~self._known & self._read.is_read[self._nth])
        kinds = (self._read.kinds[each] for each in self._read.kind[self._nth[at]].tolist())
        ids = self._rows["id"].take(pa.array(at)).to_pylist()
        return sorted((kind, "?" if id is None else id) for kind, id in zip(kinds, ids, strict=True))

    def _places(self) -> Array:
        """Return where each resource stands among those of its patient, as ORDER has it."""
        kinds = self._read.hashes[self._read.kind[self._nth]]
        places: Array = (joined(kinds, self._rows["mark"].to_numpy()) >> np.uint64(ROOM)).view(np.int64)
        return places

    def _found_strays(self) -> Array:
        """Say of each patient whether somebody has to read them alone."""
        read, nth, known = self._read, self._nth, self._known
        strays: Array = np.zeros(len(self._patients) + 1, bool)
        strays[self._who[known & read.alone[nth]]] = True
        # A medicine that is told twice, and a resource that stands there twice.
        course = read.course[nth]
        for what, which in ((course, course > 0), (self._place, read.lists[nth] > 0)):
            at = np.flatnonzero(which & known)
            # Another who comes to the same by chance is read alone as well, which is no harm.
            key = what[at].astype(np.uint64) + self._who[at].astype(np.uint64) * np.uint64(_MIXED)
            ordered = np.sort(key)
            twice = ordered[1:][ordered[1:] == ordered[:-1]]
            if len(twice):
                strays[self._who[at[np.isin(key, twice)]]] = True
        return strays

    def account(self) -> Account:
        """Return what became of the resources, without those of patients who are read alone."""
        read, fates = self._read, self._read.fates[self._nth]
        others = np.flatnonzero(self._is_stray | ~self._known)
        fates[others[read.is_read[self._nth[others]]]] = read.uncounted
        return read.counted(fates)

    def table(self, table: str) -> pa.Table:
        """Return the rows of a table: the places of patients in `names`, what is said, and the days."""
        said = self._read.said[table]
        at, entry = said.entries(self._nth, np.flatnonzero(self._tables & _TABLES[table]))
        who = self._who[at]
        columns: dict[str, Any] = {"patient": who, "said_row": said.row[entry]}
        if table == "patients":
            columns |= self._told(who)
        else:
            columns["position"] = self._place[at] * MOST_ENTRIES + said.at[entry]
        return pa.table(columns | {name: said.day(name, entry, self._rows, at) for name in days_of(table)})

    def _told(self, who: Array) -> Mapping[str, Any]:
        """Return how the lists of patients were told: an export never says that one is whole."""
        held: Array = np.zeros(len(self._patients) + 1, np.uint8)
        np.bitwise_or.at(held, self._who, self._read.lists[self._nth])
        lists, word = held[who], pa.array([INCOMPLETE])
        told = {}
        for name in LISTS:
            is_told = np.ones(len(who), bool) if name == "tests" else (lists & LISTED[name]) > 0
            told[f"{name}_told"] = _worded(np.where(is_told, 0, _NOBODY).astype(np.int8), word)
        return told


class TogetherFiles:
    """The files of those who are read together being written, one for each table.

    Their names stand once for all tables, in a file of their own (`names_in`).
    """

    def __init__(self, folder: str, dates: OtherDates) -> None:
        self._folder = folder
        self._dates = dates
        self._held: dict[str, list[pa.Table]] = {name: [] for name in ("patients", *LISTS)}
        self._writers: dict[str, Any] = {}
        self._named = 0

    def __enter__(self) -> Self:
        os.makedirs(self._folder)
        self._names = ipc.new_stream(os.path.join(self._folder, NAMES), _OF_NAMES)
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._held:
            self._write(name)
        for each in (self._names, *self._writers.values()):
            each.close()

    def add(self, together: Together) -> None:
        """Take the rows of some patients, and write those of a table when they are many."""
        self._names.write_table(pa.table([together.names], schema=_OF_NAMES))
        for name, held in self._held.items():
            table = together.table(name)
            whose = pa.array(table["patient"].to_numpy() + self._named, pa.int32())
            held.append(table.set_column(0, "patient", whose))
            if sum(map(len, held)) >= _ROWS_AT_ONCE:
                self._write(name)
        self._named += len(together.names)

    def _write(self, name: str) -> None:
        if not self._held[name]:
            return
        # What is read in large pieces, with a list of words for each, takes less to be screened.
        table = pa.concat_tables(self._held[name]).unify_dictionaries().combine_chunks()
        self._held[name].clear()
        for day in days_of(name):
            at = table.schema.get_field_index(day)
            table = table.set_column(at, day, self._dates.texts(table[day].to_numpy()))
        if name not in self._writers:
            os.makedirs(os.path.join(self._folder, name))
            # As a stream, each piece may have a list of words of its own.
            self._writers[name] = ipc.new_stream(os.path.join(self._folder, name, TOGETHER), table.schema)
        self._writers[name].write_table(table)


class _Said:
    """The entries of a table that contents give, in the order of the contents."""

    def __init__(self, spread: Spread, table: str, contents: int) -> None:
        days = [each for name in days_of(table) for each in (name, f"{name}_of")]
        columns = ["said_row", "nth", "at", *days]
        held = parquet.read_table(said_at(spread.folder, table), columns=columns).combine_chunks()
        nth = held["nth"].to_numpy()
        self.row: Array = held["said_row"].to_numpy()
        self.at: Array = held["at"].to_numpy()
        self._days = {
            name: (spread.dates.coded(held[name]), held[f"{name}_of"].to_numpy()) for name in days_of(table)
        }
        self._order = np.argsort(nth, kind="stable")
        self._count: Array = np.bincount(nth, minlength=contents)
        self._first: Array = np.cumsum(self._count) - self._count

    @property
    def tells(self) -> Array:
        """Say of each content whether it gives entries."""
        told: Array = self._count > 0
        return told

    def entries(self, nth: Array, at: Array) -> tuple[Array, Array]:
        """Return, for every entry of the resources at some places, the place of its resource and its own."""
        nth = nth[at]
        count, first = self._count[nth], self._first[nth]
        if len(count) and count.max() > 1:
            at, first = np.repeat(at, count), np.repeat(first, count) + counted_within(count)
        return at, self._order[first]

    def day(self, name: str, entry: Array, rows: pa.Table, at: Array) -> Array:
        """Return the numbers of a day of entries: one of its resource's, or the one that is said."""
        said, which = self._days[name]
        codes: Array = said[entry]
        of = which[entry]
        for each in np.unique(which).tolist():
            column = dated(each - 1)
            if each:
                told = numbers_in(rows[column])[at] if column in rows.column_names else NONE
                codes = np.where(of == each, told, codes)
        return codes


def pieces(rows: pa.Table, at_once: int) -> Iterator[pa.Table]:
    """Yield rows, about so many at once, all of a patient together."""
    several = -(-len(rows) // at_once)
    if several <= 1:
        yield rows
        return
    patients = in_one_piece(rows["patient"])
    whose: Array = pc.fill_null(patients.indices, _NOBODY).to_numpy()
    others = rows.drop_columns("patient")
    for each in range(several):
        which = np.maximum(whose, 0) % several == each
        own = np.where(whose == _NOBODY, _NOBODY, whose // several)[which]
        names = patients.dictionary.take(pa.array(np.arange(each, len(patients.dictionary), several)))
        yield others.filter(pa.array(which)).append_column("patient", _worded(own, names))


def names_in(folder: str) -> pa.Array:
    """Return the names of the patients of a part, in which those of its tables have their places."""
    return ipc.open_stream(pa.memory_map(os.path.join(folder, NAMES))).read_all()["patient"].combine_chunks()


def _worded(codes: Array, words: pa.Array) -> pa.DictionaryArray:
    """Return words by their places in a list; those of _NOBODY are null."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), words)
