"""explain, rules, lint, schema, completion and --version, beyond their wording."""

import json
import shutil
import subprocess

import pytest

from osteon.basics.version import VERSION
from osteon.doors.cli import main
from tests.unit.doors.conftest import PACK, PATIENTS


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"osteon {VERSION}\n")


def test_explain_takes_a_described_patient(osteon):
    ran = osteon("explain", "vitamin-d-above-level", "--d3", "6000 IU/day", "--format", "json")
    told = json.loads(ran.out)
    assert told["patient"]["verdict"]["verdict"] == "raised"
    assert told["patient"]["because"]["limit"] == "4,000 IU/day"
    assert told["rule"]["thresholds"][0]["source"] == "T2"


def test_a_retired_rule_is_explained_but_not_evaluated(osteon, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    rule = pack / "bones" / "vitamin-d-above-level.yaml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("status: active", "status: retired"), encoding="utf-8"
    )
    assert osteon("explain", "vitamin-d-above-level", pack=str(pack)).code == 0
    ran = osteon("explain", "vitamin-d-above-level", PATIENTS / "quiet.json", pack=str(pack))
    assert ran.code == 2
    assert "retired" in ran.err


def test_a_rule_of_tomorrow_is_explained_with_the_numbers_of_its_first_day(osteon, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    rule = pack / "bones" / "vitamin-d-above-level.yaml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("since: 2026-11-24", "since: 2027-01-01"), encoding="utf-8"
    )
    ran = osteon("explain", "vitamin-d-above-level", PATIENTS / "quiet.json", pack=str(pack))
    assert "For " in ran.out
    assert "NOT IN FORCE" in ran.out


def test_lint_fails_on_request_and_on_an_example_that_differs(osteon, tmp_path):
    assert osteon("lint", PACK).code == 0
    assert osteon("lint", PACK, "--fail-on", "warning").code == 1
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    rule = pack / "bones" / "vitamin-d-above-level.yaml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("then: raised", "then: not raised"), encoding="utf-8"
    )
    ran = osteon("lint", pack)
    assert ran.code == 1
    assert "[example-differs]" in ran.out


def test_lint_lists_everything_as_json(osteon):
    findings = json.loads(osteon("lint", PACK, "--format", "json").out)
    assert {"not-approved", "no-example"} <= {found["code"] for found in findings}
    assert all(found["place"].startswith("pack/") for found in findings)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_commands_and_options(osteon, shell):
    script = osteon("completion", shell).out
    for word in ("evaluate", "explain", "--fail-on", "--nothing-else"):
        assert word.lstrip("-") in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here to ask")
def test_bash_completes_a_command_an_option_a_choice_and_a_file(osteon, tmp_path):
    (tmp_path / "osteon").write_text(osteon("completion", "bash").out, encoding="utf-8")
    (tmp_path / "patient.json").touch()

    def offered(*words: str) -> list[str]:
        script = (
            f"source ./osteon; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; "
            '_shtab_osteon; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        ran = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return ran.stdout.split()

    assert offered("osteon", "ev") == ["evaluate"]
    assert offered("osteon", "evaluate", "--fail-on-") == ["--fail-on-unknown"]
    assert offered("osteon", "evaluate", "--format", "ht") == ["html"]
    assert offered("osteon", "evaluate", "pat") == ["patient.json"]
