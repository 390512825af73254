"""Days of one class are the same to every limit of the rules."""

from datetime import date

import pytest

import osteon
from osteon.doors.screen.day_classes import AHEAD, OF_ENTRIES, OF_RESULTS, DayClasses
from osteon.reasoning.edition import edition_on
from osteon.reasoning.fact_columns import is_asked_whether_known, limits

DAY = date(2026, 11, 24)
TODAY = DAY.toordinal()


@pytest.fixture(scope="module")
def edition():
    return edition_on(osteon.load_rulebook(), DAY.isoformat())


def sides(edition, kinds, days):
    """Return on which side of every limit a number of days lies."""
    names = [fact.name for fact in edition.facts if fact.kind in kinds]
    return tuple((days > limit) - (days < limit) for name in names for limit in limits(edition, name))


@pytest.mark.parametrize("kinds", [OF_ENTRIES, OF_RESULTS])
def test_days_of_a_class_lie_on_the_same_side_of_all_limits(edition, kinds):
    classes = DayClasses(edition, DAY, kinds, alone=True)
    found = {}
    for ago in range(400):
        for span in (0, 1, 27, 364):
            first, last = TODAY - ago - span, TODAY - ago
            told = (sides(edition, kinds, ago), sides(edition, kinds, ago + span), span == 0)
            assert found.setdefault(classes.of(first, last), told) == told
    assert 1 < len(found) < 60


def test_a_day_that_may_be_ahead_is_none_that_is(edition):
    classes = DayClasses(edition, DAY, OF_ENTRIES)
    assert classes.of(TODAY + 1, TODAY + 9) == AHEAD
    assert classes.of(TODAY, TODAY + 9) == classes.of(TODAY, TODAY) != AHEAD


def test_where_a_rule_asks_whether_days_are_known_each_is_a_class(edition):
    """The pack asks it of results, of which a single row is looked at, and of no entries."""
    asked = {
        kinds: any(is_asked_whether_known(edition, fact.name) for fact in edition.facts if fact.kind in kinds)
        for kinds in (OF_ENTRIES, OF_RESULTS)
    }
    assert asked == {OF_ENTRIES: False, OF_RESULTS: True}
    several = DayClasses(edition, DAY, OF_RESULTS)
    assert several.of(TODAY - 300, TODAY - 300) != several.of(TODAY - 301, TODAY - 301)
