"""Sentences about the lists of a record, and how complete they are."""

from pytest_bdd import given

from tests.steps.scene import Patient
from tests.steps.words import sentence

MEDICINES_AND_SUPPLEMENTS = ("medications", "supplements")
HISTORY = ("conditions", "surgeries", "allergies")


@given("a patient whose medicines and supplements are all listed")
def all_listed(patient: Patient) -> None:
    patient.close(*MEDICINES_AND_SUPPLEMENTS)


@given("a patient of whom we know only what follows")
def nothing_else_known(patient: Patient) -> None:
    assert not patient.document, "this sentence comes first"


@given("whose history holds nothing else of note")
def nothing_else_of_note(patient: Patient) -> None:
    patient.close(*HISTORY)


@given("whose list of medicines and supplements may be incomplete")
def may_be_incomplete(patient: Patient) -> None:
    for name in MEDICINES_AND_SUPPLEMENTS:
        patient.leave_open(name)


@given(sentence("whose {thing:Unknown} is not known"))
def not_known(patient: Patient, thing: str) -> None:
    patient.forget(thing)
    if thing != "age":
        patient.tell(thing, "unknown")


@given(sentence("whose list of {where:List} is {state:ListState}"))
def list_is(patient: Patient, where: str, state: str) -> None:
    patient.forget(where)
    match state:
        case "not mentioned":
            pass
        case "left blank":
            patient.tell(where, None)
        case "asked for and not known":
            patient.tell(where, "unknown")
        case "empty":
            patient.tell(where, [])
        case "empty and complete":
            patient.close(where)
        case "confirmed to be none":
            patient.tell(where, "none")
        case "empty and may be incomplete":
            patient.leave_open(where)


@given(sentence('whose list of {where:List} also reads "{text:Quoted}"'))
def list_also_reads(patient: Patient, where: str, text: str) -> None:
    patient.add(where, {"name": text})


@given(sentence('whose list of {where:List} carries the {system:Name} code "{code:Quoted}"'))
def list_carries_code(patient: Patient, where: str, system: str, code: str) -> None:
    patient.add(where, {"name": f"{system} {code}", "codes": [{"system": system, "code": code}]})
