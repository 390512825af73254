"""`osteon.from_fhir`: a record in FHIR, as a profile and an account."""

from collections.abc import Iterator
from datetime import date

from osteon.doors.fhir.accounting import Gap
from osteon.doors.fhir.entries import Found
from osteon.doors.fhir.reading import FhirRecord, Reader, patients_in, subject_of
from osteon.doors.fhir.references import References
from osteon.doors.fhir.texts import decoded
from osteon.doors.fhir.walking import Walked, walk
from osteon.doors.library import read_day
from osteon.knowledge.models import Rulebook
from osteon.knowledge.shelf import load_rulebook

_readers: dict[int, tuple[Rulebook, Reader]] = {}
_shipped: list[Rulebook] = []
_MOST_READERS = 8


def from_fhir(
    record: object, *, as_of: date | str | None = None, rulebook: Rulebook | None = None
) -> FhirRecord:
    """Read the record of one patient, in FHIR of any version from DSTU2 to R5.

    `record` is parsed JSON (a Bundle of any type, a list of resources, or one resource), or its text, packed
    or not. `as_of` is the day for which it is read and evaluated; it defaults to today. `rulebook` knows the
    names and codes, and defaults to the shipped pack. `osteon.evaluate(from_fhir(bundle))` evaluates it.

    Raises ProfileError, with the JSON path, for what is no FHIR, holds several patients, or is too large.
    """
    walked = _walked(record)
    return _reader(rulebook).read(walked, read_day(as_of))


def each_from_fhir(record: object, as_of: date, rulebook: Rulebook) -> Iterator[tuple[str, FhirRecord]]:
    """Yield every patient of a record with a name for it; products and the like are shared by all."""
    walked = _walked(record)
    references = References(walked.found)
    patients = patients_in(walked, references)
    if len(patients) < 2:
        yield (patients[0] if patients else ""), _reader(rulebook).read(walked, as_of)
        return
    for at, patient in enumerate(patients):
        own = _of(walked, patient, patients, references, first=at == 0)
        yield patient, _reader(rulebook).read(own, as_of, patient=patient)


def _walked(record: object) -> Walked:
    gaps: list[Gap] = []
    if isinstance(record, str | bytes | bytearray):
        record, gaps = decoded(record)
    walked = walk(record)
    walked.gaps += gaps
    return walked


def _of(walked: Walked, patient: str, patients: list[str], references: References, *, first: bool) -> Walked:
    """Return the entries of one patient; those of nobody in particular stand with the first."""
    own = Walked()
    own.gaps = walked.gaps
    own.odd = walked.odd if first else []
    for found in walked.found:
        whose = _whose(found, patients, references)
        if whose == patient or not whose and (first or _is_shared(found)):
            own.found.append(found)
    return own


def _is_shared(found: Found) -> bool:
    return found.resource.get("resourceType") == "Medication"


def _whose(found: Found, patients: list[str], references: References) -> str:
    address = subject_of(found.resource)
    if found.resource.get("resourceType") == "Patient":
        address = found.address or f"Patient/{found.resource.get('id')}"
    return next((each for each in patients if address and references.same(address, each)), "")


def _reader(rulebook: Rulebook | None) -> Reader:
    if rulebook is None:
        if not _shipped:
            _shipped.append(load_rulebook())
        rulebook = _shipped[0]
    kept = _readers.get(id(rulebook))
    if kept is None or kept[0] is not rulebook:
        if len(_readers) >= _MOST_READERS:
            _readers.clear()
        kept = _readers[id(rulebook)] = (rulebook, Reader(rulebook))
    return kept[1]
