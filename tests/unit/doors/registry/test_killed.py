"""A run that is killed at any moment and begun again comes to what an uninterrupted run comes to.

Each way of running is killed: the engine that is the default, by one process and by several, from tables and
from an export of FHIR, and the evaluator of one patient after the other. `make screen-kill` kills each of them
twenty-five times; here it is once.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from osteon.doors.registry.run import COLUMNS, SINGLE, run
from osteon.doors.synth.writing import FHIR, RELATIONAL
from tests.unit.doors.registry.registries import order, quarantine, synthetic, verdicts

KILLS = int(os.environ.get("OSTEON_KILLS", "1"))
WAYS = {
    # engine, processes, what is read, patients, patients in a part
    "one patient after the other": (SINGLE, 1, RELATIONAL, 200, 50),
    "the default engine": (COLUMNS, 1, RELATIONAL, 120, 30),
    "the default engine in two processes": (COLUMNS, 2, RELATIONAL, 120, 30),
    "an export of FHIR": (COLUMNS, 1, FHIR, 90, 30),
    "an export of FHIR in two processes": (COLUMNS, 2, FHIR, 90, 30),
}


def command(source, out, way):
    engine, jobs, _, _, part = WAYS[way]
    return [
        sys.executable, "-m", "osteon.doors.cli", "screen", str(source), "--out", str(out), "--engine", engine,
        "--jobs", str(jobs), "--partition-patients", str(part), "--as-of", "2026-11-24",
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_killed_at_random_it_ends_as_if_it_had_not_been(tmp_path, way):
    engine, _, form, patients, part = WAYS[way]
    source, chance = synthetic(tmp_path / "registry", patients, form), random.Random(way)
    run(order(source, tmp_path / "whole", partition_patients=part, engine=engine))
    killed = rounds = 0
    while killed < KILLS:
        out = tmp_path / f"killed-{rounds}"
        rounds += 1
        killed += killed_until_finished(source, out, chance, KILLS - killed, way)
        last = subprocess.run(command(source, out, way), capture_output=True, text=True, check=False)
        assert last.returncode in (0, 3), last.stderr
        assert verdicts(out) == verdicts(tmp_path / "whole")
        assert sorted(map(str, quarantine(out))) == sorted(map(str, quarantine(tmp_path / "whole")))
        assert not (out / "spill").exists()
        assert rounds <= 10 * KILLS, "the runs end before they can be killed: let them have more parts"


def killed_until_finished(source, out, chance, most, way):
    """Begin the run again and again, and kill it; return how often, when it has ended or was killed enough."""
    for number in range(most):
        with subprocess.Popen(
            command(source, out, way), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running:
            wait_for_progress(out, running, chance)
            if running.poll() is not None:
                return number
            running.send_signal(signal.SIGKILL)
        assert_only_whole_files(out)
    return most


def wait_for_progress(out, running, chance):
    """Wait until a part more is finished, then a little longer: long enough to be in the middle of another.

    Every other time an export is being taken apart already counts as the middle of something.
    """
    manifest = out / "manifest" / "whole.ndjson"
    taken_apart = chance.random() < 0.5
    before = manifest.stat().st_size if manifest.exists() else 0
    for _ in range(6_000):
        if running.poll() is not None or manifest.exists() and manifest.stat().st_size > before:
            break
        if taken_apart and (out / "intake.part").exists():
            break
        time.sleep(0.01)
    time.sleep(chance.random() * 0.3)


def assert_only_whole_files(out):
    for file in (out / "verdicts").glob("*.parquet"):
        assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()[0][0] % 66 == 0
    if (out / "intake").exists():
        made = json.loads((out / "intake" / "made.json").read_text(encoding="utf-8"))
        begun = (
            json.loads((out / "run.json").read_text(encoding="utf-8")) if (out / "run.json").exists() else {}
        )
        assert begun.get("input", made["of"]["input"]) == made["of"]["input"]
