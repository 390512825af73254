"""Made-up registries written as the relational form, as one flat table, or as FHIR, block by block."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from osteon.basics.errors import RunError
from osteon.doors.registry.durable import PART, settle
from osteon.doors.synth.drawing import Block, Entries, Texts, blocks
from osteon.doors.synth.fhir import RESOURCES, resources

RELATIONAL, FLAT, FHIR = "relational", "flat", "fhir"
FORMATS = (RELATIONAL, FLAT, FHIR)
_FLAT_LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")


def synthesise(patients: int, seed: int, out: str, form: str, as_of: date) -> Iterator[int]:
    """Write so many made-up patients into a folder, and yield how many there are after every block.

    The files appear when they are complete. Raises RunError for a folder that holds something already.
    """
    if os.path.isdir(out) and os.listdir(out):
        raise RunError(f"{out} is not empty: choose a new folder")
    os.makedirs(out, exist_ok=True)
    with ExitStack() as stack:
        write = {RELATIONAL: _relational, FLAT: _flat, FHIR: _fhir}[form](out, stack)
        for block in blocks(patients, seed, as_of):
            write(block)
            yield block.first + block.size
    for name in sorted(os.listdir(out)):
        if name.endswith(PART):
            path = os.path.join(out, name)
            settle(path, path.removesuffix(PART))


Write = Callable[[Block], None]


def keys_of(block: Block, places: Any = None) -> Any:
    """Return the keys of the patients of a block, or of those at some places in it."""
    numbers = np.arange(block.size) if places is None else places
    padded = pc.utf8_lpad(pc.cast(pa.array(numbers + block.first), pa.string()), 9, "0")
    return pc.binary_join_element_wise("p", padded, "")


def text(column: Texts) -> Any:
    """Return a column of texts; an empty one was not told."""
    cells = pa.array(column, pa.string())
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)


class _Parquet:
    """A Parquet file that takes its columns from the first table that is written."""

    def __init__(self, path: str) -> None:
        self._path = path + PART
        self._writer: Any = None

    def __enter__(self) -> "_Parquet":  # noqa: PYI034  # private
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()

    def add(self, columns: dict[str, Any]) -> None:
        table = pa.table(columns)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table)


def _relational(out: str, stack: ExitStack) -> Write:
    names = ("patients", "medications", "supplements", "conditions", "allergies", "surgeries", "tests")
    files = {name: stack.enter_context(_Parquet(os.path.join(out, f"{name}.parquet"))) for name in names}

    def write(block: Block) -> None:
        person = {name: text(column) for name, column in block.person.items()}
        files["patients"].add({"patient": keys_of(block)} | person)
        for name, entries in block.lists.items():
            position = pa.array(entries.position, pa.int32())
            columns = {each: text(cells) for each, cells in entries.columns.items()}
            files[name].add({"patient": keys_of(block, entries.patient), "position": position} | columns)

    return write


def _flat(out: str, stack: ExitStack) -> Write:
    file = stack.enter_context(_Parquet(os.path.join(out, "patients.flat.parquet")))

    def write(block: Block) -> None:
        columns = {"id": keys_of(block)}
        for name in ("birth_date", "sex", "deceased", "pregnancy", "postmenopausal"):
            columns[name] = text(block.person[name])
        columns["diet.natto"] = text(block.person["diet_natto"])
        for name in _FLAT_LISTS:
            told = block.person[f"{name}_told"]
            columns[name] = _joined(block, block.lists[name], told)
            columns[f"complete.{name}"] = text(_completeness(told))
        for test in ("INR", "eGFR"):
            columns[f"tests.{test}"] = _latest(block, block.lists["tests"], test)
        file.add(columns)

    return write


def _completeness(told: Texts) -> Texts:
    return np.where(told == "complete", "yes", np.where(told == "incomplete", "no", "")).astype(object)


def _joined(block: Block, entries: Entries, told: Texts) -> Any:
    """Return the entries of each patient with semicolons between; only those that are plainly taken."""
    names = entries.columns["name"]
    amount = entries.columns.get("amount", np.full(len(names), "", dtype=object))
    amount = np.where(amount == "5000", "", amount)
    plain = np.isin(
        entries.columns.get("status", np.full(len(names), "", dtype=object)).astype(str), ("", "active")
    )
    said = np.where(amount == "", names, names + " " + amount)[plain]
    starts = np.searchsorted(entries.patient[plain], np.arange(block.size + 1))
    lists = pa.ListArray.from_arrays(pa.array(starts, pa.int32()), pa.array(said, pa.string()))
    joined = pc.binary_join(lists, "; ")
    alone = text(np.where(np.isin(told.astype(str), ("none", "unknown")), told, "").astype(object))
    return pc.if_else(pc.equal(joined, ""), alone, joined)


def _latest(block: Block, tests: Entries, name: str) -> Any:
    here = np.flatnonzero(tests.columns["name"] == name)
    said = np.full(block.size, "", dtype=object)
    value, when = tests.columns["value"][here], tests.columns["date"][here]
    said[tests.patient[here]] = np.where(when == "", value, value + " on " + when)
    return text(said)


def _fhir(out: str, stack: ExitStack) -> Write:
    paths = {kind: os.path.join(out, f"{kind}.ndjson{PART}") for kind in RESOURCES}
    files = {kind: stack.enter_context(open(path, "wb")) for kind, path in paths.items()}  # noqa: SIM115  # it is one

    def write(block: Block) -> None:
        for kind, lines in resources(block, keys_of):
            if len(lines):
                files[kind].write("\n".join(lines.to_pylist()).encode() + b"\n")

    return write
