"""Sentences about what goes wrong inside: a network that forgot a rule, a pack that cannot be read.

The faults are real: a network is built without some of its paths, and a copy of
the shipped pack is damaged on disk.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from osteon.basics.errors import OsteonError
from osteon.knowledge.shelf import find_pack, load_rulebook
from osteon.reasoning.advise import Advisor, advisor_for
from osteon.reasoning.network import plan_network
from osteon.reasoning.strata import stratify
from osteon.verification.spec.gaps import TODAY
from osteon.verification.spec.registry import given, when
from osteon.verification.spec.scene import Scene
from osteon.verification.spec.unmet import Unmet

RESERVED = frozenset(
    {
        "vocabulary",
        "terminology",
        "parameters",
        "definitions",
        "invariants",
        "evidence",
        "contradictions",
        "approvals",
    }
)


@given('a network that has lost what it knows of "{flag:Flag}"')
def damaged_network(scene: Scene, flag: str) -> None:
    whole = advisor_for(scene.rulebook, TODAY)
    lost = [rule.id for rule in whole.edition.rules].index(flag)
    strata = stratify(whole.edition, whole.regions)
    known = [path for path in strata.rules if path[0] != lost]
    plan = plan_network(len(whole.edition.rules), strata.phrases, known, strata.sizes, [])
    scene.network = Advisor(whole.edition, plan)


@when("the profile is evaluated with that network")
def evaluated_with_network(scene: Scene) -> None:
    if scene.network is None:
        raise Unmet("no network was described")
    try:
        scene.answer.report = scene.network.advise(scene.patient.document, TODAY)
    except OsteonError as error:
        scene.answer.error = error


def rule_file(pack: Path, rule: str) -> Path:
    """Return the file of a rule."""
    return next(pack.rglob(f"{rule}.yaml"))


def edit(file: Path, pattern: str, instead: str) -> None:
    """Replace the one place in a file that a pattern names."""
    text, count = re.subn(pattern, instead, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if count != 1:
        raise Unmet(f"{file.name} has nothing like {pattern}, so it cannot be damaged in this way")
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


@given("a pack in which {fault:Fault}")
def broken_pack(scene: Scene, fault: str) -> None:
    scene.pack = scene.folder / "pack"
    shutil.copytree(find_pack(), scene.pack)
    FAULTS[fault](scene.pack)


@when("a program evaluates a profile with that pack")
def evaluated_with_pack(scene: Scene) -> None:
    if scene.pack is None:
        raise Unmet("no pack was described")
    try:
        rulebook = load_rulebook(scene.pack)
        scene.answer.report = scene.doors.evaluate(
            {"medications": ["warfarin"]}, as_of=TODAY, rulebook=rulebook
        )
    except OsteonError as error:
        scene.answer.error = error
