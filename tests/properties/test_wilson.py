"""The interval of Wilson holds exactly the shares that a score test would not reject."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.service.records.wilson import wilson

Z = 1.959963984540054
SHARES = st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def end(inside, outside, cases, of):
    """Where the score test begins to reject, by halving: the definition, and no formula for its roots."""
    for _ in range(80):
        middle = (inside + outside) / 2
        if abs(cases / of - middle) <= Z * sqrt(middle * (1 - middle) / of):
            inside = middle
        else:
            outside = middle
    return inside


@given(SHARES)
def test_its_ends_are_where_the_score_test_begins_to_reject(share):
    cases, of = share
    low, high = wilson(cases, of)
    assert low == pytest.approx(end(cases / of, 0.0, cases, of), abs=1e-9)
    assert high == pytest.approx(end(cases / of, 1.0, cases, of), abs=1e-9)


@given(SHARES)
def test_it_is_the_mirror_image_of_the_other_outcome(share):
    cases, of = share
    low, high = wilson(cases, of)
    other_low, other_high = wilson(of - cases, of)
    assert 0 <= low <= cases / of <= high <= 1
    assert (low, high) == pytest.approx((1 - other_high, 1 - other_low))


@given(SHARES)
def test_more_cases_of_the_same_share_make_it_narrower(share):
    cases, of = share
    low, high = wilson(cases, of)
    narrower_low, narrower_high = wilson(cases * 10, of * 10)
    assert narrower_high - narrower_low < high - low


@pytest.mark.parametrize(
    ("cases", "of", "low", "high"),
    # Published in Newcombe, Statistics in Medicine 1998;17:857, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_it_is_the_interval_that_was_published(cases, of, low, high):
    assert wilson(cases, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("cases", "of"), [(0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(cases, of):
    with pytest.raises(ValueError, match="no share"):
        wilson(cases, of)
