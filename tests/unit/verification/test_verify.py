"""Every kind of defect is planted in the shipped pack and found, with a patient who shows it."""

from datetime import date

import pytest

from osteon import evaluate
from osteon.verification.clauses import idle_thresholds, redundant
from osteon.verification.finding import CODES
from osteon.verification.pairs import contradictory, pairs
from osteon.verification.questions import questions_on
from osteon.verification.ranges import gaps, text_numbers
from osteon.verification.reach import reachable
from osteon.verification.search import Search
from osteon.verification.verify import verify
from tests.unit.verification.packs import BOOK, with_definition, with_parameter, with_rule

DAY = date(2026, 11, 29)
UPPER = "dose.vitamin_d > vitamin_d_upper_level"


CHECK_OF = {
    "unreachable": reachable,
    "always": reachable,
    "always-gives-way": reachable,
    "redundant-clause": redundant,
    "idle-threshold": idle_thresholds,
    "implied": pairs,
    "always-together": pairs,
    "contradictory-advice": contradictory,
    "range-gap": gaps,
    "text-number": text_numbers,
}
OURS = verify(questions_on(BOOK, DAY))
KNOWN = {each.text for each in OURS}
_kept = {}


def new(book, code):
    """Return the findings of a kind that the shipped pack does not have."""
    key = id(book), code
    if key not in _kept:
        _kept[key] = book, [each for each in CHECK_OF[code](questions_on(book, DAY)) if each.code == code]
    return [each for each in _kept[key][1] if each.text not in KNOWN]


PLANTED = {
    "unreachable": with_rule("planted", UPPER, "dose.vitamin_d < vitamin_d_upper_level"),
    "unreachable by an exception": with_rule("planted", UPPER, unless=[UPPER]),
    "unreachable by what facts are": with_rule("planted", UPPER, "not takes.vitamin_d"),
    "always": with_rule("planted", "known(age) or not known(age)"),
    "always-gives-way": with_rule(
        "greater", UPPER, book=with_rule("planted", UPPER, "takes.digoxin"), supersedes=["planted"]
    ),
    "redundant-clause": with_rule("planted", UPPER, "dose.vitamin_d >= vitamin_d_upper_level"),
    "implied": with_rule(
        "planted", "takes.digoxin", "takes.thiazide", book=with_rule("wide", "takes.digoxin")
    ),
    "always-together": with_rule("planted", "takes.digoxin", book=with_rule("twin", "takes.digoxin")),
    "contradictory-advice": with_rule(
        "planted",
        "takes.digoxin",
        do=("Stop the calcium supplement.",),
        book=with_rule("other", "takes.digoxin", do=("Start a calcium supplement.",)),
    ),
    "range-gap": with_rule(
        "planted",
        "dose.mk4 < mk4_gap",
        "takes.vitamin_k2",
        book=with_rule(
            "other", "dose.mk4 > mk4_gap", book=with_parameter("mk4_gap", 300, "mk4_worth_splitting")
        ),
    ),
    "text-number": with_rule("planted", UPPER, title="Vitamin D above 5,000 IU"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_defect_is_found(planted):
    code = planted.partition(" ")[0]
    assert code in CODES
    assert [each for each in new(PLANTED[planted], code) if "planted" in " ".join((*each.rules, each.text))]


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_defect_has_a_patient_whose_profile_can_be_evaluated(planted):
    book, code = PLANTED[planted], planted.partition(" ")[0]
    finding = new(book, code)[0]
    assert finding.witness is not None
    evaluate(finding.witness.document, as_of=DAY, rulebook=book, engine="reference")


def verdicts(book, patient):
    report = evaluate(patient.document, as_of=DAY, rulebook=book, engine="reference")
    return {each.rule_id: str(each.verdict) for each in report.verdicts}


@pytest.mark.parametrize("planted", ["implied", "always-together", "contradictory-advice"])
def test_the_patient_of_two_rules_raises_both(planted):
    finding = new(PLANTED[planted], planted)[0]
    said = verdicts(PLANTED[planted], finding.witness)
    assert {said[rule] for rule in finding.rules} == {"raised"}


def test_a_rule_that_always_gives_way_is_withheld_for_its_patient():
    book = PLANTED["always-gives-way"]
    finding = new(book, "always-gives-way")[0]
    assert verdicts(book, finding.witness)["planted"] == "withheld"


def test_a_limit_that_decides_nothing_is_found():
    idle = with_rule("planted", UPPER, "dose.vitamin_d >= vitamin_d_very_high or takes.vitamin_d")
    assert [each for each in new(idle, "idle-threshold") if each.rules == ("planted",)]


def test_a_clause_of_a_definition_is_looked_at_as_well():
    doubled = with_definition(
        "vka_active", "takes.vitamin_k_antagonist or (takes.vitamin_k_antagonist and takes.vitamin_k)"
    )
    assert any("vka_active" in each.text for each in new(doubled, "redundant-clause"))


def test_nothing_grave_is_wrong_with_the_shipped_pack():
    assert [each for each in OURS if each.level == "error"] == []


def test_every_finding_of_the_shipped_pack_has_a_place_and_a_patient():
    assert [each for each in OURS if each.place is None or each.witness is None] == []


def test_a_question_beyond_the_budget_is_not_decided_and_never_silent(monkeypatch):
    monkeypatch.setattr(Search.__init__, "__defaults__", (3,))
    assert {each.code for each in verify(questions_on(BOOK, DAY))} == {"not-decided"}
