"""A registry as a bulk export of FHIR: a folder of NDJSON files, packed or not, a resource on each line.

The export is read once and spread into groups of patients, with each resource
split into what it says and what is only about this one: its id, whose it is, and
its dates. `bulk_contents.py` then reads what is said, once for each distinct
text, with the very code that reads a single record.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from glob import glob
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import RunError
from osteon.doors.registry.bulk_patients import Group
from osteon.doors.registry.connecting import connected, quoted
from osteon.doors.registry.digests import digest_of
from osteon.doors.registry.durable import PART, write_json
from osteon.doors.registry.how import Reading
from osteon.doors.registry.kept import INTAKE, made_once
from osteon.doors.registry.lines import opened
from osteon.doors.registry.partition import SET_ASIDE, Bad, Found, Partition
from osteon.doors.registry.spread_sql import GROUPS, spread

if TYPE_CHECKING:
    import duckdb


ENDINGS = ("*.ndjson", "*.ndjson.gz", "*.jsonl", "*.jsonl.gz")
_BAD = "quarantine.ndjson"
_LONGEST_LINE = 16 * 1024 * 1024


class Bulk:
    """A folder of NDJSON. What is made of it is kept beside the run, and made anew for another input."""

    kind = "FHIR NDJSON"

    def __init__(self, folder: str, reading: Reading) -> None:
        self._reading = reading
        self.files = sorted({path for each in ENDINGS for path in glob(os.path.join(_escaped(folder), each))})
        self._folder = folder
        self._kept = os.path.join(reading.kept, INTAKE)

    @cached_property
    def digest(self) -> str:
        """Return a digest of every file."""
        return digest_of(self.files)

    def connection(self) -> "duckdb.DuckDBPyConnection":
        """Return a connection for reading."""
        return connected(f"{self._reading.memory_mib}MiB", 2, os.path.join(self._reading.kept, "spill"))

    def partitions(self, patients: int) -> list[Partition]:
        """Return runs of groups, with about so many patients together."""
        counts: list[int] = self._made()["patients"]
        parts: list[Partition] = []
        first = held_by = 0
        for at, count in enumerate(counts):
            if held_by and held_by + count > patients:
                parts.append(Partition(len(parts), (), first, at, held_by))
                first = at
                held_by = 0
            held_by += count
        parts.append(Partition(len(parts), (), first, len(counts), held_by))
        return parts

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield every patient of a part, one by one, as `osteon.from_fhir` reads each."""
        with self.connection() as connection:
            group = Group(connection, self._groups(partition), self._reading, self._medications())
            yield from group.one_by_one()

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""
        self._made()
        pattern = os.path.join(_escaped(self._kept), "resources", "part=*", "*.parquet")
        with self.connection() as connection:
            group = Group(connection, sorted(glob(pattern)), self._reading, self._medications())
            return group.one(key)

    def relations(self, partition: Partition) -> Mapping[str, str]:
        """Return the rows of a part in each table of the relational form, in SQL."""
        folder = os.path.join(self._reading.kept, "spill", f"rows-{partition.number:06}")
        if not os.path.isdir(folder):
            self._write(partition, folder)
        tables = sorted(os.listdir(folder))
        there = {name: os.path.join(_escaped(folder), name, "*.parquet") for name in tables}
        return {
            name: f"read_parquet({quoted(files)}, union_by_name=true)"
            for name, files in there.items()
            if os.path.isdir(os.path.join(folder, name))
        }

    def forget(self, partition: Partition) -> None:
        """Remove the rows of a part, when it is finished."""
        shutil.rmtree(
            os.path.join(self._reading.kept, "spill", f"rows-{partition.number:06}"), ignore_errors=True
        )

    def account(self, partition: Partition) -> Mapping[str, Mapping[str, int]]:
        """Return what became of the resources of a part, by type."""
        self.relations(partition)
        with open(self._account_at(partition), encoding="utf-8") as file:
            account: dict[str, dict[str, int]] = json.load(file)
        if bad := sum(1 for _ in self.set_aside(partition)):
            account["lines and resources of nobody"] = {SET_ASIDE: bad}
        return account

    def set_aside(self, partition: Partition) -> Iterator[Bad]:
        """Yield what is nobody's; with the first part the lines that could not be read, too."""
        self.relations(partition)
        rows = os.path.dirname(self._account_at(partition))
        for path in (os.path.join(self._kept, _BAD), os.path.join(rows, "bad.ndjson"))[
            partition.number > 0 :
        ]:
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    for line in file:
                        yield Bad(**json.loads(line))

    def _account_at(self, partition: Partition) -> str:
        return os.path.join(self._reading.kept, "spill", f"rows-{partition.number:06}", "account.json")

    def _write(self, partition: Partition, folder: str) -> None:
        shutil.rmtree(folder + PART, ignore_errors=True)
        with self.connection() as connection:
            group = Group(connection, self._groups(partition), self._reading, self._medications())
            account = group.write(folder + PART)
        write_json(os.path.join(folder + PART, "account.json"), account)
        os.rename(folder + PART, folder)

    def _groups(self, partition: Partition) -> list[str]:
        numbers = range(int(partition.first), int(partition.end))
        patterns = (
            os.path.join(_escaped(self._kept), "resources", f"part={at}", "*.parquet") for at in numbers
        )
        return [path for pattern in patterns for path in sorted(glob(pattern))]

    def _medications(self) -> list[str]:
        return sorted(glob(os.path.join(_escaped(self._kept), "resources", f"part={GROUPS}", "*.parquet")))

    def _made(self) -> dict[str, Any]:
        """Return what is known of the groups; they are made if they are not there."""
        key = {"input": self.digest, "as_of": self._reading.as_of.isoformat()}
        return made_once(self._reading.kept, key, self._make)

    def _make(self, folder: str) -> dict[str, Any]:
        with self.connection() as connection:
            try:
                counts = spread(connection, self.files, folder, self._reading.as_of)
            except RunError:
                # Some line is no JSON. It is found and set aside, and the rest is read without it.
                files = list(_without_bad_lines(self.files, folder))
                shutil.rmtree(os.path.join(folder, "resources"), ignore_errors=True)
                counts = spread(connection, files, folder, self._reading.as_of)
        return {"patients": counts}


def _without_bad_lines(files: list[str], folder: str) -> Iterator[str]:
    """Yield files without the lines that are no resource; those are written down with place and reason."""
    with open(os.path.join(folder, _BAD), "w", encoding="utf-8", errors="backslashreplace") as bad:
        for number, path in enumerate(files):
            clean = os.path.join(folder, f"clean-{number:04}.ndjson")
            with opened(path) as file, open(clean, "wb") as kept:
                for at, line in enumerate(file, 1):
                    if not line.strip():
                        continue
                    if why := _what_is_wrong(line):
                        found = {"place": f"{path}:{at}", "what": "line", "why": why}
                        bad.write(json.dumps(found, ensure_ascii=False) + "\n")
                    else:
                        kept.write(line if line.endswith(b"\n") else line + b"\n")
            yield clean


def _what_is_wrong(line: bytes) -> str:
    if len(line) > _LONGEST_LINE:
        return f"a line has at most {_LONGEST_LINE:,} bytes"
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        return f"this is not JSON: {re.sub(r' [(]char [0-9]+[)]', '', str(trouble))}"
    if b"NaN" in line or b"Infinity" in line:
        return "JSON has no NaN and no Infinity"
    return "" if isinstance(told, dict) else "a resource is an object"


def _escaped(path: str) -> str:
    from glob import escape

    return escape(path)
