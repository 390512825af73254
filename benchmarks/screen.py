"""How many patients a second DuckDB screens, with how much memory, and how that grows with the population.

    osteon synth --patients 1000000 --out people
    python -m benchmarks.screen people

Each population is a folder of the relational form in Parquet. It is screened in parts of so many patients,
one after the other, by the first sixteen rules of the pack and by the whole pack. Its numbers are to be taken
on a machine that does nothing else.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from datetime import date

import duckdb

import osteon
from osteon.basics.records import replace
from osteon.doors.screen.duck import Duck
from osteon.doors.screen.screening import Screen

DAY = date(2026, 11, 24)
FEW = 16


def parts(folder: str, patients: int):
    """Yield the tables of so many patients at a time, as relations of one connection."""
    tables = [
        each.removesuffix(".parquet") for each in sorted(os.listdir(folder)) if each.endswith(".parquet")
    ]
    bounds = duckdb.sql(
        f"SELECT patient FROM (SELECT patient, ROW_NUMBER() OVER (ORDER BY patient) - 1 AS nth "
        f"FROM '{folder}/patients.parquet') WHERE nth % {patients} = 0 ORDER BY patient"
    ).fetchall()
    firsts = [each for (each,) in bounds]
    for first, after in zip(firsts, [*firsts[1:], None], strict=True):
        until = "" if after is None else f" AND patient < '{after}'"

        def chosen(connection, first=first, until=until):
            return {
                name: connection.sql(f"FROM '{folder}/{name}.parquet' WHERE patient >= '{first}'{until}")
                for name in tables
            }

        yield chosen


def screened(screen: Screen, folder: str, patients: int, memory: str) -> dict[str, float]:
    begun, cpu, seen, alone, contents = time.perf_counter(), time.process_time(), 0, 0, 0
    with tempfile.TemporaryDirectory() as out:
        for at, chosen in enumerate(parts(folder, patients)):
            engine = Duck(memory=memory, folder=out)
            result = screen.run(engine, chosen(engine.connection), f"{out}/{at}.parquet")
            engine.connection.close()
            seen, alone, contents = seen + result.patients, alone + result.alone, contents + result.contents
        written = sum(
            os.path.getsize(f"{out}/{each}") for each in os.listdir(out) if each.endswith(".parquet")
        )
    took = time.perf_counter() - begun
    return {
        "patients": seen,
        "seconds": round(took, 2),
        "patients a second": round(seen / took),
        "CPU microseconds a patient": round((time.process_time() - cpu) / seen * 1e6, 1),
        "MB written": round(written / 1e6, 1),
        "MiB resident at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "evaluated alone": alone,
        "contents": contents,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--part", type=int, default=100_000, help="patients in a part")
    parser.add_argument("--memory", default="384MB", help="what DuckDB may use")
    args = parser.parse_args()
    rulebook = osteon.load_rulebook()
    few = replace(rulebook, rules=dict(list(rulebook.rules.items())[:FEW]))
    for folder in args.folder:
        for name, book in ((f"the first {FEW} rules", few), ("the whole pack", rulebook)):
            print(folder, name, screened(Screen(book, DAY), folder, args.part, args.memory))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
