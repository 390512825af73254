"""The catalogue is whole: every rule is there, every claim is used or parked with its reason, every clash is named."""

import pytest

from osteon import load_rulebook
from osteon.knowledge.idle import idle_records

BOOK = load_rulebook()

# In the order of the catalogue, with the severity that each must keep.
RULES = {
    "critical": """
        vka-vitamin-k-supplement vka-vitamin-k-change vka-natto vka-inr-out-of-range anticoagulant-type-unknown
        vka-doac-overlap mechanical-valve-doac vitamin-d-very-high vitamin-d-level-very-high dose-unit-mismatch
        hypercalcaemia-stop-and-review ckd-advanced-minerals denosumab-advanced-ckd pregnancy-vka
    """,
    "warning": """
        vka-consult-prescriber vka-unlabelled-product anticoagulant-status-unknown perisurgical-vitamin-k
        bleeding-disorder-vitamin-k vitamin-d-above-ul vitamin-d-bolus vitamin-d-level-low vitamin-d-level-high
        active-vitamin-d-analogue mk7-above-tested-range k2-allergy-or-prior-reaction calcium-above-ul
        calcium-supplement-high calcium-dysregulation-vitamin-d ckd-calcium-vitamin-d kidney-stone-calcium
        thiazide-calcium-vitamin-d digoxin-calcium-vitamin-d osteoporosis-no-recognised-therapy
        glucocorticoid-bone-health antiresorptive-calcium-d-check pregnancy-k2-food-first under-18-out-of-scope
        fat-absorption-drug-separation malabsorption-fat-soluble levothyroxine-calcium-timing
        oral-bisphosphonate-calcium-timing chelating-antimicrobial-calcium-timing profile-contradiction
        doac-st-johns-wort
    """,
    "info": """
        vka-consistent-dietary-k doac-vitamin-k-no-known-interaction other-antithrombotic-clarify
        thrombosis-history-vitamin-k d3-high-dose-without-k2 k2-pairing-optional vitamin-d-multiple-sources
        vitamin-d-treatment-course mk7-above-studied-range mk4-once-daily-high-dose fat-soluble-with-fat-meal
        k2-product-quality vitamin-k-below-adequate-intake calcium-administration bone-k2-evidence
        pregnancy-status-unknown breastfeeding-k2 enzyme-inducer-vitamin-d calcification-no-reversal
    """,
}
SEVERITIES = {rule: severity for severity, rules in RULES.items() for rule in rules.split()}

CLAIMS = [f"A{number:03}" for number in range(1, 126)]
REFERENCES = [f"P{number:02}" for number in range(1, 55) if number != 53]  # P53 was never given out
CLASHES = [f"B{number:02}" for number in range(1, 16)] + [f"C{number:02}" for number in range(1, 16)]


@pytest.mark.parametrize(("rule", "severity"), SEVERITIES.items())
def test_every_rule_of_the_catalogue_is_in_force_with_its_severity(rule, severity):
    assert BOOK.rules[rule].severity == severity


def test_no_claim_reference_or_clash_of_the_register_is_lost():
    assert set(CLAIMS + REFERENCES) <= BOOK.evidence.keys()
    assert list(BOOK.contradictions) == CLASHES


def test_every_record_is_used_or_parked_with_its_reason():
    assert [said for _, _, said in idle_records(BOOK)] == []


def test_what_is_parked_is_cited_by_no_rule():
    parked = {each.id for each in BOOK.evidence.values() if each.parked}
    assert {
        rule.id: parked & set(rule.because) for rule in BOOK.rules.values() if parked & set(rule.because)
    } == {}


def test_a_claim_of_an_article_alone_carries_no_high_certainty():
    alone = [
        rule.id
        for rule in BOOK.rules.values()
        if rule.certainty == "high"
        and {BOOK.evidence[each].kind for each in rule.because} == {"article claim"}
    ]
    assert alone == []


def test_a_certainty_of_high_rests_on_more_than_memory():
    # That a record contradicts itself is no claim about medicine: it stands in the record.
    remembered = [
        rule.id
        for rule in BOOK.rules.values()
        if rule.certainty == "high" and {BOOK.evidence[each].seen for each in rule.because} == {"from memory"}
    ]
    assert remembered == ["profile-contradiction"]


@pytest.mark.parametrize("rule", BOOK.rules)
def test_a_rule_is_a_draft_with_dates_until_a_clinician_takes_it_on(rule):
    found = BOOK.rules[rule]
    assert (found.status, found.owner) == ("draft", "not yet assigned")
    assert found.since < found.review_by
