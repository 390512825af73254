"""On a real terminal: colours, and a progress that leaves the result alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.doors.conftest import PACK, PATIENTS

pty = pytest.importorskip("pty", reason="a terminal needs a system that has them")

ENGINE = Path(__file__).parents[3] / "engine"


def run_on_a_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "osteon.doors.cli", "evaluate", "--pack", PACK, "--as-of", "2026-11-24"]
    run = subprocess.Popen(
        [*command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ENGINE), "TERM": "xterm-256color", "COLUMNS": "", **environment},
    )
    os.close(theirs)
    shown = _all_of(ours)
    return run.wait(), shown


def _all_of(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 65_536):
            parts.append(part)
    except OSError:
        pass  # How a terminal says that nobody writes to it any more.
    os.close(terminal)
    return b"".join(parts).decode()


def test_a_report_is_coloured_on_a_terminal():
    code, shown = run_on_a_terminal(str(PATIENTS / "grave.yaml"))
    assert code == 1
    assert "\x1b[1;31mCRITICAL\x1b[0m" in shown


def test_no_color_is_honoured_on_a_terminal():
    _, shown = run_on_a_terminal(str(PATIENTS / "grave.yaml"), NO_COLOR="1")
    assert "\x1b" not in shown


def test_a_long_run_shows_a_bar_on_the_terminal_and_the_result_elsewhere(tmp_path):
    (tmp_path / "many.ndjson").write_text('{"id": "x"}\n' * 200, encoding="utf-8")
    page = tmp_path / "reports.ndjson"
    code, shown = run_on_a_terminal(
        str(tmp_path / "many.ndjson"), "--format", "ndjson", "--output", str(page)
    )
    assert (code, len(page.read_text(encoding="utf-8").splitlines())) == (0, 200)
    assert "\x1b" in shown
    assert "200 profiles evaluated" in shown


def test_no_bar_disturbs_a_result_on_the_same_terminal():
    _, shown = run_on_a_terminal(str(PATIENTS / "ward"), NO_COLOR="1")
    assert "\x1b" not in shown
    assert "2 profiles evaluated, 3 profiles without a report" in shown
