"""A program that keeps feedback from several threads and says the number of each item once it is kept.

Run with the address of a database and the first number; it goes on until it is killed.
"""

import os
import sys
from itertools import count
from threading import Lock, Thread

from osteon.doors.service.records.records import Records
from tests.unit.doors.service.filed import evaluation, feedback

_numbers, _one_at_a_time = count(int(sys.argv[2])), Lock()


def go_on(records):
    while True:
        with _one_at_a_time:
            number = next(_numbers)
        records.keep_evaluation(evaluation(number, cards=((number, "vka-natto", "critical"),)), 60)
        records.keep_feedback([feedback(number)], 60)
        # One call to the system, so that no line is written in part.
        os.write(1, f"{number}\n".encode())


with Records.open(sys.argv[1]) as opened:
    threads = [Thread(target=go_on, args=(opened,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
