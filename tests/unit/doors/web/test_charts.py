"""A dose is drawn to scale, on the side of each threshold on which it lies, and no two marks hide each other."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon import evaluate
from osteon.doors.service.page.charts import LEFT, RIGHT, charts_of

APART = 15


def chart(dose, **more):
    report = evaluate(takes={"vitamin d": dose}, engine="reference", as_of="2026-11-24", **more)
    found = {each.id: each for each in charts_of(report)}
    return found["dose-vitamin_d"]


def sides(drawn):
    return {mark.amount: mark.where for mark in drawn.marks}


@pytest.mark.parametrize(
    ("dose", "where"),
    [
        ("3999 IU/day", "below"),
        ("4000 IU/day", "exactly"),
        ("4001 IU/day", "above"),
        ("100 mcg/day", "exactly"),
    ],
)
def test_the_dose_lies_on_its_side_of_a_threshold(dose, where):
    assert sides(chart(dose))["4,000 IU/day"] == where


def test_a_dose_that_may_be_more_is_open_to_the_right():
    report = evaluate(d3_dose="5000 IU/day", medications="unknown", engine="reference", as_of="2026-11-24")
    [drawn] = charts_of(report)
    assert drawn.dose == "at least 5,000 IU/day" and drawn.endless and drawn.possible == RIGHT
    assert sides(drawn)["5,000 IU/day"] == "at or above"
    assert sides(drawn)["10,000 IU/day"] == "not known whether above or below"


def test_a_range_is_solid_up_to_its_lower_end():
    drawn = chart("1000-6000 IU/day")
    assert drawn.sure < drawn.possible < RIGHT and not drawn.endless
    assert sides(drawn)["4,000 IU/day"] == "not known whether above or below"


@pytest.mark.parametrize("dose", ["none", "taken", "unknown"])
def test_what_is_not_known_or_not_taken_is_not_drawn(dose):
    report = evaluate(takes={"vitamin d": dose}, engine="reference", as_of="2026-11-24")
    assert [each for each in charts_of(report) if each.id == "dose-vitamin_d"] == []


@given(st.integers(200, 50_000))
def test_everything_is_drawn_within_its_frame_and_in_proportion(dose):
    drawn = chart(f"{dose} IU/day")
    assert all(LEFT <= mark.x <= RIGHT for mark in drawn.marks)
    assert LEFT <= drawn.sure == drawn.possible <= RIGHT
    for mark in drawn.marks:
        assert (mark.x < drawn.sure) == (mark.where == "above") or abs(mark.x - drawn.sure) < 0.2
    for one, other in combinations(drawn.marks, 2):
        assert abs(one.x - other.x) >= APART or abs(one.y - other.y) >= APART


def test_the_drawing_is_said_in_one_sentence():
    said = chart("5000 IU/day").said
    assert said.startswith("the total daily vitamin D: 5,000 IU/day.")
    assert "above 4,000 IU/day (the upper level of vitamin D for adults)" in said


def test_each_threshold_names_the_rules_that_use_it_with_their_verdicts():
    drawn = chart("5000 IU/day")
    mark = next(each for each in drawn.marks if each.amount == "4,000 IU/day")
    assert ("vitamin-d-above-ul", "raised") in [(rule.rule_id, rule.verdict) for rule, _ in mark.rules]
    assert (mark.since, mark.source) == ("2025-01-01", "P11")
