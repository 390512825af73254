"""Several processes that share the work of one, and end when it ends."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from threading import Thread
from time import sleep
from typing import Any

ENDED = (
    "a process ended before its part was finished, perhaps for want of memory: "
    "the same command goes on where this run stopped; --jobs and --partition-patients take less"
)
"""What is said when a process is gone."""


def fresh_processes(jobs: int, begin: Callable[..., None], *told: Any) -> ProcessPoolExecutor:
    """Return processes of which each begins with `begin(*told)`.

    They are no copies: a copy of this one would hold its lock, and DuckDB does not outlive being copied.
    """
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (os.getpid(), begin, told))


def _begin(parent: int, begin: Callable[..., None], told: tuple[Any, ...]) -> None:
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    begin(*told)


def _end_with(parent: int) -> None:
    """End this process when the one that started it is gone: it may have been killed."""
    while os.getppid() == parent:
        sleep(0.5)
    os._exit(1)
