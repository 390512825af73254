import sys
from pathlib import Path

import pytest

from tests.packaging.bare import built, new_environment, run


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    """Skip, and say so, where pip can reach no package index."""
    folder = tmp_path_factory.mktemp("index")
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "hatchling"]
    fetched = run(fetch, cwd=folder)
    if fetched.returncode:
        said = fetched.stderr.strip().splitlines() or ["no reason given"]
        pytest.skip(f"pip cannot reach a package index: {said[-1]}")


@pytest.fixture(scope="session")
def release(index, tmp_path_factory) -> Path:
    """A folder with the source distribution, and the wheel built from it."""
    return built(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def wheel(release) -> Path:
    return next(release.glob("*.whl"))


@pytest.fixture(scope="session")
def bare(wheel, tmp_path_factory):
    """The wheel in an environment without anything of ours."""
    environment = new_environment(tmp_path_factory.mktemp("bare"))
    environment.install(wheel)
    return environment
