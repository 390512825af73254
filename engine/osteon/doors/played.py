"""The doors as the features use them: the library call, and `osteon` started as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from osteon.doors.library import evaluate
from osteon.knowledge.models import Rulebook
from osteon.verification.spec.everybody import Universal
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.scene import Doors

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.verification.questions import Questions

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


DOORS = Doors(evaluate, run_osteon, disprove)
