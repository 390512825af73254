"""The rows of a table on the command line: each a patient, none of which robs the next of its turn."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.cli.trouble import UsageError
from osteon.doors.files import JSON, PARQUET, Source
from osteon.doors.tables import ColumnMap, checked, csv_rows, parquet_rows, trouble_of

Reader = Callable[[], Mapping[str, object]]


def rows_in(source: Source, columns: str | None) -> Iterator[tuple[Source, Reader]]:
    """Yield each row with a way to read it. A table that cannot be read is one patient without a profile."""
    known = column_map(columns)
    rows = (
        parquet_rows(source.file, known)
        if source.kind == PARQUET
        else csv_rows(source.text, source.file, known)
    )
    try:
        for where, document in rows:
            yield Source(where, source.file, 1, "", JSON), partial(_read, document, where)
    except ProfileError as trouble:
        yield source, partial(_refuse, trouble)


def _read(document: Mapping[str, object], where: str) -> Mapping[str, object]:
    if trouble := trouble_of(document):
        raise ProfileError([Problem(trouble)])
    return checked(document, where)


def _refuse(trouble: ProfileError) -> Mapping[str, object]:
    raise trouble


def column_map(path: str | None) -> ColumnMap:
    """Read a column map: a mapping from their columns to fields, in YAML or JSON.

    Raises UsageError.
    """
    if path is None:
        return ColumnMap()
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            said = yaml.safe_load(file)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise UsageError(f"{path} cannot be read as a column map: {problem}") from problem
    if not isinstance(said, dict) or not all(
        isinstance(their, str) and (ours is None or isinstance(ours, str)) for their, ours in said.items()
    ):
        raise UsageError(f"{path} is no column map: write each as `their column: field`")
    return ColumnMap(said)
