"""Slips of the keyboard, counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.patient.spelling import GREATEST, nearest, slips, slips_allowed

WORDS = st.text("abcde", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("warfarin", "warfarin", 0),
        ("warferin", "warfarin", 1),
        ("wafarin", "warfarin", 1),
        ("warrfarin", "warfarin", 1),
        ("wrafarin", "warfarin", 1),
        ("wrafarn", "warfarin", 2),
        ("eliquiz", "eliquis", 1),
        ("warfarin", "heparin", 3),
        ("a", "abcdef", 3),
    ],
)
def test_slips_are_counted_up_to_what_is_asked_for(one, other, distance):
    assert slips(one, other, GREATEST) == distance


def plainly(one, other):
    """The textbook table, all of it."""
    table = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(0, 4))
def test_it_is_the_textbook_distance_cut_off(one, other, most):
    assert slips(one, other, most) == min(plainly(one, other), most + 1)


@given(WORDS, WORDS)
def test_it_is_the_same_from_either_side(one, other):
    assert slips(one, other, 9) == slips(other, one, 9)


@pytest.mark.parametrize(
    ("name", "allowed"), [("mk7", 0), ("mk-7", 0), ("aspri", 1), ("aspirn", 2), ("a" * 30, 2)]
)
def test_short_names_bear_fewer_slips(name, allowed):
    assert slips_allowed(name) == allowed


def test_only_the_nearest_are_named():
    assert nearest("prednison", ["prednisolone", "prednisone", "prednisons", "warfarin"]) == [
        "prednisone",
        "prednisons",
    ]
