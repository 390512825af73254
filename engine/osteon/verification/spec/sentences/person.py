"""Sentences about who the patient is."""

from osteon.verification.spec.registry import given
from osteon.verification.spec.scene import Scene


@given("who is a {age:Whole}-year-old {sex:Sex}")
def aged(scene: Scene, age: int, sex: str) -> None:
    scene.patient.tell("age", age)
    scene.patient.tell("sex", sex)


@given("who is {age:Whole} years old")
def of_age(scene: Scene, age: int) -> None:
    scene.patient.tell("age", age)


@given("who is a {sex:Sex}")
def of_sex(scene: Scene, sex: str) -> None:
    scene.patient.tell("sex", sex)


@given("who is a {sex:Sex} born on {birth:Day}")
def born_on(scene: Scene, birth: str, sex: str) -> None:
    scene.patient.tell("birth_date", birth)
    scene.patient.tell("sex", sex)


@given("who {being:Being} pregnant")
def pregnant(scene: Scene, being: str) -> None:
    answers = {"is": "pregnant", "is not": "not pregnant", "may be": "possible"}
    scene.patient.tell("pregnancy", answers[being])


@given("who {being:Being} past the menopause")
def postmenopausal(scene: Scene, being: str) -> None:
    answers = {"is": "yes", "is not": "no", "may be": "unknown"}
    scene.patient.tell("postmenopausal", answers[being])


@given("who {being:Being} breastfeeding")
def breastfeeding(scene: Scene, being: str) -> None:
    answers = {"is": "yes", "is not": "no", "may be": "unknown"}
    scene.patient.tell("breastfeeding", answers[being])
