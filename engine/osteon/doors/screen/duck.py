"""Queries carried out by DuckDB, in this process and in bounded memory."""

from collections.abc import Iterable, Sequence
from functools import partial

from osteon.basics.typed import TYPE_CHECKING, Any
from osteon.doors.screen.engines import (
    WHOLE,
    Answers,
    KeyedRows,
    Noticed,
    Numbering,
    Place,
    Sets,
    Share,
    module_of,
    plain,
)
from osteon.doors.screen.form import POSITION
from osteon.doors.screen.memory import release_unused
from osteon.doors.screen.names import Names
from osteon.doors.screen.standing import Standing

if TYPE_CHECKING:
    from osteon.doors.screen.counts import Counts
    from osteon.doors.screen.keyed_rows import KeyedReader
    from osteon.doors.screen.known import Remembered
    from osteon.doors.screen.known_sets import KnownSets
    from osteon.doors.screen.writing import AnswerWriter

_OPTIMISED = ("filter_pullup", "filter_pushdown", "unused_columns", "column_lifetime")
"""What DuckDB may do to a query before it carries it out: read and keep no more than is asked for."""

MOST_KEPT = 200_000
"""So many kinds of patients and combinations are remembered from one part to the next."""

MOST_FEW = 65_536
"""So many rows are few: to plan a query for them takes longer than to carry it out."""


class Duck:
    """Carries queries out on a connection of DuckDB; by default one of its own, in memory.

    `memory` is the most that DuckDB may use ("384MB"); what does not fit goes to `folder`.
    """

    makes_folders = False

    def __init__(
        self, connection: Any = None, *, memory: str = "", folder: str = "", threads: int = 0
    ) -> None:
        self._reader: KeyedReader | None = None
        self._owner: object = None
        self._sets: dict[str, KnownSets] = {}
        self._shares: dict[str, Remembered] = {}
        self._worded: dict[str, Any] = {}
        self._places: dict[str, tuple[Any, Any]] = {}  # of `sets`: nothing but `total` asks for them
        self._standing = Standing()
        self._writer: AnswerWriter | None = None
        self.connection = connection or module_of("duckdb").connect()
        self._names = Names(self.connection)
        self._arrow = module_of("pyarrow")
        settings = {"memory_limit": memory, "temp_directory": folder, "threads": threads}
        for name, value in settings.items():
            if value:
                self.connection.execute(f"SET {name} = '{value}'")
        self.connection.execute("SET preserve_insertion_order = false")
        # Joins are written with what is small on the right. DuckDB, which guesses at tables that it has not
        # seen yet, would now and then put the widest of all rows into its hash table. To plan a query takes
        # longer than to carry it out, so nothing else is looked for that is not there to be found.
        every = self.connection.execute("SELECT name FROM duckdb_optimizers()").fetchall()
        idle = ",".join(name for (name,) in every if name not in _OPTIMISED)
        self.connection.execute(f"SET disabled_optimizers = '{idle}'")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return list(self.connection.execute(plain(sql)).fetchall())

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""
        self._names.define(name, plain(sql))

    def keep(self, name: str, sql: str) -> None:
        """Carry a query out and keep its rows by a name."""
        # DuckDB counts what is different in each column of a table of its own, which nobody asks for.
        self._names.hold(name, self._rows(sql))

    def keyed(self, people: KeyedRows, lists: Sequence[KeyedRows]) -> Noticed | None:
        """Keep rows of sources, in which numbers of contents stand for their texts."""
        from osteon.doors.screen.keyed_rows import KeyedReader

        if self._reader is None:
            self._reader = KeyedReader()
        for name, table in self._reader.rows(people, lists, self._read):
            self._names.hold(name, table)
        return self._reader.noticed

    def _read(self, rows: KeyedRows) -> Any:
        worded = self._worded.get(rows.origin)
        if worded is not None and not {*rows.told} - {POSITION}:
            return worded
        named = ", ".join(f'"{each}"' for each in rows.columns)
        return self._rows(f"SELECT {named} FROM {rows.source}")

    def _are_words(self, table: Any) -> bool:
        """Say whether a table has texts only, each a place in a list, so that it is read as it stands."""
        types = self._arrow.types
        return all(
            types.is_integer(each.type)
            if each.name == POSITION
            else types.is_string(each.type.value_type if types.is_dictionary(each.type) else each.type)
            for each in table.schema
        )

    def begin(self, owner: object) -> None:
        """Remember what is remembered from part to part for this owner, and nothing of another one's."""
        known = sum(map(len, self._sets.values())) + sum(map(len, self._shares.values()))
        if owner is not self._owner:
            self._names.forget_queries()
        if owner is not self._owner or known > MOST_KEPT:
            self._sets.clear()
            self._shares.clear()
        self._owner = owner

    def sets(self, sets: Sets) -> None:
        """Find out who is alike, carry the query out, and keep what is different in what it gives."""
        from osteon.doors.screen.known_sets import KnownSets

        known = self._sets.setdefault(sets.name, KnownSets())
        rows = self._rows(plain(sets.rows))
        if rows.column("patient").null_count:
            rows = rows.filter(rows.column("patient").is_valid())

        def ask(some: Any) -> Any:
            return self._asked(f"some_{sets.name}", some, sets.sql)

        self._places[sets.of] = known.numbers(rows, sets, ask)
        self._show(sets.name, known.sets)

    def total(
        self, name: str, rows: str, places: Sequence[Place], kept: Sequence[str], shares: Sequence[Share]
    ) -> None:
        """Keep columns of a query by a name, beside the sums of what all shares give for each row."""
        from osteon.doors.screen.alike import Columns, indices, nullable, placed
        from osteon.doors.screen.known import Remembered
        from osteon.doors.screen.sums import Sums

        table = self._rows(plain(rows))
        whose = indices(table.column("number"))
        numbers = {each.key: placed(whose, *self._places[each.table]) for each in places}
        sums, columns = Sums(table.num_rows), Columns(table, numbers)
        for share in shares:
            found = columns.alike(share.keys)
            some = table.select([key for key in share.keys if key not in numbers]).take(found.firsts)
            for key in share.keys:
                if key in numbers:
                    some = some.append_column(key, [nullable(numbers[key][found.firsts])])
            keys = [some.column(key).fill_null(-1).to_numpy() for key in share.keys]
            known = self._shares.setdefault(share.name, Remembered())
            sums.add(found, share.columns, known.told(keys, partial(self._shared, share, some)))
        for key in kept:
            if key in numbers:
                table = table.append_column(key, [nullable(numbers[key])])
        table = table.select(list(kept))
        for column, each in sums.columns.items():
            table = table.append_column(column, [each])
        self._names.hold(name, table)

    def _shared(self, share: Share, some: Any, _: Any, at: Any) -> list[Any]:
        """Return what a share gives for some of different combinations."""
        from osteon.doors.screen.alike import counted
        from osteon.doors.screen.sums import in_order

        asked = some.take(at).append_column("combination", [counted(len(at))])
        told = self._asked(f"some_{share.name}", asked, share.sql)
        return in_order(told, "combination", share.columns, len(at))

    def _asked(self, name: str, rows: Any, sql: str) -> Any:
        """Return the rows of a query for some rows, which it reads by a name."""
        from osteon.doors.screen.alike import table_of

        if len(rows) > MOST_FEW:
            self._names.hold(name, rows)
            try:
                return self._rows(sql)
            finally:
                self._names.release(name)
        self._standing.show(name, rows)
        try:
            return table_of(self._standing.ask(sql))
        finally:
            self._standing.hide(name)

    def _show(self, name: str, table: Any) -> None:
        """Hold a table, which queries over a few rows read, too."""
        self._names.hold(name, table)
        self._standing.show(name, table)

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows of our own by a name."""
        arrow = self._arrow
        cells: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
        table = arrow.table(
            {
                each: arrow.array(column, arrow.int64() if type_ == WHOLE else arrow.string())
                for (each, type_), column in zip(columns, cells, strict=True)
            }
        )
        self._show(name, table)

    def ask(self, name: str, columns: Sequence[str], values: Sequence[Any], sql: str) -> list[Any]:
        """Return the columns of a query over rows of whole numbers, of which there is at least one."""
        arrow = self._arrow
        cells = [arrow.array(column, arrow.int64()) for column in values]
        self._standing.show(name, arrow.table(cells, [each.strip('"') for each in columns]))
        try:
            return list(self._standing.ask(sql).values())
        finally:
            self._standing.hide(name)

    def source(self, name: str, origin: Any) -> list[str]:
        """Call a table of the population by a name: paths of Parquet files, or a relation or Arrow table."""
        if isinstance(origin, self._arrow.Table):
            if self._are_words(origin):
                self._worded[name] = origin
            self._names.hold(name, origin)
            return list(origin.column_names)
        if isinstance(origin, str | list | tuple):
            origin = self.connection.read_parquet([origin] if isinstance(origin, str) else list(origin))
        elif not hasattr(origin, "create_view"):
            origin = self.connection.from_arrow(origin)
        self._names.read(name, origin)
        return list(origin.columns)

    def write(
        self,
        table: str,
        groups: Sequence[Sequence[str]],
        numbers: Numbering,
        answers: Sequence[Sequence[Answers]],
        path: str,
    ) -> "Counts":
        """Write a row for each patient and rule as Parquet, and return them counted."""
        from osteon.doors.screen.alike import alike
        from osteon.doors.screen.writing import AnswerWriter

        if self._writer is None or self._writer.answers is not answers:
            self._writer = AnswerWriter(answers)
        rows = self._rows(f'SELECT * FROM "{table}"')
        found = []
        for at, columns in enumerate(groups):
            told = alike([rows.column(name) for name in columns], len(rows))
            keys = [rows.column(name).to_numpy()[told.firsts] for name in columns]
            found.append(told.spread(numbers(at, keys)))
        patients = _copied(rows.column("patient"))
        del rows
        return self._writer.write(patients, found, path)

    def _rows(self, sql: str) -> Any:
        return self._names.ask(plain(sql))

    def forget(self, *names: str) -> None:
        """Give back the room of tables that are not asked for again."""
        for name in names:
            if self._places.pop(name, None) is None:
                self._names.release(name)
                self._standing.hide(name)
        release_unused()

    def drop(self) -> None:
        """Forget everything that was defined, kept and loaded."""
        self._places.clear()
        self._worded.clear()
        self._names.end()
        self._standing.end()


def _copied(column: Any) -> Any:
    """Return a column by itself: one that DuckDB gave keeps the room of all that came with it."""
    from pyarrow import chunked_array, concat_arrays, nulls

    return chunked_array([concat_arrays([*column.chunks, nulls(1, column.type)])[:-1]])
