"""Sentences about conditions, surgery, test results and food."""

from osteon.verification.spec.gaps import ago
from osteon.verification.spec.registry import given
from osteon.verification.spec.scene import Scene


@given("who {having:Having} {condition:Name}")
def has(scene: Scene, having: str, condition: str) -> None:
    scene.patient.add("conditions", {"name": condition, "status": having})


@given("who is allergic to {substance:Name}")
def allergic(scene: Scene, substance: str) -> None:
    scene.patient.add("allergies", {"name": substance})


@given("who may be allergic to {substance:Name}")
def perhaps_allergic(scene: Scene, substance: str) -> None:
    scene.patient.add("allergies", {"name": substance, "status": "suspected"})


@given("whose last surgery was {when:Days} ago")
def last_surgery(scene: Scene, when: int) -> None:
    scene.patient.add("surgeries", {"name": "surgery", "status": "done", "date": ago(when)})


@given("whose next surgery is in {when:Days}")
def next_surgery(scene: Scene, when: int) -> None:
    scene.patient.add("surgeries", {"name": "surgery", "status": "planned", "date": ago(-when)})


@given("whose last surgery was on a day that nobody knows")
def surgery_some_time_ago(scene: Scene) -> None:
    scene.patient.add("surgeries", {"name": "surgery", "status": "done"})


@given("whose surgery has no date")
def undated_surgery(scene: Scene) -> None:
    scene.patient.add("surgeries", {"name": "surgery", "status": "planned"})


@given("whose {test:Name} {when:Days} ago was {value:Number}")
def tested(scene: Scene, test: str, when: int, value: str) -> None:
    scene.patient.add("tests", {"name": test, "value": value, "date": ago(when)})


@given(
    "whose {test:Name} {when:Days} ago was {value:Number}, with a target from {low:Number} to {high:Number}"
)
def tested_with_target(scene: Scene, test: str, when: int, value: str, low: str, high: str) -> None:
    target = {"target_low": low, "target_high": high}
    scene.patient.add("tests", {"name": test, "value": value, "date": ago(when), **target})


@given("whose {test:Name} on a day that nobody knows was {value:Number}")
def tested_some_time_ago(scene: Scene, test: str, value: str) -> None:
    scene.patient.add("tests", {"name": test, "value": value})


@given("who eats {servings:Servings} of natto a week")
def eats_natto(scene: Scene, servings: str) -> None:
    scene.patient.tell_within("diet", "natto", f"{servings}/week")


@given("who never eats natto")
def never_eats_natto(scene: Scene) -> None:
    scene.patient.tell_within("diet", "natto", "0 servings/week")


@given("who eats {food:Name}")
def eats(scene: Scene, food: str) -> None:
    scene.patient.add("supplements", {"name": food})


@given("whose vitamin K from food {steady:Steadiness}")
def vitamin_k_from_food(scene: Scene, steady: str) -> None:
    scene.patient.tell_within("diet", "vitamin_k_consistent", steady)


@given("whose food gives {dose:Daily} of calcium")
def calcium_from_food(scene: Scene, dose: str) -> None:
    scene.patient.tell_within("diet", "calcium", dose)


@given("whose food gives {dose:Daily} of vitamin K")
def vitamin_k_in_food(scene: Scene, dose: str) -> None:
    scene.patient.tell_within("diet", "vitamin_k", dose)


@given("who was counselled on steady vitamin K {when:Days} ago")
def counselled(scene: Scene, when: int) -> None:
    scene.patient.tell_within("counselled", "dietary-vitamin-k", ago(when))


@given("who was counselled on steady vitamin K in {year:Day}")
def counselled_some_time_in(scene: Scene, year: str) -> None:
    scene.patient.tell_within("counselled", "dietary-vitamin-k", year)
