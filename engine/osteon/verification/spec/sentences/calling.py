"""Sentences about a program that calls the library."""

import json

from osteon.basics.errors import OsteonError
from osteon.basics.version import DURABLE_RULES
from osteon.knowledge.shelf import load_rulebook
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.registry import given, then, when
from osteon.verification.spec.scene import Scene, Table, rows_of
from osteon.verification.spec.unmet import Unmet

KEYWORDS = {"yes": True, "no": False}


@given("the profile document:")
def profile_document(scene: Scene, text: str) -> None:
    scene.document = text


@when("a program calls evaluate with:")
def called_with_keywords(scene: Scene, table: Table) -> None:
    rows = rows_of(table, "argument", "value")
    told = {argument: argued(argument, value) for argument, value in rows}
    scene.answer.report = scene.doors.evaluate(as_of=TODAY, rulebook=scene.rulebook, **told)


def argued(argument: str, value: str) -> object:
    """Return a Python argument as a programmer would write it."""
    return value.split(", ") if argument == "medications" else KEYWORDS.get(value, value)


@when("a program calls evaluate with the document")
def called_with_document(scene: Scene) -> None:
    call(scene, TODAY.isoformat())


@when('a program calls evaluate with the document as of "{on:Quoted}"')
def called_with_document_on(scene: Scene, on: str) -> None:
    call(scene, on)


def call(scene: Scene, on: str) -> None:
    """Evaluate the document, and keep the error if one comes in place of a report."""
    try:
        scene.answer.report = scene.evaluate(on, scene.document)
    except OsteonError as error:
        scene.answer.error = error


@when("a program calls evaluate twice with the document, once as text and once as a mapping")
def called_twice(scene: Scene) -> None:
    scene.answer.report = scene.evaluate(TODAY, scene.document)
    scene.answer.second = scene.evaluate(TODAY, json.loads(scene.document))


@when("a program loads the shipped pack and evaluates the document twice with it")
def called_with_rulebook(scene: Scene) -> None:
    rulebook = load_rulebook()
    scene.answer.report = scene.doors.evaluate(scene.document, as_of=TODAY, rulebook=rulebook)
    scene.answer.second = scene.doors.evaluate(scene.document, as_of=TODAY, rulebook=rulebook)


@when("the profile is evaluated by the reference evaluator alone")
def evaluated_by_reference(scene: Scene) -> None:
    scene.answer.report = scene.evaluate(TODAY, engine="reference")


@then("there is a report")
def there_is_a_report(scene: Scene) -> None:
    scene.answer.given()


@then("there is no report")
def there_is_no_report(scene: Scene) -> None:
    if scene.answer.report is not None:
        raise Unmet("there is a report")


@then("both reports are the same to the byte")
def the_same_to_the_byte(scene: Scene) -> None:
    second = scene.answer.second
    if second is None or scene.answer.given().to_json() != second.to_json():
        raise Unmet("the two reports differ" if second else "there is only one report")


@then('it is refused with {kind:Error} that says "{what:Quoted}"')
def refused(scene: Scene, kind: str, what: str) -> None:
    error = scene.answer.error
    if error is None:
        raise Unmet("nothing was refused")
    if type(error).__name__ != kind or what not in str(error):
        raise Unmet(f"it is refused with a {type(error).__name__} that says:", tuple(str(error).splitlines()))


@then("every rule of the pack has a verdict")
def every_rule_has_a_verdict(scene: Scene) -> None:
    judged = {verdict.rule_id for verdict in scene.answer.given().verdicts}
    if judged != set(scene.rulebook.rules):
        raise Unmet(f"without a verdict: {', '.join(sorted(set(scene.rulebook.rules) - judged))}")


@then("the report names both evaluators, the pack and its state of approval")
def names_what_produced_it(scene: Scene) -> None:
    versions, pack = scene.answer.given().versions, scene.rulebook.pack
    named = (versions.engines, versions.pack, versions.pack_hash, versions.approval)
    both = (f"durable-rules {DURABLE_RULES}", "reference")
    if named != (both, pack.id, scene.rulebook.hash, pack.approval):
        raise Unmet(f"the report names {named}")


@then("the report names the reference evaluator only")
def names_the_reference_only(scene: Scene) -> None:
    engines = scene.answer.given().versions.engines
    if engines != ("reference",):
        raise Unmet(f"the report names {', '.join(engines)}")


@then("the report carries a disclaimer")
def carries_a_disclaimer(scene: Scene) -> None:
    disclaimer = scene.answer.given().to_dict()["disclaimer"]
    if not disclaimer or disclaimer != scene.rulebook.pack.disclaimer:
        raise Unmet(f"its disclaimer is {disclaimer!r}")


@then("every flag names its sources and the facts behind it")
def names_sources_and_facts(scene: Scene) -> None:
    for advisory in scene.answer.given().advisories:
        sourced = advisory.citations and all(each.cite and each.verdict for each in advisory.citations)
        if not sourced or advisory.because.truth != "yes":
            raise Unmet(f"{advisory.rule_id} does not")
