"""A file of rows being written as Parquet, some thousands of rows at a time."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

WHOLE, YES_NO, TEXT = "int64", "bool_", "string"
"""What a column holds."""

_AT_ONCE = 8_192


class Sheet:
    """A file being written. `columns` are names and what they hold; the file is whole when it is closed."""

    def __init__(self, path: str, columns: Sequence[tuple[str, str]]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._arrow = pa
        self._schema = pa.schema([(name, getattr(pa, holds)()) for name, holds in columns])
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
        self._rows.append(row)
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = [
                self._arrow.array(cells, field.type)
                for cells, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._writer.write_table(self._arrow.table(columns, schema=self._schema))
            self._rows.clear()
