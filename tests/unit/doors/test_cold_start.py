"""What one evaluation must not load: a command line that answers at once imports little."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.doors.conftest import PACK, PATIENTS

ENGINE = Path(__file__).parents[3] / "engine"

DEAR = {
    "ast",
    "asyncio",
    "ctypes",
    "dataclasses",
    "difflib",
    "hashlib",
    "http",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "jinja2",
    "logging",
    "pathlib",
    "pydantic",
    "pydantic_core",
    "rich",
    "shtab",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "textwrap",
    "typer",
    "unicodedata",
    "urllib",
    "yaml",
}
PROGRAM = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
before = set(sys.modules)
from osteon.doors.cli import main
main()
sys.stderr.write("\\n".join(set(sys.modules) - before))
"""


@pytest.fixture(autouse=True, scope="module")
def stored_packs(tmp_path_factory):
    # Checking a pack is dear and done once. In the cache of all tests it might have to make room again.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OSTEON_CACHE", str(tmp_path_factory.mktemp("cache")))
        for options in ([], ["--pack", PACK]):
            loaded_by("evaluate", str(PATIENTS / "quiet.json"), "--as-of", "2026-11-24", *options)
        yield


def loaded_by(*arguments: str) -> set[str]:
    ran = subprocess.run(
        # Isolated, so that what the environment of the tests loads at start-up is not counted.
        [sys.executable, "-I", "-c", PROGRAM, str(ENGINE), *arguments],
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.splitlines())


@pytest.mark.parametrize("form", ["table", "json", "ndjson"])
@pytest.mark.parametrize("engine", ["durable-rules", "reference"])
def test_an_evaluation_loads_nothing_dear(form, engine):
    evaluate = ["evaluate", "--pack", PACK, "--as-of", "2026-11-24"]
    loaded = loaded_by(*evaluate, "--engine", engine, "--format", form, str(PATIENTS / "quiet.json"))
    assert loaded & DEAR == set()
    assert {name for name in loaded if name.startswith("osteon.knowledge.")} <= {
        "osteon.knowledge.cache",
        "osteon.knowledge.engine",
        "osteon.knowledge.folder",
        "osteon.knowledge.keeping",
        "osteon.knowledge.models",
        "osteon.knowledge.shelf",
        "osteon.knowledge.stored",
        "osteon.knowledge.stored_conditions",
    }


def test_a_plain_line_does_without_argparse():
    line = ["evaluate", str(PATIENTS / "quiet.json"), "--as-of", "2026-11-24"]
    seldom = {"argparse", "gettext", "json", "locale", "osteon.reasoning.strata"}
    assert loaded_by(*line) & (DEAR | seldom) == set()


@pytest.mark.parametrize("command", ["evaluate", "explain", "rules", "lint", "schema", "completion"])
def test_help_loads_nothing_of_what_the_command_does(command):
    loaded = loaded_by_help(command)
    assert loaded & (DEAR - {"shutil", "textwrap"}) == set()  # argparse wraps help with these
    assert {
        name for name in loaded if name.startswith(("osteon.reasoning", "osteon.knowledge", "osteon.patient"))
    } == set()


def loaded_by_help(command: str) -> set[str]:
    program = PROGRAM.replace("main()", "try:\n    main()\nexcept SystemExit:\n    pass")
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, str(ENGINE), command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stderr.splitlines())


@pytest.mark.parametrize(
    ("form", "library"), [("html", "jinja2"), ("markdown", "osteon.doors.rendering.markdown")]
)
def test_a_form_loads_what_it_needs_and_not_the_profile_model(form, library):
    loaded = loaded_by(
        "evaluate", "--pack", PACK, "--as-of", "2026-11-24", "--format", form, str(PATIENTS / "quiet.json")
    )
    assert library in loaded
    assert "pydantic" not in loaded
