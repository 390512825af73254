"""The patients of a file in FHIR: one Bundle, one resource, or lines of resources taken apart by patient."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.fhir.door import each_from_fhir
from osteon.doors.fhir.reading import FhirRecord
from osteon.doors.files import JSON, Source
from osteon.knowledge.models import Rulebook


def records_in(
    source: Source, day: date, rulebook: Rulebook
) -> Iterator[tuple[Source, Callable[[], FhirRecord]]]:
    """Yield every patient of a source: where it is, and the record or the reason why there is none."""
    try:
        read = list(each_from_fhir(source.text, day, rulebook))
    except ProfileError as trouble:
        yield source, partial(_refuse, trouble, source)
        return
    for name, record in read:
        where = f"{source.where}: {name}" if len(read) > 1 else source.where
        # Its text is not that of a profile: no line of it can be pointed to.
        yield Source(where, source.file, source.line, "", JSON), partial(_kept, record)


def documents_in(
    source: Source, day: date, rulebook: Rulebook
) -> Iterator[tuple[Source, Callable[[], Mapping[str, object]]]]:
    """Yield the same as profiles."""
    for where, read in records_in(source, day, rulebook):
        yield where, partial(_document, read)


def _kept(record: FhirRecord) -> FhirRecord:
    return record


def _document(read: Callable[[], FhirRecord]) -> Mapping[str, object]:
    return read().document()


def _refuse(trouble: ProfileError, source: Source) -> FhirRecord:
    raise ProfileError(
        [Problem(f"{source.where}: {each.message}", hint=each.hint) for each in trouble.problems]
    )
