"""A run that is killed at any moment and begun again comes to what an uninterrupted run comes to.

`make screen-kill` kills a hundred times; here it is a few.
"""

import os
import random
import signal
import subprocess
import sys
import time

import duckdb

from osteon.doors.registry.run import run
from tests.unit.doors.registry.registries import order, quarantine, synthetic, verdicts

KILLS = int(os.environ.get("OSTEON_KILLS", "3"))
PATIENTS = 700


def command(source, out, *more):
    return [
        sys.executable, "-m", "osteon.doors.cli", "screen", str(source), "--out", str(out), "--engine", "single",
        "--partition-patients", "50", "--as-of", "2026-11-24", *more,
    ]  # fmt: skip


def test_killed_at_random_it_ends_as_if_it_had_not_been(tmp_path):
    source, chance = synthetic(tmp_path / "registry", PATIENTS), random.Random(5)
    run(order(source, tmp_path / "whole", partition_patients=50))
    killed = 0
    for number in range(KILLS):
        if killed >= KILLS:
            break
        out = tmp_path / f"killed-{number}"
        killed += killed_until_finished(source, out, chance, KILLS - killed)
        last = subprocess.run(command(source, out), capture_output=True, text=True, check=False)
        assert last.returncode in (0, 3), last.stderr
        assert verdicts(out) == verdicts(tmp_path / "whole")
        assert sorted(map(str, quarantine(out))) == sorted(map(str, quarantine(tmp_path / "whole")))
        assert not (out / "spill").exists()
    assert killed >= KILLS


def killed_until_finished(source, out, chance, most):
    """Begin the run again and again, and kill it; return how often, when it has ended or was killed enough."""
    for number in range(most):
        jobs = ("--jobs", "2") if number % 3 == 2 else ()
        with subprocess.Popen(
            command(source, out, *jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running:
            wait_for_progress(out, running, chance)
            if running.poll() is not None:
                return number
            running.send_signal(signal.SIGKILL)
        assert_only_whole_files(out)
    return most


def wait_for_progress(out, running, chance):
    """Wait until a part more is finished, then a little longer: long enough to be in the middle of another."""
    manifest = out / "manifest" / "whole.ndjson"
    before = manifest.stat().st_size if manifest.exists() else 0
    for _ in range(6_000):
        if running.poll() is not None or manifest.exists() and manifest.stat().st_size > before:
            break
        time.sleep(0.01)
    time.sleep(chance.random() * 0.2)


def assert_only_whole_files(out):
    for file in (out / "verdicts").glob("*.parquet"):
        assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()[0][0] % 66 == 0
