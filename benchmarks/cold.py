"""How long one answer takes from nothing: whole processes, beside `python -c pass`, in interleaved rounds.

    python -m benchmarks.cold [--rounds 21] [--profile PROFILE.json]

The peers evaluate the sixteen rules on a profile that was made easy for them;
their rows include this harness's own imports, which `plain` shows. osteon's row is
its installed command with the shipped rules and a whole report.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.documents import CACHE, DATA, to_document
from benchmarks.driver import HERE, command, environment
from benchmarks.engines import ENGINES
from benchmarks.profiles import Profile, make_profiles

BARE = "python -c pass"
PEERS = ("plain", "datalogic", "zen", "zen-graph", "durable", "experta", "json-rules", "cql")


@dataclass(slots=True)
class Command:
    """A command line, its environment, and its times in seconds, with the ratios to bare python."""

    arguments: list[str]
    environment: dict[str, str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def run(self) -> tuple[float, float]:
        """Run it and return wall and CPU seconds. Raises RuntimeError if it says nothing or crashes."""
        before, start = _children(), perf_counter()
        done = subprocess.run(self.arguments, env=self.environment, capture_output=True, check=False)
        wall, cpu = perf_counter() - start, _children() - before
        # A report's exit code says how severe its worst advisory is; a failure leaves no report.
        if done.returncode and not done.stdout:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return wall, cpu


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def commands(profile: Path | None) -> dict[str, Command]:
    """Return what is timed, by name."""
    DATA.mkdir(exist_ok=True)
    patient = next(each for each in make_profiles() if _is_plain(each))
    neutral, document, own = (
        DATA / "one.json",
        DATA / "one.document.json",
        _as_installed(),
    )
    neutral.write_text(json.dumps(patient))
    document.write_text(json.dumps(to_document(patient)))
    bin_ = Path(sys.executable).parent
    found = {
        BARE: Command([sys.executable, "-c", "pass"], own),
        "osteon --version": Command([str(bin_ / "osteon"), "--version"], own),
        "osteon evaluate": Command([str(bin_ / "osteon"), "evaluate", str(profile or document)], own),
        "node -e 0": Command(["node", "-e", "0"], own),
    }
    for name in PEERS:
        found[name] = Command(_once(name, neutral), environment(ENGINES[name]))
    return found


def _as_installed() -> dict[str, str]:
    # An installed program finds its modules compiled; an environment may forbid to write them.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "OSTEON_CACHE": str(CACHE)}


def _is_plain(patient: Profile) -> bool:
    # A flag to find, and only names that the shipped rules know: looking for what an unknown one may have
    # meant is not what a usual answer costs.
    classes = {each["class"] for each in patient["medications"] if each["status"] == "active"}
    return "vka" in classes and patient["conditions"] == ["osteoporosis", "hypertension"]


def _once(name: str, profile: Path) -> list[str]:
    engine = ENGINES[name]
    if engine.home != "node":
        return [sys.executable, "-m", "benchmarks.one", name, str(profile)]
    rules = DATA / f"{name}.json"
    rules.write_text(json.dumps(engine.translated()))
    return [*command(name)[:4], str(rules), str(profile)]


def main() -> None:
    """Print a Markdown table of whole-process times."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--profile", type=Path, help="the profile that osteon evaluates")
    wanted = parser.parse_args()
    timed = _runnable(commands(wanted.profile))
    dice = random.Random(1)
    for _ in range(wanted.rounds):
        for name in dice.sample(list(timed), len(timed)):
            _round(timed[name], timed[BARE])
    print(_table(timed))
    _save(timed)


def _runnable(found: dict[str, Command]) -> dict[str, Command]:
    # The first run reads the pack, the second keeps the modules; both are untimed, and fill the file cache.
    runnable = {}
    for name, each in found.items():
        try:
            for _ in range(3):
                each.run()
            runnable[name] = each
        except (OSError, RuntimeError) as problem:
            print(f"{name} is left out: {problem}", file=sys.stderr)
    return runnable


def _round(timed: Command, bare: Command) -> None:
    beside, _ = bare.run()
    wall, cpu = timed.run()
    timed.wall.append(wall)
    timed.cpu.append(cpu)
    timed.ratios.append(wall / beside)


def _table(timed: dict[str, Command]) -> str:
    rows = [
        f"| {name} | {median(each.ratios):.1f} | {median(each.wall) * 1e3:.0f} "
        f"| {min(each.wall) * 1e3:.0f} | {median(each.cpu) * 1e3:.0f} |"
        for name, each in sorted(timed.items(), key=lambda row: median(row[1].ratios))
    ]
    head = "| command | ratio | wall ms | best ms | CPU ms |\n|---|--:|--:|--:|--:|"
    return "\n".join([head, *rows])


def _save(timed: dict[str, Command]) -> None:
    now = datetime.now(UTC)
    results = {
        name: {"ratio": median(each.ratios), "wall_s": each.wall, "cpu_s": each.cpu}
        for name, each in timed.items()
    }
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"cold-{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
