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


def test_it_is_the_same_before_and_after_it_is_compiled():
    class Early(NamedTuple):
        low: int
        high: int = 5
        more: str = "x"

    for _ in range(2):
        assert Early(1) == (1, 5, "x")
        assert Early(1, 2) == (1, 2, "x")
        assert Early(low=1, more="y") == (1, 5, "y")  # this compiles it
        assert (Early(1).low, Early(1).more, Early._field_defaults) == (1, "x", {"high": 5, "more": "x"})
        with pytest.raises(TypeError):
            Early(1, 2, "x", 4)
        with pytest.raises(TypeError):
            Early(1, wide=2)


def test_a_class_below_a_named_tuple_is_made_as_itself():
    class Below(Ours):
        __slots__ = ()

    for made in (Below(1), Below(low=1), Below(1)):
        assert type(made) is Below
        assert made == (1, 5)


def test_a_place_without_default_behind_one_with_default_is_refused():
    with pytest.raises(TypeError, match="follows one that has one"):

        class Wrong(NamedTuple):
            low: int = 1
            high: int


def test_a_shape_nobody_expected_shouts():
    with pytest.raises(AssertionError, match="nobody expected 5"):
        assert_never(5)


def test_a_cast_changes_nothing():
    value = object()
    assert cast(int, value) is value
