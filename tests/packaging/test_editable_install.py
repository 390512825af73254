import shutil

import pytest

from tests.architecture.house import TOP, kept_files
from tests.packaging.bare import DAY, Environment, new_environment

pytestmark = pytest.mark.network


def copy_kept_files(folder):
    for path in kept_files():
        copy = folder / path.relative_to(TOP)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)


@pytest.fixture(scope="module")
def checkout(shared):
    """A clean copy of this checkout, so that nothing here is touched."""
    return shared("checkout", copy_kept_files)


@pytest.fixture(scope="module")
def without_compiler(index, checkout, shared):
    """What `make demo ENGINE=reference` sets up."""

    def set_up(home):
        environment = new_environment(home)
        tool = checkout / "tools" / "requirements.py"
        needed = home / "requirements.txt"
        needed.write_text(environment.run("python", tool, "--without", "durable-rules"))
        environment.install("--requirement", needed)
        environment.install("--no-deps", "--editable", checkout)

    return Environment(shared("without-compiler", set_up))


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
    call = f"""if True:
        import osteon
        try:
            osteon.evaluate(medications=[], as_of={DAY!r})
        except osteon.EngineUnavailable as missing:
            print(missing)
    """
    told = without_compiler.run("python", "-c", call)
    assert "durable-rules==2.0.28" in told and 'engine="reference"' in told
