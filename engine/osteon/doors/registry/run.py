"""`osteon.screen`: every patient of a registry before the rules of a day, part by part, each exactly once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from datetime import date

from osteon.basics.errors import RunError
from osteon.basics.records import dataclass
from osteon.basics.version import VERSION
from osteon.doors.registry.connecting import MEMORY_MIB, share_of
from osteon.doors.registry.how import Reading
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.journal import Journal, Line, finished
from osteon.doors.registry.partition import Input, Partition
from osteon.doors.registry.processes import fresh_processes, get_ready
from osteon.doors.registry.share import Share
from osteon.doors.registry.work import Means, SingleWorker, Worker
from osteon.doors.tables import ColumnMap
from osteon.knowledge.models import Rulebook
from osteon.reasoning.edition import edition_on

COLUMNS, SINGLE = "columns", "single"
ENGINES = (COLUMNS, SINGLE)
PATIENTS_AT_ONCE = 100_000

Heard = Callable[["Step"], None]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come: parts and patients that are finished, of how many, those of earlier runs."""

    parts: int
    of_parts: int
    patients: int
    of_patients: int
    patients_before: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be run: an input, by which rules, for which day, and how."""

    source: str
    folder: str
    rulebook: Rulebook
    as_of: date
    columns: ColumnMap
    engine: str = COLUMNS
    partition_patients: int = PATIENTS_AT_ONCE
    jobs: int = 1
    memory_mib: int = MEMORY_MIB
    share: Share = Share()
    restart: bool = False


def run(order: Order, heard: Heard | None = None) -> tuple[Line, ...]:
    """Do what is left of a run, and return what the manifest says of every part that is finished.

    Raises RunError, PackError, or whatever ends a part: the parts that were finished before stay finished.
    """
    if order.engine not in ENGINES:
        raise RunError(f"the engine is one of {', '.join(ENGINES)}, not {order.engine!r}")
    edition_on(order.rulebook, order.as_of.isoformat())
    source = _input(order)
    if order.jobs > 1:
        get_ready()
    with Journal(order.folder, order.share) as journal:
        # Of an export the digest is that of the bytes that are taken apart, which takes a while.
        journal.begin(_key(order, source), lambda: {"input": source.digest}, restart=order.restart)
        parts = source.partitions(order.partition_patients)
        left = [part for part in parts if order.share.holds(part.number) and part.number not in journal.parts]
        told = _Telling(parts, journal, order.share, heard)
        for line in _screened(order, source, left):
            journal.finish(line)
            told.tell()
        if order.share.is_whole:
            journal.tidy()
        return tuple(finished(order.folder).values())


def is_finished(order: Order) -> bool:
    """Say whether every part of the input is finished, whoever did it."""
    parts = _input(order).partitions(order.partition_patients)
    return finished(order.folder).keys() >= {part.number for part in parts}


def _input(order: Order, digest: str = "") -> Input:
    reading = Reading(
        order.rulebook, order.as_of, order.columns, order.folder, order.memory_mib, order.jobs, digest
    )
    return input_at(order.source, reading)


def _key(order: Order, source: Input) -> dict[str, object]:
    pack = order.rulebook.pack
    return {
        "format": "osteon-run/2",
        "osteon": VERSION,
        "pack": f"{pack.id} {pack.version}",
        "pack_hash": order.rulebook.hash,
        "as_of": order.as_of.isoformat(),
        "input_kind": source.kind,
        "engine": order.engine,
        "partition_patients": order.partition_patients,
    }


class _Telling:
    def __init__(
        self, parts: Sequence[Partition], journal: Journal, share: Share, heard: Heard | None
    ) -> None:
        self._parts = [part for part in parts if share.holds(part.number)]
        self._journal = journal
        self._heard = heard
        self._before = self._patients()
        self.tell()

    def _patients(self) -> int:
        return sum(part.patients for part in self._parts if part.number in self._journal.parts)

    def tell(self) -> None:
        if self._heard is not None:
            done = sum(part.number in self._journal.parts for part in self._parts)
            every = sum(part.patients for part in self._parts)
            self._heard(Step(done, len(self._parts), self._patients(), every, self._before))


def _screened(order: Order, source: Input, left: list[Partition]) -> Iterator[Line]:
    if order.jobs == 1 or len(left) < 2:
        if left:
            worker = _worker(order, source, 1)
            for part in left:
                yield worker.screen(part)
        return
    yield from _by_several(order, source.digest, left)


def _by_several(order: Order, digest: str, left: list[Partition]) -> Iterator[Line]:
    jobs = min(order.jobs, len(left))
    with fresh_processes(jobs, _begin, order, digest, jobs) as pool:
        for done in as_completed([pool.submit(_work, part) for part in left]):
            yield done.result()


_workers: list[Worker] = []


def _begin(order: Order, digest: str, jobs: int) -> None:
    _workers.append(_worker(order, _input(order, digest), jobs))


def _work(part: Partition) -> Line:
    return _workers[0].screen(part)


def _worker(order: Order, source: Input, jobs: int) -> Worker:
    cores = os.cpu_count() or 1
    means = Means(share_of(order.memory_mib, jobs), max(cores // jobs, 1))
    if order.engine == COLUMNS:
        from osteon.doors.registry.columns_work import ColumnsWorker

        return ColumnsWorker(source, order.rulebook, order.as_of, order.folder, means)
    return SingleWorker(source, order.rulebook, order.as_of, order.folder, means)
