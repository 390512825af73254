import json
import re
import sys

import pytest

from osteon.basics.version import VERSION
from tests.architecture.house import TOP
from tests.packaging.bare import DAY, PROFILE, run

pytestmark = pytest.mark.network


def test_nothing_that_only_tests_need_comes_along(bare):
    listed = bare.run("python", "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check")
    names = {line.partition("==")[0].lower() for line in listed.splitlines()}
    assert {"osteon", "pydantic"} <= names
    assert names.isdisjoint({"pytest", "pytest-bdd", "hypothesis", "jsonschema", "ruff", "mypy", "hatchling"})


def test_one_library_call_raises_the_flag(bare):
    report = bare.evaluate()
    assert report["advisories"][0]["severity"] == "critical"
    assert report["versions"]["osteon"] == VERSION
    assert [re.sub(r" .*", "", name) for name in report["versions"]["engines"]] == [
        "durable-rules",
        "reference",
    ]


def test_the_command_line_says_the_same_as_the_library(bare):
    told = bare.run(
        "osteon",
        "evaluate",
        "--as-of",
        DAY,
        "--format",
        "json",
        "-",
        text=json.dumps(PROFILE),
        status=(0, 1),
    )
    assert json.loads(told)["advisories"] == bare.evaluate()["advisories"]


def test_the_rules_are_those_of_the_checkout(bare):
    asked = "import osteon; print(osteon.load_rulebook().hash, len(osteon.load_rulebook().rules))"
    here = run([bare.python, "-c", asked], cwd=bare.home).stdout
    assert here == bare.run(
        "python", "-c", asked.replace("load_rulebook()", f"load_rulebook({str(TOP / 'rules')!r})")
    )


def test_a_program_that_uses_osteon_is_checked_against_its_types(bare, tmp_path):
    program = tmp_path / "consumer.py"
    program.write_text(
        "from osteon import evaluate\n"
        'severity: str = evaluate(medications=["warfarin"]).advisories[0].severity\n'
        'wrong: int = evaluate(medications=["warfarin"]).advisories[0].severity\n'
    )
    command = [
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        str(bare.python),
        "--cache-dir",
        tmp_path,
        program,
    ]
    found = run([sys.executable, *command], cwd=tmp_path).stdout
    assert re.findall(r"consumer\.py:(\d+): error: .*\[(.*)\]", found) == [("3", "assignment")], found
