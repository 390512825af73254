"""What was acknowledged is there after the process was killed, and nothing is there twice.

A killed process proves that nothing acknowledged was still in its memory. That a
commit also survives the loss of power is the promise of the database (docs/decisions/0038).
"""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from osteon.doors.service.records.records import Records
from osteon.doors.service.records.tables import Card, Evaluation, Feedback
from tests.architecture.house import TOP
from tests.unit.doors.service.filed import feedback, rows, uuid

ROUNDS = int(os.environ.get("OSTEON_KILLS", "5"))


def killed_after(database, first, lines):
    """Let the program acknowledge that many items, kill it, and return the numbers it acknowledged."""
    command = [sys.executable, "-m", "tests.unit.doors.service.acknowledging", database, str(first)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TOP / "engine"), str(TOP)])}
    with subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.PIPE) as program:
        said = [program.stdout.readline() for _ in range(lines)]
        program.kill()
        said += program.stdout.readlines()
    return [int(line) for line in said if line.endswith(b"\n")]


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(database):
    draw, acknowledged = random.Random(7), set()
    for number in range(ROUNDS):
        acknowledged |= set(killed_after(database, 1 + number * 100_000, draw.randint(1, 120)))
        kept = [each["card"] for each in rows(database, Feedback)]
        assert {uuid(each) for each in acknowledged} <= set(kept)
        assert len(kept) == len(set(kept))
    assert len(acknowledged) >= ROUNDS
    evaluations = {each["id"] for each in rows(database, Evaluation)}
    assert {uuid(each) for each in acknowledged} <= evaluations
    assert {each["evaluation"] for each in rows(database, Card)} == evaluations, "an evaluation is kept whole"


def test_what_was_in_doubt_can_be_said_again(database):
    acknowledged = killed_after(database, 1, 40)
    again = range(1, max(acknowledged) + 20)
    with Records.open(database) as records, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: records.keep_feedback([feedback(number)]), again))
    assert sorted(each["card"] for each in rows(database, Feedback)) == [uuid(number) for number in again]
