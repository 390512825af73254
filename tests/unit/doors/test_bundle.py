"""The modules of an evaluation in one piece are those of the source, or they are not used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from osteon.knowledge import shelf
from tests.unit.doors.conftest import PATIENTS
from tests.unit.knowledge.packs import laid_out

ENGINE = Path(shelf.__file__).parents[1]
RUN = "from osteon.doors.cli import command; command()"


class Installed:
    """An engine of its own with a small pack, and a cache of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.cache = home, home / "cache"
        self.osteon = home / "osteon"
        shutil.copytree(ENGINE, self.osteon, ignore=shutil.ignore_patterns("__pycache__", "rules"))
        laid_out(self.osteon)

    def evaluates(self, *more: str, **environment: str) -> tuple[int, str]:
        """Evaluate one profile by the command, and return its exit code and what it printed."""
        ours = ("PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START")
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        line = ["evaluate", str(PATIENTS / "quiet.json"), "--as-of", "2026-11-24", "--engine", "reference"]
        done = subprocess.run(
            [sys.executable, "-c", RUN, *line, *more],
            env={**kept, "PYTHONPATH": str(self.home), "OSTEON_CACHE": str(self.cache), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def pieces(self) -> list[Path]:
        return sorted(self.cache.glob("modules-*"))

    def changed(self, path: str, old: str, new: str) -> None:
        """Change a module without changing its size or its times, and forget what Python compiled."""
        file = self.osteon / path
        times, text = file.stat(), file.read_text()
        assert len(old) == len(new)
        assert old in text
        file.write_text(text.replace(old, new))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.forget_compiled()

    def forget_compiled(self) -> None:
        for folder in list(self.osteon.rglob("__pycache__")):
            shutil.rmtree(folder)


@pytest.fixture
def installed(tmp_path):
    made = Installed(tmp_path)
    # The first run reads the pack, the second keeps what it loaded.
    made.first, made.second = made.evaluates(), made.evaluates()
    return made


def test_the_third_run_loads_one_piece_and_says_the_same(installed):
    (piece,) = installed.pieces()
    written = piece.stat().st_mtime_ns
    installed.forget_compiled()
    assert installed.evaluates() == installed.first == installed.second
    assert installed.pieces() == [piece]
    assert piece.stat().st_mtime_ns == written
    # Python compiles what it gathers itself, and only that: nothing of the evaluation.
    assert not list((installed.osteon / "patient").rglob("*.pyc"))


def test_other_forms_have_pieces_of_their_own(installed):
    for _ in range(2):
        assert installed.evaluates("--format", "json")[1].startswith("{")
    assert len(installed.pieces()) == 2


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("doors/rendering/order.py", "rules judged", "RULES JUDGED"),
        ("basics/version.py", '"0.1.0"', '"0.1.9"'),
    ],
)
def test_a_changed_module_is_loaded_though_size_and_time_are_the_same(installed, path, old, new):
    installed.changed(path, old, new)
    _, said = installed.evaluates()
    assert said != installed.first[1]
    assert len(said) == len(installed.first[1])


def test_a_module_that_is_gone_is_not_loaded(installed):
    (installed.osteon / "doors" / "rendering" / "terminal.py").unlink()
    installed.forget_compiled()
    code, said = installed.evaluates()
    assert code == 70
    assert said == ""


@pytest.mark.parametrize("damage", [b"osteon kept", bytes(5_000)])
def test_a_damaged_piece_is_passed_over(installed, damage):
    (piece,) = installed.pieces()
    piece.write_bytes(damage)
    assert installed.evaluates() == installed.first


def test_a_piece_that_others_could_have_written_is_passed_over(installed):
    (piece,) = installed.pieces()
    piece.chmod(0o666)
    installed.forget_compiled()
    assert installed.evaluates() == installed.first
    assert list((installed.osteon / "patient").rglob("*.pyc"))


def test_who_wants_no_compiled_modules_gets_no_piece(tmp_path):
    made = Installed(tmp_path)
    for _ in range(2):
        made.evaluates(PYTHONDONTWRITEBYTECODE="1")
    assert made.pieces() == []


def test_where_nothing_can_be_kept_everything_works(tmp_path):
    made = Installed(tmp_path)
    (tmp_path / "file").write_text("")
    runs = [made.evaluates(OSTEON_CACHE=str(tmp_path / "file" / "cache")) for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][0] in (0, 1)


def test_an_unusual_run_is_not_kept(tmp_path):
    made = Installed(tmp_path)
    made.evaluates()
    assert made.pieces() == []
