"""Answers written into a profile: where they go, what they leave alone, and what is refused."""

from copy import deepcopy

import pytest

from osteon import evaluate, load_rulebook
from osteon.basics.errors import ChangeError
from osteon.basics.quantity import NEVER, Interval, exactly
from osteon.basics.truth import NO, YES
from osteon.patient.changes import Changes, is_settled
from osteon.patient.replies import accepted
from osteon.patient.vocabulary import CHOICE, YES_NO, Kind
from osteon.reasoning.edition import edition_on
from tests.properties.profiles import TODAY

BOOK = load_rulebook()
CHANGES = Changes(BOOK.vocabulary, BOOK.terminology, edition_on(BOOK, TODAY.isoformat()).parameters, TODAY)
ANSWERABLE = [fact for fact in BOOK.vocabulary.facts.values() if fact.kind is not Kind.CONTRADICTION]
REPLIES = {
    Kind.COUNT: "2 products",
    Kind.TIMES_A_DAY: "3 times a day",
    Kind.DAYS_TAKEN: "2 weeks",
    Kind.AGE: "55",
    Kind.SEPARATION: "4 hours",
    Kind.LIST_GIVEN: "warfarin; apixaban",
    Kind.DAYS_UNTIL_SURGERY: "in 10 days",
}


def a_reply_to(fact):
    if fact.kind in REPLIES:
        return REPLIES[fact.kind]
    if fact.type == YES_NO:
        return "yes"
    if fact.type == CHOICE:
        return fact.choices[0]
    return "10 days ago" if fact.unit == "days" else f"30 {fact.unit}"


def answered(document, fact, text):
    changed = CHANGES.answer(document, fact, text).document
    # What is written down is a profile, and every way in reads it.
    evaluate(changed, as_of=TODAY, rulebook=BOOK, engine="reference")
    return changed


def value(document, fact):
    return CHANGES.facts(document).values[fact]


def refusal(document, fact, text):
    with pytest.raises(ChangeError) as trouble:
        CHANGES.answer(document, fact, text)
    return str(trouble.value)


@pytest.mark.parametrize("fact", ANSWERABLE, ids=lambda fact: fact.name)
def test_every_question_of_the_vocabulary_can_be_answered(fact):
    document = (
        {"counselled": {"dietary-vitamin-k": "2026"}} if fact.kind is Kind.DAYS_SINCE_COUNSELLED else {}
    )
    assert is_settled(value(answered(document, fact.name, a_reply_to(fact)), fact.name))


@pytest.mark.parametrize("fact", ANSWERABLE, ids=lambda fact: fact.name)
def test_nobody_has_to_know(fact):
    document = (
        {"counselled": {"dietary-vitamin-k": "2026"}} if fact.kind is Kind.DAYS_SINCE_COUNSELLED else {}
    )
    assert value(answered(document, fact.name, "don't know"), fact.name) == value(document, fact.name)


@pytest.mark.parametrize("fact", ANSWERABLE, ids=lambda fact: fact.name)
def test_a_reply_that_nobody_understands_is_refused_with_what_would_be(fact):
    if fact.kind in {Kind.LIST_GIVEN, Kind.DAYS_SINCE_COUNSELLED}:
        document = {"medications": []} if fact.kind is Kind.LIST_GIVEN else {"counselled": {fact.of: "2026"}}
        assert "hint" in refusal(document, fact.name, "purple")
    else:
        said = refusal({}, fact.name, "purple")
        assert "purple" in said
        assert "hint: " in said
        assert "don't know" in accepted(fact)


@pytest.mark.parametrize(
    ("document", "fact", "text", "expected"),
    [
        ({}, "takes.vitamin_k2", "no", {"takes": {"vitamin-k2": "none"}}),
        ({}, "takes.named_anticoagulant", "warfarin", {"takes": {"warfarin": "taken"}}),
        ({}, "dose.vitamin_d", "125 mcg/day", {"takes": {"vitamin-d": "125 mcg/day"}}),
        (
            {},
            "dose.glucocorticoid",
            "prednisone 5 mg/day",
            {"takes": {"prednisone": "5 mg/day"}, "answers": {"dose.glucocorticoid": "5 mg/day"}},
        ),
        ({}, "pregnancy", "no", {"pregnancy": "not pregnant"}),
        ({}, "age", "1971-05-03", {"birth_date": "1971-05-03"}),
        ({}, "condition.osteoporosis", "no", {"osteoporosis": "no"}),
        (
            {},
            "condition.hypercalcaemia",
            "yes",
            {"conditions": [{"name": "hypercalcaemia"}], "complete": {"conditions": "no"}},
        ),
        ({}, "diet.natto", "2 servings/week", {"diet": {"natto": "2 servings/week"}}),
        ({}, "apart.levothyroxine", "4 hours", {"apart_from_calcium": {"levothyroxine": "4 hours"}}),
        ({}, "surgery.days_since", "never", {"answers": {"surgery.days_since": "never"}}),
        (
            {},
            "test.inr",
            "2.4 on 2026-11-20",
            {"tests": [{"name": "inr", "value": "2.4", "date": "2026-11-20"}], "complete": {"tests": "no"}},
        ),
        (
            {"supplements": ["vitamin D3"], "medications": "none"},
            "dose.vitamin_d",
            "2000 IU/day",
            {"supplements": [{"name": "vitamin D3", "amount": "2000 IU/day"}], "medications": "none"},
        ),
    ],
)
def test_an_answer_goes_where_the_profile_has_room_for_it(document, fact, text, expected):
    assert answered(document, fact, text) == expected


def test_a_range_becomes_the_limits_of_the_result():
    document = {"tests": [{"name": "INR", "value": "<2.3", "date": "2026-11-20"}]}
    changed = answered(document, "test.inr_below_target", "2.5-3.5")
    assert changed["tests"][0]["target_low"] == "2.5"
    assert value(changed, "test.inr_below_target") is YES


def test_an_answer_fills_only_what_is_open():
    document = {"medications": "none", "supplements": ["vitamin D3", "MK-7 100 mcg/day"]}
    assert "already settles" in refusal(document, "takes.vitamin_k2", "no")


def test_an_answer_that_the_record_contradicts_is_refused():
    document = {"supplements": ["vitamin D3 6000 IU/day", "cholecalciferol"], "medications": "none"}
    assert "contradicts" in refusal(document, "dose.vitamin_d", "2000 IU/day")
    assert value(answered(document, "dose.vitamin_d", "8000 IU/day"), "dose.vitamin_d") == exactly(8000)


def test_the_callers_document_stays_as_it_is():
    document = {"supplements": ["vitamin D3"], "tests": [{"name": "INR", "value": "2.4"}], "complete": "yes"}
    kept = deepcopy(document)
    answered(document, "dose.vitamin_d", "2000 IU/day")
    answered(document, "pregnancy", "no")
    assert document == kept


def test_a_question_about_a_label_is_answered_as_it_is_asked():
    document = {"medications": "none", "supplements": [{"name": "MK-7", "amount": "100 mcg/day"}]}
    assert value(answered(document, "untested.vitamin_k2", "yes"), "untested.vitamin_k2") is NO
    assert value(answered(document, "untested.vitamin_k2", "no"), "untested.vitamin_k2") is YES
    assert value(answered({}, "perhaps_soy.mk7", "yes"), "perhaps_soy.mk7") is NO


def test_one_result_says_nothing_of_the_tests_that_nobody_mentioned():
    document = answered({}, "test.inr", "2.4 on 2026-11-20")
    assert value(document, "time_since.egfr") == Interval(0, NEVER.high)


def test_one_diagnosis_says_nothing_of_the_others():
    document = answered({"complete": "yes", "medications": []}, "condition.hypercalcaemia", "yes")
    assert not is_settled(value(document, "condition.kidney_stones"))
    assert value(document, "takes.thiazide") is NO


def test_the_record_counts_where_an_answer_was_overtaken():
    document = {"medications": ["warfarin"], "answers": {"takes.vitamin_k_antagonist": "no"}}
    report = evaluate(document, as_of=TODAY, rulebook=BOOK, engine="reference")
    assert report.facts.values["takes.vitamin_k_antagonist"] is YES
    assert any(each.where == "answers.takes.vitamin_k_antagonist" for each in report.not_assessed)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"no.such_fact": "yes"}, "no fact"),
        ({"age": "old"}, "cannot be read"),
        ({"sex": "yes"}, "cannot be read"),
    ],
)
def test_an_answer_that_cannot_be_used_is_reported(answers, why):
    report = evaluate({"answers": answers}, as_of=TODAY, rulebook=BOOK, engine="reference")
    assert [why in each.why for each in report.not_assessed] == [True]


def test_a_range_is_no_single_answer():
    assert "is a range" in refusal({}, "dose.vitamin_d", "1000-2000 IU/day")
