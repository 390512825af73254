"""Whoever follows CONTRIBUTING.md to the letter has a rule that passes the tests of rules and features."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.house import TOP, kept_files
from tests.docs.pages import blocks, write_if_it_has_a_place

ADDED = ["rules/vocabulary/iron.yaml", "rules/evidence/iron.yaml"]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A copy of this checkout in which the worked example was followed."""
    folder = tmp_path_factory.mktemp("followed")
    for path in kept_files():
        copy = folder / path.relative_to(TOP)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for block in blocks((TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        write_if_it_has_a_place(block, folder)
    return folder


def test_the_worked_example_writes_what_it_says(followed):
    assert [name for name in ADDED if not (followed / name).is_file()] == []


@pytest.mark.parametrize(
    "tests", ["tests/features/test_language.py", "tests/rules", "tests/features/test_features.py"]
)
def test_the_worked_example_passes_the_tests_of_rules_and_features(followed, tests):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests]
    if "test_features" in tests:
        command += ["-k", "both_are_on_the_list or nobody_knows_what_else"]
    environment = {**os.environ, "PYTHONPATH": str(followed / "engine"), "PYTEST_ADDOPTS": ""}
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST_XDIST")}
    ran = subprocess.run(command, cwd=followed, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr
