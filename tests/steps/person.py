"""Sentences about who the patient is."""

from pytest_bdd import given

from tests.steps.scene import Patient
from tests.steps.words import sentence


@given(sentence("who is a {age:Whole}-year-old {sex:Sex}"))
def aged(patient: Patient, age: int, sex: str) -> None:
    patient.tell("age", age)
    patient.tell("sex", sex)


@given(sentence("who is {age:Whole} years old"))
def of_age(patient: Patient, age: int) -> None:
    patient.tell("age", age)


@given(sentence("who is a {sex:Sex}"))
def of_sex(patient: Patient, sex: str) -> None:
    patient.tell("sex", sex)


@given(sentence("who is a {sex:Sex} born on {birth:Day}"))
def born_on(patient: Patient, birth: str, sex: str) -> None:
    patient.tell("birth_date", birth)
    patient.tell("sex", sex)


@given(sentence("who {being:Being} pregnant"))
def pregnant(patient: Patient, being: str) -> None:
    answers = {"is": "pregnant", "is not": "not pregnant", "may be": "possible"}
    patient.tell("pregnancy", answers[being])


@given(sentence("who {being:Being} past the menopause"))
def postmenopausal(patient: Patient, being: str) -> None:
    answers = {"is": "yes", "is not": "no", "may be": "unknown"}
    patient.tell("postmenopausal", answers[being])


@given(sentence("who {being:Being} breastfeeding"))
def breastfeeding(patient: Patient, being: str) -> None:
    answers = {"is": "yes", "is not": "no", "may be": "unknown"}
    patient.tell("breastfeeding", answers[being])
