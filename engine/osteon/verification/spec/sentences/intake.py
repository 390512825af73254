"""Sentences about what the patient takes, plans to take, or has stopped."""

from osteon.verification.spec import words
from osteon.verification.spec.gaps import ago
from osteon.verification.spec.registry import given
from osteon.verification.spec.scene import Scene, Table, rows_of


def ingredients(table: Table) -> list[dict[str, object]]:
    """Read the table of what a label lists."""
    return [{"name": substance, "amount": dose} for substance, dose in rows_of(table, "substance", "amount")]


@given("who {use:Use} {substance:Name}")
def takes(scene: Scene, use: str, substance: str) -> None:
    scene.take(substance, status=use)


@given("who {use:Use} {dose:Amount} of {substance:Name}")
def takes_dose(scene: Scene, use: str, dose: str, substance: str) -> None:
    scene.take(substance, status=use, amount=dose)


@given("who {use:Use} {dose:Amount} of {substance:Name}, {manner:Manner}")
def takes_somehow(scene: Scene, use: str, dose: str, substance: str, manner: str) -> None:
    field, said = words.MANNERS[manner]
    scene.take(substance, status=use, amount=dose, **{field: said})


@given("who {use:Use} {dose:Amount} of {substance:Name}, {times:Number} times a day on average")
def takes_so_often(scene: Scene, use: str, dose: str, substance: str, times: str) -> None:
    scene.take(substance, status=use, amount=dose, times_per_day=times)


@given("who {use:Use} {dose:Amount} of {substance:Name}, begun {when:Days} ago")
def takes_since(scene: Scene, use: str, dose: str, substance: str, when: int) -> None:
    scene.take(substance, status=use, amount=dose, started=ago(when))


@given("who {use:Use} {dose:Amount} of {substance:Name}, for {length:Days} in all")
def takes_dose_for(scene: Scene, use: str, dose: str, substance: str, length: int) -> None:
    scene.take(substance, status=use, amount=dose, course_days=length)


@given("who {use:Use} {substance:Name}, for {length:Days} in all")
def takes_for(scene: Scene, use: str, substance: str, length: int) -> None:
    scene.take(substance, status=use, course_days=length)


@given("whose {substance:Name} and calcium are {gap:Length} apart")
def apart_from_calcium(scene: Scene, substance: str, gap: str) -> None:
    scene.patient.tell_within("apart_from_calcium", substance, gap)


@given("whose {substance:Name} and calcium are taken {nearness:Nearness}")
def told_apart_from_calcium(scene: Scene, substance: str, nearness: str) -> None:
    scene.patient.tell_within("apart_from_calcium", substance, nearness)


@given('who {use:Use} a product labelled "{label:Quoted}" with:')
def takes_labelled(scene: Scene, use: str, label: str, table: Table) -> None:
    scene.patient.add("supplements", {"name": label, "status": use, "ingredients": ingredients(table)})


@given("who {use:Use} {product:Name} with:")
def takes_product(scene: Scene, use: str, product: str, table: Table) -> None:
    scene.take(product, status=use, ingredients=ingredients(table))


@given('who {use:Use} "{label:Quoted}", whose label we have not seen')
def takes_unlabelled(scene: Scene, use: str, label: str) -> None:
    scene.patient.add("supplements", {"name": label, "status": use})


@given("who {what:Change} {substance:Name} {when:Days} ago")
def changed(scene: Scene, what: str, substance: str, when: int) -> None:
    status = "stopped" if what == "stopped" else "active"
    scene.take(substance, status=status, **{what: ago(when)})


@given("who stopped {substance:Name}, nobody knows when")
def stopped_sometime(scene: Scene, substance: str) -> None:
    scene.take(substance, status="stopped")


@given("whose {substance:Name} was entered in error")
def entered_in_error(scene: Scene, substance: str) -> None:
    scene.take(substance, status="entered in error")


@given("who was prescribed {dose:Amount} of {substance:Name} for {weeks:Whole} weeks")
def prescribed(scene: Scene, dose: str, substance: str, weeks: int) -> None:
    scene.take(substance, amount=dose, prescribed="yes", course_weeks=weeks)


@given("who does not take {substance:Name}")
def does_not_take(scene: Scene, substance: str) -> None:
    scene.patient.tell_within("takes", substance, "none")


@given("whose intake of {substance:Name} is not known")
def intake_not_known(scene: Scene, substance: str) -> None:
    scene.patient.tell_within("takes", substance, "unknown")


@given("whose {substance:Name} adds up to {dose:Daily}")
def adds_up_to(scene: Scene, substance: str, dose: str) -> None:
    scene.patient.tell_within("takes", substance, dose)
