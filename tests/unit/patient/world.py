"""A small world to try patients in: a few drugs, nutrients, products, conditions and tests."""

from datetime import date
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.truth import UNKNOWN
from osteon.patient.facts import FactPlan
from osteon.patient.terminology import ANYTHING, Code, Concept, Conversion, Implausible, Salt, Terminology
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind, Vocabulary

TODAY = date(2026, 11, 24)

_D = (Conversion("mcg", Fraction(40), "P44"),)
_D_SLIPS = (Implausible("mass", ">=", "d_mass_slip"), Implausible("IU", "<", "d_iu_slip"))

CONCEPTS = [
    Concept("anticoagulant", "class", "an anticoagulant", may_be=("vitamin-k-antagonist",)),
    Concept("vitamin-k-antagonist", "class", "a vitamin K antagonist", ("anticoagulant",), brands=("VKA",)),
    Concept(
        "warfarin", "drug", "warfarin", ("vitamin-k-antagonist",), ("warfarin sodium",), ("Coumadin",),
        (Code("ATC", "B01AA03", "verified"),),
    ),
    Concept("apixaban", "drug", "apixaban", ("anticoagulant",), codes=(Code("ATC", "B01AF02", "verified"),)),
    Concept("metformin", "drug", "metformin"),
    Concept("vitamin-d", "nutrient", "vitamin D", (), ("vit D",), unit="IU", conversions=_D, implausible=_D_SLIPS),
    Concept("vitamin-d3", "nutrient", "vitamin D3", ("vitamin-d",), ("cholecalciferol", "D3")),
    Concept("vitamin-d2", "nutrient", "vitamin D2", ("vitamin-d",), ("ergocalciferol",), unit="mcg", conversions=(
        Conversion("IU", Fraction(1, 40), "P44"),
    )),
    Concept("vitamin-k", "nutrient", "vitamin K", unit="mcg"),
    Concept("vitamin-k1", "nutrient", "vitamin K1", ("vitamin-k",)),
    Concept("vitamin-k2", "nutrient", "vitamin K2", ("vitamin-k",), ("K2", "menaquinone"), implausible=(
        Implausible("any", ">=", "k2_slip"),
    )),
    Concept("mk-7", "nutrient", "MK-7", ("vitamin-k2",), ("menaquinone-7",)),
    Concept("mk-4", "nutrient", "MK-4", ("vitamin-k2",), ("menatetrenone",), implausible=(
        Implausible("any", ">", "mk4_slip"),
    )),
    Concept("calcium", "nutrient", "calcium", unit="mg", salts=(
        Salt("carbonate", Fraction(2, 5), "P17"), Salt("citrate", Fraction(21, 100), "P17"),
    )),
    Concept("magnesium", "nutrient", "magnesium", unit="mg"),
    Concept("multivitamin", "product", "a multivitamin", may_contain=(ANYTHING,)),
    Concept("bone-formula", "product", "a bone formula", contains=("calcium",), may_contain=("vitamin-k",)),
    Concept("d3-k2-drops", "product", "D3/K2 drops", names=("D/K2 drops",), contains=("vitamin-d3", "vitamin-k2")),
    Concept("natto", "food", "natto", contains=("mk-7",)),
    Concept("soy", "food", "soy"),
    Concept("osteoporosis", "condition", "osteoporosis", codes=(Code("ICD-10-CM", "M81.-", "verified"),)),
    Concept("pregnancy", "condition", "a pregnancy"),
    Concept("prosthetic-valve", "condition", "a prosthetic heart valve", may_be=("mechanical-valve",)),
    Concept("mechanical-valve", "condition", "a mechanical heart valve"),
    Concept("bleeding-disorder", "condition", "a bleeding disorder"),
    Concept("haemophilia", "condition", "haemophilia", ("bleeding-disorder",)),
    Concept("hypertension", "condition", "hypertension"),
    Concept("inr", "test", "INR"),
    Concept("vitamin-d-level", "test", "25-OH-D", unit="ng/mL", conversions=(
        Conversion("nmol/L", Fraction(1000, 2496), "lab"),
    )),
]  # fmt: skip

PARAMETERS = {
    "d_mass_slip": 40_000, "d_iu_slip": 40, "k2_slip": 1_000, "mk4_slip": 45_000,
    "longest_course": 12, "course_above": 4_000, "inr_low": 2,
}  # fmt: skip

TERMINOLOGY = Terminology({concept.id: concept for concept in CONCEPTS})

_NUMBERS = {
    Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT, Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED,
    Kind.AGE, Kind.TEST_RESULT, Kind.DAYS_SINCE_TEST, Kind.DAYS_SINCE_SURGERY, Kind.DAYS_UNTIL_SURGERY,
    Kind.DAYS_SINCE_COUNSELLED,
}  # fmt: skip
_WORDS = {"sex": ("female", "male"), "pregnancy": ("pregnant", "possible", "not_pregnant")}


def fact(name, kind, of="", *, limits=(), plus=""):
    """Declare a fact as the loader would."""
    number = kind in _NUMBERS or kind is Kind.DIET and of != "vitamin_k_consistent"
    choices = _WORDS.get(of, ()) if kind is Kind.FIELD else ()
    type_ = NUMBER if number else CHOICE if choices else YES_NO
    return Fact(name, kind, type_, "reads", "denies", "ask?", of, "unit", choices, limits, plus)


FACTS = [
    fact("takes.vka", Kind.TAKING, "vitamin-k-antagonist"),
    fact("takes.warfarin", Kind.TAKING, "warfarin"),
    fact("takes.apixaban", Kind.TAKING, "apixaban"),
    fact("takes.k", Kind.TAKING, "vitamin-k"),
    fact("takes.k2", Kind.TAKING, "vitamin-k2"),
    fact("takes.mk7", Kind.TAKING, "mk-7"),
    fact("takes.mk4", Kind.TAKING, "mk-4"),
    fact("takes.d", Kind.TAKING, "vitamin-d"),
    fact("takes.d3", Kind.TAKING, "vitamin-d3"),
    fact("takes.bone_formula", Kind.TAKING, "bone-formula"),
    fact("takes.natto", Kind.TAKING, "natto"),
    fact("unlabelled.k", Kind.TAKING_UNLABELLED, "vitamin-k"),
    fact("dose.d", Kind.DAILY_AMOUNT, "vitamin-d"),
    fact("dose.d3", Kind.DAILY_AMOUNT, "vitamin-d3"),
    fact("dose.k", Kind.DAILY_AMOUNT, "vitamin-k"),
    fact("dose.mk7", Kind.DAILY_AMOUNT, "mk-7"),
    fact("dose.mk4", Kind.DAILY_AMOUNT, "mk-4"),
    fact("dose.calcium", Kind.DAILY_AMOUNT, "calcium"),
    fact("total.calcium", Kind.DAILY_AMOUNT, "calcium", plus="calcium"),
    fact("largest.d", Kind.LARGEST_AMOUNT, "vitamin-d"),
    fact("largest.calcium", Kind.LARGEST_AMOUNT, "calcium"),
    fact("count.d", Kind.COUNT, "vitamin-d"),
    fact("stopped.vka", Kind.DAYS_SINCE_STOPPED, "vitamin-k-antagonist"),
    fact("changed.k", Kind.DAYS_SINCE_CHANGED, "vitamin-k"),
    fact("course.d", Kind.RECORDED_COURSE, "vitamin-d", limits=("longest_course", "course_above")),
    fact("slip.any", Kind.IMPLAUSIBLE_AMOUNT, "any"),
    fact("slip.d", Kind.IMPLAUSIBLE_AMOUNT, "vitamin-d"),
    fact("has.osteoporosis", Kind.CONDITION, "osteoporosis"),
    fact("has.mechanical_valve", Kind.CONDITION, "mechanical-valve"),
    fact("has.bleeding_disorder", Kind.CONDITION, "bleeding-disorder"),
    fact("has.haemophilia", Kind.CONDITION, "haemophilia"),
    fact("allergy.k", Kind.ALLERGY, "vitamin-k"),
    fact("allergy.mk7", Kind.ALLERGY, "mk-7"),
    fact("listed.medications", Kind.LIST_GIVEN, "medications"),
    fact("listed.supplements", Kind.LIST_GIVEN, "supplements"),
    fact("sex", Kind.FIELD, "sex"),
    fact("pregnancy", Kind.FIELD, "pregnancy"),
    fact("breastfeeding", Kind.FIELD, "breastfeeding"),
    fact("postmenopausal", Kind.FIELD, "postmenopausal"),
    fact("age", Kind.AGE),
    fact("test.inr", Kind.TEST_RESULT, "inr"),
    fact("test.d", Kind.TEST_RESULT, "vitamin-d-level"),
    fact("inr.low", Kind.TEST_BELOW_TARGET, "inr", limits=("inr_low",)),
    fact("since.inr", Kind.DAYS_SINCE_TEST, "inr"),
    fact("surgery.since", Kind.DAYS_SINCE_SURGERY),
    fact("surgery.until", Kind.DAYS_UNTIL_SURGERY),
    fact("diet.natto", Kind.DIET, "natto"),
    fact("diet.calcium", Kind.DIET, "calcium"),
    fact("diet.steady", Kind.DIET, "vitamin_k_consistent"),
    fact("counselled.k", Kind.DAYS_SINCE_COUNSELLED, "dietary-vitamin-k"),
]
VOCABULARY = Vocabulary({each.name: each for each in FACTS})
PLAN = FactPlan(VOCABULARY, TERMINOLOGY, PARAMETERS, list(VOCABULARY.facts))

ANY_NUMBER = Interval(0, BOUNDLESS)
NEVER = Interval(BOUNDLESS, BOUNDLESS)


def derive(*, as_of=TODAY, **document):
    """Derive the facts of one patient."""
    return PLAN.derive(document, as_of)


def value(name, **document):
    """Derive one fact of one patient."""
    return derive(**document).values[name]


def exactly(number):
    """Return the interval that holds one number."""
    return Interval(number, number)


def at_least(number):
    """Return the interval from a number on."""
    return Interval(number, BOUNDLESS)


def not_assessed(**document):
    """Return where something could not be used, and why."""
    return {each.where: each.why for each in derive(**document).not_assessed}


def said_nothing(name):
    """Say whether silence leaves a fact open, as it should."""
    silent = value(name)
    return silent is UNKNOWN or silent is None or silent == ANY_NUMBER
