"""The file of verdicts of one partition: Parquet, one row for each patient and rule.

| column | holds |
|---|---|
| `patient` | the patient's key in the input |
| `rule` | the id of a rule |
| `verdict` | "raised", "not raised", "unknown" or "withheld" |
| `deciding` | the facts that decided it, with commas between; empty where it is not raised |
"""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

Row = tuple[str, str, str, str]
"""A patient, a rule, its verdict, and the facts that decided it."""

AND = ","
_AT_ONCE = 131_072


class VerdictFile:
    """A file of verdicts being written."""

    def __init__(self, path: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        word = pa.dictionary(pa.int32(), pa.string())
        self._schema = pa.schema(
            [("patient", pa.string()), ("rule", word), ("verdict", word), ("deciding", word)]
        )
        self._arrow = pa
        self._writer: Any = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Write the verdicts of one patient."""
        self._rows.extend(rows)
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = [
            self._arrow.array(column, self._arrow.string()).cast(field.type)
            for column, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
        self._rows.clear()
