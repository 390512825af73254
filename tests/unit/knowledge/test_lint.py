"""A pack that loads may still leave a reviewer with questions."""

from datetime import date

import pytest

from osteon.knowledge.lint import Finding, lint
from osteon.knowledge.models import Example, Rule
from osteon.knowledge.read import read_files
from tests.unit.knowledge.base_pack import BASE, Patch, bytes_of, changed

DAY = date(2026, 12, 1)
RULE = "bones/high-dose-d3.yaml"
CRITICAL = "bones/warfarin-first.yaml"
ADULT = BASE["parameters/numbers.yaml"].split("adult_age:")[1].split("inr_target:")[0]


def found(patch: Patch, day: date = DAY) -> list[Finding]:
    return lint(read_files(bytes_of(BASE | patch), "rules"), day)


def added(patch: Patch, day: date = DAY) -> set[str]:
    """Return what is objected to only after the change."""
    before = {str(finding) for finding in found({})}
    return {f"{each.code} {each.place}" for each in found(patch, day) if str(each) not in before}


def texts(code: str, patch: Patch | None = None) -> list[str]:
    return [finding.text for finding in found(patch or {}) if finding.code == code]


def test_the_day_decides_which_rules_are_stale() -> None:
    assert added({}, date(2027, 11, 24)) == set()
    assert added({}, date(2027, 11, 25)) == {
        "stale rules/bones/high-dose-d3.yaml:1:1",
        "stale rules/bones/warfarin-first.yaml:1:1",
    }


def test_a_retired_rule_is_never_stale() -> None:
    patch = changed(RULE, "status: draft", "status: retired")
    assert added(patch, date(2027, 11, 25)) == {"stale rules/bones/warfarin-first.yaml:1:1"}


def test_a_critical_rule_wants_an_approval() -> None:
    book = read_files(bytes_of(BASE), "rules")
    codes = {finding.code for finding in lint(book, DAY)}
    approved = {finding.code for finding in lint(book, DAY, approved={"warfarin-first"})}
    assert codes - approved == {"not-approved"}


def test_every_outcome_wants_an_example() -> None:
    assert texts("no-example") == [
        "the rule `high-dose-d3` has no example that is withheld",
        "the rule `warfarin-first` has no example that is not raised",
        "the rule `warfarin-first` has no example that is unknown",
    ]


@pytest.mark.parametrize(
    ("patch", "finding"),
    [
        (changed(CRITICAL, "owner: a pharmacist\n", ""), "no-owner rules/bones/warfarin-first.yaml:1:1"),
        (
            changed(RULE, "You take a lot of vitamin D", "You take a lot of vitamin D" + ", really" * 11),
            "long-summary rules/bones/high-dose-d3.yaml:1:1",
        ),
        (
            changed("vocabulary/intake.yaml", "  ask: Does the patient take warfarin?\n", ""),
            "no-question rules/vocabulary/intake.yaml:1:1",
        ),
        (
            changed("evidence/sources.yaml", "  parked: nothing rests on it\n", ""),
            "idle-evidence rules/evidence/sources.yaml:16:1",
        ),
        (
            changed(RULE, "  - { where: may_be_pregnant, why: pregnancy has its own rule }\n", ""),
            "idle-definition rules/definitions/phrases.yaml:5:1",
        ),
        (
            changed("parameters/numbers.yaml", "source: A106", "source: A900"),
            "weak-source rules/parameters/numbers.yaml:1:1",
        ),
        (
            changed("parameters/numbers.yaml", "adult_age:", f"spare_age:{ADULT}adult_age:"),
            "idle-parameter rules/parameters/numbers.yaml:16:1",
        ),
    ],
)
def test_a_reviewer_would_object_to(patch: Patch, finding: str) -> None:
    assert finding in added(patch)


def test_a_fact_that_no_rule_reads_is_idle() -> None:
    assert "nothing uses the fact `has.osteoporosis`: use it or remove it" in texts("idle-fact")


def test_a_concept_without_code_is_named() -> None:
    assert "the concept `vitamin-d` has no code" in texts("no-code")
    assert "the concept `warfarin` has no code" not in texts("no-code")


def test_examples_are_put_before_whoever_evaluates_them() -> None:
    def always_raised(rule: Rule, example: Example) -> str:
        return "raised"

    book = read_files(bytes_of(BASE), "rules")
    differing = [
        each.text for each in lint(book, DAY, verdict_of=always_raised) if each.code == "example-differs"
    ]
    assert differing == [
        "`a little` should be not raised, but is raised",
        "`nothing told` should be unknown, but is raised",
    ]
