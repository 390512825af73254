"""What is counted by the numbers of answers is what stands in the file that is written by them."""

from collections import Counter
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from osteon.doors.registry.tally import tallied, tally
from osteon.doors.screen.writing import AnswerWriter

SEVERITIES = {"a": "high", "b": "low", "c": "high"}
VERDICTS = ("not raised", "unknown", "raised", "withheld")


def answers_of(chance, rules, several):
    def answer(rule):
        verdict = chance.choice(VERDICTS)
        wanting = ",".join(chance.sample(("age", "dose", "inr"), chance.randrange(1, 3)))
        return rule, verdict, wanting if verdict in ("unknown", "raised") else ""

    return [tuple(answer(rule) for rule in rules) for _ in range(several)]


@pytest.mark.parametrize("patients", [0, 1, 700])
def test_both_counts_are_the_same(patients, tmp_path):
    chance = Random(patients)
    answers = [answers_of(chance, "ab", 9), answers_of(chance, "c", 4)]
    numbers = [np.array([chance.randrange(len(each)) for _ in range(patients)], np.int32) for each in answers]
    path = str(tmp_path / "verdicts.parquet")
    names = pa.chunked_array([[f"p{at}" for at in range(patients)]], pa.string())
    counts = AnswerWriter(answers, at_once=200).write(names, numbers, path)
    flags = {each: Counter() for each in SEVERITIES.values()} | dict(counts.flags(SEVERITIES))
    assert tallied(counts.answers(), flags) == tally(path, SEVERITIES)
