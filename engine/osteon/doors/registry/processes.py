"""Several processes that share the work of one, and end when it ends."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Thread
from typing import Any

from osteon.basics.errors import RunError

_FORKING = "forkserver"
_MATRICES = "OPENBLAS_NUM_THREADS"

_READY = ["osteon.doors.registry.columns_work", "osteon.doors.registry.spreading_files", "duckdb"]
"""What the process that others are copied from has imported: to import it in each of them takes a second."""


@contextmanager
def fresh_processes(jobs: int, begin: Callable[..., None], *told: Any) -> Iterator[ProcessPoolExecutor]:
    """Begin processes, each with `begin(*told)`, and end them; what nobody has begun by then is left.

    They are no copies of this one: a copy would hold its lock, and DuckDB does not outlive being copied.
    Raises RunError, which says what to do, if one of them is gone before its work was done.
    """
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (begin, told))
    try:
        with _without_threads_of_numpy():
            yield pool
    except BrokenProcessPool as trouble:
        raise RunError(
            "a process ended before its part was finished, perhaps for want of memory: "
            "the same command goes on where this run stopped; --jobs and --partition-patients take less"
        ) from trouble
    finally:
        pool.shutdown(cancel_futures=True)


def begin_at_once(pool: ProcessPoolExecutor, jobs: int) -> None:
    """Begin so many processes of a pool before there is something for them to do."""
    for _ in range(jobs):
        pool.submit(int)


def get_ready() -> None:
    """Begin the process that others will be copied from, while this one does something else."""
    if _FORKING in get_all_start_methods():
        Thread(target=_get_ready, daemon=True).start()


def _get_ready() -> None:
    with _without_threads_of_numpy():
        process = _context().Process(target=int)
        process.start()
    process.join()


def _context() -> Any:
    """Return how processes begin: as copies of one that has imported what all need, and done nothing."""
    if _FORKING not in get_all_start_methods():
        return get_context("spawn")
    context = get_context(_FORKING)
    context.set_forkserver_preload(_READY)
    return context


@contextmanager
def _without_threads_of_numpy() -> Iterator[None]:
    """Have numpy begin no threads for matrices in new processes: there are none, and threads wait busily."""
    if _MATRICES in os.environ:
        yield
        return
    os.environ[_MATRICES] = "1"
    try:
        yield
    finally:
        os.environ.pop(_MATRICES, None)


def _begin(begin: Callable[..., None], told: tuple[Any, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    begin(*told)


def _end_with_parent() -> None:
    """End this process when the one that asked for it is gone: it may have been killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
