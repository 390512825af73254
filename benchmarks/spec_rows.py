"""Thousands of rows by `osteon spec check` and by pytest-bdd: the same verdicts, and how much faster.

Run it from the top of a checkout: python -m benchmarks.spec_rows [rows] [rounds]

Both play the same file in the same folder, in turns, each as a program of its own. One row in fifty is wrong
on purpose, so that equal verdicts mean something.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from xml.etree import ElementTree as ET

TOP = Path(__file__).parents[1]
ROWS, ROUNDS = 5_000, 3
WRONG = 50

HEAD = """\
Feature: Many rows

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note

  Rule: Vitamin D

    Scenario Outline: Vitamin D
      Given who is a <age>-year-old woman
      And who takes <dose> IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is <outcome>

      Examples: Ages and doses
        | age | dose | outcome |
"""


def feature(rows: int) -> str:
    """Return a feature of so many rows, no two alike."""
    lines = []
    for at in range(rows):
        age, dose = 20 + at % 60, 3_000 + at // 60 * 25
        raised = (dose > 4_000) is not (at % WRONG == 0)
        lines.append(f"        | {age} | {dose} | {'raised' if raised else 'not raised'} |\n")
    return HEAD + "".join(lines)


def checkout(folder: Path, rows: int) -> None:
    """Lay out a checkout that holds this one feature."""
    for name in ("engine", "rules"):
        (folder / name).symlink_to(TOP / name)
    (folder / "tests").mkdir()
    for name in ("__init__.py", "conftest.py", "rows.py", "features", "steps"):
        copy = shutil.copytree if (TOP / "tests" / name).is_dir() else shutil.copy
        copy(TOP / "tests" / name, folder / "tests" / name)
    shutil.copy(TOP / "pyproject.toml", folder / "pyproject.toml")
    (folder / "features" / "interfaces").mkdir(parents=True)
    (folder / "features" / "clinical").mkdir()
    (folder / "features" / "clinical" / "rows.feature").write_text(feature(rows), encoding="utf-8")


PYTEST = ("pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/features/test_features.py", "--tb=no")
RUNNERS = {
    "pytest-bdd": (*PYTEST, "-r", "N", "--junitxml", "pytest-bdd.xml"),
    "osteon spec check": ("osteon.doors.cli", "spec", "check", "--junit", "osteon.xml"),
}
REPORTS = {"pytest-bdd": "pytest-bdd.xml", "osteon spec check": "osteon.xml"}


def seconds(folder: Path, runner: str) -> float:
    """Run all rows with a runner and return how long that took."""
    environment = os.environ | {"PYTHONPATH": str(folder / "engine"), "OSTEON_CACHE": str(folder / "cache")}
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", *RUNNERS[runner]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    if ran.returncode != 1:
        raise RuntimeError(
            f"{runner} should find the wrong rows and exit with 1:\n{ran.stdout[-2000:]}{ran.stderr}"
        )
    return took


def verdicts(folder: Path, runner: str) -> list[bool]:
    """Return of every row, in order, whether it was met."""
    cases = ET.parse(folder / REPORTS[runner]).getroot().iter("testcase")
    return [case.find("failure") is None for case in cases]


def main() -> None:
    """Measure in turns, compare every verdict, and print the ratio."""
    rows, rounds = (
        int(sys.argv[at]) if len(sys.argv) > at else given for at, given in ((1, ROWS), (2, ROUNDS))
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        checkout(folder, rows)
        taken = {runner: [] for runner in RUNNERS}
        for _ in range(rounds):
            for runner in RUNNERS:
                taken[runner].append(seconds(folder, runner))
        found = [verdicts(folder, runner) for runner in RUNNERS]
        if found[0] != found[1] or len(found[0]) != rows:
            raise RuntimeError("the two runners do not give the same verdicts")
        for runner, times in taken.items():
            print(f"{runner:18} {median(times):7.2f} s  ({', '.join(f'{each:.2f}' for each in times)})")
        ratio = median(taken["pytest-bdd"]) / median(taken["osteon spec check"])
        wrong = found[0].count(False)
        print(f"{rows} rows, {wrong} of them wrong, the same verdict on each; {ratio:.1f} times faster")


if __name__ == "__main__":
    main()
