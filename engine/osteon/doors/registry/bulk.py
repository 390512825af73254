"""A registry as a bulk export of FHIR: a folder of NDJSON files, packed or not, a resource on each line.

The export is read once and spread into groups of patients, with each resource
split into what it says and what is only about this one: its id, whose it is, and
its dates. `bulk_contents.py` then reads what is said, once for each distinct
text, with the very code that reads a single record.
"""

import json
import os
import shutil
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from glob import glob
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from osteon.basics.errors import RunError
from osteon.basics.version import VERSION
from osteon.doors.registry.bad_lines import BAD_LINES
from osteon.doors.registry.bulk_contents import OF_OTHERS, Contents
from osteon.doors.registry.bulk_patients import Group, reader_of
from osteon.doors.registry.bulk_said import read_contents
from osteon.doors.registry.bulk_spread import Products, Spread
from osteon.doors.registry.bulk_tables import tables_in
from osteon.doors.registry.bulk_together import Read
from osteon.doors.registry.connecting import connected, quoted
from osteon.doors.registry.digests import changed, digest_of, digest_of_pieces
from osteon.doors.registry.durable import PART, write_json
from osteon.doors.registry.how import Reading
from osteon.doors.registry.journal import RUN, SPILL
from osteon.doors.registry.kept import INTAKE, made_once
from osteon.doors.registry.numbering import CONTENTS
from osteon.doors.registry.partition import SET_ASIDE, Bad, Found, Partition
from osteon.doors.registry.spread_sql import PRODUCT, group_of
from osteon.doors.registry.spreading_files import spread_files
from osteon.doors.screen.memory import release_unused

if TYPE_CHECKING:
    import duckdb


ENDINGS = ("*.ndjson", "*.ndjson.gz", "*.jsonl", "*.jsonl.gz")
_ACCOUNT = "account.json"

_MOST_KEPT = 100_000
"""So many contents may stay in memory from part to part, with some two hundred bytes for each."""


class Bulk:
    """A folder of NDJSON. What is made of it is kept beside the run, and made anew for another input."""

    kind = "FHIR NDJSON"

    def __init__(self, folder: str, reading: Reading) -> None:
        self._reading = reading
        self.files = sorted({path for each in ENDINGS for path in glob(os.path.join(_escaped(folder), each))})
        self._folder = folder
        self._kept = os.path.join(reading.kept, INTAKE)
        self._spread = Spread(self._kept)
        self._kept_read: Read | None = None

    @cached_property
    def digest(self) -> str:
        """Return a digest of every file.

        Without a run or anything else to compare it with the export is taken apart, and digested on the way.
        """
        if self._reading.digest:
            return self._reading.digest
        if any(os.path.exists(each) for each in (self._kept, os.path.join(self._reading.kept, RUN))):
            return digest_of(self.files)
        return str(self._made_of("")["of"]["input"])

    def connection(self) -> "duckdb.DuckDBPyConnection":
        """Return a connection for reading."""
        return connected(f"{self._reading.memory_mib}MiB", 2, os.path.join(self._reading.kept, SPILL))

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        """Return one that is used for part after part: to make one takes as long as a thousand patients."""
        return self.connection()

    def _read(self) -> Read:
        """Return what came of the contents, which is kept for the next part unless they are many."""
        if self._kept_read is not None:
            return self._kept_read
        read = Read(self._spread)
        if len(read.fates) <= _MOST_KEPT:
            self._kept_read = read
        return read

    def partitions(self, patients: int) -> list[Partition]:
        """Return runs of groups, all of about one size, with so many patients together or hardly more."""
        counts: list[int] = self._made()["patients"]
        return [
            Partition(number, (), first, end, sum(counts[first:end]))
            for number, (first, end) in enumerate(pairwise(cuts_of(counts, patients)))
        ]

    def read(self, partition: Partition) -> Iterator[Found]:
        """Yield every patient of a part, one by one, as `osteon.from_fhir` reads each."""
        with self.connection() as connection:
            yield from Group(connection, self._spread, self._reading, _groups(partition)).one_by_one()

    def find(self, key: str) -> Found | None:
        """Return the patient of a key; None if there is none."""
        groups = len(self._made()["patients"])
        with self.connection() as connection:
            ((group,),) = connection.execute(f"SELECT {group_of(quoted(key), groups)}").fetchall()
            return Group(connection, self._spread, self._reading, [group]).one(key)

    def write(self, partition: Partition) -> str:
        """Write the rows of a part, if they are not there, and return their folder."""
        folder = self._rows_at(partition)
        if not os.path.isdir(folder):
            self._write(partition, folder)
        return folder

    def tables(self, partition: Partition) -> Mapping[str, Any]:
        """Return the rows of a part in each table of the relational form."""
        return tables_in(self._spread, self.write(partition))

    def forget(self, partition: Partition) -> None:
        """Remove the rows of a part, when it is finished."""
        shutil.rmtree(self._rows_at(partition), ignore_errors=True)

    def account(self, partition: Partition) -> Mapping[str, Mapping[str, int]]:
        """Return what became of the resources of a part, by type."""
        self.write(partition)
        with open(os.path.join(self._rows_at(partition), _ACCOUNT), encoding="utf-8") as file:
            account: dict[str, dict[str, int]] = json.load(file)
        if bad := sum(1 for _ in self.set_aside(partition)):
            account["lines and resources of nobody"] = {SET_ASIDE: bad}
        if partition.number == 0 and (products := self._made()["products"]):
            account[PRODUCT] = {OF_OTHERS: products}
        return account

    def set_aside(self, partition: Partition) -> Iterator[Bad]:
        """Yield what is nobody's; with the first part the lines that could not be read, too."""
        self.write(partition)
        lines, resources = (
            os.path.join(folder, name)
            for folder, name in ((self._kept, BAD_LINES), (self._rows_at(partition), "bad.ndjson"))
        )
        for path in (lines, resources)[partition.number > 0 :]:
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    for line in file:
                        yield Bad(**json.loads(line))

    def _rows_at(self, partition: Partition) -> str:
        return os.path.join(self._reading.kept, SPILL, f"rows-{partition.number:06}")

    def _write(self, partition: Partition, folder: str) -> None:
        self._made()
        shutil.rmtree(folder + PART, ignore_errors=True)
        group = Group(self._connection, self._spread, self._reading, _groups(partition))
        account = group.write(folder + PART, self._read())
        release_unused()
        write_json(os.path.join(folder + PART, _ACCOUNT), account)
        os.rename(folder + PART, folder)

    def _made(self) -> dict[str, Any]:
        """Return what is known of the groups; they are made if they are not there."""
        return self._made_of(self.digest)

    def _made_of(self, digest: str) -> dict[str, Any]:
        """Return it of an input with a digest; "" stands for that of the input as it is found."""
        return made_once(
            self._reading.kept,
            lambda: self._key(digest or digest_of(self.files)),
            partial(self._make, digest),
        )

    def _key(self, digest: str) -> dict[str, object]:
        return {
            "input": digest,
            "as_of": self._reading.as_of.isoformat(),
            # What resources say is kept as this pack reads it.
            "pack_hash": self._reading.rulebook.hash,
            "osteon": VERSION,
        }

    def _make(self, digest: str, folder: str) -> dict[str, Any]:
        counted = spread_files(self.files, folder, self._reading)
        found = digest_of_pieces(self.files, counted.pieces)
        if digest and found != digest:
            raise RunError(changed(self._folder))
        self._reading.waiting(found, sum(counted.patients))
        with self.connection() as connection:
            namer = reader_of(self._reading).namer
            products = Products(connection, Spread(folder))
            contents = Contents(namer, self._reading.as_of, products.find)
            read_contents(os.path.join(folder, CONTENTS), folder, contents)
        release_unused()
        return {"of": self._key(found), "patients": counted.patients, "products": counted.products}


def cuts_of(counts: Sequence[int], patients: int) -> list[int]:
    """Return where runs of groups begin and end that have about so many patients each, all as many."""
    whole = sum(counts)
    several = min(max(-(-whole // patients), 1), len(counts))
    so_far = list(accumulate(counts))
    ends = (bisect_left(so_far, whole * at // several) + 1 for at in range(1, several))
    return sorted({0, *ends, len(counts)})


def _groups(partition: Partition) -> range:
    return range(int(partition.first), int(partition.end))


def _escaped(path: str) -> str:
    from glob import escape

    return escape(path)
