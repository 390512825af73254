"""Queries of DuckDB over a few rows of our own that are asked again for every part: prepared once.

To plan one of them takes longer than to carry it out. Each has a database to itself,
because a prepared query is planned anew, time after time, once anything was created
in its database after it. They are not optimised, which for a few rows is not worth it.
"""

from collections.abc import Sequence

from osteon.basics.typed import Any
from osteon.doors.screen.engines import module_of, plain


class Repeated:
    """Asks prepared queries, each over a table of whole numbers."""

    def __init__(self) -> None:
        self._connection = module_of("duckdb").connect(":memory:", config={"threads": 1})
        self._connection.execute("PRAGMA disable_optimizer")
        self._arrow = module_of("pyarrow")
        self._prepared: dict[str, str] = {}

    def ask(self, name: str, columns: Sequence[str], values: Sequence[Any], sql: str) -> list[Any]:
        """Return the columns of a query over a table that holds these columns."""
        if self._prepared.get(name) != sql:
            self._prepare(name, columns, plain(sql))
        arrow = self._arrow
        cells = [arrow.array(column, arrow.int64()) for column in values]
        places = [f"column{at}" for at in range(len(cells))]
        self._connection.register("osteon_rows", arrow.table(cells, places))
        self._connection.execute(f"INSERT INTO only_{name}.{name} SELECT * FROM osteon_rows")
        found = self._connection.execute(f"EXECUTE ask_{name}").fetchnumpy()
        self._connection.execute(f"TRUNCATE only_{name}.{name}")
        self._connection.unregister("osteon_rows")
        return list(found.values())

    def _prepare(self, name: str, columns: Sequence[str], sql: str) -> None:
        whole = ", ".join(f"{each} BIGINT" for each in columns)
        if name in self._prepared:
            self._connection.execute("USE memory")
            self._connection.execute(f"DETACH only_{name}")
        self._connection.execute(f"ATTACH ':memory:' AS only_{name}")
        self._connection.execute(f"USE only_{name}")
        self._connection.execute(f"CREATE TABLE {name} ({whole})")
        self._connection.execute(f"PREPARE ask_{name} AS {sql}")
        self._prepared[name] = sql
