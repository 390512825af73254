"""One process for each folder or share of a run: a second one is refused, and never writes between the first.

The operating system lets go of such a lock when a process ends, however it
ends, so a killed run leaves nothing behind that would have to be cleared away.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from osteon.basics.errors import RunError
from osteon.doors.registry.share import Share

LOCKS = "locks"


class RunLock:
    """The lock on a whole run, or on one share of it. Shares exclude the whole, and not each other."""

    def __init__(self, folder: str, share: Share) -> None:
        self._folder = folder
        self._share = share
        self._held: list[IO[bytes]] = []

    def take(self) -> None:
        """Take it.

        Raises RunError if another process has it, or the folder cannot be written.
        """
        try:
            os.makedirs(os.path.join(self._folder, LOCKS), exist_ok=True)
        except OSError as trouble:
            raise RunError(f"{self._folder} cannot be written: {trouble.strerror}") from trouble
        self._lock("whole", shared=not self._share.is_whole)
        if not self._share.is_whole:
            self._lock(self._share.label, shared=False)

    def release(self) -> None:
        """Let go of it."""
        while self._held:
            self._held.pop().close()

    def _lock(self, name: str, *, shared: bool) -> None:
        import fcntl

        # Not inherited by the processes that are started: they end on their own, and later.
        file = open(os.path.join(self._folder, LOCKS, name), "ab")  # noqa: SIM115  # held until release()
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as trouble:
            file.close()
            self.release()
            raise RunError(
                f"another process works on {self._folder}: wait for it, or choose another folder"
            ) from trouble
        self._held.append(file)


@contextmanager
def held(folder: str, name: str) -> Iterator[None]:
    """Hold a lock while something is made that only one process may make; the others wait for it."""
    import fcntl

    os.makedirs(os.path.join(folder, LOCKS), exist_ok=True)
    with open(os.path.join(folder, LOCKS, name), "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
