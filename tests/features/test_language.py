"""The features say what is run, and every sentence means one thing."""

import re
import subprocess
import sys
from collections import Counter

import pytest

from osteon import load_rulebook
from tests.features.language import (
    ROOT,
    SENTENCES,
    Line,
    features,
    plain,
    rows,
    scenarios,
    sentences,
)
from tests.steps import tables

FLAG = re.compile(r'(?:flag|way to) "([^"<>]+)"')
PLACE = re.compile(r"<([^<>]+)>")
DOCUMENTED = re.compile(r"^\| `(?P<sentence>[^`]+)` \| `(?P<example>[^`]+)` \|", re.MULTILINE)
NEVER_UNDECIDED = {"profile-contradiction"}
"""Rules about the record and not about the patient: whether it contradicts itself can be seen in any record."""

TAGS = {rule: "rule_" + rule.replace("-", "_") for rule in load_rulebook().rules}


def matching(line):
    return [each for each in sentences() if each.type == line.kind and each.parser.is_matching(line.text)]


def every_line():
    return {line for row in rows() for line in row.lines}


def documented():
    kinds = re.split(r"^## (Given|When|Then)\b.*$", SENTENCES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (kind.lower(), found["sentence"], found["example"])
        for kind, text in zip(kinds[1::2], kinds[2::2], strict=True)
        for found in DOCUMENTED.finditer(text)
    ]


def test_every_sentence_of_every_feature_has_exactly_one_meaning():
    unclear = {line: [each.parser.name for each in matching(line)] for line in every_line()}
    assert {line: names for line, names in unclear.items() if len(names) != 1} == {}


def test_every_step_is_used():
    used = {step.step_func for line in every_line() for step in matching(line)}
    assert [step.parser.name for step in sentences() if step.step_func not in used] == []


def test_every_step_is_documented_and_nothing_else_is():
    known = sorted((step.type, plain(step.parser.name)) for step in sentences())
    assert sorted((kind, sentence) for kind, sentence, _ in documented()) == known


@pytest.mark.parametrize(("kind", "sentence", "example"), documented())
def test_the_example_of_a_documented_sentence_means_that_sentence(kind, sentence, example):
    assert [plain(step.parser.name) for step in matching(Line(kind, example))] == [sentence]


def test_every_row_of_every_feature_is_run():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/features/test_features.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    collected = [line for line in listed.splitlines() if "::" in line]
    assert len(collected) == len(rows()) > 0


def test_no_two_scenarios_of_a_feature_share_a_name():
    names = Counter((scenario.feature, scenario.name) for scenario in scenarios())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_scenario_asks_once_and_answers():
    for row in rows():
        kinds = [line.kind for line in row.lines]
        assert kinds.count("when") == 1, f"{row.feature}: {row.name} has {kinds.count('when')} When"
        assert kinds[-1] == "then", f"{row.feature}: {row.name} does not end in a Then"


def test_no_scenario_has_a_description_in_which_a_misspelt_step_could_hide():
    assert [scenario.name for scenario in scenarios() if scenario.description.strip()] == []
    assert [rule["name"] for feature in features() for rule in feature.rules if rule["description"]] == []


def test_every_table_of_examples_has_a_name_and_rows_and_no_row_twice():
    for scenario in scenarios():
        seen = set()
        for table in scenario.examples:
            assert table["name"] and table["tableBody"], f"{scenario.feature}: {scenario.name}"
            for row in table["tableBody"]:
                cells = tuple(cell["value"] for cell in row["cells"])
                assert cells not in seen, f"{scenario.name} has {cells} twice"
                seen.add(cells)


def test_every_column_is_used_and_every_gap_has_a_column():
    for scenario in scenarios():
        gaps = set(PLACE.findall("\n".join(scenario.steps)))
        for table in scenario.examples:
            columns = {cell["value"] for cell in table["tableHeader"]["cells"]}
            assert columns == gaps, f"{scenario.feature}: {scenario.name}"
        assert scenario.examples or not gaps, f"{scenario.feature}: {scenario.name} is no outline"


def test_every_rule_has_a_block_of_its_own():
    tags = [tag["name"][1:] for feature in features() for rule in feature.rules for tag in rule["tags"]]
    assert sorted(tags) == sorted(TAGS.values())


@pytest.mark.parametrize("rule", TAGS)
def test_every_rule_is_seen_raised_and_undecided(rule):
    shown = {line.text for row in rows() if TAGS[rule] in row.tags for line in row.lines}
    assert f'the flag "{rule}" is raised' in shown
    assert (f'the flag "{rule}" is undecided' in shown) is (rule not in NEVER_UNDECIDED)


def test_every_supersession_is_seen():
    said = {(rule.id, each.rule) for rule in load_rulebook().rules.values() for each in rule.supersedes}
    assert said - {(greater, lesser) for lesser, greater in withheld(r'it gives way to "(.+)"')} == set()


def test_every_exception_is_seen_with_its_reason():
    shown = withheld(r'it is withheld because "(.+)"')
    unseen = [
        (rule.id, unless.why)
        for rule in load_rulebook().rules.values()
        for unless in rule.unless
        if not any(name == rule.id and reason in unless.why for name, reason in shown)
    ]
    assert unseen == []


def withheld(pattern):
    """Return each rule that a row shows withheld, with what the pattern finds in the same row."""
    return {
        (rule, found)
        for row in rows()
        for rule in _found(r'the flag "(.+)" is withheld', row)
        for found in _found(pattern, row)
    }


def _found(pattern, row):
    return [found[1] for line in row.lines if (found := re.fullmatch(pattern, line.text))]


@pytest.mark.parametrize("rule", TAGS)
def test_every_rule_is_seen_among_the_exact_flags_of_a_patient(rule):
    severity = load_rulebook().rules[rule].severity
    shown = "\n".join(
        step
        for scenario in scenarios()
        if scenario.feature.startswith("clinical/")
        for step in (
            *scenario.steps,
            *(
                cell["value"]
                for table in scenario.examples
                for row in table["tableBody"]
                for cell in row["cells"]
            ),
        )
    )
    assert f"{rule}\n{severity}" in shown or f"{rule} ({severity})" in shown


def test_every_flag_that_is_mentioned_exists():
    mentioned = {flag for line in every_line() for flag in FLAG.findall(line.text)}
    assert mentioned - set(load_rulebook().rules) == set()


def test_every_feature_says_why_and_on_what_evidence():
    known = load_rulebook().evidence
    for feature in features():
        said = [line.strip() for line in feature.description.strip().splitlines()]
        evidence = said.pop().removeprefix("Evidence: ").split()
        assert 3 <= len(said) <= 5, feature.file
        assert [source for source in evidence if source not in known] == [], feature.file


def test_everything_we_can_be_asked_about_is_a_fact_with_a_question():
    vocabulary = load_rulebook().vocabulary
    assert [fact for fact in tables.SUBJECTS.values() if not vocabulary[fact].ask] == []
