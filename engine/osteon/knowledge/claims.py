"""Names and codes that concepts claim: each may mean one concept only."""

from collections.abc import Iterator

from osteon.basics.errors import Place, Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ConceptRecord
from osteon.patient.terminology import normalised


def check_claims(drawers: Drawers) -> Iterator[Problem]:
    """Yield a Problem for every name or code that an earlier concept has claimed already."""
    owners: dict[tuple[str, ...], str] = {}
    for entry in drawers.concepts:
        for claim, said, place in (*_names(entry), *_codes(entry)):
            owner = owners.setdefault(claim, entry.name)
            if owner != entry.name:
                yield Problem(
                    f"{said} already means `{owner}`", place, "it may mean one concept only; drop one"
                )


def _names(entry: Entry[ConceptRecord]) -> Iterator[tuple[tuple[str, ...], str, Place]]:
    record = entry.record
    yield (normalised(entry.name),), f"`{entry.name}`", entry.place
    yield (normalised(record.label),), f"`{record.label}`", entry.at("label")
    for key, names in (("names", record.names), ("brands", record.brands)):
        for at, name in enumerate(names):
            yield (normalised(name),), f"`{name}`", entry.at(key, at)


def _codes(entry: Entry[ConceptRecord]) -> Iterator[tuple[tuple[str, ...], str, Place]]:
    for at, code in enumerate(entry.record.codes):
        claim = (normalised(code.system), code.code.casefold())
        yield claim, f"the {code.system} code `{code.code}`", entry.at("codes", at, "code")
