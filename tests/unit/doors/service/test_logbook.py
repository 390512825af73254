import logging
from concurrent.futures import ThreadPoolExecutor

from osteon.doors.service.logbook import Lines


def logger(name):
    found = logging.Logger(name)  # noqa: LOG001  # one that no other test has
    found.addHandler(Lines())
    return found


def test_every_line_of_every_thread_is_written_once(capsys):
    log = logger("many")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: log.info("line %d", number), range(5_000)))
    log.handlers[0].flush()
    written = capsys.readouterr().err.splitlines()
    assert sorted(written) == sorted(f"line {number}" for number in range(5_000))


def test_the_lines_of_one_thread_stay_in_order_and_come_without_being_asked_for(capsys):
    log, seen = logger("one"), ""
    for number in range(100):
        log.info("line %d", number)
    while len(seen.splitlines()) < 100:
        seen += capsys.readouterr().err
    assert seen.splitlines() == [f"line {number}" for number in range(100)]
