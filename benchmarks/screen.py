"""How many patients `osteon screen` screens, with how much memory, and how that grows with the population.

    osteon synth --patients 1000000 --as-of 2026-11-24 --out people
    python -m benchmarks.screen people                   # the whole pack, from the registry to the summary
    python -m benchmarks.screen people ten-times         # and how much longer ten times as many take
    python -m benchmarks.screen people --peers           # sixteen rules beside numba and Polars

Ten million made-up patients take ten times as long to make as a million, and hardly more memory; each is
drawn anew. For so many, `--peers --rounds 3` takes rounds enough, and some 2 GB of room in TMPDIR.

Each population is a folder of the relational form in Parquet. It is screened by the command itself in a
process of its own, whose memory and processor time the system tells. With `--peers` the facts of the sixteen
rules are worked out once; from these osteon, a kernel of numba and Polars then come to verdicts in turn, and
write a row for each patient and rule. The verdicts have to be the same before anything is timed. The peers
are in the extra `bench`. Its numbers are to be taken on a machine that does nothing else.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import duckdb

import osteon
from benchmarks.driver import HERE
from benchmarks.screen_peers import numba_floor, polars_peer
from benchmarks.whole_runs import used_by
from osteon.doors.registry.connecting import MEMORY_MIB
from osteon.doors.registry.relational import Relational
from osteon.doors.registry.run import PATIENTS_AT_ONCE
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.screening import Screen

DAY = date(2026, 11, 24)


def whole(folder: str, part: int, memory: int, jobs: int) -> dict[str, float]:
    """Screen a population by the whole pack, with the command."""
    ((patients,),) = duckdb.sql(f"SELECT count(*) FROM '{folder}/patients.parquet'").fetchall()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as out:
        command = [sys.executable, "-m", "osteon", "screen", folder, "--out", f"{out}/run"]
        command += ["--as-of", DAY.isoformat(), "--partition-patients", str(part)]
        command += ["--memory", str(memory), "--jobs", str(jobs)]
        used = used_by(command)
        if used.code not in (0, 3):
            raise SystemExit(f"{' '.join(command)} ended with {used.code}")
        written = sum(each.stat().st_size for each in Path(out).rglob("verdicts/*.parquet"))
    return {
        "patients": patients,
        "seconds": round(used.seconds, 2),
        "patients a second": round(patients / used.seconds),
        "CPU microseconds a patient": round(used.processor / patients * 1e6, 1),
        "MB written": round(written / 1e6, 1),
        "MiB resident at most": round(used.most),
    }


class Keeping(Duck):
    """Writes the facts of a part to a file when they are worked out."""

    path = ""
    columns = ""
    facts = None

    def total(self, name, rows, places, kept, shares) -> None:
        if shares:
            self._write_facts()
        super().total(name, rows, places, kept, shares)

    def _write_facts(self) -> None:
        self.facts.define_all(self)  # which asks for a total without shares
        chosen = f"SELECT patient, {self.columns} FROM all_facts WHERE alone = 0 AND dead = 0"
        self.connection.execute(f"COPY ({chosen}) TO '{self.path}' (FORMAT parquet, COMPRESSION zstd)")


def facts_of(screen: Screen, folder: str, into: str, part: int, memory: int) -> list[str]:
    """Work out the facts of a population, a file for each part."""
    source = Relational(folder, into)
    engine = Keeping(memory=f"{memory}MiB", folder=into)
    engine.columns = ", ".join(screen.layout.columns())
    engine.facts = screen._facts  # noqa: SLF001  # the facts of patients have no other use than this one
    paths = []
    for each in source.partitions(part):
        engine.path = f"{into}/facts-{each.number:06}.parquet"
        paths.append(engine.path)
        rows = source.relations(each).items()
        tables = {name: engine.connection.sql(f"SELECT * FROM {sql}") for name, sql in rows}
        screen.run(engine, tables, f"{into}/unused.parquet")
    return paths


def ours(screen: Screen, memory: int):
    """Return a function of the path of facts and the path to write to."""
    engine = Duck(memory=f"{memory}MiB")
    judging = screen._judging  # noqa: SLF001  # this step alone is what the peers do too

    def judged(source: str, target: str) -> None:
        engine.source("facts", source)
        engine.keep("situations", judging.situations.of_patients("facts"))
        judging.judge(engine, "situations", target)
        engine.drop()

    return judged


def same(one: str, other: str) -> bool:
    """Say whether two files have the same verdict for each patient and rule."""
    rows = "SELECT patient, rule, verdict FROM '{}'"
    ((apart,),) = duckdb.sql(
        f"SELECT count(*) FROM ({rows.format(one)}) AS a FULL JOIN ({rows.format(other)}) AS b "
        "USING (patient, rule) WHERE a.verdict IS DISTINCT FROM b.verdict"
    ).fetchall()
    return apart == 0


def beside(folder: str, part: int, memory: int, rounds: int) -> None:
    """Compare osteon with its peers on the sixteen rules."""
    screen = Screen(osteon.load_rulebook(str(HERE / "sixteen_rules")), DAY)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as into:
        paths = facts_of(screen, folder, into, part, memory)
        peers = {"osteon": ours(screen, memory), "numba": numba_floor(screen), "Polars": polars_peer(screen)}
        for name, peer in peers.items():
            peer(paths[0], f"{into}/{name}.parquet")
            if not same(f"{into}/osteon.parquet", f"{into}/{name}.parquet"):
                raise SystemExit(f"the verdicts of {name} differ")
        print(f"the verdicts of {', '.join(peers)} are the same")
        took = {name: [] for name in peers}
        for _ in range(rounds):
            for name, peer in peers.items():
                begun = (time.perf_counter(), time.process_time())
                for path in paths:
                    peer(path, f"{into}/{name}.parquet")
                took[name].append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        floor = [median(each) for each in zip(*took["numba"], strict=True)]
        for name, found in took.items():
            seconds, cpu = (median(each) for each in zip(*found, strict=True))
            print(
                f"{name:<8} {seconds:8.2f} s, {cpu:8.2f} s of processor, "
                f"{seconds / floor[0]:.2f} and {cpu / floor[1]:.2f} times the floor"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--part", type=int, default=PATIENTS_AT_ONCE, help="patients in a part")
    parser.add_argument("--memory", type=int, default=MEMORY_MIB, help="MiB that DuckDB may use")
    parser.add_argument("--jobs", type=int, default=1, help="parts at a time")
    parser.add_argument("--peers", action="store_true", help="sixteen rules beside numba and Polars")
    parser.add_argument("--rounds", type=int, default=7, help="how often each peer has its turn")
    args = parser.parse_args()
    last: dict[str, float] = {}
    for folder in args.folder:
        if args.peers:
            beside(folder, args.part, args.memory, args.rounds)
            continue
        found = whole(folder, args.part, args.memory, args.jobs)
        print(folder, found, flush=True)
        if last:
            more, longer = (found[each] / last[each] for each in ("patients", "seconds"))
            print(f"{more:.1f} times the patients in {longer:.1f} times the time")
        last = found


if __name__ == "__main__":
    main()
