"""Sentences about the page on which a patient is entered and the report is read."""

from osteon.verification.spec.registry import given, then, when
from osteon.verification.spec.scene import Scene, Table, rows_of
from osteon.verification.spec.unmet import Unmet


@given("somebody has filled in the page:")
def page_was_filled_in(scene: Scene, table: Table) -> None:
    fill_in(scene, table)


@when("somebody fills in the page:")
def page_is_filled_in(scene: Scene, table: Table) -> None:
    fill_in(scene, table)


def fill_in(scene: Scene, table: Table) -> None:
    """Fill in the fields of a table and send the form."""
    scene.visit().enter({row[0]: row[1] for row in rows_of(table, "field", "value")})


@given('"{question:Quoted}" was answered on the page with "{reply:Quoted}"')
def question_was_answered(scene: Scene, question: str, reply: str) -> None:
    scene.visit().answer(question, reply)


@when("somebody pastes into the page:")
def text_is_pasted(scene: Scene, text: str) -> None:
    scene.visit().paste(text)


@when('"{question:Quoted}" is answered on the page with "{reply:Quoted}"')
def question_is_answered(scene: Scene, question: str, reply: str) -> None:
    scene.visit().answer(question, reply)


@when('the answer to "{question:Quoted}" is taken back on the page')
def answer_is_taken_back(scene: Scene, question: str) -> None:
    scene.visit().take_back(question)


@when('the wording "{label:Quoted}" is chosen on the page')
def wording_is_chosen(scene: Scene, label: str) -> None:
    scene.visit().choose(label)


@when('it is supposed on the page that "{name:Quoted}" were "{value:Quoted}"')
def page_is_asked_what_if(scene: Scene, name: str, value: str) -> None:
    scene.visit().suppose(name, value)


@when('the page of the rule "{flag:Flag}" is opened')
def page_of_rule_is_opened(scene: Scene, flag: str) -> None:
    scene.visit().go(f"/rules/{flag}")


@then("the page shows the flags {flags:Flags}")
def page_shows_flags(scene: Scene, flags: frozenset[tuple[str, str]]) -> None:
    found = scene.visit().flags
    if found != flags:
        raise Unmet(f"the flags are {', '.join(f'{flag} ({severity})' for flag, severity in sorted(found))}")


@then('the page says "{text:Quoted}"')
def page_says(scene: Scene, text: str) -> None:
    if text not in scene.visit().words:
        raise Unmet(f'the page does not say "{text}"; it begins:', (scene.visit().words[:600],))


@then('the page does not say "{text:Quoted}"')
def page_does_not_say(scene: Scene, text: str) -> None:
    before, found, after = scene.visit().words.partition(text)
    if found or not before:
        raise Unmet("the page says:", (f"{before[-200:]}{found}{after[:200]}",))


@then('the page says at "{label:Quoted}" that "{text:Quoted}"')
def page_says_at(scene: Scene, label: str, text: str) -> None:
    wrong = scene.visit().wrong_at(label)
    if text not in wrong:
        raise Unmet(f"at {label} the page says: {wrong or 'nothing'}")


@then('the page asks "{question:Quoted}"')
def page_asks(scene: Scene, question: str) -> None:
    if question not in scene.visit().questions:
        raise Unmet("the page asks:", scene.visit().questions)


@then('the page does not ask "{question:Quoted}"')
def page_does_not_ask(scene: Scene, question: str) -> None:
    if question in scene.visit().questions:
        raise Unmet("the page asks:", scene.visit().questions)
