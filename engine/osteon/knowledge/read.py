"""From a folder of files to a checked rulebook, or to every mistake in it at once."""

from collections.abc import Iterator
from itertools import chain

from osteon.basics.errors import PackError, Problem
from osteon.knowledge.approvals import approvals_of, check_approvals
from osteon.knowledge.concepts import check_concepts, terminology_of
from osteon.knowledge.conditions import reader_for
from osteon.knowledge.declarations import check_facts, misplaced_facts, vocabulary_of
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ContradictionRecord, EvidenceRecord, PackRecord
from osteon.knowledge.folder import Files, fingerprint, name_of, pack_files
from osteon.knowledge.gather import gather
from osteon.knowledge.invariants import read_invariants
from osteon.knowledge.models import Contradiction, Evidence, Invariant, Pack, Rulebook
from osteon.knowledge.numbers import check_parameters, parameters_of
from osteon.knowledge.overrides import check_overrides, overrides_of
from osteon.knowledge.phrases import check_name_space, definitions_of, read_meanings
from osteon.knowledge.references import check_contradictions
from osteon.knowledge.rulings import Ruling, check_rulings, read_rulings, rules_of
from osteon.knowledge.signed import check_signed, signed_of
from osteon.language.syntax import Condition


def read_rulebook(folder: str) -> Rulebook:
    """Read and check a knowledge pack.

    Raises PackError with all problems of all files, in the order of the files.
    """
    return read_files(pack_files(folder), name_of(folder))


def read_files(files: Files, name: str) -> Rulebook:
    """Read and check the files of a pack whose folder has this name."""
    problems: list[Problem] = []
    drawers = gather(files, name, problems)
    vocabulary = vocabulary_of(drawers)
    misplaced = misplaced_facts(drawers)
    reader = reader_for(drawers, vocabulary.facts, misplaced)
    meanings = read_meanings(drawers, reader, problems)
    rulings = read_rulings(drawers, reader, problems)
    invariants = read_invariants(drawers, reader, vocabulary.facts, problems)
    problems.extend(_check_parts(drawers, misplaced))
    problems.extend(check_rulings(rulings, drawers, vocabulary.facts, meanings))
    if problems or drawers.pack is None:
        raise PackError(sorted(problems, key=_where))
    return _bound(drawers, drawers.pack, fingerprint(files), meanings, rulings, invariants)


def _check_parts(drawers: Drawers, misplaced: dict[str, list[Problem]]) -> Iterator[Problem]:
    yield from check_concepts(drawers)
    yield from chain.from_iterable(misplaced.values())
    yield from check_facts(drawers, misplaced)
    yield from check_parameters(drawers)
    yield from check_name_space(drawers)
    yield from check_contradictions(drawers)
    yield from check_approvals(drawers)
    yield from check_signed(drawers)
    yield from check_overrides(drawers)


def _where(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def _bound(
    drawers: Drawers,
    pack: Entry[PackRecord],
    digest: str,
    meanings: dict[str, Condition],
    rulings: list[Ruling],
    invariants: dict[str, Invariant],
) -> Rulebook:
    return Rulebook(
        pack=Pack(**pack.record.model_dump()),
        hash=digest,
        vocabulary=vocabulary_of(drawers),
        terminology=terminology_of(drawers),
        parameters=parameters_of(drawers),
        definitions=definitions_of(drawers, meanings),
        evidence={entry.name: _evidence(entry.name, entry.record) for entry in drawers.evidence},
        rules=rules_of(rulings),
        lines={entry.name: entry.key("when").line for entry in drawers.rules},
        places=_places(drawers),
        contradictions={each.name: _contradiction(each.name, each.record) for each in drawers.contradictions},
        invariants=invariants,
        approvals=approvals_of(drawers),
        signed=signed_of(drawers),
        overrides=overrides_of(drawers),
    )


def _evidence(name: str, record: EvidenceRecord) -> Evidence:
    return Evidence(
        id=name,
        kind=record.kind,
        says=record.says,
        verdict=record.verdict,
        seen=record.seen,
        checked_by=record.checked.by,
        checked_on=record.checked.on,
        cite=record.cite,
        place=record.place,
        url=record.url,
        note=record.note,
        parked=record.parked,
        overstated=record.overstated == "yes",
        contradictions=tuple(record.contradictions),
    )


def _contradiction(name: str, record: ContradictionRecord) -> Contradiction:
    return Contradiction(name, record.says, record.found, record.resolution)


def _places(drawers: Drawers) -> dict[str, str]:
    drawn = (
        drawers.concepts,
        drawers.facts,
        drawers.parameters,
        drawers.definitions,
        drawers.evidence,
        drawers.contradictions,
        drawers.invariants,
        drawers.approvals,
        drawers.overrides,
        drawers.rules,
    )
    return {f"{drawer.what} {entry.name}": str(entry.place) for drawer in drawn for entry in drawer}
