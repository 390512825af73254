"""Sentences about what the patient takes, plans to take, or has stopped."""

from pytest_bdd import given

from tests.steps import tables
from tests.steps.scene import Patient
from tests.steps.words import ago, sentence

Table = list[list[str]]


def ingredients(datatable: Table) -> list[dict[str, object]]:
    """Read the table of what a label lists."""
    assert datatable[0] == ["substance", "amount"], "the table has the columns substance and amount"
    return [{"name": substance, "amount": dose} for substance, dose in datatable[1:]]


@given(sentence("who {use:Use} {substance:Name}"))
def takes(patient: Patient, use: str, substance: str) -> None:
    patient.take(substance, status=use)


@given(sentence("who {use:Use} {dose:Amount} of {substance:Name}"))
def takes_dose(patient: Patient, use: str, dose: str, substance: str) -> None:
    patient.take(substance, status=use, amount=dose)


@given(sentence("who {use:Use} {dose:Amount} of {substance:Name}, {manner:Manner}"))
def takes_somehow(patient: Patient, use: str, dose: str, substance: str, manner: str) -> None:
    field, said = tables.MANNERS[manner]
    patient.take(substance, status=use, amount=dose, **{field: said})


@given(sentence("who {use:Use} {dose:Amount} of {substance:Name}, begun {when:Days} ago"))
def takes_since(patient: Patient, use: str, dose: str, substance: str, when: int) -> None:
    patient.take(substance, status=use, amount=dose, started=ago(when))


@given(sentence("who {use:Use} {dose:Amount} of {substance:Name}, for {length:Days} in all"))
def takes_dose_for(patient: Patient, use: str, dose: str, substance: str, length: int) -> None:
    patient.take(substance, status=use, amount=dose, course_days=length)


@given(sentence("who {use:Use} {substance:Name}, for {length:Days} in all"))
def takes_for(patient: Patient, use: str, substance: str, length: int) -> None:
    patient.take(substance, status=use, course_days=length)


@given(sentence("whose {substance:Name} and calcium are {gap:Length} apart"))
def apart_from_calcium(patient: Patient, substance: str, gap: str) -> None:
    patient.tell_within("apart_from_calcium", substance, gap)


@given(sentence("whose {substance:Name} and calcium are taken {nearness:Nearness}"))
def told_apart_from_calcium(patient: Patient, substance: str, nearness: str) -> None:
    patient.tell_within("apart_from_calcium", substance, nearness)


@given(sentence('who {use:Use} a product labelled "{label:Quoted}" with:'))
def takes_labelled(patient: Patient, use: str, label: str, datatable: Table) -> None:
    patient.add("supplements", {"name": label, "status": use, "ingredients": ingredients(datatable)})


@given(sentence("who {use:Use} {product:Name} with:"))
def takes_product(patient: Patient, use: str, product: str, datatable: Table) -> None:
    patient.take(product, status=use, ingredients=ingredients(datatable))


@given(sentence('who {use:Use} "{label:Quoted}", whose label we have not seen'))
def takes_unlabelled(patient: Patient, use: str, label: str) -> None:
    patient.add("supplements", {"name": label, "status": use})


@given(sentence("who {what:Change} {substance:Name} {when:Days} ago"))
def changed(patient: Patient, what: str, substance: str, when: int) -> None:
    status = "stopped" if what == "stopped" else "active"
    patient.take(substance, status=status, **{what: ago(when)})


@given(sentence("who stopped {substance:Name}, nobody knows when"))
def stopped_sometime(patient: Patient, substance: str) -> None:
    patient.take(substance, status="stopped")


@given(sentence("whose {substance:Name} was entered in error"))
def entered_in_error(patient: Patient, substance: str) -> None:
    patient.take(substance, status="entered in error")


@given(sentence("who was prescribed {dose:Amount} of {substance:Name} for {weeks:Whole} weeks"))
def prescribed(patient: Patient, dose: str, substance: str, weeks: int) -> None:
    patient.take(substance, amount=dose, prescribed="yes", course_weeks=weeks)


@given(sentence("who does not take {substance:Name}"))
def does_not_take(patient: Patient, substance: str) -> None:
    patient.tell_within("takes", substance, "none")


@given(sentence("whose intake of {substance:Name} is not known"))
def intake_not_known(patient: Patient, substance: str) -> None:
    patient.tell_within("takes", substance, "unknown")


@given(sentence("whose {substance:Name} adds up to {dose:Daily}"))
def adds_up_to(patient: Patient, substance: str, dose: str) -> None:
    patient.tell_within("takes", substance, dose)
