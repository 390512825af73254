"""The features say what is run, and every sentence means one thing."""

import re
from functools import cache
from pathlib import Path

import pytest

from osteon import load_rulebook
from osteon.verification.spec import words
from osteon.verification.spec.language import meanings, sentences
from osteon.verification.spec.linting import lint, tag_of
from osteon.verification.spec.reading import children, feature_files, read_features, scenarios

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "features"
SENTENCES = ROOT / "docs" / "sentences.md"

DOCUMENTED = re.compile(r"^\| `(?P<sentence>[^`]+)` \| `(?P<example>[^`]+)` \|", re.MULTILINE)
NEVER_UNDECIDED = {"profile-contradiction"}
"""Rules about the record and not about the patient: whether it contradicts itself can be seen in any record."""

TAGS = {rule: tag_of(rule) for rule in load_rulebook().rules}


@cache
def documents():
    return read_features(feature_files([str(FEATURES)]))


def rows():
    return [row for document in documents() for row in document.rows]


def matching(line):
    return [sentence for sentence, _ in meanings(line.kind, line.text)]


def every_line():
    return {(line.kind, line.text): line for row in rows() for line in row.lines}.values()


def documented():
    kinds = re.split(r"^## (Given|When|Then)\b.*$", SENTENCES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (kind.lower(), found["sentence"], found["example"])
        for kind, text in zip(kinds[1::2], kinds[2::2], strict=True)
        for found in DOCUMENTED.finditer(text)
    ]


def test_nothing_is_wrong_with_our_features():
    assert [str(fault) for fault in lint(documents(), load_rulebook(), whole=True)] == []


def test_every_sentence_is_used():
    used = {id(sentence) for line in every_line() for sentence in matching(line)}
    assert [sentence.words for sentence in sentences() if id(sentence) not in used] == []


def test_every_sentence_is_documented_and_nothing_else_is():
    known = sorted((sentence.kind, sentence.plain()) for sentence in sentences())
    assert sorted((kind, sentence) for kind, sentence, _ in documented()) == known


@pytest.mark.parametrize(("kind", "sentence", "example"), documented())
def test_the_example_of_a_documented_sentence_means_that_sentence(kind, sentence, example):
    assert [found.plain() for found, _ in meanings(kind, example)] == [sentence]


def test_every_scenario_ends_in_a_then():
    assert [row.place for row in rows() if row.lines[-1].kind != "then"] == []


def test_every_table_of_examples_has_a_name():
    nameless = [
        f"{document.file}:{table['location']['line']}"
        for document in documents()
        for _, scenario in scenarios(document.tree["feature"])
        for table in scenario["examples"]
        if not table["name"]
    ]
    assert nameless == []


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
    assert (rule, load_rulebook().rules[rule].severity) in flags_shown()


@cache
def flags_shown():
    """Return each flag, with its severity, that stands among the exact flags of a clinical row."""
    clinical = [line for row in rows() if "clinical/" in row.file for line in row.lines]
    listed = {tuple(cells) for line in clinical if line.table for cells in line.table if len(cells) == 2}
    for line in clinical:
        for _, gaps in meanings(line.kind, line.text):
            listed |= gaps.get("flags", frozenset())
    return listed


def test_every_feature_says_why_and_on_what_evidence():
    known = load_rulebook().evidence
    for document in documents():
        said = [line.strip() for line in document.tree["feature"]["description"].strip().splitlines()]
        evidence = said.pop().removeprefix("Evidence: ").split()
        assert 3 <= len(said) <= 5, document.file
        assert [source for source in evidence if source not in known] == [], document.file


def test_every_rule_block_of_a_clinical_feature_is_tagged():
    blocks = [
        block
        for document in documents()
        if "clinical/" in document.file and "vignettes" not in document.file
        for block in children(document.tree["feature"], "rule")
    ]
    assert [block["name"] for block in blocks if not block["tags"]] == []


def test_everything_we_can_be_asked_about_is_a_fact_with_a_question():
    vocabulary = load_rulebook().vocabulary
    assert [fact for fact in words.SUBJECTS.values() if not vocabulary[fact].ask] == []
