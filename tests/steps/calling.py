"""Sentences about a program that calls the library."""

import json

from pytest_bdd import given, then, when

from osteon import OsteonError, Report, evaluate, load_rulebook
from tests.steps.scene import Answer, Patient
from tests.steps.words import TODAY, sentence

Table = list[list[str]]

KEYWORDS = {"yes": True, "no": False}


@given("the profile document:", target_fixture="document")
def profile_document(docstring: str) -> str:
    return docstring


@when("a program calls evaluate with:")
def called_with_keywords(answer: Answer, datatable: Table) -> None:
    assert datatable[0] == ["argument", "value"], "the table has the columns argument and value"
    told = {argument: argued(argument, value) for argument, value in datatable[1:]}
    answer.report = evaluate(as_of=TODAY, **told)  # type: ignore[arg-type]  # mypy pairs the table with every keyword


def argued(argument: str, value: str) -> object:
    """Return a Python argument as a programmer would write it."""
    return value.split(", ") if argument == "medications" else KEYWORDS.get(value, value)


@when("a program calls evaluate with the document")
def called_with_document(answer: Answer, document: str) -> None:
    call(answer, document, TODAY.isoformat())


@when(sentence('a program calls evaluate with the document as of "{on:Quoted}"'))
def called_with_document_on(answer: Answer, document: str, on: str) -> None:
    call(answer, document, on)


def call(answer: Answer, document: str, on: str) -> None:
    """Evaluate a document, and keep the error if one comes in place of a report."""
    try:
        answer.report = evaluate(document, as_of=on)
    except OsteonError as error:
        answer.error = error


@when("a program calls evaluate twice with the document, once as text and once as a mapping")
def called_twice(answer: Answer, document: str) -> None:
    answer.report = evaluate(document, as_of=TODAY)
    answer.second = evaluate(json.loads(document), as_of=TODAY)


@when("a program loads the shipped pack and evaluates the document twice with it")
def called_with_rulebook(answer: Answer, document: str) -> None:
    rulebook = load_rulebook()
    answer.report = evaluate(document, as_of=TODAY, rulebook=rulebook)
    answer.second = evaluate(document, as_of=TODAY, rulebook=rulebook)


@when("the profile is evaluated by the reference evaluator alone")
def evaluated_by_reference(patient: Patient, answer: Answer) -> None:
    answer.report = evaluate(patient.document, as_of=TODAY, engine="reference")


@then("there is a report")
def there_is_a_report(answer: Answer) -> None:
    assert isinstance(answer.given(), Report)


@then("there is no report")
def there_is_no_report(answer: Answer) -> None:
    assert answer.report is None


@then("both reports are the same to the byte")
def the_same_to_the_byte(answer: Answer) -> None:
    assert answer.second is not None
    assert answer.given().to_json().encode() == answer.second.to_json().encode()


@then(sentence('it is refused with {kind:Error} that says "{what:Quoted}"'))
def refused(answer: Answer, kind: str, what: str) -> None:
    assert type(answer.error).__name__ == kind, f"it is {answer.error!r}"
    assert what in str(answer.error), f"it says: {answer.error}"


@then("every rule of the pack has a verdict")
def every_rule_has_a_verdict(answer: Answer) -> None:
    judged = [verdict.rule_id for verdict in answer.given().verdicts]
    assert sorted(judged) == sorted(load_rulebook().rules)


@then("the report names both evaluators, the pack and its state of approval")
def names_what_produced_it(answer: Answer) -> None:
    versions, rulebook = answer.given().versions, load_rulebook()
    assert versions.engines == ("durable-rules 2.0.28", "reference")
    assert (versions.pack, versions.pack_hash) == (rulebook.pack.id, rulebook.hash)
    assert versions.approval == rulebook.pack.approval


@then("the report names the reference evaluator only")
def names_the_reference_only(answer: Answer) -> None:
    assert answer.given().versions.engines == ("reference",)


@then("the report carries a disclaimer")
def carries_a_disclaimer(answer: Answer) -> None:
    assert answer.given().to_dict()["disclaimer"] == load_rulebook().pack.disclaimer != ""


@then("every flag names its sources and the facts behind it")
def names_sources_and_facts(answer: Answer) -> None:
    for advisory in answer.given().advisories:
        assert advisory.citations and advisory.because.truth == "yes", advisory.rule_id
        assert all(citation.cite and citation.verdict for citation in advisory.citations)
