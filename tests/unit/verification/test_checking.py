"""Rows that are played without pytest: what is said when one is not met, and in which forms."""

import json
from itertools import count
from xml.etree import ElementTree as ET

import pytest

from osteon import load_rulebook
from osteon.doors.played import DOORS
from osteon.verification.spec.checking import check_files, failure_lines
from osteon.verification.spec.junit import junit_text
from osteon.verification.spec.messages import message_lines
from osteon.verification.spec.reading import FeatureError, feature_files

FEATURE = """\
Feature: Warfarin
  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note

  Rule: Ask first

    Scenario: Met
      Given who takes warfarin
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is raised

    Scenario Outline: Not met for <medicine>
      Given who takes <medicine>
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is raised
      And the patient is told "anything"

      Examples: Others
        | medicine |
        | apixaban |
        | warfarin |

    Scenario: Undefined
      Given who swallows warfarin
      When the profile is evaluated
      Then no flag is raised

    Scenario: Refused
      Given who is 720 years old
      When the profile is evaluated
      Then no flag is raised

    Scenario: Others
      Given who takes warfarin
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | critical |
"""


@pytest.fixture
def checked(tmp_path):
    file = tmp_path / "warfarin.feature"
    file.write_text(FEATURE, encoding="utf-8")
    ticks = count()
    return check_files([file], DOORS, load_rulebook(), lambda: next(ticks) / 8)


def said_of(checked, name):
    return "\n".join(next(failure_lines(each) for each in checked.run.played if each.row.name == name))


def test_every_row_has_its_verdict(checked):
    assert [(each.row.number, each.status) for each in checked.run.played] == [
        (8, "passed"), (21, "failed"), (22, "failed"), (24, "undefined"), (29, "failed"), (34, "failed"),
    ]  # fmt: skip
    assert checked.complete and len(checked.failed) == 5


def test_a_failure_names_file_and_line_and_says_why_not(checked):
    said = said_of(checked, "Not met for apixaban")
    assert "warfarin.feature:21  Not met for apixaban" in said
    assert 'warfarin.feature:16: Then the flag "vka-consult-prescriber" is raised' in said
    assert "vka-consult-prescriber is not raised" in said
    assert "no: takes a vitamin K antagonist" in said
    assert "Traceback" not in said


def test_flags_that_differ_are_told_one_by_one(checked):
    said = said_of(checked, "Others")
    assert "| vka-consult-prescriber | critical |" in said
    assert "missing: vka-consult-prescriber (critical)" in said
    assert "not expected: vka-consult-prescriber (warning)" in said


def test_a_profile_that_is_refused_is_a_row_that_is_not_met(checked):
    assert "720 is not an age" in said_of(checked, "Refused")


def test_a_row_that_claims_nothing_is_not_met(tmp_path):
    file = tmp_path / "empty.feature"
    file.write_text("Feature: Rows\n  Scenario: Nothing\n", encoding="utf-8")
    checked = check_files([file], DOORS, load_rulebook(), lambda: 0.0)
    assert [each.status for each in checked.failed] == ["failed"]


def test_files_without_rows_are_not_complete(tmp_path):
    file = tmp_path / "empty.feature"
    file.write_text("# nothing\n", encoding="utf-8")
    assert not check_files([file], DOORS, load_rulebook(), lambda: 0.0).complete


def test_a_file_that_is_not_gherkin_is_told_with_its_line(tmp_path):
    file = tmp_path / "wrong.feature"
    file.write_text("Scenario: without a feature\n", encoding="utf-8")
    with pytest.raises(FeatureError, match=r"wrong\.feature:1:1"):
        check_files([file], DOORS, load_rulebook(), lambda: 0.0)


def test_a_folder_without_features_and_a_file_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(FeatureError, match="holds no feature files"):
        feature_files([str(tmp_path)])
    with pytest.raises(FeatureError, match="there is no file"):
        feature_files([str(tmp_path / "a.feature")])


def test_messages_tell_of_every_row_and_refer_only_to_what_was_told(checked):
    told = [json.loads(line) for line in message_lines(checked.run)]
    kinds = [next(iter(each)) for each in told]
    assert kinds[0] == "meta" and kinds[-1] == "testRunFinished"
    cases = [each["testCase"] for each in told if "testCase" in each]
    pickles = {each["pickle"]["id"]: each["pickle"] for each in told if "pickle" in each}
    definitions = {each["stepDefinition"]["id"] for each in told if "stepDefinition" in each}
    assert {case["pickleId"] for case in cases} == set(pickles)
    for case in cases:
        assert [step["pickleStepId"] for step in case["testSteps"]] == [
            step["id"] for step in pickles[case["pickleId"]]["steps"]
        ]
        assert {name for step in case["testSteps"] for name in step["stepDefinitionIds"]} <= definitions
    assert [each["success"] for each in (told[-1]["testRunFinished"],)] == [False]


def test_messages_give_each_line_its_result(checked):
    told = [json.loads(line) for line in message_lines(checked.run)]
    results = [each["testStepFinished"] for each in told if "testStepFinished" in each]
    by_row = {}
    for each in results:
        by_row.setdefault(each["testCaseStartedId"], []).append(each["testStepResult"]["status"])
    assert list(by_row.values()) == [
        ["PASSED"] * 5,
        ["PASSED"] * 4 + ["FAILED", "SKIPPED"],
        ["PASSED"] * 5 + ["FAILED"],
        ["PASSED"] * 2 + ["UNDEFINED", "SKIPPED", "SKIPPED"],
        ["PASSED"] * 3 + ["FAILED", "SKIPPED"],
        ["PASSED"] * 4 + ["FAILED"],
    ]


def test_junit_counts_and_names_every_row(checked):
    suites = ET.fromstring(junit_text(checked.run.played).partition("\n")[2])
    assert (suites.get("tests"), suites.get("failures")) == ("6", "5")
    cases = suites.findall("testsuite/testcase")
    assert [case.get("line") for case in cases] == ["8", "21", "22", "24", "29", "34"]
    assert "vka-consult-prescriber is not raised" in cases[1].find("failure").text
