"""Rows with the same values have the same number, whatever the values are."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from osteon.basics.errors import EngineError
from osteon.doors.screen.alike import alike, bundled, nullable, placed
from osteon.doors.screen.sums import Sums, in_order

COLUMNS = {
    "few": [None, 0, 1, 2],
    "masks": [0, 1 << 59, (1 << 60) - 1, None, 17],
    "below nothing": [-1, -(1 << 62), None],
    "all": list(range(1 << 12)),
    "nothing is told": [None],
}


def agree(columns, rows):
    found = alike([pa.chunked_array([pa.array(each, pa.int64())]) for each in columns], rows)
    together = list(zip(*columns, strict=True))
    numbers = found.numbers.tolist()
    assert len(set(zip(together, numbers, strict=True))) == len(set(together)) == len(set(numbers))
    assert [numbers[at] for at in found.firsts.tolist()] == list(range(len(set(numbers))))
    assert len(numbers) == rows


@pytest.mark.parametrize("rows", [1, 3, 5_000])
@pytest.mark.parametrize("names", [["few"], ["masks", "few"], list(COLUMNS), ["masks"] * 9, ["all"] * 7])
def test_rows_are_alike_where_all_columns_are(names, rows):
    chance = Random(f"{names} {rows}")
    agree([chance.choices(COLUMNS[name], k=rows) for name in names], rows)


def test_texts_are_alike_where_they_are_the_same():
    found = alike([pa.chunked_array([["a", None, ""], ["a", None]]), pa.chunked_array([[1, 1, 1, 2, 1]])], 5)
    numbers = found.numbers.tolist()
    assert numbers[1] == numbers[4]
    assert len(set(numbers)) == 4


def test_the_highest_number_of_a_type_is_no_missing_one():
    for type_, highest in ((pa.int8(), 127), (pa.int32(), (1 << 31) - 1)):
        numbers = alike([pa.chunked_array([[highest, None, highest - 1, None]], type_)], 4).numbers.tolist()
        assert numbers[1] == numbers[3]
        assert len(set(numbers)) == 3


@pytest.mark.parametrize("worded", [False, True])
@pytest.mark.parametrize("type_", [pa.int8(), pa.int32(), pa.int64()])
def test_a_cut_of_a_column_is_told_apart_as_it_stands(type_, worded):
    cells = [5, None, 7, 5, None, 100, 7, None, 5] * 3
    column = pa.array(cells, type_)
    if worded:
        column = pa.array([each and str(each) for each in cells]).dictionary_encode()
    for first, last in ((0, 27), (1, 9), (9, 17), (13, 14), (16, 27)):
        cut = pa.chunked_array([column.slice(first, last - first)])
        numbers = alike([cut], last - first).numbers.tolist()
        pairs = set(zip(cells[first:last], numbers, strict=True))
        assert len(pairs) == len(set(numbers)) == len(set(cells[first:last]))


def test_of_no_rows_none_are_alike():
    found = alike([pa.chunked_array([], pa.int64())], 0)
    assert (len(found.numbers), len(found.firsts)) == (0, 0)


def test_what_is_told_of_a_number_is_told_of_its_rows():
    found = alike([pa.chunked_array([[5, 9, 5]], pa.int32())], 3)
    assert found.spread([7, 3])[found.numbers == found.numbers[1]].tolist() in ([3], [7])
    assert found.spread([1, 1]).tolist() == [1, 1, 1]


def test_whoever_stands_in_no_table_has_no_place_in_it():
    whose, patients, told = (np.array(each) for each in ([4, 0, 2], [2, 7, 0], [5, 6, -1]))
    assert nullable(placed(whose, patients, told)).to_pylist() == [None, None, 5]
    assert placed(whose, patients[:0], told[:0]).tolist() == [-1, -1, -1]


def bundles(rows):
    """Return by patient what `bundled` says of each, and what the rows of the one patient of each number say."""
    chance = Random(len(rows))
    rows = chance.sample(rows, len(rows))
    patients, said = (np.array([row[at] for row in rows], np.int64) for at in range(2))
    found = bundled(patients, said)
    shown = {number: [] for number in set(found.numbers.tolist())}
    for whose, each in zip(found.whose.tolist(), found.said.tolist(), strict=True):
        shown[whose].append(each)
    return dict(zip(found.patients.tolist(), found.numbers.tolist(), strict=True)), shown


@pytest.mark.parametrize("seed", range(20))
def test_patients_are_alike_whose_rows_say_the_same(seed):
    chance = Random(seed)
    rows = [
        (chance.randrange(200), chance.randrange(1 + seed % 5)) for _ in range(chance.choice((1, 60, 900)))
    ]
    of = {whose: sorted(said for who, said in rows if who == whose) for whose, _ in rows}
    numbers, shown = bundles(rows)
    assert numbers.keys() == of.keys()
    assert {whose: sorted(shown[numbers[whose]]) for whose in of} == of
    assert len(shown) == len({tuple(each) for each in of.values()})


def test_of_no_rows_nobody_is_alike():
    assert bundles([]) == ({}, {})


def test_what_is_told_of_rows_that_are_alike_is_added_up_for_each():
    sums = Sums(3)
    for rows, told in (([7, 8, 7], {7: 1, 8: 10}), ([1, 1, 2], {1: 100, 2: 1000})):
        found = alike([pa.chunked_array([rows], pa.int64())], len(rows))
        values = [told[rows[each]] for each in found.firsts]
        sums.add(found, ["a"], [np.array(values, np.int32)])
    assert sums.columns["a"].tolist() == [101, 110, 1001]


def test_an_answer_that_is_missing_is_an_error():
    told = pa.table({"nth": [2, 0, 1], "a": [20, 0, 10], "b": [1, None, 3]})
    assert [each.tolist() for each in in_order(told, "nth", ["a"], 3)] == [[0, 10, 20]]
    with pytest.raises(EngineError, match="b: a question has no answer"):
        in_order(told, "nth", ["a", "b"], 3)
    with pytest.raises(EngineError, match="3 answers to 4 questions"):
        in_order(told, "nth", ["a"], 4)
