"""Starts one process an engine, checks its flags, and times it between bursts of the baseline."""

import json
import os
import random
import select
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.documents import CACHE, DOCUMENTS, NEUTRAL
from benchmarks.engines import BASELINE, ENGINES, Engine

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
BURST = 0.03
"""Seconds of the baseline before and after every measurement."""
PATIENCE = 300
"""Seconds after which a silent engine is given up."""


class EngineFailed(Exception):
    """An engine is not installed, crashed, fell silent or refused the rules."""


@dataclass(slots=True)
class Times:
    """One engine's times in one mode. `ratios` are medians against the baseline's, one a round.

    `by_patient` holds each patient's times in ns: their minimum is what is left when the machine is quiet.
    """

    ratios: list[float] = field(default_factory=list)
    by_patient: dict[int, list[int]] = field(default_factory=dict)

    def add(self, times: list[int], beside: list[int]) -> None:
        """Note a round: the engine's times and those of the baseline around it."""
        self.ratios.append(median(times) / median(beside))
        for patient, time in enumerate(times):
            self.by_patient.setdefault(patient, []).append(time)

    def summary(self) -> dict[str, float | int | None]:
        """Return the median ratio and the quiet-machine p50 and p99 in us (p99 only from 300 patients on)."""
        quiet = sorted(min(times) for times in self.by_patient.values() if len(times) >= 3)
        return {
            "ratio": median(self.ratios),
            "p50_us": _at(quiet, 0.50) / 1e3 if quiet else None,
            "p99_us": _at(quiet, 0.99) / 1e3 if len(quiet) >= 300 else None,
            "patients": len(quiet),
        }


def _at(ordered: list[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Process:
    """An engine in a process of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.engine = ENGINES[name]
        self._process = subprocess.Popen(
            command(name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(self.engine),
        )

    def ask(self, command: str, **order: object) -> dict[str, Any]:
        """Send an order and return the answer. Raises EngineFailed where there is none."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(json.dumps({"command": command, **order}) + "\n")
            stdin.flush()
        except BrokenPipeError as problem:
            raise EngineFailed("it could not be started") from problem
        if not select.select([stdout], [], [], PATIENCE)[0]:
            raise EngineFailed(f"no answer in {PATIENCE} s")
        line = stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "the process ended"}
        if "error" in answer:
            raise EngineFailed(answer["error"])
        return answer

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def command(name: str, *arguments: str) -> list[str]:
    """Return the command line of an engine's worker."""
    engine = ENGINES[name]
    if engine.home == "node":
        texts = DOCUMENTS if engine.form == "document" else NEUTRAL
        return ["node", str(HERE / "node/worker.mjs"), name, str(PEERS), str(texts), *arguments]
    return [sys.executable, "-m", "benchmarks.worker", name]


def environment(engine: Engine) -> dict[str, str]:
    """Return the environment of an engine: only peers see the peers' packages."""
    paths = [str(HERE.parent)] + ([str(PEERS / "python")] if engine.home == "python" else [])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OSTEON_CACHE": str(CACHE)}


def measure(
    processes: dict[str, Process], rounds: int, seconds: float, seed: int = 1
) -> dict[str, dict[str, Times]]:
    """Time every engine in every round, in another order each time. The baseline must be among them."""
    dice = random.Random(seed)
    found = {
        name: {mode: Times() for mode in (["text"] if process.engine.text else []) + ["eval"]}
        for name, process in processes.items()
    }
    for number in range(rounds):
        turns = [(name, mode) for name, modes in found.items() for mode in modes]
        dice.shuffle(turns)
        for name, mode in turns:
            before, times, after = (
                process.ask("measure", mode=how, seconds=limit)["times"]
                for process, how, limit in (
                    (processes[BASELINE], "text", BURST),
                    (processes[name], mode, seconds),
                    (processes[BASELINE], "text", BURST),
                )
            )
            found[name][mode].add(times, before + after)
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return found
