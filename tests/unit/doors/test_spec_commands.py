"""`osteon spec`: exit codes, forms and what is said when there is nothing to play."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.architecture.house import TOP

MET = """\
Feature: Rows
  Scenario: Met
    Given who takes warfarin
    When the profile is evaluated
    Then there is a report
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "features").mkdir()
    return tmp_path / "features"


def test_check_plays_the_folder_that_is_here(osteon, here):
    (here / "rows.feature").write_text(MET, encoding="utf-8")
    ran = osteon("spec", "check", pack=None)
    assert (ran.code, ran.out) == (0, "1 row of 1 feature file played: 1 met, 0 not met.\n")


def test_check_exits_with_1_and_writes_both_forms(osteon, here):
    text = MET + MET.replace("Feature: Rows\n", "").replace("Met", "Not met").replace(
        "there is a", "there is no"
    )
    (here / "rows.feature").write_text(text, encoding="utf-8")
    ran = osteon("spec", "check", "--messages", "run.ndjson", "--junit", "run.xml", pack=None)
    assert ran.code == 1
    assert "FAILED  features/rows.feature:6  Not met" in ran.out
    told = [
        json.loads(line) for line in (here.parent / "run.ndjson").read_text(encoding="utf-8").splitlines()
    ]
    assert told[-1]["testRunFinished"]["success"] is False
    assert ET.parse(here.parent / "run.xml").getroot().get("failures") == "1"


def test_nothing_to_play_is_not_a_success(osteon, here):
    (here / "rows.feature").write_text("# later\n", encoding="utf-8")
    ran = osteon("spec", "check", pack=None)
    assert ran.code == 1
    assert "no rows in the files" in ran.out


@pytest.mark.parametrize("what", ["check", "lint"])
def test_features_that_are_not_there_are_a_usage_error(osteon, here, what):
    ran = osteon("spec", what, pack=None)
    assert ran.code == 2 and "holds no feature files" in ran.err
    here.rmdir()
    ran = osteon("spec", what, pack=None)
    assert ran.code == 2 and "there is no folder `features` here" in ran.err


def test_a_file_that_is_not_gherkin_is_told_and_nothing_is_played(osteon, here):
    (here / "rows.feature").write_text("Scenario: alone\n", encoding="utf-8")
    ran = osteon("spec", "check", pack=None)
    assert ran.code == 2 and "features/rows.feature:1:1" in ran.err


def test_lint_exits_with_1_and_gives_its_faults_as_data(osteon, here):
    (here / "rows.feature").write_text(MET.replace("Given", "Givn"), encoding="utf-8")
    ran = osteon("spec", "lint", "features/rows.feature", "--format", "json", pack=None)
    assert ran.code == 1
    assert [(each["line"], each["code"]) for each in json.loads(ran.out)] == [(3, "hidden-step")]


def test_lint_of_our_own_features_finds_nothing(osteon):
    ran = osteon("spec", "lint", TOP / "features", pack=None)
    assert (ran.code, ran.out.split()[-2:]) == (0, ["no", "faults."])
