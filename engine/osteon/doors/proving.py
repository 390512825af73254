"""The universal scenarios of features, proved one by one, and what came of it as findings."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from osteon.basics.errors import Place
from osteon.doors.library import evaluate
from osteon.doors.played import run_osteon
from osteon.knowledge.models import Rulebook
from osteon.verification.finding import ERROR, WARNING, Finding
from osteon.verification.questions import Questions
from osteon.verification.search import NotDecided
from osteon.verification.spec.everybody import Universal
from osteon.verification.spec.playing import PASSED, play
from osteon.verification.spec.reading import Row, read_features
from osteon.verification.spec.scene import Doors
from osteon.verification.universal import Disproof, disproof

ANYBODY = "any patient"


def properties(asked: Questions, files: Iterable[Path]) -> Iterator[Finding]:
    """Yield a finding for every universal scenario that is not proved.

    Raises FeatureError if a file cannot be read.
    """
    for document in read_features(files):
        for row in document.rows:
            if row.lines and row.lines[0].text == ANYBODY:
                yield from _proved(asked, row)


def _proved(asked: Questions, row: Row) -> Iterator[Finding]:
    found: list[tuple[Universal, Disproof]] = []

    def disprove(_: Rulebook, said: Universal) -> str | None:
        against = disproof(asked, said)
        if against is None:
            return None
        found.append((said, against))
        return against.scenario

    place = Place(row.file, row.number, 1)
    try:
        played = play(row, Doors(evaluate, run_osteon, disprove), asked.edition.rulebook)
    except NotDecided as limit:
        yield Finding("not-decided", WARNING, (), f'"{row.name}" is not decided: {limit}', place)
        return
    if found:
        said, against = found[0]
        sure = against.patient is not None
        text = (
            f'"{row.name}" does not hold of every patient'
            if sure
            else f'"{row.name}" is not proved: {against.scenario}'
        )
        code, level = ("property", ERROR) if sure else ("not-decided", WARNING)
        yield Finding(code, level, said.claim.flags, text, place, against.patient)
    elif played.status != PASSED:
        yield Finding("not-decided", WARNING, (), f'"{row.name}" cannot be read: {played.message}', place)
