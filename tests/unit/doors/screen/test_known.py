"""What was met before keeps its number, and what is told of it is asked once."""

from random import Random

import numpy as np
import pytest

from osteon.doors.screen.known import Known, KnownRows, Remembered

WIDTHS = {"few": 3, "some": 4_000, "many": 1 << 28, "huge": 1 << 50}


def test_whole_numbers_are_numbered_as_they_are_met():
    known = Known()
    assert known.numbers(np.array([7, -3, 7])).tolist() == [1, 0, 1]
    assert known.numbers(np.array([9, 7, -(1 << 62)])).tolist() == [3, 1, 2]
    assert known.numbers(np.zeros(0, np.int64)).tolist() == []
    assert len(known) == 4


def rows_of(chance, widths, several):
    return [tuple(chance.randrange(-1, WIDTHS[width]) for width in widths) for _ in range(several)]


def arrays(rows, columns):
    return list(np.array(rows, np.int64).reshape(-1, columns).T)


@pytest.mark.parametrize(
    "widths",
    [["few"], ["few"] * 3, ["some", "few"], ["many"] * 3, ["huge", "few"], ["some"] * 9, ["huge"] * 4],
)
def test_rows_keep_their_numbers(widths):
    chance, known, numbers = Random(f"{widths}"), KnownRows(), {}
    # All columns are as wide as they get from the first.
    rows = [tuple(WIDTHS[width] - 1 for width in widths)]
    for several in (40, 0, 300):
        rows += rows_of(chance, widths, several)
        found = known.numbers(arrays(rows, len(widths))).tolist()
        for row, number in zip(rows, found, strict=True):
            assert numbers.setdefault(row, number) == number
        assert sorted(numbers.values()) == list(range(len(known)))
        rows = chance.sample(rows, len(rows) // 2)
    assert known.begun == 0


def test_a_column_that_grows_begins_all_anew():
    known = KnownRows()
    known.numbers([np.array([1, 2]), np.array([3, 3])])
    assert (len(known), known.begun) == (2, 0)
    found = known.numbers([np.array([1, 1 << 40, 1]), np.array([3, 3, 3])])
    assert (len(known), known.begun) == (2, 1)
    assert found[0] == found[2] != found[1]


def test_each_row_is_asked_once():
    asked = []

    def ask(columns, places):
        asked.append(columns[0].tolist())
        assert len(places) == len(columns[0])
        return [columns[0] * 2, columns[0] + columns[1]]

    remembered = Remembered()
    for first, wanted in (([4, 5, 4], [4, 5]), ([5, 6, 4], [6]), ([4], None), ([1 << 40, 4], [4, 1 << 40])):
        told = remembered.told([np.array(first), np.full(len(first), 1)], ask)
        assert [each.tolist() for each in told] == [
            [2 * each for each in first],
            [each + 1 for each in first],
        ]
        if wanted is not None:
            assert sorted(asked[-1]) == wanted
    assert len(asked) == 3
