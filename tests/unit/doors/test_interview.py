"""One question at a time: what is asked, what is heard, and how it ends."""

from datetime import date
from io import StringIO

import pytest

from osteon import load_rulebook
from osteon.doors.cli.interview import closing, hold
from osteon.doors.rendering.answers import Style
from osteon.reasoning.advise import advisor_for

DAY = date(2026, 11, 24)
ADVISOR = advisor_for(load_rulebook(), DAY)
ON_WARFARIN = {
    "medications": ["warfarin"], "supplements": "none", "conditions": "none", "surgeries": "none",
    "allergies": "none", "complete": "yes", "age": 70, "sex": "male", "breastfeeding": "no",
}  # fmt: skip


def held(document, *lines):
    heard, said = StringIO("".join(f"{line}\n" for line in lines)), []
    return hold(
        ADVISOR, document, DAY, "reference", heard.readline, said.append, Style(width=10_000)
    ), "\n".join(said)


def ask_of(fact):
    return ADVISOR.edition.rulebook.vocabulary[fact].ask


def first_question(document):
    return ADVISOR.advise(document, DAY, "reference").questions[0]


def test_the_first_question_is_the_first_of_the_report():
    _, said = held({}, "stop")
    assert first_question({}).ask in said


def test_an_answer_is_evaluated_before_the_next_question():
    question = first_question({})
    ended, said = held({}, "don't know", "stop")
    assert ended.document == {"answers": {question.fact: "unknown"}}
    assert said.count("stop to end") == 2


@pytest.mark.parametrize("word", ["stop", "quit", "STOP"])
def test_stop_ends_it_at_once(word):
    ended, _ = held({}, word)
    assert (ended.document, ended.asked, ended.stopped) == ({}, 0, True)
    assert closing(ended).startswith("0 questions were answered; others are open")


def test_the_end_of_what_is_said_ends_it_as_well():
    assert held({}, "don't know")[0].stopped


def test_what_is_not_understood_is_asked_again():
    ended, said = held(ON_WARFARIN, "purple", "stop")
    assert ended.asked == 0
    assert '"purple" does not start with a number (an amount, such as' in said
    assert "Please answer again" in said


def test_nobody_who_never_knows_is_asked_anything_twice():
    ended, said = held({}, *["don't know"] * 200)
    assert not ended.stopped
    asks = [line for line in said.splitlines() if "stop to end" in line]
    assert len(asks) == ended.asked < 200


def test_it_goes_on_until_nothing_that_matters_is_open():
    document, lines = ON_WARFARIN, []
    for _ in range(60):
        report = ADVISOR.advise(document, DAY, "reference")
        if not report.questions:
            break
        lines.append(a_reply(report.questions[0].fact))
        document = held(document, lines[-1])[0].document
    ended, said = held(ON_WARFARIN, *lines)
    assert (ended.report.questions, ended.stopped) == ((), False)
    assert ended.document == document
    assert closing(ended).endswith("nothing that matters is left to ask.")
    assert "vka-natto" in said


def a_reply(fact):
    kinds = {"diet.natto": "2 servings/week", "test.inr": "2.4", "time_since.inr": "3 days ago"}
    if fact in kinds:
        return kinds[fact]
    return "no" if ADVISOR.edition.rulebook.vocabulary[fact].type == "yes/no" else "never"


def test_a_flag_that_an_answer_raises_is_told_at_once():
    document = {**ON_WARFARIN, "diet": {"vitamin_k_consistent": "yes"}, "tests": []}
    assert first_question(document).fact == "diet.natto"
    _, said = held(document, "2 servings/week", "stop")
    assert "+ CRITICAL Natto on a vitamin K antagonist" in said
