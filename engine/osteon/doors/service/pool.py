"""Threads for the work, so that the loop stays free: so many at once, so many waiting, and for so long.

Whoever comes when all places are taken is told at once to come again, instead of waiting for nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from osteon.doors.service.keeping import Waiting
from osteon.doors.service.records.entries import NotKept
from osteon.doors.service.records.writer import too_late
from osteon.doors.service.settings import Settings
from osteon.doors.service.troubles import Trouble

Result = TypeVar("Result")


class Pool:
    """Runs work in threads of its own. Used from one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._places = settings.workers + settings.waiting
        self._taken = 0
        self._limit = settings.time_limit
        self._threads = ThreadPoolExecutor(settings.workers, thread_name_prefix="osteon")
        self._idlers = ThreadPoolExecutor(self._places, thread_name_prefix="osteon-waits")

    async def run(self, work: Callable[[], Result]) -> Result:
        """Run something in a thread and return what it returns.

        Raises Trouble (503) if all places are taken, or after the time limit. What runs beyond the limit
        cannot be stopped: it keeps its place until it is done, so there are never more threads than wanted.
        """
        self.expect_room()
        self._taken += 1
        running = self._threads.submit(work)
        # The loop is woken once for it: the place is free, and the result is there.
        awaited = asyncio.wrap_future(running)
        awaited.add_done_callback(self._leave)
        await asyncio.wait((awaited,), timeout=self._limit)
        if not awaited.done():
            running.cancel()
            raise Trouble(503, "it took too long; nothing was assessed", Retry_After="1")
        return awaited.result()

    async def until(self, waiting: Waiting) -> None:
        """Wait until something is durable, and no longer than it may take.

        It counts among the places: whoever waits there has been answered, and not yet been told.
        """
        self._taken += 1
        try:
            awaited = asyncio.wrap_future(waiting.done)
            await asyncio.wait((awaited,), timeout=waiting.seconds)
            if awaited.done():
                awaited.result()
            else:
                awaited.cancel()
                waiting.unkept(too_late(waiting.seconds))
        except NotKept as trouble:
            waiting.unkept(trouble)
        finally:
            self._taken -= 1

    async def ask(self, question: Callable[[], Result]) -> Result:
        """Have something found out in a thread that no work needs; it may wait for another machine."""
        return await asyncio.get_running_loop().run_in_executor(self._idlers, question)

    def expect_room(self) -> None:
        """Make sure that somebody could have a place now, before anything is done for them.

        Raises Trouble (503).
        """
        if self._taken >= self._places:
            raise busy()

    def _leave(self, awaited: "asyncio.Future[Result]") -> None:
        self._taken -= 1
        if not awaited.cancelled():
            # Whoever waited may be gone; a fault that nobody fetches would be written into the log as it is.
            awaited.exception()

    def close(self) -> None:
        """Let what runs come to its end, and take nothing more."""
        self._threads.shutdown(cancel_futures=True)
        self._idlers.shutdown()


def busy() -> Trouble:
    """Return the answer to whom nobody has time for."""
    return Trouble(503, "too much to do at the moment; nothing was assessed", Retry_After="1")


async def within(seconds: float, awaited: Awaitable[Result]) -> Result:
    """Wait for something, but not longer.

    Raises Trouble (408).
    """
    try:
        async with asyncio.timeout(seconds):
            return await awaited
    except TimeoutError:
        raise Trouble(408, "the body of the request did not come in time") from None
