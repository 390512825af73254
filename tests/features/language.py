"""The feature files and the step language as data, read with the official Gherkin parser.

pytest-bdd silently keeps one of two scenarios with the same name, takes one of
two steps that match, and reads a misspelt step as a description. What is read
here is what the files say, so that the tests can compare it with what is run.
"""

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

import tests.steps

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "features"
SENTENCES = ROOT / "docs" / "sentences.md"

KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True)
class Line:
    """A step as it is run: its kind, and its text with every gap filled."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """A scenario, or one row of a scenario outline, as it is run."""

    feature: str
    name: str
    tags: frozenset[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Scenario:
    """A scenario as it is written."""

    feature: str
    name: str
    keyword: str
    description: str
    steps: tuple[str, ...]
    examples: tuple[dict, ...]


@dataclass(frozen=True)
class Feature:
    """A feature file."""

    file: str
    description: str
    rules: tuple[dict, ...]
    scenarios: tuple[Scenario, ...]
    rows: tuple[Row, ...] = field(repr=False)


def sentences() -> list[StepFunctionContext]:
    """Return every step of the language."""
    for module in pkgutil.iter_modules(tests.steps.__path__, "tests.steps."):
        importlib.import_module(module.name)
    contexts = step_function_context_registry.values()
    return [each for each in contexts if each.step_func.__module__.startswith("tests.steps.")]


def plain(sentence: str) -> str:
    """Return a sentence as the documentation writes it: {dose:Amount} becomes {dose}."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", sentence)


@cache
def features() -> tuple[Feature, ...]:
    """Read every feature file."""
    return tuple(_feature(file) for file in sorted(FEATURES.rglob("*.feature")))


def rows() -> list[Row]:
    """Return every row that should be run."""
    return [row for feature in features() for row in feature.rows]


def scenarios() -> list[Scenario]:
    """Return every scenario that is written."""
    return [scenario for feature in features() for scenario in feature.scenarios]


def _feature(file: Path) -> Feature:
    name = file.relative_to(FEATURES).as_posix()
    document = Parser().parse(file.read_text(encoding="utf-8")) | {"uri": name}
    feature = document["feature"]
    rules = tuple(child["rule"] for child in feature["children"] if "rule" in child)
    children = [*feature["children"], *(child for rule in rules for child in rule["children"])]
    written = [child["scenario"] for child in children if "scenario" in child]
    return Feature(
        name,
        feature["description"],
        rules,
        tuple(_scenario(name, each) for each in written),
        tuple(_row(name, pickle) for pickle in Compiler().compile(document)),
    )


def _scenario(feature: str, written: dict) -> Scenario:
    return Scenario(
        feature,
        written["name"],
        written["keyword"],
        written["description"],
        tuple(_whole_text(step) for step in written["steps"]),
        tuple(written["examples"]),
    )


def _whole_text(step: dict) -> str:
    cells = [cell["value"] for row in step.get("dataTable", {}).get("rows", ()) for cell in row["cells"]]
    return "\n".join([step["text"], step.get("docString", {}).get("content", ""), *cells])


def _row(feature: str, pickle: dict) -> Row:
    lines = tuple(Line(KINDS[step["type"]], step["text"]) for step in pickle["steps"])
    tags = frozenset(tag["name"].removeprefix("@") for tag in pickle["tags"])
    return Row(feature, pickle["name"], tags, lines)
