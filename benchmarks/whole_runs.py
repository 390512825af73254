"""A command from its start to its end, with what it and all its processes used."""

import ctypes
import os
import subprocess
import sys
import time
from typing import NamedTuple

_CHILD_SUBREAPER = 36


class Used(NamedTuple):
    """How a command ended, its seconds by the clock and of processors, and MiB of its largest process."""

    code: int
    seconds: float
    processor: float
    most: float


def used_by(command: list[str]) -> Used:
    """Run a command, and wait also for processes that outlive it: those of --jobs are no children of it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    processor, most = used.ru_utime + used.ru_stime, used.ru_maxrss
    while True:
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            return Used(os.waitstatus_to_exitcode(status), seconds, processor, most / 1024)
        processor += used.ru_utime + used.ru_stime
        most = max(most, used.ru_maxrss)
