"""What holds for every patient, whatever the knowledge pack says next year: invariants I1 to I9 and their kin."""

from functools import partial

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from osteon import Report, evaluate, load_rulebook
from osteon.reasoning.report import Reason
from tests.properties import retelling
from tests.properties.profiles import (
    TODAY,
    VITAMIN_K,
    VITAMIN_K_ANTAGONISTS,
    entries,
    open_books,
    patients,
)
from tests.properties.second_opinion import certainly_without, is_told

BOOK = load_rulebook()
RANK = {"critical": 3, "warning": 2, "info": 1}
SUGGEST_K2 = {"d3-high-dose-without-k2", "k2-pairing-optional"}
EXCESS = {
    "vitamin D3": {"vitamin-d-above-ul", "vitamin-d-very-high"},
    "calcium": {"calcium-above-ul", "calcium-supplement-high"},
}
READS_ONE_DOSE = {"vitamin-d-bolus", "calcium-administration"}
"""The rules that read the single dose instead of the mean per day."""
SPEAK_IN_SILENCE = {
    "vka-consult-prescriber",  # R2
    "vka-unlabelled-product",  # R5
    "vka-consistent-dietary-k",  # R6
    "anticoagulant-type-unknown",  # R8
    "anticoagulant-status-unknown",  # R9
    "vitamin-d-above-ul",  # R19: a prescribed course that is only possible silences no warning
    "calcium-above-ul",  # R34: an unknown age means the stricter level
    "pregnancy-status-unknown",  # R51
    "levothyroxine-calcium-timing",  # R58: a gap that nobody told counts as none
    "oral-bisphosphonate-calcium-timing",  # R59
    "chelating-antimicrobial-calcium-timing",  # R60
}
"""The rules that are meant to speak because something is not known."""

ABOUT_THE_RECORD = {"profile-contradiction"}
"""What is told later may contradict what was told before; that is not a verdict on the patient."""

often = settings(max_examples=2_000)
judge = partial(evaluate, as_of=TODAY, rulebook=BOOK, engine="reference")


def raised(report: Report) -> set[str]:
    return {verdict.rule_id for verdict in report.verdicts if verdict.verdict == "raised"}


def verdicts(report: Report) -> dict[str, str]:
    return {verdict.rule_id: str(verdict.verdict) for verdict in report.verdicts}


def truths(report: Report) -> dict[str, str]:
    """Return what each rule's own condition came to, before other rules had their say."""
    found = {}
    for verdict in report.verdicts:
        applies = verdict.verdict == "raised" or verdict.withheld_by
        found[verdict.rule_id] = "yes" if applies else "unknown" if verdict.verdict == "unknown" else "no"
    return found


def worst(report: Report) -> int:
    return max((RANK[advisory.severity] for advisory in report.advisories), default=0)


def leaves(reason: Reason) -> list[Reason]:
    return [reason] if reason.fact else [leaf for part in reason.parts for leaf in leaves(part)]


@often
@given(patients())
def test_i1_k2_is_never_suggested_unless_all_that_speaks_against_it_is_known_to_be_absent(document):
    assume(not certainly_without(document))
    assert raised(judge(document)) & SUGGEST_K2 == set()


@often
@given(open_books(), st.sampled_from(("5000 IU/day", "1000 IU/day")))
def test_i1_k2_is_mentioned_where_nothing_speaks_against_it(document, dose):
    document |= {"medications": [], "conditions": [], "surgeries": [], "pregnancy": "not pregnant", "age": 45}
    document["tests"] = []
    document["supplements"] = [{"name": "vitamin D3", "amount": dose}]
    assert len(raised(judge(document)) & SUGGEST_K2) == 1


@often
@given(
    open_books(),
    st.sampled_from(VITAMIN_K_ANTAGONISTS),
    st.sampled_from(VITAMIN_K),
    st.sampled_from(("active", "planned")),
)
def test_i2_a_vitamin_k_product_never_lowers_the_severity_on_a_vitamin_k_antagonist(
    document, medicine, product, status
):
    document["medications"] = [*entries(document, "medications"), {"name": medicine}]
    added = {"name": product, "status": status}
    more = document | {"supplements": [*entries(document, "supplements"), added]}
    assert worst(judge(more)) >= worst(judge(document))


@often
@given(patients(), st.data())
def test_i3_the_unit_in_which_an_amount_is_written_changes_no_verdict(document, data):
    # Below 40 IU the unit itself is what looks wrong.
    assume(not any(each.get("amount") == "25 IU/day" for each in entries(document, "supplements")))
    other = retelling.in_other_units(data.draw, document)
    note(other)
    assert verdicts(judge(other)) == verdicts(judge(document))


@often
@given(patients())
def test_i3_seven_times_the_amount_once_a_week_changes_no_verdict(document):
    daily, weekly = verdicts(judge(document)), verdicts(judge(retelling.by_the_week(document)))
    for told in (daily, weekly):
        for rule in READS_ONE_DOSE:
            del told[rule]
    assert weekly == daily


@often
@given(patients(), st.data())
def test_i4_the_order_of_a_list_and_repeated_entries_change_no_verdict(document, data):
    other = retelling.shuffled(data.draw, document)
    assert verdicts(judge(other)) == verdicts(judge(document))


@often
@given(patients(), st.data())
def test_i5_not_knowing_raises_nothing_new_except_where_a_rule_is_meant_to_speak_in_silence(document, data):
    assume(not retelling.contradicts_itself(document))
    less = retelling.forgotten(data.draw, document)
    note(less)
    full = truths(judge(document))
    new = {rule for rule in raised(judge(less)) if full[rule] != "yes"}
    assert new <= SPEAK_IN_SILENCE


@often
@given(patients(), st.data())
def test_completing_a_record_never_overturns_a_verdict_that_was_decided(document, data):
    assume(not retelling.contradicts_itself(document))
    less = retelling.forgotten(data.draw, document)
    assume(not retelling.takes_back_a_doubt(document, less))
    note(less)
    whole = judge(document)
    # "No vitamin K2" beside a product with it was wrong from the start; exposure is assumed then.
    assume(not any(each.why.startswith("it contradicts") for each in whole.not_assessed))
    before, after = truths(judge(less)), truths(whole)
    decided = {rule for rule, truth in before.items() if truth != "unknown"}
    decided -= SPEAK_IN_SILENCE | ABOUT_THE_RECORD
    if not is_told(less, "medications"):
        # Without a list of medicines K2 is not mentioned at all; with one it may be.
        decided -= SUGGEST_K2
    assert {rule for rule in decided if after[rule] != before[rule]} == set()


@often
@given(patients())
def test_i6_a_brand_is_the_same_as_the_generic_name(document):
    assert verdicts(judge(retelling.by_brand(document))) == verdicts(judge(document))


@often
@given(patients(), st.sampled_from(sorted(EXCESS)), st.sampled_from((40, 400, 1000, 4000)))
def test_i7_another_product_never_takes_the_excess_flag_of_its_nutrient_away(document, nutrient, more):
    assume(isinstance(document.get("supplements"), list))
    added = {"name": nutrient, "amount": f"{more} {'IU' if nutrient == 'vitamin D3' else 'mg'}/day"}
    other = document | {"supplements": [*entries(document, "supplements"), added]}
    if raised(judge(document)) & EXCESS[nutrient]:
        assert raised(judge(other)) & EXCESS[nutrient]


@often
@given(open_books(), st.sampled_from((1.5, 2, 10)))
def test_i7_a_higher_dose_of_the_same_product_never_takes_its_excess_flag_away(document, factor):
    # A prescribed dose that grows may become a supervised course, which is another rule's concern.
    assume(not any(each.get("prescribed") for each in entries(document, "supplements")))
    before, after = raised(judge(document)), raised(judge(retelling.times_as_much(document, factor)))
    for flags in EXCESS.values():
        assert not before & flags or after & (flags | {"dose-unit-mismatch"})


@often
@given(patients())
def test_i8_what_is_planned_raises_what_is_taken_raises(document):
    # A change needs a day in the past, and what is planned has none.
    assume(not any("started" in each or "changed" in each for each in entries(document, "supplements")))
    assert raised(judge(retelling.planned_for_taken(document))) == raised(judge(document))


@often
@given(patients())
def test_i9_every_flag_names_the_facts_and_the_evidence_behind_it(document):
    for advisory in judge(document).advisories:
        facts = leaves(advisory.because)
        assert advisory.because.truth == "yes"
        assert all(leaf.fact in BOOK.vocabulary for leaf in facts)
        assert any(leaf.truth in {"yes", "no"} for leaf in facts)
        cited = {source.id for source in advisory.citations}
        assert cited == set(BOOK.rules[advisory.rule_id].because) != set()


@often
@given(patients())
def test_both_evaluators_give_the_same_report_but_for_their_names(document):
    alone, both = judge(document).to_dict(), evaluate(document, as_of=TODAY, rulebook=BOOK).to_dict()
    assert alone.pop("versions") != both.pop("versions")
    assert alone == both


@often
@given(patients())
def test_every_rule_has_a_verdict_and_every_undecided_one_a_question(document):
    report = judge(document)
    assert [verdict.rule_id for verdict in report.verdicts] == list(verdicts(report))
    assert set(verdicts(report)) == set(BOOK.rules)
    asked = {rule for question in report.questions for rule in (*question.decides, *question.helps)}
    open_rules = {
        each.rule_id for each in report.verdicts if each.verdict == "unknown" and not each.in_every_case
    }
    assert asked == open_rules
