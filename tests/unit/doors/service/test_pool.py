import asyncio
import threading

import pytest

from osteon.doors.service.pool import Pool, within
from osteon.doors.service.settings import Settings
from osteon.doors.service.troubles import Trouble


def test_work_is_done_elsewhere():
    async def ask():
        return await Pool(Settings()).run(threading.get_ident)

    assert asyncio.run(ask()) != threading.get_ident()


def test_an_error_of_the_work_comes_back():
    async def ask():
        await Pool(Settings()).run(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask())


def test_whoever_comes_when_all_places_are_taken_is_told_at_once():
    done = threading.Event()

    async def ask():
        pool = Pool(Settings(workers=1, waiting=1, time_limit=60))
        busy = [asyncio.create_task(pool.run(done.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        try:
            with pytest.raises(Trouble) as trouble:
                await pool.run(done.wait)
        finally:
            done.set()
        await asyncio.gather(*busy)
        assert await pool.run(lambda: 7) == 7
        return trouble.value

    trouble = asyncio.run(ask())
    assert trouble.status == 503
    assert trouble.headers["Retry-After"] == "1"


def test_what_takes_too_long_is_given_up_and_keeps_its_place_until_it_is_done():
    done = threading.Event()

    async def ask():
        pool = Pool(Settings(workers=1, waiting=1, time_limit=0.02))
        with pytest.raises(Trouble) as late:
            await pool.run(done.wait)
        # The thread is still at work: one may wait, and whoever comes next is told so.
        waiting = asyncio.create_task(pool.run(lambda: 7))
        await asyncio.sleep(0)
        with pytest.raises(Trouble):
            await pool.run(lambda: 8)
        done.set()
        return late.value.status, await asyncio.gather(waiting, return_exceptions=True)

    status, _ = asyncio.run(ask())
    assert status == 503


def test_a_body_that_does_not_come_is_not_waited_for():
    with pytest.raises(Trouble) as trouble:
        asyncio.run(within(0.01, asyncio.sleep(60)))
    assert trouble.value.status == 408
