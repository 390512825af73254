"""What a search finds is what going through everything finds, whatever was asked before."""

import random
from itertools import product

import pytest

from osteon.reasoning.edition import edition_on
from osteon.reasoning.regions import Aspect
from osteon.verification.demands import Way, Ways
from osteon.verification.search import EVERY_END, NO, YES, Goal, NotDecided
from osteon.verification.space import Space
from tests.differential.random_rulebooks import DAY, random_rulebook
from tests.unit.verification.test_crowd import ASKED

MOST_ROWS = 6_000


def small_spaces(count, seed):
    """Yield random rulebooks of which all rows can be gone through."""
    draw, found = random.Random(seed), 0
    while found < count:
        space = Space([edition_on(random_rulebook(draw, rules=6), DAY)])
        rows = 1
        for variable in space.regions.variables:
            rows *= variable.size
        if rows <= MOST_ROWS and any(each.aspect is Aspect.LOWEST for each in space.regions.variables):
            found += 1
            yield space


def is_ordered(space, row):
    """Say whether no number ends below where it begins."""
    return all(
        row[at] <= row[at + 1]
        for at, each in enumerate(space.regions.variables)
        if each.aspect is Aspect.LOWEST
    )


@pytest.mark.parametrize("space", list(small_spaces(12, seed=11)))
def test_a_search_finds_somebody_if_and_only_if_there_is_somebody(space):
    draw = random.Random(5)
    everybody = [
        list(row)
        for row in product(*(range(each.size) for each in space.regions.variables))
        if is_ordered(space, row)
    ]
    nodes = list(space.views[0].nodes.values())
    outcome, answers = space.diagrams.outcome, set()
    for turn in range(120):
        goals = [
            Goal(draw.choice(nodes), draw.choice((YES, NO, EVERY_END & ~YES, 2, 8)))
            for _ in range(draw.choice((1, 2, 3)))
        ]
        # Every other question is put in another order of regions, which must not mislead the next one.
        prefer = space._mixed(turn) if turn % 2 else space.prefer
        row = space.search.first(goals, prefer)
        there = any(all(1 << outcome(node, each) & ends for node, ends in goals) for each in everybody)
        assert (row is not None) is there
        answers.add(there)
    assert answers == {True, False}


def test_what_is_found_barren_above_a_high_end_is_not_barren_above_a_low_one():
    space, column = ASKED.space, min(ASKED.space.search.lower)
    size = space.regions.variables[column].size
    branch = space.diagrams.branch
    below_the_last = branch(column + 1, (2,) * (size - 1) + (0,))
    begins_last = branch(column, (0,) * (size - 1) + (2,))
    begins_first = branch(column, (2,) + (0,) * (size - 1))
    ends_below = Goal(below_the_last, YES)
    assert space.search.first([Goal(begins_last, YES), ends_below], space.prefer) is None
    assert space.search.first([Goal(begins_first, YES), ends_below], space.prefer) is not None


def test_a_search_beyond_its_budget_is_not_decided_and_leaves_nothing_behind():
    nodes = list(ASKED.view.nodes.values())
    goals = [Goal(node, EVERY_END & ~YES) for node in nodes[:4]]
    with pytest.raises(NotDecided, match="more than 2 steps"):
        ASKED.space.search.first(goals, ASKED.space.prefer, budget=2)
    assert ASKED.space.search.first(goals, ASKED.space.prefer) is not None


def test_ways_are_worked_out_once_and_only_as_far_as_they_are_asked_for():
    worked_out = []

    def source():
        for name in "abc":
            worked_out.append(name)
            yield Way(name, ())

    ways = Ways(source())
    assert next(iter(ways)).rule == "a"
    assert worked_out == ["a"]
    assert [way.rule for way in ways] == ["a", "b", "c"]
    assert [way.rule for way in ways] == ["a", "b", "c"]
    assert worked_out == ["a", "b", "c"]
