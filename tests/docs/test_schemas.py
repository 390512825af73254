"""The committed JSON Schemas are what `osteon schema` prints, and real profiles and reports conform to them."""

import json
import os

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from osteon import evaluate, load_rulebook
from osteon.doors import schemas
from osteon.doors.registry.schema import screening
from osteon.knowledge.shelf import find_pack
from osteon.patient.profile import read_profile
from tests.architecture.house import TOP

KINDS = {"profile": schemas.profile, "report": schemas.report, "trace": schemas.trace, "screening": screening}
EXAMPLES = sorted(path for path in (TOP / "examples").iterdir() if path.suffix in (".json", ".yaml"))
DAY = "2026-11-24"


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(KINDS[kind]())


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_one_that_is_printed(kind):
    path = TOP / "docs" / "schema" / f"{kind}.json"
    printed = schemas.written(KINDS[kind]()) + "\n"
    if os.environ.get("OSTEON_RESET_GOLDEN"):
        path.write_text(printed, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_itself_valid(kind):
    Draft202012Validator.check_schema(KINDS[kind]())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_and_its_report_conform(path):
    profile = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # every value as text
    assert list(validator("profile").iter_errors(read_profile(profile).document())) == []
    report = evaluate(profile, as_of=DAY)
    assert list(validator("report").iter_errors(json.loads(report.to_json()))) == []
    assert list(validator("trace").iter_errors(json.loads(report.trace().to_json()))) == []


def test_every_example_of_every_rule_gives_a_report_that_conforms():
    book, conforming = load_rulebook(), validator("report")
    for rule in book.rules.values():
        for example in rule.examples:
            report = evaluate(example.given, as_of=rule.since, rulebook=book)
            assert list(conforming.iter_errors(json.loads(report.to_json()))) == [], (
                f"{rule.id}: {example.name}"
            )


def test_a_report_that_lacks_something_does_not_conform():
    report = json.loads(evaluate(medications=["warfarin"], as_of=DAY).to_json())
    for part in report:
        less = {name: value for name, value in report.items() if name != part}
        assert not validator("report").is_valid(less), part
    for part in report["advisories"][0]:
        advisory = {name: value for name, value in report["advisories"][0].items() if name != part}
        assert not validator("report").is_valid(report | {"advisories": [advisory]}), part
    assert not validator("report").is_valid(report | {"more": 1})
    assert not validator("report").is_valid(
        report | {"advisories": [report["advisories"][0] | {"severity": "grave"}]}
    )


@given(st.sampled_from(["medicatons", "Age", "resourceType"]), st.none() | st.text() | st.integers())
def test_a_profile_with_a_field_of_its_own_does_not_conform(field, value):
    assert not validator("profile").is_valid({field: value})


def test_the_rules_of_the_checkout_are_the_ones_evaluated():
    assert find_pack() == str(TOP / "rules")
