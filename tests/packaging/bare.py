"""Bare environments: a Python, osteon, what osteon itself asks for, and nothing of ours."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.house import TOP

DAY = "2026-11-24"
PROFILE = {"medications": ["warfarin"], "supplements": [{"name": "MK-7", "amount": "100 mcg/day"}]}

# The flags of the Makefile, which says why.
FLAGS = "-O2 -DPyEval_CallObject=PyObject_CallObject"


@dataclass(frozen=True)
class Environment:
    """A virtual environment in `home`; its programs run in `home`, far from the checkout."""

    home: Path

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    def run(self, *command: str | Path, text: str = "", status: Sequence[int] = (0,)) -> str:
        """Run a program of this environment and return what it printed."""
        done = run([self.home / "bin" / command[0], *command[1:]], cwd=self.home, text=text)
        assert done.returncode in status, (
            f"{command} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        )
        return done.stdout

    def install(self, *requirements: str | Path) -> None:
        self.run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements)

    def evaluate(self, *, engine: str = "durable-rules") -> dict:
        """Evaluate PROFILE by one library call."""
        call = (
            f"import osteon; print(osteon.evaluate({PROFILE!r}, as_of={DAY!r}, engine={engine!r}).to_json())"
        )
        return json.loads(self.run("python", "-c", call))


def run(command: Sequence[str | Path], cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program that knows nothing of this checkout or of the environment the tests run in."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"CPPFLAGS": FLAGS, "OSTEON_CACHE": str(cwd / "osteon-cache")}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def new_environment(home: Path, python: str | Path = sys.executable) -> Environment:
    home.mkdir(parents=True, exist_ok=True)
    made = run([python, "-m", "venv", home], cwd=home)
    assert made.returncode == 0, made.stdout + made.stderr
    return Environment(home)


def built(folder: Path, *what: str, source: Path = TOP) -> Path:
    """Build into a folder as a release would, in an environment of the build's own."""
    done = run([sys.executable, "-m", "build", *what, "--outdir", folder, source], cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
