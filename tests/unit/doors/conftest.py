"""A command line that is run in this process, before a small pack."""

from pathlib import Path
from typing import NamedTuple

import pytest

from osteon.doors.cli import main

GOLDEN = Path(__file__).parents[2] / "golden" / "cli"
PACK = str(GOLDEN / "pack")
PATIENTS = GOLDEN / "patients"
DAY = "2026-11-24"
WITH_PACK = ("evaluate", "explain", "rules", "approve", "approvals", "book")


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def osteon(capsys):
    """Run `osteon` on the small pack and the day of the tests; options given later win."""

    def run(command: str, *more: str | Path, pack: str | None = PACK) -> Ran:
        options = ["--as-of", DAY] if command in ("evaluate", "explain", "lint") else []
        options += ["--pack", pack] if pack and command in WITH_PACK else []
        try:
            code = main([command, *options, *map(str, more)])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Ran(code, *capsys.readouterr())

    return run
