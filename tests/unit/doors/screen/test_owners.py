"""Whose rows are is told by names, however the columns are made: by one list of names, by several, or by none."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.screen.owners import owners

OF_ONE_LENGTH = tuple(f"patient-{at:02}" for at in range(20))
NAMES = (*OF_ONE_LENGTH[:3], "a", "", "patient-Ä", "a longer name", None)
LIST = st.one_of(
    st.lists(st.sampled_from(NAMES), max_size=6),
    st.lists(st.sampled_from(OF_ONE_LENGTH), max_size=9),
    st.lists(st.sampled_from(OF_ONE_LENGTH), min_size=12, unique=True),
)


@st.composite
def columns(draw):
    """Return columns whose pieces are texts, or places in lists of names, which they may have in common."""
    in_common = [pa.array(each, pa.string()) for each in draw(st.lists(LIST, min_size=1, max_size=3))]

    def worded():
        words = draw(st.sampled_from(in_common))
        at = draw(st.lists(st.one_of(st.none(), st.integers(0, max(len(words) - 1, 0))), max_size=16))
        places = pa.array(at if len(words) else [None for _ in at], pa.int32())
        return pa.DictionaryArray.from_arrays(places, words)

    def column():
        if draw(st.booleans()):
            pieces = [worded() for _ in range(draw(st.integers(0, 3)))]
            return pa.chunked_array(pieces, pa.dictionary(pa.int32(), pa.string()))
        return pa.chunked_array([pa.array(draw(LIST), pa.string()) for _ in range(2)])

    return [column() for _ in range(draw(st.integers(1, 4)))]


@given(columns())
def test_rows_are_of_the_first_who_is_named(given_columns):
    people, *lists = given_columns
    named = people.to_pylist()
    firsts = {name: at for at, name in reversed([*enumerate(named)]) if name is not None}
    found = owners(people, lists)
    told = [each.tolist() for each in found.of_lists]
    assert told == [[firsts.get(name, -1) for name in each.to_pylist()] for each in lists]
    assert found.is_each_once == (len(firsts) == len(named))


@pytest.mark.parametrize("names", [["a", "b", "a"], ["a", "b", "b"], ["a", None, "b"]])
def test_a_list_with_a_name_twice_or_without_one_makes_nobody_of_two(names):
    words = pa.array(names, pa.string())
    people, rows = (
        pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array(at, pa.int32()), words)])
        for at in ([0, 1, 2], [2, 1, 0, 2])
    )
    found = owners(people, [rows])
    assert not found.is_each_once
    said = [names[at] for at in (2, 1, 0, 2)]
    assert found.of_lists[0].tolist() == [-1 if name is None else names.index(name) for name in said]


@pytest.mark.parametrize(
    "more", [[], ["patient-03"], ["patient-99"], ["b", "patient-1", None], [*OF_ONE_LENGTH]]
)
@pytest.mark.parametrize("names", [OF_ONE_LENGTH, (*OF_ONE_LENGTH[:-1], "patient-00")])
def test_names_of_one_length_are_told_apart_from_each_other_and_from_others(names, more):
    words, others = pa.array(names, pa.string()), pa.array(more, pa.string())
    people = pa.chunked_array(
        pa.DictionaryArray.from_arrays(pa.array(range(len(each)), pa.int32()), each)
        for each in (words, others)
    )
    rows = pa.chunked_array([*reversed(people.chunks)])
    found = owners(people, [rows])
    told = [*names, *more]
    assert found.is_each_once == (len({*told} - {None}) == len(told))
    assert found.of_lists[0].tolist() == [
        -1 if name is None else told.index(name) for name in (*more, *names)
    ]
