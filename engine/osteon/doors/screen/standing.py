"""Queries of DuckDB over a few rows of our own, under names that stay while the rows change.

To plan such a query takes longer than to carry it out, and it is asked again for
every part. So it is prepared once. DuckDB asks for the rows of a table whenever it
carries the query out, and gets those that stand under the name by then. Nothing is
created in its database meanwhile, or all queries would be planned anew, and they are
not optimised, which for a few rows is not worth it.
"""

from itertools import count

from osteon.basics.typed import Any
from osteon.doors.screen.engines import module_of, plain
from osteon.doors.screen.names import Held

_HOW = {
    "threads": 1,
    # What a query has used is given back before the next begins.
    "allocator_flush_threshold": "1MiB",
    "allocator_bulk_deallocation_flush_threshold": "1MiB",
}


class Standing:
    """Asks prepared queries over tables of Arrow, of which each has a name."""

    def __init__(self) -> None:
        self._connection = module_of("duckdb").connect(":memory:", config=_HOW)
        self._connection.execute("PRAGMA disable_optimizer")
        self._shown: dict[str, Held] = {}
        self._prepared: dict[str, str] = {}
        self._numbers = count()

    def show(self, name: str, table: Any) -> None:
        """Have a table stand under a name from now on."""
        shown = self._shown.get(name)
        if shown is None or shown.schema != table.schema:
            # A query that was prepared for other columns would read these as if they were those.
            self._prepared.clear()
            shown = self._shown[name] = Held(name, table.schema)
            self._connection.register(name, shown)
        shown.table = table

    def hide(self, name: str) -> None:
        """Give back the rows that stand under a name, if there are any."""
        if name in self._shown:
            self._shown[name].table = self._shown[name].schema.empty_table()

    def end(self) -> None:
        """Give back the rows of all names."""
        for name in self._shown:
            self.hide(name)

    def ask(self, sql: str) -> dict[str, Any]:
        """Return the columns of a query as arrays, masked where they are NULL."""
        if sql not in self._prepared:
            self._prepare(sql)
        found: dict[str, Any] = self._connection.execute(f"EXECUTE {self._prepared[sql]}").fetchnumpy()
        return found

    def _prepare(self, sql: str) -> None:
        rows = {name: shown.table for name, shown in self._shown.items()}
        # What DuckDB gets when it prepares a query it keeps.
        for name in rows:
            self.hide(name)
        name = self._prepared[sql] = f"asked_{next(self._numbers)}"
        self._connection.execute(f"PREPARE {name} AS {plain(sql)}")
        for name, table in rows.items():
            self._shown[name].table = table
