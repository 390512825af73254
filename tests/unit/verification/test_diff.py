"""Every change of behaviour between two packs is found and shown, and a change of words alone is none."""

import random
from datetime import date

import pytest

from osteon import evaluate
from osteon.basics.records import replace
from osteon.language.syntax import AllOf, AnyOf, Not
from osteon.verification.diff import diff
from tests.properties.rewriting import rewritten
from tests.unit.verification.packs import BOOK, condition, with_definition, with_rule

DAY = date(2026, 11, 29)
CHANGED = with_rule(
    "vitamin-d-above-ul",
    "dose.vitamin_d >= vitamin_d_upper_level",
    unless=["known(course.vitamin_d) and course.vitamin_d"],
)


def of(compared, rule):
    return next(each for each in compared if each.rule == rule)


def test_a_pack_does_not_differ_from_itself():
    assert all(each.is_quiet for each in diff(BOOK, BOOK, DAY))


def test_a_changed_rule_is_told_in_words_with_a_patient_for_whom_both_packs_differ():
    compared = of(diff(BOOK, CHANGED, DAY), "vitamin-d-above-ul")
    raised = next(each for each in compared.changes if (each.before, each.after) == ("not raised", "raised"))
    assert "exactly 4,000 IU/day" in raised.where
    said = [
        next(
            str(each.verdict)
            for each in evaluate(
                raised.witness.document, as_of=DAY, rulebook=book, engine="reference"
            ).verdicts
            if each.rule_id == "vitamin-d-above-ul"
        )
        for book in (BOOK, CHANGED)
    ]
    assert said == ["not raised", "raised"]


def test_the_patients_of_a_population_whose_verdict_changes_are_counted():
    people = [
        {"medications": [], "supplements": [{"name": "vitamin D3", "amount": f"{dose} IU/day"}]}
        for dose in (3999, 4000, 4001)
    ]
    assert of(diff(BOOK, CHANGED, DAY, people), "vitamin-d-above-ul").affected == 1


def test_a_new_rule_and_a_missing_one_are_told_as_such():
    more = with_rule("planted", "takes.digoxin")
    assert of(diff(BOOK, more, DAY), "planted").state == "added"
    assert of(diff(more, BOOK, DAY), "planted").state == "removed"


def test_other_words_and_another_severity_are_no_other_condition_and_are_named():
    graver = with_rule("vka-natto", like="vka-natto", severity="info", title="Natto", unless=())
    compared = of(diff(BOOK, graver, DAY), "vka-natto")
    assert compared.state == "unchanged"
    assert {"severity", "title"} <= set(compared.wording)


def test_a_fact_that_means_something_else_is_named_although_the_condition_is_the_same():
    known = BOOK.terminology
    warfarin = replace(known["warfarin"], parents=())
    other = replace(BOOK, terminology=type(known)({**known.concepts, "warfarin": warfarin}))
    compared = of(diff(BOOK, other, DAY), "vka-natto")
    assert compared.state == "unchanged"
    assert compared.facts == ("takes.vitamin_k_antagonist", "stopped.vitamin_k_antagonist")
    assert not compared.is_quiet


def turned(rule):
    """Write a rule's condition in another way that means the same."""
    if isinstance(rule.when, AllOf):
        return AllOf(tuple(reversed(rule.when.parts)))
    if isinstance(rule.when, AnyOf):
        return Not(AllOf(tuple(Not(part) for part in rule.when.parts)))
    return Not(Not(AllOf((rule.when, rule.when))))


def test_the_same_said_in_another_way_is_proved_unchanged_for_every_rule():
    rules = {id: replace(rule, when=turned(rule)) for id, rule in BOOK.rules.items()}
    compared = diff(BOOK, replace(BOOK, rules=rules), DAY)
    assert {each.state for each in compared} == {"unchanged"}


@pytest.mark.parametrize("seed", range(4))
def test_random_rewritings_of_every_rule_are_proved_unchanged(seed):
    """Of 66 rules, four times, most of them anew: more than 200 in all."""
    draw, means = random.Random(seed), {name: each.means for name, each in BOOK.definitions.items()}
    rules = {id: replace(rule, when=rewritten(rule.when, draw, means)) for id, rule in BOOK.rules.items()}
    assert sum(rules[id] != rule for id, rule in BOOK.rules.items()) > 50
    compared = diff(BOOK, replace(BOOK, rules=rules), DAY)
    assert {each.state for each in compared} == {"unchanged"}


SEEDED = {
    "a limit": with_definition(
        "high_dose_d_without_k2", "dose.vitamin_d > high_dose_vitamin_d and not takes.vitamin_k2"
    ),
    "an operator": with_definition(
        "vka_active", "takes.vitamin_k_antagonist or stopped.vitamin_k_antagonist < vka_washout"
    ),
    "what is not known": with_definition(
        "vka_active",
        "takes.vitamin_k_antagonist or (known(stopped.vitamin_k_antagonist) and stopped.vitamin_k_antagonist <= vka_washout)",
    ),
    "an exception": replace(
        BOOK,
        rules={
            **BOOK.rules,
            "d3-high-dose-without-k2": replace(BOOK.rules["d3-high-dose-without-k2"], unless=()),
        },
    ),
    "a condition": replace(
        BOOK,
        rules={
            **BOOK.rules,
            "vka-natto": replace(BOOK.rules["vka-natto"], when=condition("vka_active or natto_eaten")),
        },
    ),
}


@pytest.mark.parametrize("what", SEEDED)
def test_a_seeded_change_is_found(what):
    changed = [each for each in diff(BOOK, SEEDED[what], DAY) if each.state == "changed"]
    assert changed
    assert all(each.changes for each in changed)
