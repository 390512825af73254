import ast
import subprocess
import sys
import tomllib

import osteon
from osteon.basics.version import DURABLE_RULES, VERSION
from tests.architecture.house import ENGINE, TOP, modules

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names_for_type_checkers():
    tree = ast.parse((ENGINE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    return {alias.name: each.module for each in block.body for alias in each.names}


def test_the_public_names_are_sorted():
    assert osteon.__all__ == sorted(osteon.__all__)


def test_every_public_name_is_there_and_says_what_it_is():
    for name in osteon.__all__:
        assert getattr(osteon, name).__doc__, name


def test_a_type_checker_sees_the_names_that_are_fetched():
    assert names_for_type_checkers() == osteon._HOMES
    assert sorted([*osteon._HOMES, "__version__"]) == osteon.__all__


def test_nothing_else_is_public():
    fresh = subprocess.run(
        [sys.executable, "-c", "import osteon; print(*dir(osteon))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert fresh.stdout.split() == osteon.__all__


def test_a_public_name_is_re_exported_in_one_place():
    rooms = {name: tree for name, tree in modules().items() if name.endswith("/__init__.py")}
    importing = [
        name for name, tree in rooms.items() if any(isinstance(node, ast.ImportFrom) for node in tree.body)
    ]
    assert importing == []


def test_the_package_is_typed():
    assert (ENGINE / "py.typed").read_bytes() == b""


def test_one_version_is_told_everywhere():
    assert osteon.__version__ == VERSION
    assert f"durable-rules=={DURABLE_RULES}" in PROJECT["dependencies"]


def test_the_extra_all_holds_every_extra():
    extras = PROJECT["optional-dependencies"]
    assert extras["all"] == [f"osteon[{','.join(sorted(set(extras) - {'all'}))}]"]
