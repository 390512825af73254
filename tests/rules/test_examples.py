"""Every example in a rule file comes out as its author expects, with both evaluators."""

import pytest

import osteon
from osteon.knowledge.models import Example, Rule

DAY = "2026-11-24"
RULEBOOK = osteon.load_rulebook()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.name}")
    for rule in RULEBOOK.rules.values()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_example_comes_out_as_expected(rule: Rule, example: Example) -> None:
    report = osteon.evaluate(example.given, as_of=DAY)
    verdict = next(each for each in report.verdicts if each.rule_id == rule.id)
    assert str(verdict.verdict) == example.then, f"{rule.file}: {verdict}"


NEVER_UNKNOWN = {
    "anticoagulant-status-unknown",
    "dose-unit-mismatch",
    "profile-contradiction",
    "vitamin-d-treatment-course",
}
"""Rules that read what the record holds, not what is true of the patient: nothing there is unknown."""


@pytest.mark.parametrize("rule", RULEBOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_raises_it_one_that_does_not_and_one_that_asks(rule: Rule) -> None:
    outcomes = {example.then for example in rule.examples}
    assert {"raised", "not raised"} <= outcomes
    assert "unknown" in outcomes or rule.id in NEVER_UNKNOWN
