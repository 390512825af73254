"""What holds for every patient, whatever the knowledge pack says next year: invariants I1 to I9 and their kin."""

import copy
from collections.abc import Callable
from datetime import date
from functools import partial

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from osteon import Report, evaluate, load_rulebook
from osteon.reasoning.report import Reason
from tests.properties.profiles import (
    BLEEDING_DISORDERS,
    BRANDS,
    TODAY,
    VITAMIN_K,
    VITAMIN_K_ANTAGONISTS,
    day,
    open_books,
    patients,
)

BOOK = load_rulebook()
RANK = {"critical": 3, "warning": 2, "info": 1}
SUGGEST_K2 = {"d3-high-dose-without-k2", "k2-pairing-optional"}
SPEAK_IN_SILENCE = {
    "vka-consult-prescriber",  # R2
    "vka-unlabelled-product",  # R5
    "vka-consistent-dietary-k",  # R6
    "anticoagulant-type-unknown",  # R8
    "anticoagulant-status-unknown",  # R9
    "calcium-above-ul",  # R34: an unknown age means the stricter level
    "pregnancy-status-unknown",  # R51
}
"""The rules that are meant to speak because something is not known."""

Document = dict[str, object]

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


def entries(document: Document, name: str) -> list[dict[str, object]]:
    listed = document.get(name)
    return listed if isinstance(listed, list) else []  # type: ignore[return-value]  # the generator writes records


def changed(document: Document, change: Callable[[dict[str, object]], object], *names: str) -> Document:
    """Return a copy of a document in which every entry of some lists was changed."""
    copied = copy.deepcopy(document)
    for name in names:
        for entry in entries(copied, name):
            change(entry)
    return copied


# --- I1 and the contraindications


def certainly_without(document: Document) -> bool:
    """Say, from the document alone, whether everything that speaks against K2 is known to be absent."""
    return (
        medicines_allow(document)
        and pregnancy_ruled_out(document)
        and conditions_allow(document)
        and surgeries_allow(document)
        and is_adult(document)
    )


def is_told(document: Document, name: str) -> bool:
    complete = document.get("complete")
    declared = complete.get(name) if isinstance(complete, dict) else complete
    return document.get(name) == "none" or (declared != "no" and (declared == "yes" or isinstance(document.get(name), list)))


def medicines_allow(document: Document) -> bool:
    if not is_told(document, "medications"):
        return False
    said = document.get("takes")
    if isinstance(said, dict) and said.get("warfarin") in ("taken", "unknown"):
        return False
    for entry in entries(document, "medications"):
        status = entry.get("status", "active")
        if status == "entered in error":
            continue
        if status == "stopped" and entry["name"] in VITAMIN_K_ANTAGONISTS:
            stopped = entry.get("stopped")
            if stopped is None or (TODAY - date.fromisoformat(str(stopped))).days <= 7:
                return False
        if status != "stopped" and entry["name"] in (*VITAMIN_K_ANTAGONISTS, "Zyxelor forte"):
            return False
        if status != "stopped" and entry["name"] == "blood thinner" and not anticoagulant_named(document):
            return False
    return True


def anticoagulant_named(document: Document) -> bool:
    names = {"apixaban", "rivaroxaban", "enoxaparin"}
    listed = entries(document, "medications")
    return any(each["name"] in names and each.get("status", "active") in ("active", "planned") for each in listed)


def pregnancy_ruled_out(document: Document) -> bool:
    pregnancy, age = document.get("pregnancy", "unknown"), document.get("age")
    if pregnancy != "unknown":
        return pregnancy == "not pregnant"
    never = isinstance(age, int) and (age < 12 or age > 55)
    return document.get("sex") == "male" or document.get("postmenopausal") == "yes" or never


def conditions_allow(document: Document) -> bool:
    counted = [each for each in entries(document, "conditions") if each.get("status") not in ("refuted", "family history")]
    return is_told(document, "conditions") and not any(
        each["name"] in (*BLEEDING_DISORDERS, "Quibbler syndrome") for each in counted
    )


def surgeries_allow(document: Document) -> bool:
    dates = [each.get("date") for each in entries(document, "surgeries")]
    near = [each is None or day(28) <= str(each) <= day(-14) for each in dates]
    return is_told(document, "surgeries") and not any(near)


def is_adult(document: Document) -> bool:
    age = document.get("age")
    return isinstance(age, int) and age >= 18


@often
@given(patients())
def test_k2_is_never_suggested_unless_everything_against_it_is_known_to_be_absent(document):
    assume(not certainly_without(document))
    assert raised(judge(document)) & SUGGEST_K2 == set()


@often
@given(open_books(), st.sampled_from(("5000 IU/day", "1000 IU/day")))
def test_k2_is_sometimes_suggested_where_nothing_speaks_against_it(document, dose):
    document |= {"medications": [], "conditions": [], "surgeries": [], "pregnancy": "not pregnant", "age": 45}
    document["supplements"] = [{"name": "vitamin D3", "amount": dose}]
    assert len(raised(judge(document)) & SUGGEST_K2) == 1


# --- I2


@often
@given(open_books(), st.sampled_from(VITAMIN_K_ANTAGONISTS), st.sampled_from(VITAMIN_K), st.sampled_from(("active", "planned")))
def test_i2_a_vitamin_k_product_never_lowers_the_severity_for_a_patient_on_a_vitamin_k_antagonist(
    document, medicine, product, status
):
    document["medications"] = [*entries(document, "medications"), {"name": medicine}]
    more = document | {"supplements": [*entries(document, "supplements"), {"name": product, "status": status}]}
    assert worst(judge(more)) >= worst(judge(document))


def worst(report: Report) -> int:
    return max((RANK[advisory.severity] for advisory in report.advisories), default=0)


# --- I3


IN_OTHER_UNITS = {"IU": (("mcg", 40), ("mg", 40_000)), "mcg": (("mg", 1_000), ("g", 1_000_000)), "mg": (("g", 1_000),)}


def converted(draw: st.DrawFn, amount: str) -> str:
    number, _, unit = amount.removesuffix("/day").partition(" ")
    if unit not in IN_OTHER_UNITS or not number.isdigit():
        return amount
    other, ratio = draw(st.sampled_from(IN_OTHER_UNITS[unit]))
    exactly = f"{int(number) / ratio:.9f}".rstrip("0").rstrip(".")
    # A point before three digits can be read as a thousand; the engine asks, and so nothing is written that way.
    return f"{exactly}0 {other}/day" if len(exactly.rpartition(".")[2]) == 3 and "." in exactly else f"{exactly} {other}/day"


def with_amounts(document: Document, rewrite: Callable[[str], str]) -> Document:
    def change(entry: dict[str, object]) -> None:
        parts = entry.get("ingredients")
        for each in [entry, *(parts if isinstance(parts, list) else ())]:
            if "amount" in each:
                each["amount"] = rewrite(str(each["amount"]))

    return changed(document, change, "supplements")


@often
@given(patients(), st.data())
def test_i3_the_unit_in_which_an_amount_is_written_changes_no_verdict(document, data):
    assume(not any(str(each.get("amount")) == "25 IU/day" for each in entries(document, "supplements")))
    other = with_amounts(document, partial(converted, data.draw))
    note(other)
    assert verdicts(judge(other)) == verdicts(judge(document))


def weekly(amount: str) -> str:
    number, _, rest = amount.partition(" ")
    return f"{int(number) * 7} {rest.removesuffix('/day')} weekly" if number.isdigit() and rest.endswith("/day") else amount


@often
@given(patients())
def test_i3_seven_times_the_amount_once_a_week_changes_no_verdict(document):
    assert verdicts(judge(with_amounts(document, weekly))) == verdicts(judge(document))


# --- I4


@often
@given(patients(), st.data())
def test_i4_the_order_of_a_list_and_repeated_entries_change_no_verdict(document, data):
    other = copy.deepcopy(document)
    for name in ("medications", "supplements", "conditions", "surgeries", "tests"):
        if entries(other, name):
            other[name] = data.draw(st.permutations(entries(other, name)))
    for name in ("medications", "conditions"):
        if entries(other, name):
            other[name] = [*entries(other, name), data.draw(st.sampled_from(entries(other, name)))]
    assert verdicts(judge(other)) == verdicts(judge(document))


# --- I5 and completing a record


FORGET = ("age", "sex", "pregnancy", "postmenopausal", "medications", "supplements", "conditions", "surgeries", "allergies")


def forgotten(draw: st.DrawFn, document: Document) -> Document:
    """Return the same patient with less of the story told."""
    less = copy.deepcopy(document)
    for name in draw(st.lists(st.sampled_from(FORGET), min_size=1, max_size=3, unique=True)):
        less.pop(name, None)
        if isinstance(less.get("complete"), str):
            less["complete"] = dict.fromkeys(FORGET[4:], less["complete"])
        if isinstance(less.get("complete"), dict):
            less["complete"].pop(name, None)  # type: ignore[attr-defined]  # just seen to be a mapping
    return less


def contradicts_itself(document: Document) -> bool:
    """Say whether a pregnancy is on record that sex, age or menopause rule out."""
    settled = document.get("pregnancy") in ("pregnant", "possible")
    return settled and pregnancy_ruled_out({**document, "pregnancy": "unknown"})


@often
@given(patients(), st.data())
def test_i5_not_knowing_raises_nothing_new_except_where_a_rule_is_meant_to_speak_in_silence(document, data):
    assume(not contradicts_itself(document))
    less = forgotten(data.draw, document)
    note(less)
    full = truths(judge(document))
    new = {rule for rule in raised(judge(less)) if full[rule] != "yes"}
    assert new <= SPEAK_IN_SILENCE


@often
@given(patients(), st.data())
def test_completing_a_record_never_overturns_a_verdict_that_was_decided(document, data):
    assume(not contradicts_itself(document))
    less = forgotten(data.draw, document)
    # A name that nobody recognises is a doubt, and a doubt that was taken back is not a record completed.
    assume("supplements" in less or not any(each["name"] == "Osteobloom Ultra" for each in entries(document, "supplements")))
    note(less)
    before, after = truths(judge(less)), truths(judge(document))
    decided = {rule for rule, truth in before.items() if truth != "unknown"} - SPEAK_IN_SILENCE
    if not is_told(less, "medications"):
        # Without a list of medicines K2 is not mentioned at all; with one it may be.
        decided -= SUGGEST_K2
    assert {rule for rule in decided if after[rule] != before[rule]} == set()


# --- I6


@often
@given(patients())
def test_i6_a_brand_is_the_same_as_the_generic_name(document):
    def change(entry: dict[str, object]) -> None:
        entry["name"] = BRANDS.get(str(entry["name"]), entry["name"])
        parts = entry.get("ingredients")
        for each in parts if isinstance(parts, list) else ():
            each["name"] = BRANDS.get(str(each["name"]), each["name"])

    other = changed(document, change, "medications", "supplements")
    assert verdicts(judge(other)) == verdicts(judge(document))


# --- I7


EXCESS = {
    "vitamin D3": {"vitamin-d-above-ul", "vitamin-d-very-high"},
    "calcium": {"calcium-above-ul", "calcium-supplement-high"},
}


@often
@given(patients(), st.sampled_from(sorted(EXCESS)), st.sampled_from((1, 400, 1000, 4000)))
def test_i7_more_of_a_nutrient_never_takes_its_excess_flag_away(document, nutrient, more):
    assume(isinstance(document.get("supplements"), list))
    extra = {"name": nutrient, "amount": f"{more + 39} IU/day" if nutrient == "vitamin D3" else f"{more} mg/day"}
    other = document | {"supplements": [*entries(document, "supplements"), extra]}
    if raised(judge(document)) & EXCESS[nutrient]:
        assert raised(judge(other)) & EXCESS[nutrient]


@often
@given(open_books(), st.sampled_from((1.5, 2, 10)))
def test_i7_a_higher_dose_of_the_same_product_never_takes_its_excess_flag_away(document, factor):
    assume(not any(each.get("prescribed") for each in entries(document, "supplements")))

    def change(entry: dict[str, object]) -> None:
        number, _, rest = str(entry.get("amount", "")).partition(" ")
        if number.isdigit():
            entry["amount"] = f"{int(int(number) * factor)} {rest}"

    other = changed(document, change, "supplements")
    note(other)
    before, after = raised(judge(document)), raised(judge(other))
    for flags in EXCESS.values():
        assert not before & flags or after & (flags | {"dose-unit-mismatch"})


# --- I8


@often
@given(patients())
def test_i8_what_is_planned_raises_what_is_taken_raises(document):
    assume(not any("started" in each or "changed" in each for each in entries(document, "supplements")))

    def change(entry: dict[str, object]) -> None:
        other = {"active": "planned", "planned": "active"}
        status = str(entry.get("status", "active"))
        entry["status"] = other.get(status, status)

    other = changed(document, change, "medications", "supplements")
    assert raised(judge(other)) == raised(judge(document))


# --- I9


def leaves(reason: Reason) -> list[Reason]:
    return [reason] if reason.fact else [leaf for part in reason.parts for leaf in leaves(part)]


@often
@given(patients())
def test_i9_every_flag_names_the_facts_and_the_evidence_behind_it(document):
    for advisory in judge(document).advisories:
        assert advisory.because.truth == "yes"
        assert all(leaf.fact in BOOK.vocabulary for leaf in leaves(advisory.because))
        assert any(leaf.truth == "yes" or leaf.truth == "no" for leaf in leaves(advisory.because))
        assert {source.id for source in advisory.citations} == set(BOOK.rules[advisory.rule_id].because) != set()


# --- both evaluators, and the report as a whole


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
    asked = {rule for question in report.questions for rule in question.decides}
    assert asked == {rule for rule, verdict in verdicts(report).items() if verdict == "unknown"}
