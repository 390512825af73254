"""osteon finds its own rules wherever it was put, and no rules that are not its own."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from osteon.knowledge import shelf
from tests.unit.knowledge.packs import laid_out

OSTEON = Path(shelf.__file__).parents[1]
SHOW = "from osteon.knowledge.shelf import load_rulebook\nprint(load_rulebook().rules['high-dose-d3'].file)"


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """A copy of osteon without rules, in the `engine` folder of an otherwise empty checkout."""
    folder = tmp_path / "checkout" / "engine"
    shutil.copytree(OSTEON, folder / "osteon", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(path: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(path), "OSTEON_CACHE": str(tmp_path / "cache")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_rules_beside_the_package(engine: Path, tmp_path: Path) -> None:
    laid_out(engine / "osteon")
    assert run(engine, tmp_path).stdout == "rules/bones/high-dose-d3.yaml\n"


def test_rules_of_the_checkout(engine: Path, tmp_path: Path) -> None:
    laid_out(engine.parent)
    (engine.parent / "pyproject.toml").write_text("")
    assert run(engine, tmp_path).stdout == "rules/bones/high-dose-d3.yaml\n"


def test_rules_in_a_folder_that_is_no_checkout_are_somebody_elses(engine: Path, tmp_path: Path) -> None:
    laid_out(engine.parent)
    assert "osteon cannot find the rules it comes with" in run(engine, tmp_path).stderr


def test_rules_in_a_zip_file(engine: Path, tmp_path: Path) -> None:
    laid_out(engine / "osteon")
    packed = tmp_path / "osteon.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(engine.rglob("*")):
            archive.write(file, file.relative_to(engine))
    assert run(packed, tmp_path).stdout == "rules/bones/high-dose-d3.yaml\n"
    assert not (tmp_path / "cache").exists()
