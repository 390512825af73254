"""A part of a condition can be left out where others stand beside it, and nowhere else."""

from osteon.language.syntax import AllOf, AnyOf, Holds, Not
from osteon.verification.edits import dropped, part, parts

ONE, OTHER = Holds("one"), Holds("other")


def test_one_of_several_can_be_left_out():
    assert dropped(AllOf((ONE, OTHER)), (0,)) == OTHER
    assert dropped(Not(AnyOf((ONE, OTHER, ONE))), (0, 1)) == Not(AnyOf((ONE, ONE)))


def test_the_only_one_cannot_be_left_out():
    assert dropped(AllOf((ONE,)), (0,)) is None
    assert dropped(ONE, ()) is None
    assert dropped(Not(ONE), (0,)) is None


def test_every_part_stands_where_it_is_said_to():
    condition = AllOf((ONE, Not(AnyOf((OTHER, ONE)))))
    assert all(part(condition, path) == each for path, each in parts(condition))
