"""`osteon.screen`: every patient of a registry before the rules of a day, part by part, each exactly once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from datetime import date
from types import TracebackType
from typing import Self

from osteon.basics.errors import RunError
from osteon.basics.records import dataclass, replace
from osteon.basics.version import VERSION
from osteon.doors.registry.connecting import MEMORY_MIB, share_of
from osteon.doors.registry.how import Reading, Waiting, nobody
from osteon.doors.registry.inputs import input_at
from osteon.doors.registry.journal import Journal, Line, finished
from osteon.doors.registry.partition import Input, Partition
from osteon.doors.registry.processes import begin_at_once, fresh_processes, get_ready
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
    crew = _Crew(order)
    source = _input(order, waiting=crew.begin)
    if order.jobs > 1:
        get_ready()
    with Journal(order.folder, order.share) as journal, crew:
        # Of an export the digest is that of the bytes that are taken apart, which takes a while.
        journal.begin(_key(order, source), lambda: {"input": source.digest}, restart=order.restart)
        parts = source.partitions(order.partition_patients)
        left = [part for part in parts if order.share.holds(part.number) and part.number not in journal.parts]
        told = _Telling(parts, journal, order.share, heard)
        for line in crew.screened(source, left):
            journal.finish(line)
            told.tell()
        if order.share.is_whole:
            journal.tidy()
        return tuple(finished(order.folder).values())


def is_finished(order: Order) -> bool:
    """Say whether every part of the input is finished, whoever did it."""
    parts = _input(order).partitions(order.partition_patients)
    return finished(order.folder).keys() >= {part.number for part in parts}


def _input(order: Order, digest: str = "", waiting: Waiting = nobody) -> Input:
    how = Reading(order.rulebook, order.as_of, order.columns, order.folder, order.memory_mib, order.jobs)
    return input_at(order.source, replace(how, digest=digest, waiting=waiting))


def _key(order: Order, source: Input) -> dict[str, object]:
    pack = order.rulebook.pack
    return {
        "format": "osteon-run/3",
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


class _Crew:
    """Whoever screens the parts that are left: this process, or others, which may have begun before."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._pool: ProcessPoolExecutor | None = None
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._held.__exit__(kind, trouble, trace)

    def begin(self, digest: str, patients: int) -> None:
        """Begin the processes for an input with so many patients, if more than one is wanted for it."""
        parts = -(-patients // self._order.partition_patients)
        jobs = min(self._order.jobs, sum(map(self._order.share.holds, range(parts))))
        if jobs > 1:
            begin_at_once(self._begun(digest, jobs), jobs)

    def screened(self, source: Input, left: list[Partition]) -> Iterator[Line]:
        """Yield the line of each part when it is screened, and end the processes."""
        jobs = min(self._order.jobs, len(left))
        if jobs == 1 and self._pool is None:
            worker = _worker(self._order, source, 1)
            for part in left:
                yield worker.screen(part)
        elif left:
            pool = self._pool or self._begun(source.digest, jobs)
            for done in as_completed([pool.submit(_work, part) for part in left]):
                yield done.result()
        self._held.close()

    def _begun(self, digest: str, jobs: int) -> ProcessPoolExecutor:
        order = self._order
        self._pool = self._held.enter_context(fresh_processes(jobs, _begin, order, digest, jobs))
        return self._pool


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
