"""Verdicts written for many patients at a time, and counted from the file, whatever order its rows have."""

import random
from collections import Counter
from itertools import pairwise

import pyarrow as pa
import pytest
from pyarrow import parquet

from osteon.doors.registry.tally import tally
from osteon.doors.registry.verdict_files import verdict_file
from osteon.doors.screen.writing import AnswerWriter

SEVERITIES = {"a": "critical", "b": "info", "c": "info"}
ANSWERS = [
    [
        [("a", "raised", "x"), ("b", "unknown", "x,y")],
        [("a", "not raised", ""), ("b", "raised", "y")],
        [("a", "unknown", "z"), ("b", "unknown", "y")],
    ],
    [[("c", "withheld", "x")], [("c", "raised", "z")], [("c", "not raised", "")], [("c", "unknown", "w")]],
]


def drawn(patients: int, seed: int, texts: bool = True) -> pa.Table:
    chance = random.Random(seed)
    whose = [f"p{at}" for at in range(patients)] if texts else list(range(patients))
    numbers = {f"n{at}": [chance.randrange(len(each)) for _ in whose] for at, each in enumerate(ANSWERS)}
    keys = pa.array(whose, pa.string() if texts else pa.int64())
    return pa.table({"patient": keys, **{name: pa.array(each, pa.int64()) for name, each in numbers.items()}})


def rows_told(table: pa.Table) -> list[tuple[object, str, str, str]]:
    """Return the rows that such a table says, one after the other."""
    return [
        (row["patient"], *answer)
        for row in table.to_pylist()
        for at, numbers in enumerate(ANSWERS)
        for answer in numbers[row[f"n{at}"]]
    ]


def written(table: pa.Table, path: str, at_once: int) -> None:
    AnswerWriter(ANSWERS, at_once).write(*told(table), path)


def told(table: pa.Table):
    return table.column("patient"), [table.column(name).to_numpy() for name in ("n0", "n1")]


def counted_plainly(rows):
    verdicts, wanting, flags = {}, {}, {}
    for patient, rule, verdict, deciding in rows:
        counts = verdicts.setdefault(rule, {"not raised": 0})
        counts[verdict] = counts.get(verdict, 0) + 1
        if verdict == "unknown":
            names = deciding.split(",")
            for name in names:
                wanted = wanting.setdefault(rule, {}).setdefault(name, [0, 0])
                wanted[0] += 1
                wanted[1] += len(names) == 1
        if verdict == "raised":
            flags.setdefault(SEVERITIES[rule], Counter())[patient] += 1
    alerts = {each: Counter(map(str, Counter(flags.get(each, {})).values())) for each in SEVERITIES.values()}
    return {"verdicts": verdicts, "wanting": wanting, "alerts": alerts}


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_the_file_has_a_row_for_each_patient_and_rule(tmp_path, at_once):
    table = drawn(200, 1)
    written(table, path := str(tmp_path / "v.parquet"), at_once)
    found = parquet.read_table(path)
    assert sorted(zip(*found.to_pydict().values(), strict=True)) == sorted(rows_told(table))
    assert [str(column.type) for column in found.schema] == ["string"] * 4


def test_patients_who_are_told_apart_by_numbers_keep_them(tmp_path):
    table = drawn(50, 2, texts=False)
    written(table, path := str(tmp_path / "v.parquet"), 20)
    assert sorted(zip(*parquet.read_table(path).to_pydict().values(), strict=True)) == sorted(
        rows_told(table)
    )


def test_all_rows_of_a_patient_stand_in_one_row_group_and_those_of_a_rule_side_by_side(tmp_path):
    written(drawn(100, 3), path := str(tmp_path / "v.parquet"), 30)
    with parquet.ParquetFile(path) as file:
        groups = [file.read_row_group(at).to_pydict() for at in range(file.num_row_groups)]
    assert [len(set(group["patient"])) for group in groups] == [30, 30, 30, 10]
    assert len(set().union(*(group["patient"] for group in groups))) == 100
    for group in groups:
        rules = group["rule"]
        assert sum(one != other for one, other in pairwise(rules)) == 2


def test_a_writer_goes_on_when_there_are_more_answers(tmp_path):
    answers = [list(numbers[:2]) for numbers in ANSWERS]
    writer = AnswerWriter(answers)
    for numbers, more in zip(answers, ANSWERS, strict=True):
        one = pa.table({"patient": ["p"], "n0": [1], "n1": [1]})
        writer.write(*told(one), str(tmp_path / "first.parquet"))
        numbers.extend(more[2:])
    last = pa.table({"patient": ["p", "q"], "n0": [2, 0], "n1": [3, 0]})
    writer.write(*told(last), path := str(tmp_path / "last.parquet"))
    assert sorted(zip(*parquet.read_table(path).to_pydict().values(), strict=True)) == sorted(rows_told(last))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_counted_is_what_stands_in_the_file(tmp_path, seed):
    table = drawn(500, seed)
    rows = rows_told(table)
    written(table, by_rule := str(tmp_path / "by_rule.parquet"), 64)
    with verdict_file(by_patient := str(tmp_path / "by_patient.parquet")) as sheet:
        sheet.add_all(rows)
    wanted = counted_plainly(rows)
    assert tally(by_rule, SEVERITIES) == wanted
    assert tally(by_patient, SEVERITIES) == wanted


def test_a_file_that_was_changed_is_counted_as_it_stands(tmp_path):
    table = drawn(100, 5)
    written(table, path := str(tmp_path / "v.parquet"), 64)
    wanted = tally(path, SEVERITIES)
    cells = parquet.read_table(path).to_pydict()
    at = cells["verdict"].index("raised")
    cells["verdict"][at] = "not raised"
    parquet.write_table(pa.table(cells), path)
    found = tally(path, SEVERITIES)
    rule = cells["rule"][at]
    assert found["verdicts"][rule]["raised"] == wanted["verdicts"][rule]["raised"] - 1


def test_a_file_without_rows_counts_nobody(tmp_path):
    written(drawn(0, 1), path := str(tmp_path / "v.parquet"), 10)
    assert tally(path, SEVERITIES) == {
        "verdicts": {},
        "wanting": {},
        "alerts": {"critical": {}, "info": {}},
    }
