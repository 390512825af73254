"""The tables of a partition, with every column of the form: what is not there was not told."""

from collections.abc import Mapping

from osteon.basics.errors import Problem, ProfileError
from osteon.basics.typed import Any
from osteon.doors.screen.engines import Engine
from osteon.doors.screen.form import BY_NAME, PATIENT, POSITION, TABLES, Table


def read_sources(engine: Engine, tables: Mapping[str, Any]) -> dict[str, list[str]]:
    """Call each table `src_NAME` and return, by table that is there, the columns that it has.

    Every `src_NAME` has every column of the form, as text; an empty text is NULL. Raises ProfileError for
    a table or a column that the form does not know, and for one that has to be there and is not.
    """
    wrong = [
        Problem(f"{name}: no table of the form has this name", hint=f"tables: {', '.join(BY_NAME)}")
        for name in tables
        if name not in BY_NAME
    ]
    if "patients" not in tables:
        wrong.append(Problem("patients: this table is missing", hint="it has a row for each patient"))
    if wrong:
        raise ProfileError(wrong)
    there = {}
    for name, origin in tables.items():
        there[name] = engine.source(f"in_{name}", origin)
        wrong += _unfit(BY_NAME[name], there[name])
    if wrong:
        raise ProfileError(wrong)
    for table in TABLES:
        engine.define(f"src_{table.name}", _whole(table, there))
    return there


def _unfit(table: Table, there: list[str]) -> list[Problem]:
    known = [column.name for column in table.columns]
    needed = [name for name in (PATIENT, POSITION) if name in known]
    wrong = [
        Problem(f"{table.name}: the column {name!r} is not known here", hint=f"columns: {', '.join(known)}")
        for name in there
        if name not in known
    ]
    missing = [
        Problem(f"{table.name}: the column {name!r} is missing") for name in needed if name not in there
    ]
    return wrong + missing


def _whole(table: Table, there: Mapping[str, list[str]]) -> str:
    if table.name not in there:
        cells = [_nothing(column.name) for column in table.columns if column.name != PATIENT]
        return f"SELECT {PATIENT}, {', '.join(cells)} FROM in_patients WHERE 1 = 0"
    cells = [
        _cell(column.name) if column.name in there[table.name] else _nothing(column.name)
        for column in table.columns
    ]
    return f"SELECT {', '.join(cells)} FROM in_{table.name}"


def _cell(name: str) -> str:
    if name == PATIENT:
        return name
    if name == POSITION:
        return f"CAST({name} AS BIGINT) AS {name}"
    return f'NULLIF(CAST("{name}" AS VARCHAR), \'\') AS "{name}"'


def _nothing(name: str) -> str:
    return f'CAST(NULL AS {"BIGINT" if name == POSITION else "VARCHAR"}) AS "{name}"'
