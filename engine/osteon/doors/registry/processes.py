"""Several processes that share the work of one, and end when it ends."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Thread
from time import sleep
from typing import Any

from osteon.basics.errors import RunError

_MATRICES = "OPENBLAS_NUM_THREADS"


@contextmanager
def fresh_processes(jobs: int, begin: Callable[..., None], *told: Any) -> Iterator[ProcessPoolExecutor]:
    """Begin processes, each with `begin(*told)`, and end them; what nobody has begun by then is left.

    They are no copies: a copy of this one would hold its lock, and DuckDB does not outlive being copied.
    Raises RunError, which says what to do, if one of them is gone before its work was done.
    """
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (os.getpid(), begin, told))
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


def _begin(parent: int, begin: Callable[..., None], told: tuple[Any, ...]) -> None:
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    begin(*told)


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone: it may have been killed."""
    while os.getppid() == parent:
        sleep(0.5)
    os._exit(1)
