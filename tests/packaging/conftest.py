import fcntl
import os
import sys
from pathlib import Path

import pytest

from tests.packaging.bare import Environment, built, new_environment, run


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """Make a folder once for all worker processes: the first one fills it, the others wait and use it."""
    base = tmp_path_factory.getbasetemp()
    top = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name, fill) -> Path:
        folder, done = top / name, top / f"{name}.done"
        with (top / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                folder.mkdir(exist_ok=True)
                fill(folder)
                done.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def index(shared):
    """Skip, and say so, where pip can reach no package index."""

    def fetch(folder):
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            folder,
            "hatchling",
        ]
        fetched = run(command, cwd=folder)
        said = fetched.stderr.strip().splitlines() or ["no reason given"]
        (folder / "trouble").write_text(said[-1] if fetched.returncode else "")

    trouble = (shared("index", fetch) / "trouble").read_text()
    if trouble:
        pytest.skip(f"pip cannot reach a package index: {trouble}")


@pytest.fixture(scope="session")
def release(index, shared) -> Path:
    """A folder with the source distribution, and the wheel built from it."""
    return shared("release", built)


@pytest.fixture(scope="session")
def wheel(release) -> Path:
    return next(release.glob("*.whl"))


@pytest.fixture(scope="session")
def bare(wheel, shared) -> Environment:
    """The wheel in an environment without anything of ours."""
    return Environment(shared("bare", lambda home: new_environment(home).install(wheel)))
