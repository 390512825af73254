"""Sentences about what we had to ask, and what could not be used."""

from osteon.verification.spec.registry import then
from osteon.verification.spec.scene import Scene
from osteon.verification.spec.unmet import Unmet
from osteon.verification.spec.why import why_not


@then("we are asked about {subject:Subject}")
def asked_about(scene: Scene, subject: str) -> None:
    asked = {question.fact: question.ask for question in scene.answer.given().questions}
    if subject not in asked:
        raise Unmet("we are asked:" if asked else "we are asked nothing", tuple(asked.values()))


@then("it is undecided for want of {subject:Subject}")
def undecided_for(scene: Scene, subject: str) -> None:
    verdict = scene.answer.verdict(scene.answer.flag)
    if subject not in verdict.undecided_for:
        message, *because = why_not(scene.answer.given(), verdict.rule_id)
        raise Unmet(message, tuple(because))


@then("we are asked nothing")
def asked_nothing(scene: Scene) -> None:
    asked = tuple(question.ask for question in scene.answer.given().questions)
    if asked:
        raise Unmet("we are asked:", asked)


@then('"{text:Quoted}" could not be assessed')
def not_assessed(scene: Scene, text: str) -> None:
    listed = tuple(f"{each.what} {each.where}" for each in scene.answer.given().not_assessed)
    if not any(text.casefold() in each.casefold() for each in listed):
        raise Unmet("not assessed:" if listed else "everything could be assessed", listed)


@then('we are asked whether "{name:Quoted}" was meant')
def asked_whether(scene: Scene, name: str) -> None:
    hints = tuple(each.hint for each in scene.answer.given().not_assessed if each.hint)
    if not any(name in hint for hint in hints):
        raise Unmet("the hints are:" if hints else "there is no hint", hints)
