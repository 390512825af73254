"""A file of rows being written as Parquet, some thousands of rows at a time."""

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

WHOLE, YES_NO, TEXT, WORD = "int64", "bool_", "string", "word"
"""What a column holds. A word is a text that comes up often, kept as its place in a list of words."""

_AT_ONCE = 8_192


class Sheet:
    """A file being written, `at_once` rows at a time or a few more; it is whole when it is closed.

    `columns` are names and what they hold.
    """

    def __init__(self, path: str, columns: Sequence[tuple[str, str]], at_once: int = _AT_ONCE) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._arrow = pa
        self._at_once = at_once
        self._schema = pa.schema([(name, self._type(holds)) for name, holds in columns])
        self._writer: Any = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Sequence[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: Sequence[Any]) -> None:
        """Write a row."""
        self.add_all((row,))

    def add_all(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write some rows."""
        self._rows.extend(rows)
        if len(self._rows) >= self._at_once:
            self._flush()

    def _type(self, holds: str) -> Any:
        pa = self._arrow
        return pa.dictionary(pa.int32(), pa.string()) if holds == WORD else getattr(pa, holds)()

    def _column(self, cells: Sequence[Any], type_: Any) -> Any:
        pa = self._arrow
        if pa.types.is_dictionary(type_):
            return pa.array(cells, pa.string()).cast(type_)
        return pa.array(cells, type_)

    def _flush(self) -> None:
        if self._rows:
            columns = [
                self._column(cells, field.type)
                for cells, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._writer.write_table(self._arrow.table(columns, schema=self._schema))
            self._rows.clear()
