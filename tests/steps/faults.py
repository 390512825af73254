"""Sentences about what goes wrong inside: a network that forgot a rule, a pack that cannot be read.

The faults are real: a network is built without some of its paths, and a copy of
the shipped pack is damaged on disk.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from pytest_bdd import given, when

from osteon import OsteonError, evaluate, load_rulebook
from osteon.knowledge.shelf import find_pack
from osteon.reasoning.advise import Advisor, advisor_for
from osteon.reasoning.network import plan_network
from osteon.reasoning.strata import stratify
from tests.steps.scene import Answer, Patient
from tests.steps.words import TODAY, sentence

RESERVED = frozenset(
    {"vocabulary", "terminology", "parameters", "definitions", "invariants", "evidence", "contradictions"}
)


@given(sentence('a network that has lost what it knows of "{flag:Flag}"'), target_fixture="network")
def damaged_network(flag: str) -> Advisor:
    whole = advisor_for(load_rulebook(), TODAY)
    lost = [rule.id for rule in whole.edition.rules].index(flag)
    strata = stratify(whole.edition, whole.regions)
    known = [path for path in strata.rules if path[0] != lost]
    plan = plan_network(len(whole.edition.rules), strata.phrases, known, strata.sizes, [])
    return Advisor(whole.edition, plan)


@when("the profile is evaluated with that network")
def evaluated_with_network(patient: Patient, answer: Answer, network: Advisor) -> None:
    try:
        answer.report = network.advise(patient.document, TODAY)
    except OsteonError as error:
        answer.error = error


def rule_file(pack: Path, rule: str) -> Path:
    """Return the file of a rule."""
    return next(pack.rglob(f"{rule}.yaml"))


def edit(file: Path, pattern: str, instead: str) -> None:
    """Replace the one place in a file that a pattern names."""
    text, count = re.subn(pattern, instead, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, f"{file.name} has nothing like {pattern}"
    file.write_text(text, encoding="utf-8")


def unknown_fact(pack: Path) -> None:
    """Let a rule read a fact that nobody declared."""
    edit(rule_file(pack, "vka-natto"), r"^when:\n", "when:\n  - takes.vitamin_q\n")


def unknown_source(pack: Path) -> None:
    """Let a rule cite a source that is not in the register."""
    edit(rule_file(pack, "vka-natto"), r"^because: \[", "because: [Z999, ")


def not_yaml(pack: Path) -> None:
    """Leave a bracket open."""
    rule_file(pack, "vka-natto").write_text("id: [vka-natto\n", encoding="utf-8")


def circle(pack: Path) -> None:
    """Let a rule stand above the rule that stands above it."""
    above = "supersedes:\n  - { rule: vka-vitamin-k-supplement, why: to go round in a circle }\nsays:\n"
    edit(rule_file(pack, "vka-consult-prescriber"), r"^says:\n", above)


def no_rules(pack: Path) -> None:
    """Take every rule away."""
    for folder in pack.iterdir():
        if folder.is_dir() and folder.name not in RESERVED:
            shutil.rmtree(folder)


FAULTS: dict[str, Callable[[Path], None]] = {
    "a rule reads a fact that does not exist": unknown_fact,
    "a rule cites a source that does not exist": unknown_source,
    "a rule file is not YAML": not_yaml,
    "two rules give way to each other": circle,
    "there are no rules": no_rules,
}


@given(sentence("a pack in which {fault:Fault}"), target_fixture="pack")
def broken_pack(tmp_path: Path, fault: str) -> Path:
    pack = tmp_path / "pack"
    shutil.copytree(find_pack(), pack)
    FAULTS[fault](pack)
    return pack


@when("a program evaluates a profile with that pack")
def evaluated_with_pack(answer: Answer, pack: Path) -> None:
    try:
        answer.report = evaluate({"medications": ["warfarin"]}, as_of=TODAY, rulebook=load_rulebook(pack))
    except OsteonError as error:
        answer.error = error
