"""The one thing that happens in a clinical scenario."""

from pytest_bdd import when

from osteon import evaluate
from tests.steps.scene import Answer, Patient
from tests.steps.words import TODAY, sentence


@when("the profile is evaluated")
def evaluated(patient: Patient, answer: Answer) -> None:
    answer.report = evaluate(patient.document, as_of=TODAY)


@when(sentence("the profile is evaluated as of {on:Day}"))
def evaluated_as_of(patient: Patient, answer: Answer, on: str) -> None:
    answer.report = evaluate(patient.document, as_of=on)
