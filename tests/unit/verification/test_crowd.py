"""A crowd comes to the ends that each of its members comes to, and a difference is where two ends differ."""

import random
from itertools import pairwise

import pytest

from osteon.verification.cases import features_day
from osteon.verification.crowd import Crowd, members
from osteon.verification.questions import questions_on
from osteon.verification.search import YES, Goal
from tests.unit.verification.packs import BOOK

ASKED = questions_on(BOOK, features_day())
DIAGRAMS = ASKED.space.diagrams
NODES = list(ASKED.view.nodes.values())


def strangers(count, seed):
    draw = random.Random(seed)
    sizes = [variable.size for variable in ASKED.space.regions.variables]
    return [[draw.randrange(size) for size in sizes] for _ in range(count)]


@pytest.mark.parametrize("late", [0, 30, 100])
def test_a_crowd_comes_to_the_ends_of_each_of_its_members(late):
    crowd, rows = Crowd(DIAGRAMS), strangers(200, seed=1)
    for row in rows[late:]:
        crowd.add(row)
    crowd.reaching([Goal(NODES[0], YES)])
    for row in rows[:late]:
        crowd.add(row)
    assert len(crowd) == 200
    for node, other in pairwise(NODES):
        for ends in (YES, 1 | 2, 8):
            found = crowd.reaching([Goal(node, ends), Goal(other, 1 | 4)])
            one_by_one = [
                at
                for at in range(200)
                if 1 << DIAGRAMS.outcome(node, crowd[at]) & ends
                and 1 << DIAGRAMS.outcome(other, crowd[at]) & (1 | 4)
            ]
            assert members(found) == one_by_one


def test_only_those_who_are_asked_about_are_found():
    crowd = Crowd(DIAGRAMS)
    for row in strangers(100, seed=2):
        crowd.add(row)
    everybody = [Goal(NODES[0], 15)]
    assert members(crowd.reaching(everybody)) == list(range(100))
    assert members(crowd.reaching(everybody, among=0b1010)) == [1, 3]


def test_a_difference_is_yes_exactly_where_two_ends_differ():
    rows = strangers(300, seed=3)
    for node, other in pairwise(NODES):
        both = DIAGRAMS.join("all", node, other)
        differs = ASKED.space.differences.between(node, both)
        for row in rows:
            assert DIAGRAMS.outcome(differs, row) == 2 * (
                DIAGRAMS.outcome(node, row) != DIAGRAMS.outcome(both, row)
            )


def test_what_is_the_same_does_not_differ():
    assert all(ASKED.space.differences.between(node, node) == 0 for node in NODES)
