"""Queries carried out by DuckDB, in this process and in bounded memory."""

from collections.abc import Iterable, Sequence

from osteon.basics.typed import Any
from osteon.doors.screen.engines import NAME, WHOLE, module_of, plain


class Duck:
    """Carries queries out on a connection of DuckDB; by default one of its own, in memory.

    `memory` is the most that DuckDB may use ("384MB"); what does not fit goes to `folder`.
    """

    makes_folders = False

    def __init__(
        self, connection: Any = None, *, memory: str = "", folder: str = "", threads: int = 0
    ) -> None:
        self._made: list[tuple[str, str]] = []
        self.connection = connection or module_of("duckdb").connect()
        self._arrow = module_of("pyarrow")
        settings = {"memory_limit": memory, "temp_directory": folder, "threads": threads}
        for name, value in settings.items():
            if value:
                self.connection.execute(f"SET {name} = '{value}'")
        self.connection.execute("SET preserve_insertion_order = false")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return list(self.connection.execute(plain(sql)).fetchall())

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""
        self._make("VIEW", name, plain(sql))

    def keep(self, name: str, sql: str) -> None:
        """Carry a query out and keep its rows by a name."""
        self._make("TABLE", name, plain(sql))

    def _make(self, what: str, name: str, sql: str) -> None:
        self.connection.execute(f'CREATE TEMP {what} "{name}" AS {sql}')
        self._made.append((what, name))

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
        self.connection.register("osteon_rows", table)
        chosen = [
            self._named(each, column) if type_ == NAME and column else f'"{each}"'
            for (each, type_), column in zip(columns, cells, strict=True)
        ]
        self._make("TABLE", name, f"SELECT {', '.join(chosen)} FROM osteon_rows")
        self.connection.unregister("osteon_rows")

    def _named(self, column: str, words: Sequence[str]) -> str:
        """Return a column of few words as a type of its own, which is written several times as fast."""
        type_ = f"words_of_{column}"
        listed = ", ".join("'" + each.replace("'", "''") + "'" for each in sorted(set(words)))
        self.connection.execute(f"CREATE TYPE {type_} AS ENUM ({listed})")
        self._made.append(("TYPE", type_))
        return f"CAST({column} AS {type_}) AS {column}"

    def source(self, name: str, origin: Any) -> list[str]:
        """Call a table of the population by a name: paths of Parquet files, or a relation or Arrow table."""
        if isinstance(origin, str | list | tuple):
            origin = self.connection.read_parquet([origin] if isinstance(origin, str) else list(origin))
        elif not hasattr(origin, "create_view"):
            origin = self.connection.from_arrow(origin)
        origin.create_view(name, replace=True)
        self._made.append(("VIEW", name))
        return list(origin.columns)

    def write(self, sql: str, path: str) -> None:
        """Write the rows of a query as Parquet."""
        target = path.replace("'", "''")
        self.connection.execute(f"COPY ({plain(sql)}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")

    def unpivot(self, name: str, wide: str, columns: Sequence[str]) -> None:
        """Call the columns of a table by a name as rows: `patient`, `nth`, `code`."""
        places = ", ".join(map(str, range(len(columns))))
        rows = f"UNNEST([{places}]) AS nth, UNNEST([{', '.join(columns)}]) AS code"
        self._make("VIEW", name, f"SELECT patient, {rows} FROM {wide}")

    def forget(self, *names: str) -> None:
        """Give back the room of tables that are not asked for again."""
        for name in names:
            self._made.remove(("TABLE", name))
            self.connection.execute(f'DROP TABLE "{name}"')

    def drop(self) -> None:
        """Forget everything that was defined, kept and loaded."""
        while self._made:
            what, name = self._made.pop()
            self.connection.execute(f'DROP {what} IF EXISTS "{name}"')
