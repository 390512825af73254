"""What rows come to is the same whether it is remembered, asked for a kind of patient, or for each alone."""

from collections import defaultdict
from random import Random

import pyarrow as pa
import pytest

from osteon.doors.screen.engines import Sets
from osteon.doors.screen.known_sets import KnownSets

COUNTED = Sets("counted", "", ("what", "day"), "")
ROUNDED = Sets("rounded", "", ("what", "day"), "", ("what", "month"))


class Asked:
    """Says how many rows a patient has, the greatest thing, and the first month; nothing of a patient of 9 only."""

    def __init__(self):
        self.patients = 0

    def __call__(self, rows):
        by_patient = defaultdict(list)
        for row in rows.to_pylist():
            by_patient[row["patient"]].append(row)
        self.patients += len(by_patient)
        told = [
            (who, len(theirs), max(row["what"] or 0 for row in theirs), min(row["month"] for row in theirs))
            for who, theirs in by_patient.items()
            if {row["what"] for row in theirs} != {9}
        ]
        columns = ("patient", "rows", "greatest", "month")
        cells = list(zip(*told, strict=True)) or [()] * 4
        return pa.table({name: pa.array(each, pa.int64()) for name, each in zip(columns, cells, strict=True)})


def part(chance, patients):
    rows = []
    for who in chance.sample(range(1_000), patients):
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            day = chance.randrange(60)
            what = chance.choice((None, 1, 2, 9))
            rows.append({"patient": who, "what": what, "day": day, "month": day // 30})
    chance.shuffle(rows)
    types = [(name, pa.int64()) for name in ("patient", "what", "day", "month")]
    return pa.Table.from_pylist(rows, pa.schema(types))


@pytest.mark.parametrize("sets", [COUNTED, ROUNDED])
def test_patients_come_to_what_their_own_rows_come_to(sets):
    chance, known, asked = Random(sets.name), KnownSets(), Asked()
    everybody = 0
    for patients in (0, 1, 200, 300, 0, 300):
        rows = part(chance, patients)
        whose, numbers = known.numbers(rows, sets, asked)
        alone = {row["patient"]: row for row in Asked()(rows).to_pylist()}
        assert sorted(whose.tolist()) == sorted(set(rows.column("patient").to_pylist()))
        table = known.sets.to_pylist()
        assert [row["number"] for row in table] == list(range(len(table)))
        for who, number in zip(whose.tolist(), numbers.tolist(), strict=True):
            if who in alone:
                wanted, got = dict(alone[who]), dict(table[number])
                del wanted["patient"], got["number"]
                assert got == wanted
            else:
                assert number == -1
        everybody += patients
    # Of a single row the day counts by its month only.
    assert asked.patients < everybody * (0.8 if sets.lone is None else 0.6)


def test_values_for_which_nothing_was_made_are_told_apart_too():
    known, asked = KnownSets(), Asked()
    for day in (1, 1 << 25, 1 << 45, 1):
        rows = pa.table({"patient": [5, 5], "what": [1, 2], "day": [day, day + 1], "month": [day // 30] * 2})
        _, (number,) = known.numbers(rows, COUNTED, asked)
        assert known.sets.to_pylist()[number]["month"] == day // 30
