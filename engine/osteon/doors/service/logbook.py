"""The log of the service, written by a thread of its own: nobody who answers waits for it.

Each write lets another thread run, and it takes milliseconds until one's own turn
comes again. Lines that come within a tenth of a second are written at once. If
the process is killed, those of the last tenth of a second are lost.
"""

import logging
import sys
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from time import sleep

_GATHER_S = 0.1
_MOST_WAITING = 10_000


class Lines(logging.Handler):
    """Writes lines to standard error."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[str] = []
        self._writing = Lock()
        self._some = Event()
        Thread(target=self._run, name="osteon-log", daemon=True).start()
        # Processes beside the first one end without the courtesies of the interpreter.
        Finalize(self, self.flush, exitpriority=1)

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line."""
        self._waiting.append(f"{self.format(record)}\n")
        if len(self._waiting) >= _MOST_WAITING:
            self.flush()
        elif not self._some.is_set():
            self._some.set()

    def flush(self) -> None:
        """Write what waits."""
        self.acquire()
        try:
            self._some.clear()
            lines, self._waiting = self._waiting, []
        finally:
            self.release()
        with self._writing:
            sys.stderr.write("".join(lines))
            sys.stderr.flush()

    def _run(self) -> None:
        while self._some.wait():
            sleep(_GATHER_S)
            self.flush()
