"""Sentences about conditions, surgery, test results and food."""

from pytest_bdd import given

from tests.steps.scene import Patient
from tests.steps.words import ago, sentence


@given(sentence("who {having:Having} {condition:Name}"))
def has(patient: Patient, having: str, condition: str) -> None:
    patient.add("conditions", {"name": condition, "status": having})


@given(sentence("who is allergic to {substance:Name}"))
def allergic(patient: Patient, substance: str) -> None:
    patient.add("allergies", {"name": substance})


@given(sentence("whose last surgery was {when:Days} ago"))
def last_surgery(patient: Patient, when: int) -> None:
    patient.add("surgeries", {"name": "surgery", "status": "done", "date": ago(when)})


@given(sentence("whose next surgery is in {when:Days}"))
def next_surgery(patient: Patient, when: int) -> None:
    patient.add("surgeries", {"name": "surgery", "status": "planned", "date": ago(-when)})


@given("whose surgery has no date")
def undated_surgery(patient: Patient) -> None:
    patient.add("surgeries", {"name": "surgery", "status": "planned"})


@given(sentence("whose {test:Name} {when:Days} ago was {value:Number}"))
def tested(patient: Patient, test: str, when: int, value: str) -> None:
    patient.add("tests", {"name": test, "value": value, "date": ago(when)})


@given(
    sentence(
        "whose {test:Name} {when:Days} ago was {value:Number}, with a target from {low:Number} to {high:Number}"
    )
)
def tested_with_target(patient: Patient, test: str, when: int, value: str, low: str, high: str) -> None:
    target = {"target_low": low, "target_high": high}
    patient.add("tests", {"name": test, "value": value, "date": ago(when), **target})


@given(sentence("who eats {servings:Servings} of natto a week"))
def eats_natto(patient: Patient, servings: str) -> None:
    patient.tell_within("diet", "natto", f"{servings}/week")


@given("who never eats natto")
def never_eats_natto(patient: Patient) -> None:
    patient.tell_within("diet", "natto", "0 servings/week")


@given(sentence("who eats {food:Name}"))
def eats(patient: Patient, food: str) -> None:
    patient.add("supplements", {"name": food})


@given(sentence("whose vitamin K from food {steady:Steadiness}"))
def vitamin_k_from_food(patient: Patient, steady: str) -> None:
    patient.tell_within("diet", "vitamin_k_consistent", steady)


@given(sentence("whose food gives {dose:Daily} of calcium"))
def calcium_from_food(patient: Patient, dose: str) -> None:
    patient.tell_within("diet", "calcium", dose)


@given(sentence("whose food gives {dose:Daily} of vitamin K"))
def vitamin_k_in_food(patient: Patient, dose: str) -> None:
    patient.tell_within("diet", "vitamin_k", dose)


@given(sentence("who was counselled on steady vitamin K {when:Days} ago"))
def counselled(patient: Patient, when: int) -> None:
    patient.tell_within("counselled", "dietary-vitamin-k", ago(when))
