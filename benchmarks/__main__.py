"""Checks every engine's flags, then times the engines whose flags are right, and prints a table.

python -m benchmarks [ENGINE ...] [--rounds 9] [--seconds 0.15] [--check-only]
"""

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from typing import Any

from benchmarks.documents import NEUTRAL, read_texts, write_profiles
from benchmarks.driver import HERE, EngineFailed, Process, measure
from benchmarks.engines import BASELINE, ENGINES, Engine
from benchmarks.features import expected_flags
from benchmarks.rules import make_rules
from benchmarks.table import table

NOT_TIMED = "not timed:"


def main() -> int:
    """Return 0 where osteon and every peer that could be started gave the expected flags."""
    wanted = _arguments()
    write_profiles()
    texts = read_texts(NEUTRAL)
    expected = {count: expected_flags(make_rules(count), texts) for count in (16, 50)}
    processes: dict[str, Process] = {}
    notes: dict[str, str] = {}
    for name in dict.fromkeys([BASELINE, *(wanted.engines or ENGINES)]):
        process = Process(name)
        try:
            notes[name] = _ready(process, expected[process.engine.rules])
            processes[name] = process
        except EngineFailed as problem:
            notes[name] = f"{NOT_TIMED} {problem}"
            process.stop()
        print(f"{name}: {notes[name]}", file=sys.stderr, flush=True)
    if not wanted.check_only:
        found = measure(processes, wanted.rounds, wanted.seconds)
        _report(found, notes, wanted)
    for process in processes.values():
        process.stop()
    return int(any(_spoils(name, note) for name, note in notes.items()))


def _spoils(name: str, note: str) -> bool:
    # A peer that cannot be installed here is a pity; a wrong flag, or osteon missing, is a failure.
    return note.startswith(NOT_TIMED) and ("flags differ" in note or ENGINES[name].home == "osteon")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "engines", nargs="*", choices=[[], *ENGINES], metavar="ENGINE", help=", ".join(ENGINES)
    )
    parser.add_argument("--rounds", type=int, default=9, help="how often every engine has its turn")
    parser.add_argument("--seconds", type=float, default=0.15, help="how long a turn is")
    parser.add_argument("--check-only", action="store_true", help="compare the flags and time nothing")
    return parser.parse_args()


def _ready(process: Process, expected: list[list[str]]) -> str:
    """Load an engine and check its flags. Raises EngineFailed unless every patient's are right."""
    version = process.ask("load", **_definition(process.engine))["version"]
    if not process.engine.checked:
        return f"{version}, other rules: nothing to compare"
    outcome = process.ask("check", expected=expected)
    if outcome["wrong"]:
        raise EngineFailed(f"flags differ for {outcome['wrong']} patients, first {outcome['first']}")
    return f"{version}, all {outcome['checked']} equal"


def _definition(engine: Engine) -> dict[str, Any]:
    if engine.home != "node":
        return {}
    return {"rules": engine.translated(), "package": engine.package}


def _report(found: dict[str, Any], notes: dict[str, str], wanted: argparse.Namespace) -> None:
    now = datetime.now(UTC)
    results = {
        "at": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "rounds": wanted.rounds,
        "seconds": wanted.seconds,
        "notes": notes,
        "engines": {
            name: {mode: times.summary() for mode, times in modes.items()} for name, modes in found.items()
        },
    }
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps(results, indent=1) + "\n")
    print(table(results))


if __name__ == "__main__":
    sys.exit(main())
