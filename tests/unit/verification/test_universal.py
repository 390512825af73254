"""What is said of any patient is proved, or comes back as a scenario that can be played."""

import time

import pytest

from osteon import load_rulebook
from osteon.doors.played import DOORS
from osteon.verification.questions import questions_on
from osteon.verification.spec.everybody import NEVER, SO, SO_OR_UNKNOWN, STAYS, Claim, Universal, Whom
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.playing import PASSED, play_all
from osteon.verification.spec.reading import read_feature
from osteon.verification.universal import Unreadable, disproof
from tests.unit.verification.packs import BOOK, with_definition

ASKED = questions_on(BOOK, TODAY)
VKA = "takes a vitamin K antagonist"


def said(claim, *whom, becomes=()):
    return Universal(whom, becomes, claim)


def test_what_is_true_of_everybody_is_proved():
    assert (
        disproof(ASKED, said(Claim(NEVER, ("k2-pairing-optional",), ("raised",)), Whom(VKA, SO_OR_UNKNOWN)))
        is None
    )


def test_a_gate_with_a_hole_is_disproved_by_a_patient():
    hole = with_definition("k2_suggestion_allowed", "listed.medications and not condition.bleeding_disorder")
    found = disproof(
        questions_on(hole, TODAY), said(Claim(NEVER, ("k2-pairing-optional",), ("raised",)), Whom(VKA))
    )
    assert found is not None
    assert found.patient is not None


def test_a_counterexample_is_a_scenario_that_can_be_played():
    found = disproof(ASKED, said(Claim(NEVER, ("vka-natto",), ("raised",)), Whom(VKA, SO)))
    text = "Feature: Counterexample\n  " + found.scenario.replace("\n", "\n  ") + "\n"
    played = list(
        play_all(read_feature("counterexample.feature", text).rows, DOORS, load_rulebook(), time.monotonic)
    )
    assert [(each.status, each.message) for each in played] == [(PASSED, "")]
    assert "vka-natto (critical)" in text


def test_what_becomes_known_brings_what_is_wider_with_it():
    stays = Claim(STAYS, (), severity="critical")
    found = disproof(ASKED, said(stays, becomes=(VKA,)))
    assert found is not None
    excepted = Claim(STAYS, ("anticoagulant-type-unknown",), severity="critical")
    assert disproof(ASKED, said(excepted, becomes=(VKA,))) is None


@pytest.mark.parametrize(
    ("whom", "words"),
    [
        (Whom("flies to the moon"), "no such words"),
        (Whom("the age", SO, "less than", "30 years"), "no limit of any rule"),
        (Whom("the age", SO, "less than", "18 days"), "told in years"),
        (Whom("the weather", SO, "less than", "18 years"), "no rule reads"),
    ],
)
def test_words_that_the_pack_does_not_have_are_refused(whom, words):
    with pytest.raises(Unreadable, match=words):
        disproof(ASKED, said(Claim(NEVER, ("vka-natto",), ("raised",)), whom))


def test_a_flag_that_does_not_exist_is_refused():
    with pytest.raises(Unreadable, match="no-such-flag"):
        disproof(ASKED, said(Claim(NEVER, ("no-such-flag",), ("raised",))))
