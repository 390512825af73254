"""Rows with the same values have the same number, whatever the values are."""

from random import Random

import pyarrow as pa
import pytest

from osteon.basics.errors import EngineError
from osteon.doors.screen.alike import Sums, alike, placed

COLUMNS = {
    "few": [None, 0, 1, 2],
    "masks": [0, 1 << 59, (1 << 60) - 1, None, 17],
    "below nothing": [-1, -(1 << 62), None],
    "all": list(range(1 << 12)),
    "nothing is told": [None],
}


def agree(columns, rows):
    found = alike([pa.chunked_array([pa.array(each, pa.int64())]) for each in columns])
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


def test_of_no_rows_none_are_alike():
    found = alike([pa.chunked_array([], pa.int64())])
    assert (len(found.numbers), len(found.firsts)) == (0, 0)


def test_what_is_told_of_a_number_is_told_of_its_rows():
    found = alike([pa.chunked_array([[5, 9, 5]], pa.int32())])
    assert found.spread([7, 3])[found.numbers == found.numbers[1]].tolist() in ([3], [7])
    assert found.spread([1, 1]).tolist() == [1, 1, 1]


def test_whoever_stands_in_no_table_has_no_place_in_it():
    whose, patients, told = (
        pa.chunked_array([each], pa.int64()) for each in ([4, 0, 2], [2, 7, None, 0], [5, 6, None, 0])
    )
    assert placed(whose, patients, told).to_pylist() == [None, 0, 5]
    assert placed(whose, patients[:0], told[:0]).to_pylist() == [None, None, None]


def test_what_is_told_of_rows_that_are_alike_is_added_up_for_each():
    sums = Sums(3)
    for rows, told in (([7, 8, 7], {7: 1, 8: 10}), ([1, 1, 2], {1: 100, 2: 1000})):
        found = alike([pa.chunked_array([rows], pa.int64())])
        numbers = list(range(len(found.firsts)))[::-1]
        values = [told[rows[found.firsts[each]]] for each in numbers]
        sums.add(
            found, *(pa.chunked_array([numbers], pa.int32()), {"a": pa.chunked_array([values], pa.int32())})
        )
    assert sums.columns["a"].tolist() == [101, 110, 1001]
    with pytest.raises(EngineError, match="a: a question has no answer"):
        sums.add(found, pa.chunked_array([[0, 1]]), {"a": pa.chunked_array([[1, None]])})
