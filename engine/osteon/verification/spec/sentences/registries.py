"""Sentences about a whole registry of patients, which is made up and screened by the program."""

import json
from shutil import copytree
from typing import Any

from osteon.knowledge.shelf import find_pack
from osteon.verification.spec.registry import given, then
from osteon.verification.spec.scene import Scene
from osteon.verification.spec.sentences.commands import run
from osteon.verification.spec.unmet import Unmet


@given('a registry "{name:Quoted}" of {count:Whole} made-up patients')
def registry_of(scene: Scene, name: str, count: int) -> None:
    run(scene, f"synth --patients {count} --seed 1 --as-of 2026-11-24 --out {name}")
    if scene.ran().returncode:
        raise Unmet("the registry could not be made up", tuple(scene.ran().stderr.splitlines()))


@given('a copy of the shipped pack in "{name:Quoted}"')
def copy_of_the_pack(scene: Scene, name: str) -> None:
    copytree(find_pack(), scene.folder / name)


@given('that "osteon {arguments:Quoted}" has been run')
def has_been_run(scene: Scene, arguments: str) -> None:
    run(scene, arguments)


@then('"{name:Quoted}" counts every patient under one verdict of every rule')
def counts_every_patient(scene: Scene, name: str) -> None:
    summary = _summary(scene, name)
    wrong = [
        rule["rule_id"] for rule in summary["rules"] if sum(rule["patients"].values()) != summary["patients"]
    ]
    if wrong or not summary["patients"] or not summary["rules"]:
        rules = ", ".join(wrong) or "any rule"
        raise Unmet(f"of {summary['patients']} patients not every one has a verdict of {rules}")


@then('"{one:Quoted}" and "{other:Quoted}" say the same of every rule')
def say_the_same(scene: Scene, one: str, other: str) -> None:
    first, second = _summary(scene, one), _summary(scene, other)
    if first["rules"] != second["rules"] or first["wanting"] != second["wanting"]:
        raise Unmet("the numbers of the two differ")


def _summary(scene: Scene, name: str) -> Any:
    return json.loads((scene.folder / name / "summary.json").read_text(encoding="utf-8"))
