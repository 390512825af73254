"""Small registries for the tests, and what a run made of them."""

import csv
import json
from datetime import date
from pathlib import Path

import duckdb

from osteon import load_rulebook
from osteon.doors.registry.run import SINGLE, Order
from osteon.doors.synth.writing import RELATIONAL, synthesise
from osteon.doors.tables import ColumnMap

DAY = date(2026, 11, 24)


def synthetic(folder: Path, patients: int, form: str = RELATIONAL, seed: int = 7) -> Path:
    for _ in synthesise(patients, seed, str(folder), form, DAY):
        pass
    return folder


def table(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def order(source: Path, out: Path, **changes) -> Order:
    out.mkdir(exist_ok=True)
    told = {"engine": SINGLE, "partition_patients": 100} | changes
    return Order(str(source), str(out), load_rulebook(), DAY, ColumnMap(), **told)


def verdicts(out: Path) -> list[tuple[str, str, str, str]]:
    files = f"{out}/verdicts/*.parquet"
    return duckdb.sql(f"SELECT patient, rule, verdict, deciding FROM '{files}' ORDER BY ALL").fetchall()


def quarantine(out: Path) -> list[dict[str, str]]:
    files = sorted((out / "quarantine").glob("*.ndjson"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
