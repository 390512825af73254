import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.house import ENGINE, TOP

TRESPASSES = {
    "an import goes up": ("basics/truth.py", "import osteon.language.syntax", "Imports go down"),
    "a circle within a room": ("language/syntax.py", "import osteon.language.judge", "No circles"),
    "durable-rules in another room": ("reasoning/plain.py", "import durable_rules_engine", "durable-rules"),
    "pydantic in the language": ("language/english.py", "import pydantic", "pydantic"),
    "yaml at the patient": ("patient/vocabulary.py", "import yaml", "YAML"),
    "a call over the network": ("doors/library.py", "import urllib.request", "talks to nobody"),
}


LINT = "from importlinter.cli import lint_imports_command as run; run()"


def lint_imports(engine):
    contracts = TOP / "pyproject.toml"
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", "--config", contracts],
        cwd=engine,
        env={**os.environ, "PYTHONPATH": str(engine), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_keep_the_contracts_of_the_house():
    found = lint_imports(ENGINE.parent)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("trespass", TRESPASSES)
def test_a_trespass_is_noticed(trespass, tmp_path):
    module, line, contract = TRESPASSES[trespass]
    shutil.copytree(ENGINE, tmp_path / "osteon", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "osteon" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    found = lint_imports(tmp_path)
    broken = [said for said in found.stdout.splitlines() if "BROKEN" in said]
    assert found.returncode == 1, found.stdout + found.stderr
    assert any(contract in said for said in broken), found.stdout
