"""One thread that writes for everybody: whatever waits is committed together, and each is told of its own.

A commit that survives a power cut takes milliseconds whether it holds one row or
a hundred. Sharing it is what lets the service wait for it before it answers.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, Full, Queue
from threading import Lock, Thread
from time import monotonic, sleep

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from osteon.basics.records import dataclass
from osteon.doors.service.records.entries import NotKept
from osteon.doors.service.records.writing import Row, write

_TOGETHER = 500
_BUSY_S = 0.05
_GATHER_S = 0.02


@dataclass(frozen=True, slots=True)
class _Job:
    """Rows that are kept together or not at all, and whoever waits for that."""

    rows: Sequence[Row]
    done: Future[None]


class Writer:
    """Writes rows in the order in which they come. `waiting` is how many jobs may wait."""

    def __init__(self, engine: Engine, waiting: int) -> None:
        self._engine = engine
        self._jobs: Queue[_Job | None] = Queue(waiting)
        self._lock = Lock()
        self._closed = False
        self._thread = Thread(target=self._run, name="osteon-records", daemon=True)
        self._thread.start()

    def hand_in(self, rows: Sequence[Row]) -> Future[None]:
        """Have rows written; once what is returned is done they are durable, or it holds a NotKept.

        Raises NotKept if they cannot even wait to be written.
        """
        job = _Job(rows, Future())
        with self._lock:
            if self._closed:
                raise NotKept("the records are closed")
            try:
                self._jobs.put_nowait(job)
            except Full as trouble:
                raise NotKept("too much waits to be written") from trouble
        return job.done

    def write(self, rows: Sequence[Row], seconds: float) -> None:
        """Return when rows are durable.

        Raises NotKept if they are not within that many seconds; they may still become so.
        """
        try:
            self.hand_in(rows).result(seconds)
        except TimeoutError as trouble:
            raise too_late(seconds) from trouble

    def close(self) -> None:
        """Write what waits, and stop."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        written = monotonic() - _BUSY_S
        while (first := self._jobs.get()) is not None:
            if monotonic() - written < _BUSY_S:
                # Where one follows another, a moment's patience saves most of them a commit of their own.
                sleep(_GATHER_S)
            jobs = [first]
            try:
                while len(jobs) < _TOGETHER and (more := self._jobs.get_nowait()) is not None:
                    jobs.append(more)
                last = len(jobs) < _TOGETHER
            except Empty:
                last = False
            self._write_all(jobs)
            written = monotonic()
            if last:
                return

    def _write_all(self, jobs: list[_Job]) -> None:
        trouble = self._try([row for job in jobs for row in job.rows])
        if trouble is None:
            for job in jobs:
                _tell(job, None)
            return
        # One that cannot be written must not take the others with it, and a connection that was lost
        # is a new one now. Writing twice does no harm.
        down: Exception | None = None
        for job in jobs:
            trouble = down or self._try(job.rows)
            if isinstance(trouble, OperationalError):
                # It is the database and not this entry; the others need not each wait for it to fail.
                down = trouble
            _tell(job, trouble)

    def _try(self, rows: Sequence[Row]) -> Exception | None:
        try:
            with self._engine.begin() as connection:
                write(connection, rows)
        except (SQLAlchemyError, ValueError, TypeError, OSError) as trouble:
            return trouble
        return None


def too_late(seconds: float) -> NotKept:
    """Return what is said of an entry that was not written in time."""
    return NotKept(f"not written within {seconds:g} seconds")


def _tell(job: _Job, trouble: Exception | None) -> None:
    if not job.done.set_running_or_notify_cancel():
        return  # Nobody waits for it any more.
    if trouble is None:
        job.done.set_result(None)
    else:
        # The kind alone: what a database says may quote what it was given.
        job.done.set_exception(NotKept(f"it cannot be written: {type(trouble).__name__}"))
