"""One partition screened: its verdicts and its bad rows in two files, and what was counted in them."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol, Self

from osteon.basics.errors import NoAdvice
from osteon.basics.records import dataclass
from osteon.doors.registry.connecting import connected
from osteon.doors.registry.durable import PART
from osteon.doors.registry.journal import QUARANTINE, VERDICTS
from osteon.doors.registry.partition import (
    DIED,
    SET_ASIDE,
    USED,
    Bad,
    Found,
    Input,
    InTables,
    Partition,
    Patient,
)
from osteon.doors.registry.single import Single
from osteon.doors.registry.tally import tally
from osteon.doors.registry.verdict_files import verdict_file
from osteon.knowledge.models import Rulebook

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Means:
    """What a process may take for itself: memory for DuckDB, such as "400MiB", and threads."""

    memory: str
    threads: int


class Worker(Protocol):
    """Screens one partition after the other into the folder of a run."""

    def screen(self, partition: Partition) -> Line:
        """Write the files of a partition, under unfinished names, and return its line of the manifest."""


class SingleWorker:
    """Screens one patient after the other, by the evaluator of `evaluate`."""

    def __init__(self, source: Input, rulebook: Rulebook, as_of: date, folder: str, means: Means) -> None:
        self._source = source
        self._single = Single(rulebook, as_of)
        self._folder = folder
        self._severities = {rule.id: rule.severity for rule in self._single.edition.rules}
        self._connection = connected(means.memory, means.threads, os.path.join(folder, "spill"))

    def screen(self, partition: Partition) -> Line:
        """Write the files of a partition, under unfinished names, and return its line of the manifest."""
        files = Files(self._folder, partition.number)
        account: Counter[str] = Counter()
        accounts: dict[str, dict[str, int]] = {}
        with verdict_file(files.verdicts) as verdicts, files.quarantine() as bad:
            if isinstance(self._source, InTables):
                accounts = {kind: dict(counts) for kind, counts in self._source.account(partition).items()}
                for each in self._source.set_aside(partition):
                    bad.add(each)
            for found in each_once(self._source.read(partition)):
                if isinstance(found, Bad):
                    account[SET_ASIDE] += 1
                    bad.add(found)
                    continue
                try:
                    verdicts.add_all(self._single.verdicts(found.key, found.document))
                    account[USED] += 1
                except NoAdvice:
                    account[DIED] += 1
        counted = tally(files.verdicts, self._severities)
        return {
            "partition": partition.number,
            "files": files.sizes(),
            "patients": account[USED],
            "account": accounts | {"patients": dict(account)},
            **counted,
        }


def each_once(found: Iterator[Found]) -> Iterator[Found]:
    """Pass on what was found; of several patients with one key all but the first are bad rows."""
    seen: set[str] = set()
    for each in found:
        if isinstance(each, Patient):
            if each.key in seen:
                yield Bad(each.place, f"the patient {each.key[:80]} stands in an earlier row")
                continue
            seen.add(each.key)
        yield each


class Files:
    """The files of one partition."""

    def __init__(self, folder: str, number: int) -> None:
        self._folder = folder
        self.names = (f"{VERDICTS}/{number:06}.parquet", f"{QUARANTINE}/{number:06}.ndjson")

    @property
    def verdicts(self) -> str:
        """Return where the verdicts are written until they are complete."""
        return os.path.join(self._folder, self.names[0] + PART)

    def quarantine(self) -> "Quarantine":
        """Return the file of bad rows, to be opened."""
        return Quarantine(os.path.join(self._folder, self.names[1] + PART))

    def sizes(self) -> dict[str, int]:
        """Return how large each file is; one that was not needed is not there."""
        found = {name: os.path.join(self._folder, name + PART) for name in self.names}
        return {name: os.path.getsize(path) for name, path in found.items() if os.path.exists(path)}


class Quarantine:
    """The bad rows of a partition, each with its place and the reason. Without any there is no file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._held: list[str] = []

    def __enter__(self) -> Self:
        if os.path.exists(self._path):
            os.remove(self._path)
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def add(self, bad: Bad) -> None:
        """Set a row aside."""
        record = {"place": bad.place, "what": bad.what, "why": bad.why[:500]}
        self._held.append(json.dumps(record, ensure_ascii=False))
        if len(self._held) >= 1_000:
            self._write()

    def _write(self) -> None:
        if self._held:
            with open(self._path, "a", encoding="utf-8", errors="backslashreplace") as file:
                file.writelines(f"{line}\n" for line in self._held)
            self._held.clear()
