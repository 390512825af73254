"""Suppositions and proposals: what they may touch, and that each does what it says."""

from copy import deepcopy

from hypothesis import given, note, settings
from hypothesis import strategies as st

from osteon import evaluate, load_rulebook
from osteon.basics.errors import ChangeError
from osteon.basics.truth import NO
from osteon.doors.what_if import rule_of, ways_to_clear, what_if
from osteon.patient.overrides import Overrides
from osteon.patient.words import LISTS
from osteon.reasoning.advise import advisor_for
from osteon.reasoning.clearing import changes_on
from tests.properties.profiles import TODAY, documents, open_books, patients

BOOK = load_rulebook()
ADVISOR = advisor_for(BOOK, TODAY)
CHANGES = changes_on(ADVISOR, TODAY)
OVERRIDES = Overrides(CHANGES)
NEVER_PROPOSED = {
    "age", "birth_date", "sex", "pregnancy", "pregnant", "breastfeeding", "postmenopausal", "osteoporosis",
    "medications", "conditions", "allergies", "surgeries", "tests", "answers",
}  # fmt: skip
OPEN = {fact.name for fact in BOOK.vocabulary.facts.values() if fact.may_become}


def judge(document):
    return evaluate(document, as_of=TODAY, rulebook=BOOK, engine="reference")


def clearing(document, rule):
    return ways_to_clear(document, rule, as_of=TODAY, rulebook=BOOK, engine="reference")


def untouched(document):
    """What no proposal may touch; which lists are complete can only be told of supplements."""
    complete = document.get("complete")
    lists = complete if isinstance(complete, dict) else dict.fromkeys(LISTS, complete)
    told = {name: str(lists.get(name)) for name in LISTS if name != "supplements" and document.get(name)}
    return {name: document.get(name) for name in NEVER_PROPOSED} | {"complete": told}


@settings(max_examples=60, deadline=None)
@given(patients())
def test_every_way_clears_the_flag_and_touches_nothing_that_is_not_open_to_change(document):
    kept = deepcopy(document)
    for advisory in judge(document).advisories:
        note(advisory.rule_id)
        for way in clearing(document, advisory.rule_id).ways:
            assert advisory.rule_id in {flag.rule_id for flag in way.difference.goes}
            (verdict,) = (each for each in way.difference.verdicts if each.rule_id == advisory.rule_id)
            assert verdict.after == "not raised"
            assert untouched(way.profile) == untouched(document)
            assert evaluate(way.profile, as_of=TODAY, rulebook=BOOK, engine="reference")
    assert document == kept


@settings(max_examples=60, deadline=None)
@given(patients())
def test_a_flag_that_nothing_open_to_change_bears_on_says_why(document):
    for advisory in judge(document).advisories:
        found = clearing(document, advisory.rule_id)
        assert bool(found.ways) != bool(found.why)
        facts = set(ADVISOR.edition.facts_of_rule(rule_of(ADVISOR, advisory.rule_id)))
        if not facts & OPEN:
            assert not found.ways


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(documents(), open_books()),
    st.sampled_from(("vitamin_k2", "vitamin k", "vitamin_d", "calcium", "warfarin", "MK-7", "multivitamin")),
)
def test_what_is_supposed_not_to_be_taken_is_not_taken(document, name):
    kept = deepcopy(document)
    changed = OVERRIDES.set_value(document, name, "none").document
    concept = BOOK.terminology.resolve(name.replace("_", " ")).concept.id
    for fact in BOOK.vocabulary.facts.values():
        if fact.kind == "taking" and concept in BOOK.terminology.ancestors(fact.of):
            assert CHANGES.facts(changed).values[fact.name] is NO
    assert document == kept


@settings(max_examples=100, deadline=None)
@given(
    patients(),
    st.sampled_from(
        [("vitamin_d", "dose.vitamin_d", "2000 IU/day", 2000), ("calcium", "dose.calcium", "500 mg/day", 500),
         ("mk7", "dose.mk7", "45 mcg/day", 45)]
    ),
)  # fmt: skip
def test_a_supposed_amount_is_the_total(document, supposed):
    name, fact, text, number = supposed
    changed = OVERRIDES.set_value(document, name, text).document
    value = CHANGES.facts(changed).values[fact]
    assert (value.low, value.high) == (number, number)


@settings(max_examples=60, deadline=None)
@given(
    patients(), st.sampled_from(sorted(BOOK.vocabulary.facts)), st.sampled_from(("yes", "no", "3", "never"))
)
def test_a_supposition_is_refused_or_makes_a_profile_that_evaluates(document, name, value):
    try:
        found = what_if(document, {name: value}, as_of=TODAY, rulebook=BOOK, engine="reference")
    except ChangeError:
        return
    assert found.difference.changed
    assert found.after.to_json() == judge(found.profile).to_json()
