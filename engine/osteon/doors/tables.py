"""Tables of flat profiles, one row a patient: CSV and Parquet, with a map of their columns.

A column is a field of a profile ("birth_date"), or a field and a name
("takes.vitamin-k2", "tests.INR", "complete.supplements"). An empty cell was not
told, and never means no. docs/fhir.md has the table of columns.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from osteon.basics.errors import Problem, ProfileError

CSV = "csv"
PARQUET = "parquet"

PLAIN = (
    "id", "birth_date", "age", "sex", "deceased", "pregnancy", "pregnant", "breastfeeding", "postmenopausal",
    "osteoporosis", "d3_dose", "complete",
)  # fmt: skip
"""Columns that hold one value."""

LISTED = ("medications", "supplements", "conditions", "surgeries", "allergies")
"""Columns that hold a list: entries with a semicolon between them, or "none", or "unknown"."""

NAMED = ("takes", "diet", "complete", "counselled", "apart_from_calcium", "tests")
"""Fields that take a name behind a point: "takes.vitamin-k2"."""

_WORDS = ("none", "unknown")
_ON = " on "
_IGNORED = ""


class ColumnMap:
    """Which column of a table is which field of a profile. What it does not name keeps its own name.

    A column that is mapped to nothing ("" or null) is left out, and has to be left out by name.
    """

    def __init__(self, renamed: Mapping[str, str | None] | None = None) -> None:
        self._renamed = {their: ours or _IGNORED for their, ours in (renamed or {}).items()}

    @property
    def digest(self) -> str:
        """Return a text that is the same for the same map."""
        return repr(sorted(self._renamed.items()))

    def fields(self, columns: list[str], name: str) -> list[str]:
        """Return the field of each column; "" for one that is left out.

        Raises ProfileError for a column that is no field and that nobody left out by name.
        """
        fields = [self._renamed.get(column, column.strip()) for column in columns]
        wrong = [
            Problem(
                f"{name}: the column {column!r} is no field of a profile",
                hint="map it to one, or to nothing; docs/fhir.md lists them",
            )
            for column, field in zip(columns, fields, strict=True)
            if field and not is_field(field)
        ]
        wrong += [
            Problem(f"{name}: the column {field!r} stands twice", hint="leave one of them out")
            for field in dict.fromkeys(fields)
            if field and fields.count(field) > 1
        ]
        if wrong:
            raise ProfileError(wrong)
        return fields


def is_field(field: str) -> bool:
    """Say whether a column of this name can be read."""
    if field in PLAIN or field in LISTED:
        return True
    stem, point, rest = field.partition(".")
    return bool(point and rest) and stem in NAMED


def csv_rows(text: str, name: str, columns: ColumnMap) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each row of a CSV text as a document, with its place. Comma, semicolon or tab; a head is needed.

    Raises ProfileError for a table without a head, or with columns that are no fields.
    """
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator, strict=True)
    fields: list[str] = []
    try:
        for row in rows:
            if not fields:
                fields = columns.fields(row, name)
            elif any(cell.strip() for cell in row):
                yield f"{name}:{rows.line_num}", document_of_row(fields, row, f"{name}:{rows.line_num}")
    except csv.Error as trouble:
        raise ProfileError([Problem(f"{name}:{rows.line_num}: this is not CSV: {trouble}")]) from trouble
    if not fields:
        raise ProfileError([Problem(f"{name}: the table is empty", hint="its first line names the columns")])


def parquet_rows(path: str, columns: ColumnMap) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each row of a Parquet file as a document, with its place.

    Raises ProfileError where pyarrow is not installed, and for a file that is not Parquet.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as absent:
        hint = 'install it: pip install "osteon[tables]"'
        raise ProfileError([Problem(f"{path}: reading Parquet needs pyarrow", hint=hint)]) from absent
    try:
        with parquet.ParquetFile(path) as file:
            names = list(file.schema_arrow.names)
            fields = columns.fields(names, path)
            at = 0
            for batch in file.iter_batches():
                for row in batch.to_pylist():
                    at += 1
                    where = f"{path}:{at}"
                    yield where, document_of_row(fields, [row[name] for name in names], where)
    except (ArrowException, OSError) as trouble:
        raise ProfileError([Problem(f"{path}: this cannot be read as Parquet: {trouble}")]) from trouble


def checked(document: Mapping[str, object], where: str) -> dict[str, object]:
    """Return a row as a checked document.

    Raises ProfileError, with the row and the field.
    """
    # Not with this module: an export of FHIR needs a map of columns, and nobody to read rows.
    from osteon.patient.profile import read_profile

    return read_profile(document, file=where).document()


def document_of_row(fields: Sequence[str], cells: Sequence[object], where: str) -> dict[str, object]:
    """Return a row as a document that is yet to be checked; `trouble_of` says why it is none."""
    if len(cells) != len(fields):
        missing = "fewer" if len(cells) < len(fields) else "more"
        return {_TROUBLE: f"{where}: the row has {missing} cells than there are columns"}
    document: dict[str, object] = {}
    for field, cell in zip(fields, cells, strict=True):
        value = _told(cell)
        if field and value is not None:
            _put(document, field, value)
    return document


_TROUBLE = "(trouble)"


def trouble_of(document: Mapping[str, object]) -> str:
    """Return why a row cannot be read at all; "" where it can."""
    return str(document.get(_TROUBLE, ""))


def _told(cell: object) -> object:
    """Return what a cell tells; None for an empty one, which tells nothing."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float) and (cell != cell or cell.is_integer()):  # noqa: PLR0124  # NaN is a missing value
        return None if cell != cell else int(cell)  # noqa: PLR0124  # as above
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def _put(document: dict[str, object], field: str, value: object) -> None:
    if field in LISTED:
        document[field] = _listed(value)
        return
    stem, _, rest = field.partition(".")
    if not rest:
        document[field] = value
    elif stem == "tests":
        tests = document.setdefault(stem, [])
        if isinstance(tests, list):
            tests.append(_test(rest, value))
    else:
        named = document.setdefault(stem, {})
        if isinstance(named, dict):
            named[rest] = value
        else:
            # `complete` as one word for all lists, and as one for a list: the one for the list adds to it.
            document[stem] = dict.fromkeys(LISTED, named) | {rest: value}


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.casefold() in _WORDS:
        return value.casefold()
    return [each.strip() for each in value.split(";") if each.strip()]


def _test(name: str, value: object) -> dict[str, object]:
    """Read a result, with its day behind it if it has one: "2.4 on 2026-11-01"."""
    said, on, when = value.rpartition(_ON) if isinstance(value, str) else ("", "", "")
    if on:
        return {"name": name, "value": said.strip(), "date": when.strip()}
    return {"name": name, "value": value}
