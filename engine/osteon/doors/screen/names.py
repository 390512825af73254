"""Names on a connection of DuckDB that stay from part to part, while what stands under them changes.

To create a name and to remove it again takes longer than to read a few thousand
rows, and every part needs the same ones. DuckDB asks for the rows of a table of
Arrow when it carries a query out, and gets those that stand under the name by then.
"""

from osteon.basics.errors import EngineError
from osteon.basics.typed import Any


class Names:
    """Names of tables and of queries. A table that nobody has given since `end` tells nothing."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._tables: dict[str, Held] = {}
        self._queries: dict[str, str] = {}
        self._there: set[str] = set()
        self._read: list[str] = []
        self._asked: dict[str, Any] = {}

    def hold(self, name: str, table: Any) -> None:
        """Have a table of Arrow stand under a name."""
        held = self._tables.get(name)
        if held is None or held.schema != table.schema:
            self._change()
            held = self._tables[name] = Held(name, table.schema)
            self._connection.register(name, held)
        held.table = table

    def release(self, name: str) -> None:
        """Give back the rows that stand under a name.

        Raises EngineError if there are none.
        """
        held = self._tables.get(name)
        if held is None or held.table is None:
            raise EngineError(f"nothing stands under the name {name!r} that could be given back")
        held.table = None

    def read(self, name: str, relation: Any) -> None:
        """Have what a relation of DuckDB reads stand under a name."""
        self._change()
        if self._tables.pop(name, None):
            self._connection.unregister(name)
        relation.create_view(name, replace=True)
        self._read.append(name)

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""
        if self._queries.get(name) != sql:
            self._connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {sql}')
            self._queries[name] = sql
            self._asked.clear()
        self._there.add(name)

    def ask(self, sql: str) -> Any:
        """Return the rows of a query as a table of Arrow."""
        if sql not in self._asked:
            self._asked[sql] = self._connection.sql(sql)
        return self._asked[sql].to_arrow_table()

    def forget_queries(self) -> None:
        """Forget what was asked: it is not asked again."""
        self._asked.clear()

    def end(self) -> None:
        """Give back all rows, and remove what relations read."""
        for each in self._tables.values():
            each.table = None
        for name in self._read:
            self._connection.execute(f'DROP VIEW IF EXISTS "{name}"')
        self._read.clear()
        self._there.clear()

    def _change(self) -> None:
        """Remove queries of parts before, to which other columns would be something else."""
        self._asked.clear()
        for name in [each for each in self._queries if each not in self._there]:
            self._connection.execute(f'DROP VIEW IF EXISTS "{name}"')
            del self._queries[name]


class Held:
    """What DuckDB asks for the rows of a name: a table of Arrow with these columns, or None."""

    def __init__(self, name: str, schema: Any) -> None:
        self.name = name
        self.schema = schema
        self.table: Any = None

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Return the rows of the moment.

        Raises EngineError if there are none: a query must not take that for a table without rows.
        """
        if self.table is None:
            raise EngineError(f"nothing stands under the name {self.name!r}")
        return self.table.__arrow_c_stream__(requested_schema)
