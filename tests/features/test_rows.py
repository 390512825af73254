"""As many rows are run as stand in the files: under pytest, with two workers, and by `osteon spec check`."""

import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from benchmarks import spec_rows
from osteon import load_rulebook
from osteon.doors.played import DOORS
from osteon.verification.spec.checking import check_files
from osteon.verification.spec.reading import feature_files
from tests.architecture.house import TOP
from tests.features.conftest import rows_in_the_files

ROWS = 4
SCENARIO = "  Scenario: {}\n    When the profile is evaluated\n    Then there is a report\n"


def run(folder, *command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTHONPATH"] = str(folder / "engine")
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def by_pytest(folder, *options):
    return run(folder, "pytest", "-p", "no:cacheprovider", "tests/features/test_features.py", *options)


def test_pytest_collects_every_row_that_stands_in_the_files():
    listed = by_pytest(TOP, "--collect-only", "-q", "-n", "0").stdout.splitlines()
    assert len([line for line in listed if "::" in line]) == rows_in_the_files() > 1_000


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a few rows, so that three runners can play all of them."""
    for name in ("engine", "rules"):
        (tmp_path / name).symlink_to(TOP / name)
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "conftest.py", "rows.py", "features", "steps"):
        copy = shutil.copytree if (TOP / "tests" / name).is_dir() else shutil.copy
        copy(TOP / "tests" / name, tmp_path / "tests" / name)
    shutil.copy(TOP / "pyproject.toml", tmp_path / "pyproject.toml")
    for name in ("clinical", "interfaces"):
        (tmp_path / "features" / name).mkdir(parents=True)
        names = [f"{name} {at}" for at in range(ROWS // 2)]
        write(tmp_path, name, names)
    return tmp_path


def write(folder, name, scenarios):
    text = "Feature: Rows\n" + "".join(map(SCENARIO.format, scenarios))
    (folder / "features" / name / "rows.feature").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("workers", ["0", "2"])
def test_pytest_runs_every_row_and_fails_when_one_is_lost(checkout, workers):
    if workers == "2":
        ran = by_pytest(checkout, "-n", workers)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert f"{ROWS} rows stand in the files, {ROWS} were run" in ran.stdout
    write(checkout, "clinical", ["of one name", "of one name"])
    ran = by_pytest(checkout, "-n", workers)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert f"{ROWS} rows stand in the files, {ROWS - 1} were run" in ran.stdout


def test_spec_check_plays_every_row_also_two_of_one_name(checkout):
    write(checkout, "clinical", ["of one name", "of one name"])
    ran = run(checkout, "osteon.doors.cli", "spec", "check")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.match(rf"{ROWS} rows of 2 feature files played: {ROWS} met", ran.stdout)


def test_spec_check_plays_every_row_of_ours_and_all_are_met():
    checked = check_files(feature_files([str(TOP / "features")]), DOORS, load_rulebook(), time.monotonic)
    assert [each.row.place for each in checked.failed] == []
    assert len(checked.run.played) == checked.written == rows_in_the_files()


def test_both_runners_give_every_row_the_same_verdict(tmp_path):
    spec_rows.checkout(tmp_path, 120)
    for runner in spec_rows.RUNNERS:
        spec_rows.seconds(tmp_path, runner)
    ours, theirs = (spec_rows.verdicts(tmp_path, runner) for runner in spec_rows.RUNNERS)
    assert ours == theirs
    assert (len(ours), ours.count(False)) == (120, 3)


def test_a_row_that_pytest_finds_unmet_names_the_line_of_the_feature(checkout):
    text = "Feature: Rows\n" + SCENARIO.format("wrong").replace("there is a report", "there is no report")
    (checkout / "features" / "clinical" / "rows.feature").write_text(text, encoding="utf-8")
    ran = by_pytest(checkout, "-n", "0")
    assert ran.returncode == 1
    assert "rows.feature:4: Then there is no report" in ran.stdout
