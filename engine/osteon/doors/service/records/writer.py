"""One thread that writes for everybody: whatever waits is committed together, and each is told of its own.

A commit that survives a power cut takes milliseconds whether it holds one row or
a hundred. Sharing it is what lets the service wait for it before it answers.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, Full, Queue
from threading import Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from osteon.basics.records import dataclass
from osteon.doors.service.records.entries import NotKept
from osteon.doors.service.records.writing import Row, write

_TOGETHER = 500


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

    def write(self, rows: Sequence[Row], seconds: float) -> None:
        """Return when rows are durable.

        Raises NotKept if they are not within that many seconds; they may still become so.
        """
        job = _Job(rows, Future())
        with self._lock:
            if self._closed:
                raise NotKept("the records are closed")
            try:
                self._jobs.put_nowait(job)
            except Full as trouble:
                raise NotKept("too much waits to be written") from trouble
        try:
            job.done.result(seconds)
        except TimeoutError as trouble:
            raise NotKept(f"not written within {seconds:g} seconds") from trouble

    def close(self) -> None:
        """Write what waits, and stop."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs = [first]
            try:
                while len(jobs) < _TOGETHER and (more := self._jobs.get_nowait()) is not None:
                    jobs.append(more)
                last = len(jobs) < _TOGETHER
            except Empty:
                last = False
            self._write_all(jobs)
            if last:
                return

    def _write_all(self, jobs: list[_Job]) -> None:
        trouble = self._try([row for job in jobs for row in job.rows])
        if trouble is None:
            for job in jobs:
                job.done.set_result(None)
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


def _tell(job: _Job, trouble: Exception | None) -> None:
    if trouble is None:
        job.done.set_result(None)
    else:
        # The kind alone: what a database says may quote what it was given.
        job.done.set_exception(NotKept(f"it cannot be written: {type(trouble).__name__}"))
