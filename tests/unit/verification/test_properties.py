"""A universal scenario that is not true of every patient is a finding, with a patient who shows it."""

from osteon.doors.proving import properties
from osteon.verification.cases import features_day
from osteon.verification.finding import ERROR
from osteon.verification.questions import questions_on
from tests.unit.verification.packs import BOOK

ASKED = questions_on(BOOK, features_day())

PLANTED = """\
Feature: Promises

  Scenario: Nobody hears of natto
    Given any patient
    When the rules are held against every patient
    Then for nobody is the flag "vka-natto" raised

  Scenario: Without a vitamin K antagonist nobody hears of the INR
    Given any patient
    And of whom it is so that the patient is under the effect of no vitamin K antagonist
    When the rules are held against every patient
    Then for nobody is the flag "vka-inr-out-of-range" raised
"""


def test_a_promise_that_is_not_kept_is_an_error_with_a_patient(tmp_path):
    file = tmp_path / "planted.feature"
    file.write_text(PLANTED, encoding="utf-8")
    (found,) = properties(ASKED, [file])
    assert (found.code, found.level, found.rules) == ("property", ERROR, ("vka-natto",))
    assert found.place is not None
    assert found.place.line == 3
    assert found.witness is not None
    row = ASKED.witnesses.row_of(found.witness)
    assert ASKED.space.diagrams.outcome(ASKED.view.nodes["vka-natto"], row) == 2
