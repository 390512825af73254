import tarfile
import zipfile

import pytest

from tests.architecture.house import TOP, kept_files
from tests.packaging.bare import built

pytestmark = pytest.mark.network


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kept_under(folder):
    return {path.relative_to(TOP).as_posix() for path in kept_files() if path.is_relative_to(TOP / folder)}


def test_the_wheel_holds_the_package_and_the_rules_and_nothing_else(wheel):
    modules = {name.removeprefix("engine/") for name in kept_under("engine")}
    rules = {f"osteon/{name}" for name in kept_under("rules")}
    inside = {name for name in contents(wheel) if ".dist-info/" not in name}
    assert inside == modules | rules


def test_the_wheel_carries_the_licence_and_the_command(wheel):
    inside = {name.partition(".dist-info/")[2]: text for name, text in contents(wheel).items()}
    assert inside["licenses/LICENSE"] == (TOP / "LICENSE").read_bytes()
    assert b"osteon = osteon.doors.cli:" in inside["entry_points.txt"]


def test_a_wheel_is_the_same_from_the_source_distribution_and_from_the_tree(wheel, tmp_path):
    from_tree = next(built(tmp_path, "--wheel").glob("*.whl"))
    assert contents(from_tree) == contents(wheel)


def test_the_source_distribution_holds_what_is_needed_to_test_it(release):
    with tarfile.open(next(release.glob("*.tar.gz"))) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for folder in (
        "benchmarks",
        "deploy",
        "docs",
        "engine",
        "examples",
        "features",
        "rules",
        "tests",
        "tools",
    ):
        assert kept_under(folder) <= inside, folder
    assert {"CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml"} <= inside
