"""Sentences about the lists of a record, and how complete they are."""

from osteon.verification.spec.registry import given
from osteon.verification.spec.scene import Scene
from osteon.verification.spec.unmet import Unmet

MEDICINES_AND_SUPPLEMENTS = ("medications", "supplements")
HISTORY = ("conditions", "surgeries", "allergies")


@given("a patient whose medicines and supplements are all listed")
def all_listed(scene: Scene) -> None:
    scene.patient.close(*MEDICINES_AND_SUPPLEMENTS)


@given("a patient of whom we know only what follows")
def nothing_else_known(scene: Scene) -> None:
    if scene.patient.document:
        raise Unmet("this sentence comes first, before anything is told of the patient")


@given("whose history holds nothing else of note")
def nothing_else_of_note(scene: Scene) -> None:
    scene.patient.close(*HISTORY)


@given("whose list of medicines and supplements may be incomplete")
def may_be_incomplete(scene: Scene) -> None:
    for name in MEDICINES_AND_SUPPLEMENTS:
        scene.patient.leave_open(name)


@given("whose {thing:Unknown} is not known")
def not_known(scene: Scene, thing: str) -> None:
    scene.patient.forget(thing)
    if thing != "age":
        scene.patient.tell(thing, "unknown")


@given("whose list of {where:List} is {state:ListState}")
def list_is(scene: Scene, where: str, state: str) -> None:
    scene.patient.forget(where)
    match state:
        case "not mentioned":
            pass
        case "left blank":
            scene.patient.tell(where, None)
        case "asked for and not known":
            scene.patient.tell(where, "unknown")
        case "empty":
            scene.patient.tell(where, [])
        case "empty and complete":
            scene.patient.close(where)
        case "confirmed to be none":
            scene.patient.tell(where, "none")
        case "empty and may be incomplete":
            scene.patient.leave_open(where)


@given('whose list of {where:List} also reads "{text:Quoted}"')
def list_also_reads(scene: Scene, where: str, text: str) -> None:
    scene.patient.add(where, {"name": text})


@given('whose list of {where:List} carries the {system:Name} code "{code:Quoted}"')
def list_carries_code(scene: Scene, where: str, system: str, code: str) -> None:
    scene.patient.add(where, {"name": f"{system} {code}", "codes": [{"system": system, "code": code}]})
