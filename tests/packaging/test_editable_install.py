import shutil

import pytest

from tests.architecture.house import TOP, kept_files
from tests.packaging.bare import new_environment

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A clean copy of this checkout, so that nothing here is touched."""
    folder = tmp_path_factory.mktemp("checkout")
    for path in kept_files():
        copy = folder / path.relative_to(TOP)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder


@pytest.fixture(scope="module")
def without_compiler(index, checkout, tmp_path_factory):
    """What `make demo ENGINE=reference` sets up."""
    environment = new_environment(tmp_path_factory.mktemp("reference"))
    needed = environment.home / "requirements.txt"
    listed = environment.run("python", checkout / "tools" / "requirements.py", "--without", "durable-rules")
    needed.write_text(listed)
    environment.install("--requirement", needed)
    environment.install("--no-deps", "--editable", checkout)
    return environment


def test_an_edited_rule_speaks_at_once(without_compiler, checkout):
    pack = checkout / "rules" / "pack.yaml"
    before = without_compiler.evaluate(engine="reference")["versions"]["pack_hash"]
    pack.write_text(pack.read_text() + "# edited\n")
    assert without_compiler.evaluate(engine="reference")["versions"]["pack_hash"] != before


def test_the_reference_evaluator_speaks_where_nothing_was_compiled(without_compiler):
    report = without_compiler.evaluate(engine="reference")
    assert report["versions"]["engines"] == ["reference"]
    assert report["advisories"][0]["severity"] == "critical"


def test_the_default_engine_says_what_to_install(without_compiler):
    call = (
        "import osteon\ntry: osteon.evaluate(medications=[])\nexcept osteon.EngineUnavailable as e: print(e)"
    )
    told = without_compiler.run("python", "-c", call)
    assert "durable-rules==2.0.28" in told and 'engine="reference"' in told
