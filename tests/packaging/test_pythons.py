"""The wheel, installed and used with every Python that osteon supports and this machine has."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.packaging.bare import new_environment

VERSIONS = ["3.11", "3.12", "3.13", "3.14"]

pytestmark = pytest.mark.network


def interpreter(version: str) -> str | None:
    """Return a Python of a version from the PATH or from pyenv; None if there is none that runs."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    installed = sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"))
    for candidate in [f"python{version}", *map(str, installed)]:
        try:
            asked = subprocess.run(
                [candidate, "-c", "import venv, ensurepip"], capture_output=True, check=False
            )
        except OSError:
            continue
        if asked.returncode == 0:
            return candidate
    return None


@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_works(version, wheel, tmp_path):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} on this machine")
    environment = new_environment(tmp_path / "environment", python)
    environment.install(wheel)
    assert (
        environment.run("python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip()
        == version
    )
    assert environment.evaluate()["advisories"][0]["severity"] == "critical"
