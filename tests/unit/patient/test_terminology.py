"""Names, brands, codes and salts lead to concepts; what is not known is not guessed."""

import pytest

from osteon.patient.terminology import Code, Concept, Terminology, normalised
from tests.unit.patient.world import TERMINOLOGY


@pytest.mark.parametrize(
    ("name", "concept", "amount", "salt"),
    [
        ("warfarin", "warfarin", "", ""),
        ("  WARFARIN ", "warfarin", "", ""),
        ("Coumadin", "warfarin", "", ""),
        ("coumadïn", "warfarin", "", ""),
        ("MK 7", "mk-7", "", ""),
        ("mk7", "mk-7", "", ""),
        ("warfarin 5 mg", "warfarin", "5 mg", ""),
        ("vitamin D3 5000 IU/day", "vitamin-d3", "5000 IU/day", ""),
        ("Vitamin D3, 50 000 IU weekly", "vitamin-d3", "50 000 IU weekly", ""),
        ("MK-7 100 mcg", "mk-7", "100 mcg", ""),
        ("MK-7 2 x 100 mcg daily", "mk-7", "2 x 100 mcg daily", ""),
        ("calcium carbonate", "calcium", "", "carbonate"),
        ("calcium carbonate 1250 mg", "calcium", "1250 mg", "carbonate"),
        ("calcium (as citrate)", "calcium", "", "citrate"),
        ("vitamin K2 (MK-7)", "mk-7", "", ""),
        ("vitamin K2 (MK-7) 100 mcg", "mk-7", "100 mcg", ""),
        ("MK-7 (vitamin K2)", "mk-7", "", ""),
    ],
)
def test_a_name_is_found_with_what_stands_behind_it(name, concept, amount, salt):
    found = TERMINOLOGY.resolve(name)
    assert (found.concept.id, found.amount, found.salt) == (concept, amount, salt)


@pytest.mark.parametrize(
    "name",
    ["warferin", "vitamin D3 (with K2)", "vitamin D3 and K2", "", "???", "x" * 65_536, "vitamin", "5000 IU"],
)
def test_a_name_that_is_not_known_is_not_guessed(name):
    assert TERMINOLOGY.resolve(name) is None


@pytest.mark.parametrize(
    ("name", "probably"),
    [
        ("warferin", ("warfarin",)),
        ("wafarin", ("warfarin",)),
        ("wrafarin", ("warfarin",)),
        ("Wafarin 5 mg", ("warfarin",)),
        ("cumadin", ("Coumadin",)),
        ("menaquinnone", ("menaquinone",)),
        ("calcium citrat", ("calcium citrate",)),
        ("vitamin K", ("vitamin K",)),
        ("vitamin X", ("vitamin D", "vitamin K")),
        ("wxrxfxrin", ()),
        ("MK-8", ()),
        ("qqqq", ()),
        ("", ()),
        ("x" * 65_536, ()),
    ],
)
def test_what_a_misspelt_name_is_probably_meant_for(name, probably):
    assert TERMINOLOGY.probably(name) == probably


def test_ancestors_and_descendants_include_the_concept_itself():
    assert TERMINOLOGY.ancestors("mk-7") == {"mk-7", "vitamin-k2", "vitamin-k"}
    assert TERMINOLOGY.descendants("vitamin-k2") == {"vitamin-k2", "mk-7", "mk-4"}


def test_a_substance_is_measured_like_the_wider_one_it_belongs_to():
    assert TERMINOLOGY.measured("vitamin-d3").unit == "IU"
    assert TERMINOLOGY.measured("vitamin-d2").unit == "mcg"
    assert [slip.limit for slip in TERMINOLOGY.measured("mk-7").implausible] == ["k2_slip"]
    assert [slip.limit for slip in TERMINOLOGY.measured("mk-4").implausible] == ["mk4_slip"]
    assert TERMINOLOGY.measured("vitamin-k1").implausible == ()


@pytest.mark.parametrize(
    ("system", "code", "concept"),
    [
        ("ATC", "B01AA03", "warfarin"),
        ("atc", "b01aa03", "warfarin"),
        ("ICD-10-CM", "M81.0", "osteoporosis"),
        ("icd10cm", "m81.8", "osteoporosis"),
    ],
)
def test_a_code_is_found_in_any_case_and_within_its_category(system, code, concept):
    assert TERMINOLOGY.by_code(system, code).id == concept


@pytest.mark.parametrize(("system", "code"), [("ATC", "B01AA99"), ("ICD-10-CM", "M80.0"), ("", "")])
def test_a_code_that_is_not_known_is_not_guessed(system, code):
    assert TERMINOLOGY.by_code(system, code) is None


def test_the_narrowest_category_of_codes_wins():
    wide = Concept("wide", "condition", "wide", codes=(Code("ICD-10-CM", "D68.-", "verified"),))
    narrow = Concept("narrow", "condition", "narrow", codes=(Code("ICD-10-CM", "D68.0-", "verified"),))
    both = Terminology({"wide": wide, "narrow": narrow})
    assert both.by_code("ICD-10-CM", "D68.00").id == "narrow"
    assert both.by_code("ICD-10-CM", "D68.9").id == "wide"


def test_the_longest_known_name_takes_the_digits_that_belong_to_it():
    b = Concept("vitamin-b", "nutrient", "vitamin B")
    b12 = Concept("vitamin-b12", "nutrient", "vitamin B 12")
    found = Terminology({"vitamin-b": b, "vitamin-b12": b12}).resolve("vitamin B 12 500 mcg")
    assert (found.concept.id, found.amount) == ("vitamin-b12", "500 mcg")


def test_names_in_other_scripts_are_not_folded_into_nothing():
    assert normalised("ワルファリン") != normalised("アスピリン") != ""
