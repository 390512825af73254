"""Sentences about what we had to ask, and what could not be used."""

from pytest_bdd import then

from tests.steps.scene import Answer
from tests.steps.words import sentence


@then(sentence("we are asked about {subject:Subject}"))
def asked_about(answer: Answer, subject: str) -> None:
    asked = [question.fact for question in answer.given().questions]
    assert subject in asked, f"we are asked about {', '.join(asked) or 'nothing'}"


@then(sentence("it is undecided for want of {subject:Subject}"))
def undecided_for(answer: Answer, subject: str) -> None:
    verdict = answer.verdict(answer.flag)
    assert subject in verdict.undecided_for, f"{verdict.rule_id} wants {verdict.undecided_for}"


@then("we are asked nothing")
def asked_nothing(answer: Answer) -> None:
    assert [question.ask for question in answer.given().questions] == []


@then(sentence('"{text:Quoted}" could not be assessed'))
def not_assessed(answer: Answer, text: str) -> None:
    listed = [f"{each.what} {each.where}" for each in answer.given().not_assessed]
    assert any(text.casefold() in each.casefold() for each in listed), f"not assessed: {listed}"


@then(sentence('we are asked whether "{name:Quoted}" was meant'))
def asked_whether(answer: Answer, name: str) -> None:
    hints = [each.hint for each in answer.given().not_assessed]
    assert any(name in hint for hint in hints), f"the hints are: {hints}"
