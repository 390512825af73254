"""Records behave like the standard library's dataclasses where this house relies on it."""

import copy
import dataclasses
import pickle

import pytest

from osteon.basics import records
from osteon.basics.records import dataclass, field, is_record, names_of, replace


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers."""

    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    hidden: int = field(default=7, repr=False)

    @property
    def total(self) -> int:
        """Return the sum."""
        return self.x + self.y


@dataclass(slots=True)
class Bag:
    items: list = field(default_factory=list)

    def add(self, item: object) -> "Bag":
        self.items.append(item)
        return self


@dataclass(frozen=True, slots=True)
class Pair:
    x: int
    y: int = 2


def test_fields_come_by_place_by_name_and_by_default():
    assert (Point(1).x, Point(1).y, Point(1, y=3).y, Point(x=5).total) == (1, 2, 3, 7)


@pytest.mark.parametrize("wrong", [(), (1, 2, [], 4, 5)])
def test_too_few_and_too_many_fields_are_refused(wrong):
    with pytest.raises(TypeError):
        Point(*wrong)


def test_a_default_that_is_made_afresh_is_never_shared():
    first, second = Bag().add(1), Bag()
    assert (first.items, second.items) == ([1], [])


def test_a_frozen_record_cannot_be_changed_and_an_open_one_can():
    with pytest.raises(AttributeError, match="cannot be changed: x"):
        Pair(1).x = 2
    with pytest.raises(AttributeError):
        del Pair(1).x
    with pytest.raises(AttributeError):
        Pair(1).other = 3
    bag = Bag()
    bag.items = [3]
    assert bag.items == [3]
    with pytest.raises(AttributeError):
        bag.other = 3


def test_records_are_equal_by_class_and_fields_and_frozen_ones_can_be_hashed():
    other = dataclass(frozen=True, slots=True)(type("Pair", (), {"__annotations__": {"x": int, "y": int}}))
    assert Pair(1) == Pair(1, 2)
    assert Pair(1) != Pair(2)
    assert Pair(1, 2) != other(1, 2)
    assert len({Pair(1), Pair(1), Pair(2)}) == 2
    with pytest.raises(TypeError):
        hash(Bag())


def test_a_record_says_what_it_holds():
    assert repr(Point(1)) == "Point(x=1, y=2, tags=[])"


def test_a_record_can_be_matched_replaced_copied_and_pickled():
    match Pair(1):
        case Pair(x, y):
            assert (x, y) == (1, 2)
    assert replace(Pair(1), y=5) == Pair(1, 5)
    with pytest.raises(TypeError, match="no field z"):
        replace(Pair(1), z=5)
    assert pickle.loads(pickle.dumps(Pair(4))) == copy.deepcopy(Pair(4)) == Pair(4)


def test_the_class_tells_its_fields():
    assert is_record(Pair)
    assert not is_record(int)
    assert names_of(Point) == ("x", "y", "tags", "hidden")
    assert Point.__doc__ == "Two numbers."


@pytest.mark.parametrize("values", [(1, 2), (1, 3), (0, 0)])
def test_they_agree_with_the_standard_library(values):
    standard = dataclasses.make_dataclass("Pair", [("x", int), ("y", int, 2)], frozen=True, slots=True)
    assert repr(Pair(*values)) == repr(standard(*values))
    assert (Pair(*values) == Pair(1, 2)) == (standard(*values) == standard(1, 2))
    assert records.names_of(Pair) == tuple(each.name for each in dataclasses.fields(standard))
