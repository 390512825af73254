"""Who carries the queries out: DuckDB in this process, or Spark.

Both get the same text. It is written for DuckDB; for Spark it is translated by
SQLGlot, and in either case nothing but the functions named here may stand in it,
since a function that a dialect does not know would pass through unnoticed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from osteon.basics.errors import EngineError, EngineUnavailable
from osteon.basics.records import dataclass
from osteon.basics.typed import Any

TEXT, WHOLE = "text", "whole number"
"""The types of the columns of our own rows."""

FUNCTIONS = frozenset((
    "CAST", "COALESCE", "LEAST", "GREATEST", "SUM", "MIN", "MAX", "COUNT", "BIT_OR", "CHR", "NULLIF",
    "FIRST_VALUE", "ROW_NUMBER", "CONCAT", "SUBSTR", "TRY_CAST",
))  # fmt: skip
"""The functions that a query may use."""

ALLOWED = frozenset((
    "And", "Or", "Case", "If", "Cast", "Coalesce", "Least", "Greatest", "Sum", "Min", "Max", "Count",
    "BitwiseOrAgg", "Chr", "Nullif", "FirstValue", "RowNumber",
    "Concat", "Substring", "TryCast",
))  # fmt: skip
"""The same by SQLGlot's names, which count some operators as functions too."""


Answer = tuple[str, str, str]
"""A rule, its verdict, and the facts that decided it, with commas between."""

Answers = Sequence[Answer]

Key = tuple[int, ...]
"""What tells the patients of a group of rules apart."""

Numbering = Callable[[int, Sequence[Any]], Any]
"""Returns for keys of a group of rules, arrays column by column, the numbers of their answers."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A column of numbers of contents. A content consists of the texts of some columns; None is no text.

    `numbers` is asked for those of the contents that there are, few of them twice; NULL stands for None.
    """

    name: str
    fields: tuple[str, ...]
    numbers: Callable[[Sequence[tuple[str | None, ...]]], Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class KeyedRows:
    """Rows of a source to be kept by a name: the columns `told` as they are, and numbers of contents.

    A number may stand under the name of a text of which its content consists. `origin` is what the source
    was called when it was given. `beside` is a key of people whose numbers may be noticed (`Noticed`).
    """

    name: str
    source: str
    origin: str
    told: tuple[str, ...]
    keys: tuple[Keyed, ...]
    beside: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the columns of which contents consist."""
        return tuple(dict.fromkeys(field for key in self.keys for field in key.fields))

    @property
    def columns(self) -> tuple[str, ...]:
        """Return all columns of the source that are asked for."""
        return tuple(dict.fromkeys(("patient", *self.told, *self.texts)))


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed of rows when they got their numbers.

    `is_each_once` says that each row of people names somebody, and no two the same. `strangers` are the lists
    that name anybody else, and `most` has for each list the most rows of one patient, or of all strangers.
    `beside` has the numbers that people have in the key of that name who have rows of a list.
    """

    is_each_once: bool
    strangers: frozenset[str]
    most: Mapping[str, int]
    beside: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Sets:
    """What the rows of a patient come to, asked once for all patients whose rows say the same.

    `rows` is the query for the rows: `patient`, which may be NULL, and whole numbers. Patients are alike
    whose rows have the same in `columns`; if they have a single row, it is enough that it has the same in
    `lone`. What else stands in a row may be from one that has the same in `columns`. `sql` reads `some_NAME`,
    the rows of one of all who are alike, and gives `patient` and whole numbers, at most a row for each.
    """

    name: str
    rows: str
    columns: tuple[str, ...]
    sql: str
    lone: tuple[str, ...] | None = None

    @property
    def of(self) -> str:
        """Return the table that says which set is whose."""
        return f"{self.name}_of"


@dataclass(frozen=True, slots=True)
class Place:
    """A column that says by which number a patient stands among sets; it is NULL for who does not."""

    key: str
    table: str


@dataclass(frozen=True, slots=True)
class Share:
    """What is asked of rows once for all that are alike in some columns.

    The query reads a table `some_NAME`, which has the different combinations of `keys` and a number for each,
    `combination`. It gives `combination` and `columns`, whole numbers of which none is missing.
    """

    name: str
    keys: tuple[str, ...]
    sql: str
    columns: tuple[str, ...]


def summed(shares: Iterable[Share]) -> list[str]:
    """Return the columns that some queries give, each once."""
    return list(dict.fromkeys(column for share in shares for column in share.columns))


class Counted(Protocol):
    """What was written, counted."""

    def answers(self) -> Iterator[tuple[Answer, int]]:
        """Yield each rule with a verdict and the facts that decided it, and how many patients are told so."""

    def flags(self, severities: Mapping[str, str]) -> Iterator[tuple[str, Mapping[int, int]]]:
        """Yield for each severity how many patients have so many flags of it; who has none is left out.

        `severities` are those of the rules.
        """


class Engine(Protocol):
    """Carries queries out. Names are those of tables and views that it was given before."""

    makes_folders: bool
    """Whether what is written at a path is a folder of files."""

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""

    def keep(self, name: str, sql: str) -> None:
        """Carry a query out and keep its rows by a name."""

    def begin(self, owner: object) -> None:
        """Remember what is remembered from part to part for this owner, and nothing of another one's."""

    def keyed(self, people: KeyedRows, lists: Sequence[KeyedRows]) -> Noticed | None:
        """Keep rows of sources, in which numbers of contents stand for their texts.

        Rows of people get a `number` that no other has. In lists, `patient` is the number of the first row
        that names the patient, or NULL if none does: then `stranger` has who is named. Returns what was
        noticed of them, or None if nobody looked.
        """

    def sets(self, sets: Sets) -> None:
        """Find out who is alike, carry the query out, and keep what is different in what it gives.

        The table NAME has every combination of the columns with its `number`; NAME_of has `patient` and the
        number of each.
        """

    def total(
        self, name: str, rows: str, places: Sequence[Place], kept: Sequence[str], shares: Sequence[Share]
    ) -> None:
        """Keep columns of a query by a name, beside the sums of what all shares give for each row.

        The query gives a patient's `number` among other columns. Those of the places are added to them.
        """

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows of our own by a name. A column is a name and a type: TEXT or WHOLE."""

    def ask(self, name: str, columns: Sequence[str], values: Sequence[Any], sql: str) -> list[Any]:
        """Return the columns of a query over rows of whole numbers, of which there is at least one.

        Columns are arrays, those that are given too. The rows have a name for the time of the query. The same
        query is asked again for other rows.
        """

    def source(self, name: str, origin: Any) -> list[str]:
        """Call a table of the population by a name and return its columns."""

    def write(
        self,
        table: str,
        groups: Sequence[Sequence[str]],
        numbers: Numbering,
        answers: Sequence[Sequence[Answers]],
        path: str,
    ) -> "Counted | None":
        """Write a row for each patient and rule as Parquet: `patient`, `rule`, `verdict`, `deciding`.

        The table has `patient` and the columns of every group of rules, of which each patient's are one of
        its keys. `answers` has for each group and number what its rules answer; it may have grown when the
        numbers were asked for. Returns what was written counted, or None if nobody counted.
        """

    def forget(self, *names: str) -> None:
        """Give back the room of what was kept or loaded by these names and is not asked for again."""

    def drop(self) -> None:
        """Forget everything that was defined, kept and loaded."""


def numbered(answers: Sequence[Sequence[Answers]]) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield every answer with the place of its column and the number in it."""
    for nth, numbers in enumerate(answers):
        for number, given in enumerate(numbers):
            yield from ((nth, number, *answer) for answer in given)


_CALLED = re.compile(r"\"[^\"]*\"|'(?:[^']|'')*'|\b([A-Za-z_]+) ?\(")
_WORDS = frozenset((
    "AND", "OR", "NOT", "AS", "IN", "JOIN", "WHEN", "THEN", "ELSE", "CASE", "OVER", "WINDOW", "FROM", "WHERE",
    "BY", "ON", "SELECT",
))  # fmt: skip
"""Words that may stand before a bracket and are no functions."""


@lru_cache(maxsize=512)
def plain(sql: str) -> str:
    """Return a query for DuckDB unchanged.

    Raises EngineError for one that uses a function which is not one of FUNCTIONS.
    """
    called = {found[1].upper() for found in _CALLED.finditer(sql) if found[1]}
    _refuse(called - FUNCTIONS - _WORDS)
    return sql


@lru_cache(maxsize=512)
def translated(sql: str, dialect: str) -> str:
    """Return a query in another dialect.

    Raises EngineError for one that uses a function which is not one of ALLOWED.
    """
    sqlglot = module_of("sqlglot")
    tree = sqlglot.parse_one(sql, read="duckdb")
    _refuse(functions_of(tree) - ALLOWED)
    return str(tree.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE))


def functions_of(tree: Any) -> set[str]:
    """Return the functions in a tree of SQLGlot; one that it does not know by the name that was written."""
    exp = module_of("sqlglot").exp
    return {
        each.name if isinstance(each, exp.Anonymous) else type(each).__name__
        for each in tree.find_all(exp.Func)
    }


def _refuse(strange: set[str]) -> None:
    if strange:
        raise EngineError(f"a query uses what no list allows: {', '.join(sorted(strange))}")


def module_of(name: str, extra: str = "screen") -> Any:
    """Return a module that an extra brings.

    Raises EngineUnavailable with what to install where it is missing.
    """
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as absent:
        raise EngineUnavailable(f'this needs {name}: pip install "osteon[{extra}]"') from absent
