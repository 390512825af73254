"""An export of FHIR taken apart by DuckDB: what each resource says, whose it is, and its dates.

What a resource says is its JSON without what decides nothing (its id, its
narrative, who wrote it down) and without its dates, which stand beside it. Few
resources say something that no other says.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from osteon.basics.errors import RunError
from osteon.doors.fhir.reading import HANDLERS
from osteon.doors.registry.connecting import quoted

if TYPE_CHECKING:
    import duckdb

GROUPS = 64
"""Groups of patients. What belongs to all patients, such as Medication, is in a group behind them."""

DATES = (
    "effectiveDateTime", "effectivePeriod.start", "effectivePeriod.end", "effectiveInstant", "issued",
    "authoredOn", "dateWritten", "dateEnded", "onsetDateTime", "onsetPeriod.start", "recordedDate",
    "dateRecorded",
    "assertedDate", "performedDateTime", "performedPeriod.start", "performedPeriod.end", "birthDate",
    "deceasedDateTime", "abatementDateTime",
)  # fmt: skip
"""The dates that are taken out of a resource, by their place in it."""

IDLE = (
    "id", "meta", "text", "identifier", "encounter", "context", "subject", "patient", "recorder", "asserter",
    "performer", "informationSource", "dateAsserted", "implicitRules", "language", "extension", "name",
    "telecom",
    "address", "maritalStatus", "communication", "contact", "photo", "generalPractitioner",
    "managingOrganization",
)  # fmt: skip
"""The fields that decide nothing in any type of resource; a test watches that nobody reads them."""

_BEHIND = ("subject.reference", "patient.reference", "beneficiary.reference")


def spread(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[str], folder: str, as_of: date
) -> list[int]:
    """Write the resources of files into `folder`, a group of patients each; return the patients of each.

    Raises RunError if a line is not JSON, with what DuckDB says of it.
    """
    import duckdb

    try:
        connection.execute(
            f"COPY ({_query(files, as_of.isoformat())}) TO {quoted(folder + '/resources')} "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (part))"
        )
        counted = connection.execute(
            f"SELECT part, count(*) FROM read_parquet({quoted(folder + '/resources/*/*.parquet')}, "
            "hive_partitioning=true) WHERE kind = 'Patient' GROUP BY part"
        ).fetchall()
    except duckdb.OutOfMemoryException as trouble:
        raise MemoryError(f"DuckDB needs more memory to read the export (--memory): {trouble}") from trouble
    except duckdb.Error as trouble:
        raise RunError(str(trouble)) from trouble
    counts = dict(counted)
    return [int(counts.get(at, 0)) for at in range(GROUPS)]


def _query(files: Sequence[str], as_of: str) -> str:
    listed, own = ", ".join(map(quoted, files)), len(DATES) + 4
    read = ", ".join(quoted(kind) for kind in (*HANDLERS, "Medication"))
    taken = sorted({each.partition(".")[0] for each in DATES} | set(IDLE))
    patch = quoted("{" + ", ".join(f'"{name}": null' for name in taken) + "}")
    paths = ", ".join(quoted(f"$.{each}") for each in (*DATES, *_BEHIND, "id"))
    return f"""
        WITH told AS (
            SELECT json, coalesce(json->>'$.resourceType', '') AS kind,
                json_extract_string(json, [{paths}]) AS said
            FROM read_ndjson_objects([{listed}], maximum_object_size={16 * 1024 * 1024})
        ), whose AS (
            SELECT kind, json, said[{own}] AS id, said[1:{len(DATES)}] AS dates,
                CASE WHEN kind = 'Patient' THEN said[{own}] ELSE
                    {_last_part(f"coalesce(said[{own - 3}], said[{own - 2}], said[{own - 1}])")}
                END AS patient
            FROM told
        )
        SELECT kind, id, patient,
            CASE WHEN kind IN ({read}) THEN CAST(json_merge_patch(json, {patch}) AS VARCHAR)
                ELSE '' END AS content,
            [{_day("each")} FOR each IN dates] AS dates,
            array_to_string([{_class("each", as_of)} FOR each IN dates], '') AS classes,
            CASE WHEN kind = 'Medication' THEN {GROUPS}
                ELSE CAST(hash(coalesce(patient, '')) % {GROUPS} AS INTEGER) END AS part
        FROM whose
    """


def _last_part(reference: str) -> str:
    """Return the id that a reference ends in: of "Patient/1", of a whole address, of one with a version."""
    return f"regexp_extract({reference}, '(?:^|/)(?:Patient/)?([^/]+)(?:/_history/[^/]*)?/*$', 1)"


def _day(text: str) -> str:
    return f"regexp_extract(trim({text}), '^([0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?)(?:$|[T ])', 1)"


def _class(text: str, as_of: str) -> str:
    """Return a letter for a date: absent, none, how exact, before or after the day."""
    day = _day(text)
    whole = f"CASE length({day}) WHEN 4 THEN {day} || '-01-01' WHEN 7 THEN {day} || '-01' ELSE {day} END"
    return f"""CASE
        WHEN {text} IS NULL THEN '-'
        WHEN {day} = '' OR try_cast({whole} AS DATE) IS NULL THEN '?'
        WHEN starts_with('{as_of}', {day})
        THEN CASE length({day}) WHEN 4 THEN 'n' WHEN 7 THEN 'o' ELSE 'e' END
        WHEN {day} < '{as_of}' THEN CASE length({day}) WHEN 4 THEN 'x' WHEN 7 THEN 'y' ELSE 'p' END
        ELSE CASE length({day}) WHEN 4 THEN 'u' WHEN 7 THEN 'v' ELSE 'f' END END"""
