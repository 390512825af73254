"""`osteon.screen`: the library call for a whole registry. It gives the same as the command."""

import os
from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import Problem, ProfileError, RunError
from osteon.doors.library import read_day, shipped
from osteon.doors.registry.connecting import MEMORY_MIB
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.partition import Patient
from osteon.doors.registry.run import COLUMNS, PATIENTS_AT_ONCE, Heard, Order, is_finished, run
from osteon.doors.registry.share import Share
from osteon.doors.registry.summary import Summary, summary_of
from osteon.doors.registry.suppression import SMALL
from osteon.doors.tables import ColumnMap
from osteon.knowledge.models import Rulebook

Path = str | os.PathLike[str]


def screen(  # noqa: PLR0913  # each is an option of the command
    source: Path,
    out: Path,
    *,
    as_of: date | str | None = None,
    rulebook: Rulebook | None = None,
    columns: Mapping[str, str | None] | None = None,
    engine: str = COLUMNS,
    jobs: int = 1,
    memory_mib: int = MEMORY_MIB,
    partition_patients: int = PATIENTS_AT_ONCE,
    partition: tuple[int, int] = (0, 1),
    restart: bool = False,
    hide_below: int = SMALL,
    is_sample: bool = False,
    heard: Heard | None = None,
) -> Summary:
    """Screen a registry of patients, and return what was found in numbers.

    `source` is a flat table (CSV, Parquet), a folder of the relational form, or a folder of FHIR as NDJSON;
    `columns` maps the columns of a flat table. `out` is a folder for the verdicts, one row for each patient
    and rule, and for what was set aside; a run that was interrupted goes on there. `engine` is "columns" or
    "single" (one patient after the other, slowly). `jobs` is a number of processes, which share `memory_mib`
    mebibytes for DuckDB. `partition=(0, 8)` does the first of eight shares of the work. `restart` drops what
    `out` holds of another run. Numbers of patients below `hide_below` are not shown; `is_sample` says that
    the registry is a random sample, and adds what follows from its size. `heard` is told how far it is.

    Raises RunError (what, where, and what to do), PackError or EngineError. A row that cannot be read does
    not end a run: it is set aside and counted.
    """
    folder = os.fspath(out)
    os.makedirs(folder, exist_ok=True)
    order = Order(
        os.fspath(source), folder, rulebook or shipped(), read_day(as_of), ColumnMap(columns), engine,
        max(partition_patients, 1), max(jobs, 1), memory_mib, Share(*partition), restart,
    )  # fmt: skip
    return screened(order, hide_below, heard, is_sample=is_sample)


def screened(order: Order, hide_below: int, heard: Heard | None, *, is_sample: bool) -> Summary:
    """Do an order, and write its summary."""
    lines = run(order, heard)
    found = summary_of(
        lines, order.rulebook, order.folder,
        is_complete=order.share.is_whole or is_finished(order), below=hide_below, is_sample=is_sample,
    )  # fmt: skip
    if order.share.is_whole:
        found.save()
    return found


def find_patient(source: str, key: str, reading: Reading) -> Patient:
    """Return a patient of a registry, with the profile that the rows say.

    Raises RunError if there is none of that key, and ProfileError if the rows cannot be read.
    """
    found = input_at(source, reading).find(key)
    if found is None:
        raise RunError(
            f"{source} holds no patient {key!r}; a row without an id is known by its place (FILE:LINE)"
        )
    if not isinstance(found, Patient):
        raise ProfileError([Problem(f"{found.place}: {found.why}")])
    return found
