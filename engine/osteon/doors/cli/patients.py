"""Whose profiles a command line asks for, each with a way to read it: files, records, tables, or options."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain, islice

from osteon.doors.files import FHIR, JSON, TABLES, Source, holds_several, sources
from osteon.doors.reading import check, read_profile_text
from osteon.knowledge.models import Rulebook

DESCRIBED = "patient described by options"

Reader = Callable[[], Mapping[str, object]]
Patients = Iterator[tuple[Source, Reader]]


def patients_of(
    files: list[str],
    described: dict[str, object] | None,
    day: date,
    rulebook: Rulebook,
    columns: str | None = None,
) -> tuple[Patients, bool]:
    """Return the patients, each with a way to read the profile, and whether several were asked for."""
    if described is not None:
        source = Source(DESCRIBED, DESCRIBED, 1, "", JSON)
        return iter([(source, partial(check, described, source))]), False
    patients = chain.from_iterable(in_source(source, day, rulebook, columns) for source in sources(files))
    first = list(islice(patients, 2))
    return chain(first, patients), holds_several(files) or len(first) > 1


def in_source(source: Source, day: date, rulebook: Rulebook, columns: str | None) -> Patients:
    """Return the patients of one source: one, or as many as a record or a table holds."""
    if source.kind in TABLES and source.trouble is None:
        from osteon.doors.cli.rows import rows_in

        return rows_in(source, columns)
    if source.kind != FHIR or source.trouble is not None:
        return iter([(source, partial(read_profile_text, source))])
    from osteon.doors.fhir.files import documents_in

    return documents_in(source, day, rulebook)
