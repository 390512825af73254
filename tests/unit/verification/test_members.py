"""A member that is missing from a class is noticed by a row about it, and an outline is written where none is."""

import pytest

from osteon.verification.adequacy import MET, MET_UNREVIEWED, OPEN
from osteon.verification.cases import CaseReader, features_day
from osteon.verification.members import Members, Membership, memberships, without
from osteon.verification.questions import questions_on
from osteon.verification.spec.reading import read_feature
from osteon.verification.suggest import as_feature, suggest_members
from tests.unit.verification.packs import BOOK

ASKED = questions_on(BOOK, features_day())
ALL = memberships(ASKED)
OF = "vitamin-k-antagonist"

ROW = """\
Feature: Rows
  {tags}
  Scenario: {drug}
    Given a patient whose medicines and supplements are all listed
    And who takes {drug}
    And who takes 100 mcg/day of MK-7
    When the profile is evaluated
    Then {claim}
"""
RAISED = 'the flag "vka-vitamin-k-supplement" is raised'


def membership(member, of=OF):
    return next(each for each in ALL if (each.member, each.of) == (member, of))


def rows(drug, claim=RAISED, tags="@row"):
    return read_feature("rows.feature", ROW.format(drug=drug, claim=claim, tags=tags)).rows


def answer(of, *told):
    cases = CaseReader(ASKED).read(row for each in told for row in each)
    return Members(ASKED, cases).answer(of).state


def test_every_class_that_a_rule_reads_is_asked_about():
    assert {each.member for each in ALL if each.of == OF} == BOOK.terminology.descendants(OF) - {OF}
    assert all(each.rules and each.facts for each in ALL)


def test_without_takes_one_member_out_of_one_class():
    less = without(BOOK.terminology, "warfarin", OF)
    assert OF not in less.ancestors("warfarin")
    assert "warfarin" not in less.descendants(OF)
    assert OF in less.ancestors("phenprocoumon")
    assert OF in BOOK.terminology.ancestors("warfarin")


def test_a_row_notices_the_member_it_speaks_of_and_no_other():
    assert answer(membership("warfarin"), rows("warfarin")) == MET
    assert answer(membership("phenprocoumon"), rows("warfarin")) == OPEN


def test_a_generated_row_is_counted_apart():
    assert answer(membership("warfarin"), rows("warfarin", tags="@suggested @needs-review")) == MET_UNREVIEWED


@pytest.mark.parametrize(
    ("claim", "state"), [("no flag is raised", MET), ('the flag "vitamin-d-above-ul" is not raised', OPEN)]
)
def test_a_row_counts_only_for_what_it_claims(claim, state):
    assert answer(membership("warfarin"), rows("warfarin", claim)) == state


def test_an_outline_serves_every_member_that_was_not_noticed():
    written = rows("warfarin")
    found = suggest_members(ASKED, written, list(CaseReader(ASKED).read(written)))
    text = as_feature(ASKED, (), found.outlines, blind=False)
    again = read_feature("members.feature", text).rows
    assert {row.tags for row in again} == {frozenset(("suggested", "needs-review"))}
    of_class = [each for each in ALL if each.of == OF]
    answers = Members(ASKED, CaseReader(ASKED).read([*written, *again])).answers(of_class)
    assert {each.demand.text: each.state for each in answers if each.state == OPEN} == {}


def test_a_blind_outline_leaves_the_verdict_out():
    written = rows("warfarin")
    found = suggest_members(ASKED, written, list(CaseReader(ASKED).read(written)))
    text = as_feature(ASKED, (), found.outlines, blind=True)
    assert "is ______" in text
    assert "is raised" not in text


def test_a_membership_says_itself_in_words():
    text = Membership("warfarin", OF, (), ()).demand(BOOK.terminology).text
    assert text == '"warfarin" does not count as "a vitamin K antagonist"'
