"""The stand-ins for typing behave like typing where this house relies on it."""

import copy
import pickle
import typing

import pytest

from osteon.basics.typed import NamedTuple, assert_never, cast


class Ours(NamedTuple):
    """Two numbers."""

    low: int
    high: int = 5

    @property
    def width(self) -> int:
        """Return how wide it is."""
        return self.high - self.low


class Theirs(typing.NamedTuple):
    """Two numbers."""

    low: int
    high: int = 5


def test_a_named_tuple_is_a_tuple_with_names_defaults_and_methods():
    assert Ours(1) == (1, 5) == Theirs(1)
    assert (Ours(1).low, Ours(low=2).high, Ours(1, 3).width) == (1, 5, 2)
    assert Ours._fields == Theirs._fields
    assert Ours.__annotations__ == Theirs.__annotations__
    assert Ours.__doc__ == "Two numbers."
    assert repr(Ours(1)) == "Ours(low=1, high=5)"
    assert Ours(1)._replace(high=9) == (1, 9)


def test_a_named_tuple_can_be_pickled_copied_and_matched():
    assert pickle.loads(pickle.dumps(Ours(1))) == copy.copy(Ours(1)) == Ours(1)
    match Ours(1):
        case Ours(low, high):
            assert (low, high) == (1, 5)


@pytest.mark.parametrize("wrong", [(), (1, 2, 3)])
def test_too_few_and_too_many_places_are_refused(wrong):
    with pytest.raises(TypeError):
        Ours(*wrong)


def test_a_shape_nobody_expected_shouts():
    with pytest.raises(AssertionError, match="nobody expected 5"):
        assert_never(5)


def test_a_cast_changes_nothing():
    value = object()
    assert cast(int, value) is value
