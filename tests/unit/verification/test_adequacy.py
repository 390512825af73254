"""A row counts for what it claims, a variant that nobody can notice is proved idle, and a suggestion meets its demand."""

import pytest

from osteon.verification.adequacy import IDLE, MET, MET_UNREVIEWED, OPEN, Coverage, adequacy, tallies
from osteon.verification.cases import CaseReader, features_day
from osteon.verification.demands import BOUNDARIES, CRITERIA, MEMBERS, SIDES, TABLE, UNKNOWNS, VARIANTS
from osteon.verification.mutants import mutants
from osteon.verification.questions import questions_on
from osteon.verification.sides import sides
from osteon.verification.spec.reading import read_feature
from osteon.verification.suggest import as_feature, suggest
from tests.unit.verification.packs import BOOK, with_rule

ASKED = questions_on(BOOK, features_day(), widely=True)
RULE = "vitamin-d-above-ul"
DEMANDS = [each for each in (*mutants(ASKED), *sides(ASKED)) if each.rules == (RULE,)]

ROW = """\
Feature: Rows
  Scenario: Vitamin D
    Given a patient whose medicines and supplements are all listed
    And who takes {dose} of vitamin D3
    When the profile is evaluated
    Then {claim}
"""


def rows(dose, claim, tags=""):
    text = ROW.format(dose=dose, claim=claim)
    return read_feature(
        "rows.feature", text.replace("  Scenario", f"  {tags}\n  Scenario") if tags else text
    ).rows


def states(found, kind):
    return [
        each.state
        for each in adequacy(ASKED, CaseReader(ASKED).read(found), DEMANDS)
        if each.demand.kind == kind
    ]


def test_demands_of_every_criterion_are_made():
    made = {each.criterion for each in DEMANDS}
    assert made == {VARIANTS, SIDES, BOUNDARIES, UNKNOWNS, TABLE} == set(CRITERIA) - {MEMBERS}


def test_nothing_is_met_without_rows():
    assert {each.state for each in adequacy(ASKED, [], DEMANDS)} <= {OPEN, IDLE}


def test_a_row_exactly_at_the_limit_meets_that_limit_and_no_other():
    at = rows("4000 IU/day", f'the flag "{RULE}" is not raised')
    assert states(at, "exactly at the limit") == [MET]
    assert states(at, "just above the limit") == [OPEN]


def test_the_flags_exactly_pin_a_rule_that_they_do_not_name():
    quiet = rows("4000 IU/day", "the flags are exactly k2-pairing-optional (info)")
    assert states(quiet, "exactly at the limit") == [MET]


def test_a_row_about_another_rule_meets_nothing():
    other = rows("4000 IU/day", 'the flag "vka-natto" is undecided')
    assert MET not in {each.state for each in adequacy(ASKED, CaseReader(ASKED).read(other), DEMANDS)}


@pytest.mark.parametrize(("claim", "state"), [("", OPEN), ("\n    And its severity is warning", MET)])
def test_severity_is_met_only_where_it_is_claimed(claim, state):
    raised = rows("5000 IU/day", f'the flag "{RULE}" is raised{claim}')
    assert states(raised, "severity") == [state, state]


def test_a_generated_row_is_counted_apart():
    generated = rows("4000 IU/day", f'the flag "{RULE}" is not raised', "@suggested @needs-review")
    assert states(generated, "exactly at the limit") == [MET_UNREVIEWED]
    found = adequacy(ASKED, CaseReader(ASKED).read(generated), DEMANDS)
    boundaries = next(each for each in tallies(found) if each.criterion == BOUNDARIES)
    assert (boundaries.met, boundaries.unreviewed, boundaries.reviewed_share) == (0, 1, 0)


def test_a_variant_that_changes_nothing_is_proved_idle_and_not_counted():
    doubled = with_rule("planted", "takes.digoxin", "takes.digoxin or takes.thiazide")
    asked = questions_on(doubled, features_day(), widely=True)
    of_rule = [each for each in mutants(asked) if each.rules == ("planted",) and each.kind == "dropped"]
    idle = [each.demand.text for each in adequacy(asked, [], of_rule) if each.state == IDLE]
    assert any("takes a thiazide" in text for text in idle)


def test_suggested_rows_meet_all_that_was_open_and_can_be_read_again():
    found = suggest(ASKED, [], DEMANDS)
    assert found.unmet == ()
    text = as_feature(ASKED, found.rows, blind=False)
    again = read_feature("suggested.feature", text).rows
    coverage = Coverage(ASKED, CaseReader(ASKED).read(again))
    assert {coverage.answer(each).state for each in DEMANDS} <= {MET_UNREVIEWED, IDLE}


def test_a_blind_row_says_nothing_of_what_the_rules_do():
    text = as_feature(ASKED, suggest(ASKED, [], DEMANDS[:3]).rows, blind=True)
    assert "@suggested @needs-review" in text
    assert 'the flag "vitamin-d-above-ul" is ______' in text
    assert not {" raised\n", " undecided\n", "severity"} & set(text.split("is ")[-1:])
