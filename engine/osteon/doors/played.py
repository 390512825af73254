"""The doors as the features use them: the library call, and `osteon` started as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from osteon.doors.library import REPORT, evaluate
from osteon.knowledge.models import Rulebook
from osteon.verification.spec.everybody import Universal
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.scene import Doors
from osteon.verification.spec.unmet import Unmet

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.verification.questions import Questions
    from osteon.verification.spec.scene import Visit

_ENGINE = str(Path(__file__).parents[2])


def run_osteon(words: Sequence[str], folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    """Run `osteon` with these words in a folder, as a user would, and return what came of it."""
    found = os.pathsep.join(filter(None, [_ENGINE, os.environ.get("PYTHONPATH", "")]))
    return subprocess.run(  # noqa: S603  # the words come from a feature that its author runs here
        [sys.executable, "-m", "osteon.doors.cli", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": found, "PYTHONIOENCODING": "utf-8"},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def disprove(rulebook: Rulebook, said: Universal) -> str | None:
    """Return a patient of whom a universal scenario is not true, as a scenario; None if it is proved."""
    from osteon.verification.universal import disproof

    found = disproof(_questions(rulebook), said)
    return None if found is None else found.scenario


_kept: list[tuple[Rulebook, "Questions"]] = []


def _questions(rulebook: Rulebook) -> "Questions":
    # The diagrams of a pack are drawn once for all its scenarios.
    from osteon.verification.questions import questions_on

    if not _kept or _kept[0][0] is not rulebook:
        _kept[:] = [(rulebook, questions_on(rulebook, TODAY))]
    return _kept[0][1]


def call_hook(rulebook: Rulebook, service: str, text: str) -> tuple[int, dict[str, object]]:
    """Call a CDS Hooks service with a text, and return the status and the JSON of the answer."""
    from osteon.doors.cds.answering import answer, open_desk
    from osteon.doors.cds.bounds import Bounds, read_body
    from osteon.doors.cds.outcomes import outcome
    from osteon.doors.cds.requests import Refused, read_request
    from osteon.doors.fhir.reading import Reader
    from osteon.reasoning.advise import advisor_for

    edition = advisor_for(rulebook, TODAY).edition
    judge = partial(evaluate, rulebook=rulebook, on_error=REPORT)
    desk = open_desk(edition, Reader(rulebook), judge, TODAY)
    try:
        body = read_body(text.encode(), Bounds(4_000_000, 64, 5_000))
        return 200, answer(read_request(body, service), desk).response
    except Refused as refused:
        return refused.status, outcome("error", "invalid", refused.said)


def visit(rulebook: Rulebook) -> "Visit":
    """Return a reader of the pages of the service.

    Raises Unmet if the extra `service` is not installed.
    """
    try:
        from osteon.doors.service.visiting import Visit as Reader
    except ImportError as missing:
        raise Unmet(f"this needs {missing.name}: pip install 'osteon[service]'") from missing
    return Reader(rulebook, TODAY)


DOORS = Doors(evaluate, run_osteon, disprove, call_hook, visit)
