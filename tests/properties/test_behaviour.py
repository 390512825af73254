"""The digest of a rule's behaviour: the same however the rule is written, another if it does anything else."""

import random
from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osteon import load_rulebook
from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.records import replace
from osteon.basics.truth import Truth
from osteon.language.judge import Judge
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Holds, Known, Not, leaves
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.behaviour import Behaviours
from osteon.reasoning.canonical import Canonical
from osteon.reasoning.diagram import Diagrams
from osteon.reasoning.edition import edition_on, known_facts
from osteon.reasoning.regions import Regions
from tests.properties.rewriting import mutated, rewritten

DAY = "2026-11-24"
LIMITS = {"three": 3, "five": 5, "eight": 8}
FACTS = [
    Fact("taken", Kind.TAKING, "yes/no", "taken", "not taken", ""),
    Fact("ill", Kind.CONDITION, "yes/no", "ill", "not ill", ""),
    Fact("sex", Kind.FIELD, "choice", "sex", "", "", choices=("female", "male")),
    Fact("dose", Kind.DAILY_AMOUNT, "number", "dose", "", ""),
    Fact("days", Kind.DAYS_TAKEN, "number", "days", "", ""),
]
POINTS = [0, 3, 4, Fraction(9, 2), 5, 8, BOUNDLESS]
FEW_POINTS = [0, 5, 6, BOUNDLESS]

LEAVES = st.one_of(
    st.sampled_from(
        [Holds("taken"), Holds("ill"), Known("taken"), Known("dose"), Known("days"), Known("sex")]
    ),
    st.builds(Among, st.just("sex"), st.sampled_from([("female",), ("male",), ("female", "male")])),
    st.builds(Compare, st.just("dose"), st.sampled_from(["<", "<=", ">", ">="]), st.sampled_from([*LIMITS])),
    st.builds(Compare, st.just("days"), st.sampled_from(["<", "<=", ">", ">="]), st.just("five")),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=7,
)


@cache
def everybody():
    """Everything that can be known of the five facts, as far as the limits can tell it apart."""
    doses, days = (
        [Interval(low, high) for low in points for high in points if low <= high]
        for points in (POINTS, FEW_POINTS)
    )
    return [
        dict(zip(("taken", "ill", "sex", "dose", "days"), each, strict=True))
        for each in product(Truth, Truth, (None, "female", "male"), doses, days)
    ]


def answers(condition):
    ask = Judge(LIMITS, {}).question(condition)
    return [ask(values) for values in everybody()]


def form_of(condition):
    used = [leaf for leaf in leaves(condition) if isinstance(leaf, Compare)]
    limits = {
        fact: {LIMITS[leaf.parameter] for leaf in used if leaf.fact == fact} for fact in ("dose", "days")
    }
    regions = Regions(FACTS, limits, known_facts(condition, {}))
    diagrams = Diagrams(regions, LIMITS, {})
    return Canonical(diagrams).form(diagrams.condition(condition))


@settings(max_examples=200)
@given(CONDITIONS, st.integers(0, 10**9))
def test_a_rewritten_condition_has_the_same_form(condition, seed):
    written = rewritten(condition, random.Random(seed), {})
    assert form_of(written) == form_of(condition)


@settings(max_examples=50)
@given(CONDITIONS, st.integers(0, 10**9))
def test_a_changed_condition_has_the_same_form_if_and_only_if_it_always_agrees(condition, seed):
    changed = mutated(rewritten(condition, random.Random(seed), {}), random.Random(seed))
    assert (form_of(changed) == form_of(condition)) is (answers(changed) == answers(condition))


@settings(max_examples=12)
@given(CONDITIONS, CONDITIONS)
def test_a_form_names_the_facts_on_which_the_answer_rests(first, second):
    condition = AnyOf((AllOf((first, Not(first), Known("taken"))), second))
    rests_on = form_of(condition)[1]
    told = answers(condition)
    for fact in FACTS:
        seen = {}
        for values, answer in zip(everybody(), told, strict=True):
            others = tuple(values[other.name] for other in FACTS if other is not fact)
            seen.setdefault(others, set()).add(answer)
        assert (fact.name in rests_on) is any(len(each) > 1 for each in seen.values())


@cache
def edition():
    return edition_on(load_rulebook(), DAY)


def with_rule(rule):
    """The edition of the shipped pack, with another rule in place of the one of this id."""
    rules = tuple(rule if each.id == rule.id else each for each in edition().rules)
    return replace(edition(), rules=rules)


def behaviour(edition, rule_id):
    return Behaviours(edition).of(rule_id).behaviour


@cache
def shipped(rule_id):
    return Behaviours(edition()).of(rule_id)


RULES = [rule.id for rule in edition().rules]


@pytest.mark.parametrize("rule_id", RULES)
def test_four_rewritings_of_every_rule_keep_its_behaviour(rule_id):
    """Four of each of the 66 rules: more than 200 in all."""
    draw, means = random.Random(rule_id), edition().definitions()
    rule = load_rulebook().rules[rule_id]
    for _ in range(4):
        written = replace(rule, when=rewritten(rule.when, draw, means))
        assert behaviour(with_rule(written), rule_id) == shipped(rule_id).behaviour


def somebody(facts, draw):
    """The facts of a random patient, near the numbers that rules compare with."""
    numbers = sorted({*edition().parameters.values()})
    return {fact.name: some_value(fact, draw, numbers) for fact in facts}


def some_value(fact, draw, numbers):
    if fact.type == "yes/no":
        return draw.choice([*Truth])
    if fact.type == "choice":
        return draw.choice([None, *fact.choices])
    ends = sorted(draw.choice(numbers) + draw.choice([-1, 0, 0, 1]) for _ in range(2))
    return Interval(ends[0], draw.choice([*ends, ends[0], BOUNDLESS]))


@pytest.mark.parametrize("rule_id", RULES)
def test_a_changed_rule_that_some_patient_notices_behaves_otherwise(rule_id):
    draw, rule = random.Random(rule_id), load_rulebook().rules[rule_id]
    judge = Judge(edition().parameters, edition().definitions())
    facts = [load_rulebook().vocabulary[name] for name in edition().facts_of(rule.when)]
    patients = [somebody(facts, draw) for _ in range(150)]
    told = [judge.judge(rule.when, patient) for patient in patients]
    noticed = 0
    for _ in range(4):
        changed = mutated(rule.when, draw)
        read = set(edition().facts_of(changed))
        if read <= {fact.name for fact in facts}:
            differs = [judge.judge(changed, patient) for patient in patients] != told
            found = behaviour(with_rule(replace(rule, when=changed)), rule_id)
            assert not differs or found != shipped(rule_id).behaviour
            noticed += differs
    assert noticed


def test_another_severity_is_another_behaviour():
    rule = load_rulebook().rules["vka-natto"]
    changed = behaviour(with_rule(replace(rule, severity="warning")), rule.id)
    assert changed != shipped(rule.id).behaviour


def test_another_number_changes_the_rules_that_use_it_and_no_others():
    for factor in (Fraction(1, 1000), 40, 1000):
        numbers = dict(edition().parameters)
        numbers["vitamin_d_upper_level"] *= factor
        changed = {
            rule_id
            for rule_id in RULES
            if behaviour(replace(edition(), parameters=numbers), rule_id) != shipped(rule_id).behaviour
        }
        assert "vitamin-d-above-ul" in changed
        assert "vka-natto" not in changed


def test_a_rule_that_gives_way_changes_with_the_rule_above_it():
    above = load_rulebook().rules["vka-natto"]
    below = above.supersedes[0].rule
    for changed in (replace(above, supersedes=()), replace(above, when=Not(above.when))):
        assert behaviour(with_rule(changed), below) != shipped(below).behaviour
    assert behaviour(with_rule(replace(above, title="Other words")), below) == shipped(below).behaviour


def test_an_exception_that_is_dropped_is_another_behaviour():
    excepted = [rule for rule in edition().rules if rule.unless]
    assert excepted
    for rule in excepted:
        assert behaviour(with_rule(replace(rule, unless=())), rule.id) != shipped(rule.id).behaviour


def with_concept(concept):
    book = load_rulebook()
    concepts = {**{name: book.terminology[name] for name in book.terminology.concepts}, concept.id: concept}
    terminology = type(book.terminology)(concepts)
    return replace(edition(), rulebook=replace(book, terminology=terminology))


def test_a_member_that_leaves_a_class_changes_the_rules_about_the_class():
    warfarin = load_rulebook().terminology["warfarin"]
    for changed in (
        replace(warfarin, parents=()),
        replace(warfarin, names=(*warfarin.names, "blood thinner W")),
        replace(warfarin, codes=()),
    ):
        other = with_concept(changed)
        assert behaviour(other, "vka-natto") != shipped("vka-natto").behaviour
        assert behaviour(other, "vitamin-d-above-ul") == shipped("vitamin-d-above-ul").behaviour


def test_a_slip_in_a_conversion_changes_the_rules_that_add_up_amounts():
    book = load_rulebook()
    converting = [
        concept for name in book.terminology.concepts if (concept := book.terminology[name]).conversions
    ]
    changed = {
        rule_id
        for concept in converting
        for rule_id in ("vitamin-d-above-ul",)
        if behaviour(with_concept(replace(concept, conversions=())), rule_id) != shipped(rule_id).behaviour
    }
    assert changed == {"vitamin-d-above-ul"}


def test_words_and_sources_have_digests_of_their_own():
    rule = load_rulebook().rules["vka-natto"]
    reworded = Behaviours(with_rule(replace(rule, do=(*rule.do, "Call at once.")))).of(rule.id)
    assert (reworded.behaviour, reworded.evidence) == (
        shipped(rule.id).behaviour,
        shipped(rule.id).evidence,
    )
    assert reworded.text != shipped(rule.id).text
    book = load_rulebook()
    source = replace(book.evidence[rule.because[0]], verdict="unsupported")
    other = replace(edition(), rulebook=replace(book, evidence={**book.evidence, source.id: source}))
    rested = Behaviours(other).of(rule.id)
    assert (rested.behaviour, rested.text) == (shipped(rule.id).behaviour, shipped(rule.id).text)
    assert rested.evidence != shipped(rule.id).evidence
