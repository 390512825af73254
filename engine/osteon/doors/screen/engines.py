"""Who carries the queries out: DuckDB in this process, or Spark.

Both get the same text. It is written for DuckDB; for Spark it is translated by
SQLGlot, and in either case nothing but the functions named here may stand in it,
since a function that a dialect does not know would pass through unnoticed.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from osteon.basics.errors import EngineError, EngineUnavailable
from osteon.basics.typed import Any

TEXT, WHOLE = "VARCHAR", "BIGINT"
"""The types of the columns of a dictionary."""

ALLOWED = frozenset((
    "And", "Or", "Not", "Case", "If", "Cast", "Coalesce", "Least", "Greatest", "Sum", "Min", "Max", "Count",
    "BitwiseOrAgg", "BitwiseOr", "BitwiseAnd", "BitwiseNot", "Chr", "FirstValue", "RowNumber", "Abs", "Nullif",
    "Array", "Explode", "Unnest", "Posexplode", "Length", "Inline",
))  # fmt: skip
"""The functions that a query may use, by SQLGlot's names."""


class Engine(Protocol):
    """Carries queries out. Names are those of tables and views that it was given before."""

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""

    def keep(self, name: str, sql: str) -> None:
        """Carry a query out and keep its rows by a name."""

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows of our own by a name. A column is a name and a type, TEXT or WHOLE."""

    def source(self, name: str, origin: Any) -> list[str]:
        """Call a table of the population by a name and return its columns."""

    def write(self, sql: str, path: str) -> None:
        """Write the rows of a query as Parquet."""

    def long(self, wide: str, columns: Sequence[str]) -> str:
        """Return the query that turns these columns of a table into rows: `patient`, `nth`, `code`."""

    def drop(self) -> None:
        """Forget everything that was defined, kept and loaded."""


@lru_cache(maxsize=512)
def checked(sql: str, dialect: str) -> str:
    """Return a query in a dialect, "duckdb" or "spark".

    Raises EngineError for a query that uses a function which is not one of ALLOWED.
    """
    sqlglot = module_of("sqlglot")
    tree = sqlglot.parse_one(sql, read="duckdb")
    strange = {
        type(each).__name__ if not isinstance(each, sqlglot.exp.Anonymous) else each.name
        for each in tree.find_all(sqlglot.exp.Func)
    } - ALLOWED
    if strange:
        raise EngineError(f"a query uses what no list allows: {', '.join(sorted(strange))}")
    if dialect == "duckdb":
        return sql
    return str(tree.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE))


def module_of(name: str, extra: str = "screen") -> Any:
    """Return a module that an extra brings.

    Raises EngineUnavailable with what to install where it is missing.
    """
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as absent:
        raise EngineUnavailable(f'this needs {name}: pip install "osteon[{extra}]"') from absent
