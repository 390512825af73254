"""The doors as the features use them: the library call, and `osteon` started as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from osteon.doors.library import evaluate
from osteon.verification.spec.scene import Doors

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


DOORS = Doors(evaluate, run_osteon)
