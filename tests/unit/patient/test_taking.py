"""Is it taken? Every way of saying so, of denying it, and of leaving it open."""

import pytest

from osteon.basics.truth import NO, UNKNOWN, YES
from tests.unit.patient.world import derive, not_assessed, value

NO_LISTS = {}
EMPTY = {"medications": [], "supplements": []}


@pytest.mark.parametrize(
    ("supplements", "complete", "k2", "assumed"),
    [
        ("absent", None, UNKNOWN, False),
        (None, None, UNKNOWN, False),
        ("unknown", None, UNKNOWN, False),
        ([], None, NO, True),
        (["vitamin D3"], None, NO, True),
        ("none", None, NO, False),
        ([], "yes", NO, False),
        ([], {"medications": "yes", "supplements": "yes"}, NO, False),
        ([], {"medications": True, "supplements": "no"}, UNKNOWN, False),
        ([], "no", UNKNOWN, False),
        ("none", {"supplements": "no"}, UNKNOWN, False),
        (["MK-7"], None, YES, False),
        (["MK-7"], "no", YES, False),
    ],
)
def test_the_states_of_a_list_are_kept_apart(supplements, complete, k2, assumed):
    document = {"medications": "none", "supplements": supplements, "complete": complete}
    if supplements == "absent":
        del document["supplements"]
    facts = derive(**document)
    assert facts.values["takes.k2"] is k2
    assert ("takes.k2" in facts.assumed) is assumed


def test_a_medicine_is_missing_from_one_list_and_a_nutrient_from_two():
    assert value("takes.warfarin", medications=[]) is NO
    assert value("takes.k2", medications=[]) is UNKNOWN
    assert value("takes.k2", supplements=[]) is UNKNOWN
    assert value("takes.k2", **EMPTY) is NO


def test_a_brand_counts_as_every_wider_concept():
    facts = derive(medications=["Coumadin"], supplements=[])
    assert facts.values["takes.warfarin"] is facts.values["takes.vka"] is YES
    assert [facts.intakes[at].name for at in facts.evidence["takes.vka"]] == ["Coumadin"]


@pytest.mark.parametrize(
    ("status", "k2"),
    [("active", YES), ("planned", YES), ("stopped", NO), ("unknown", UNKNOWN), ("entered in error", NO)],
)
def test_only_active_and_planned_entries_count(status, k2):
    entry = {"name": "MK-7", "status": status}
    assert value("takes.k2", medications=[], supplements=[entry]) is k2


@pytest.mark.parametrize(
    ("entry", "mk7"),
    [
        ({"name": "vitamin K2"}, UNKNOWN),
        ({"name": "vitamin K2", "form": "MK-7"}, YES),
        ({"name": "vitamin K2", "form": "MK-4"}, NO),
        ({"name": "vitamin K2", "form": "softgel"}, UNKNOWN),
        ({"name": "multivitamin"}, UNKNOWN),
        ({"name": "multivitamin", "ingredients": []}, UNKNOWN),
        ({"name": "multivitamin", "ingredients": ["vitamin D3"]}, NO),
        ({"name": "multivitamin", "ingredients": [{"name": "vitamin K2", "form": "MK-7"}]}, YES),
        ({"name": "bone formula"}, UNKNOWN),
        ({"name": "natto"}, YES),
        ({"name": "vitamin D3", "class": "bone formula"}, UNKNOWN),
        ({"name": "Brand nobody knows", "class": "multivitamin"}, UNKNOWN),
        ({"name": "Brand nobody knows"}, UNKNOWN),
        ({"name": "Brand nobody knows", "ingredients": ["magnesium"]}, NO),
        ({"name": "Brand nobody knows", "ingredients": ["zzz"]}, UNKNOWN),
        ({"name": "MK-7", "ingredients": ["vitamin D3"]}, YES),
        ({"name": "MK-7", "amount": "none"}, NO),
        ({"name": "multivitamin", "ingredients": [{"name": "MK-7", "amount": "0 mcg"}]}, NO),
        ({"codes": [{"system": "ATC", "code": "B01AA03"}]}, NO),
    ],
)
def test_what_an_entry_is_made_of_decides(entry, mk7):
    assert value("takes.mk7", medications=[], supplements=[entry]) is mk7


def test_a_vague_anticoagulant_may_be_a_vitamin_k_antagonist():
    assert value("takes.vka", medications=["anticoagulant"]) is UNKNOWN
    assert value("takes.vka", medications=["anticoagulant", "warfarin"]) is YES


def test_a_name_nobody_recognises_keeps_every_absence_unknown():
    facts = derive(medications=["warferin"], supplements=[], complete="yes")
    assert facts.values["takes.warfarin"] is facts.values["takes.k2"] is UNKNOWN
    assert [note[1:4] for note in facts.not_assessed] == [
        (
            "medications[0].name",
            'the name is not recognised; it is probably "warfarin"',
            'confirm it: write "warfarin"',
        )
    ]


def test_a_name_and_a_code_that_differ_are_both_assumed():
    entry = {"name": "metformin", "codes": [{"system": "ATC", "code": "B01AA03"}]}
    assert value("takes.warfarin", medications=[entry]) is YES
    assert "medications[0].codes" in not_assessed(medications=[entry])


def test_a_code_narrows_a_vague_name():
    entry = {"name": "anticoagulant", "codes": [{"system": "ATC", "code": "B01AF02"}]}
    facts = derive(medications=[entry])
    assert facts.values["takes.apixaban"] is YES
    assert facts.values["takes.vka"] is NO
    assert facts.not_assessed == []


@pytest.mark.parametrize(
    ("takes", "k2", "k"),
    [
        ({"vitamin-k2": "none"}, NO, UNKNOWN),
        ({"vitamin-k": "none"}, NO, NO),
        ({"K2": "0 mcg"}, NO, UNKNOWN),
        ({"mk-7": "taken"}, YES, YES),
        ({"MK-7": "100 mcg/day"}, YES, YES),
        ({"vitamin-k": "taken"}, UNKNOWN, YES),
        ({"vitamin-k2": "unknown"}, UNKNOWN, UNKNOWN),
        ({"mk-7": "unknown"}, UNKNOWN, UNKNOWN),
        ({"vitamin-k": "none", "mk-7": "taken"}, YES, YES),
        ({"zzz": "taken"}, UNKNOWN, UNKNOWN),
        ({"zzz": "none"}, UNKNOWN, UNKNOWN),
        ({"vitamin-k2": None}, UNKNOWN, UNKNOWN),
    ],
)
def test_a_statement_about_a_substance_as_a_whole(takes, k2, k):
    facts = derive(takes=takes)
    assert (facts.values["takes.k2"], facts.values["takes.k"]) == (k2, k)


def test_a_confirmed_absence_is_not_an_assumption():
    assert "takes.k2" not in derive(takes={"vitamin-k2": "none"}, **EMPTY).assumed


def test_an_unknown_statement_opens_a_closed_list():
    assert value("takes.k2", takes={"mk-7": "unknown"}, complete="yes", **EMPTY) is UNKNOWN


def test_a_denial_does_not_outweigh_an_entry():
    facts = derive(takes={"vitamin-k": "none"}, medications=[], supplements=["natto"])
    assert facts.values["takes.k2"] is YES
    assert facts.not_assessed[0][:2] == ("vitamin-k", "takes.vitamin-k")
    assert "exposure is assumed" in facts.not_assessed[0].why


@pytest.mark.parametrize(
    ("document", "unlabelled"),
    [
        ({"supplements": ["multivitamin"], "medications": []}, YES),
        ({"supplements": ["bone formula"], "medications": []}, YES),
        ({"supplements": [{"name": "multivitamin", "ingredients": ["vitamin D3"]}], "medications": []}, NO),
        ({"supplements": [{"name": "multivitamin", "ingredients": ["MK-7"]}], "medications": []}, NO),
        ({"supplements": [{"name": "multivitamin", "status": "planned"}], "medications": []}, YES),
        ({"supplements": [{"name": "multivitamin", "status": "unknown"}], "medications": []}, UNKNOWN),
        ({"supplements": [{"name": "multivitamin", "status": "stopped"}], "medications": []}, NO),
        ({"supplements": ["Brand nobody knows"], "medications": []}, YES),
        ({"supplements": [], "medications": ["Tablet nobody knows"]}, UNKNOWN),
        ({"supplements": ["vitamin D3"], "medications": []}, NO),
        ({"supplements": ["vitamin D3"]}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_an_unlabelled_product_may_contain_vitamin_k(document, unlabelled):
    assert value("unlabelled.k", **document) is unlabelled


@pytest.mark.parametrize(
    ("said", "listed"), [(None, NO), ("unknown", NO), ("none", YES), ([], YES), (["warfarin"], YES)]
)
def test_whether_a_list_was_told_is_never_unknown(said, listed):
    assert value("listed.medications", medications=said) is listed


def test_what_is_filed_under_the_wrong_list_is_said():
    assert "does not belong in this list" in not_assessed(medications=["osteoporosis"])["medications[0].name"]
    assert "does not belong in this list" in not_assessed(conditions=["warfarin"])["conditions[0].name"]


def test_order_and_repetition_of_medicines_do_not_matter():
    one = derive(medications=["warfarin", "metformin"], supplements=[])
    other = derive(medications=["metformin", "warfarin", "warfarin"], supplements=[])
    assert one.values == other.values
