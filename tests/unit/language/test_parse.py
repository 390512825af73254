"""Conditions are read, and every mistake is pointed at."""

import pytest

from osteon.language.parse import ExpressionError, Names, read_condition
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not, leaves
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind

NAMES = Names(
    {
        "takes.vitamin_k2": Fact("takes.vitamin_k2", Kind.TAKING, YES_NO, "takes K2", "takes no K2", "?"),
        "dose.vitamin_d": Fact(
            "dose.vitamin_d", Kind.DAILY_AMOUNT, NUMBER, "the dose", "", "?", unit="IU/day"
        ),
        "sex": Fact("sex", Kind.FIELD, CHOICE, "the sex", "", "?", choices=("female", "male")),
    },
    {"vka_active"},
    {"high_dose": "IU/day", "adult_from": "years"},
)
K2, D, VKA = Holds("takes.vitamin_k2"), Compare("dose.vitamin_d", ">=", "high_dose"), Defined("vka_active")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("takes.vitamin_k2", K2),
        ("not takes.vitamin_k2", Not(K2)),
        ("dose.vitamin_d >= high_dose", D),
        ("high_dose <= dose.vitamin_d", D),
        ("vka_active and takes.vitamin_k2", AllOf((VKA, K2))),
        ("vka_active or (takes.vitamin_k2 and vka_active)", AnyOf((VKA, AllOf((K2, VKA))))),
        ("(vka_active and vka_active) or takes.vitamin_k2", AnyOf((AllOf((VKA, VKA)), K2))),
        ("sex == female", Among("sex", ("female",))),
        ("sex in (female, male)", Among("sex", ("female", "male"))),
        ("sex != male", Not(Among("sex", ("male",)))),
        ("sex not in (male, female)", Not(Among("sex", ("male", "female")))),
        ("known(dose.vitamin_d)", Known("dose.vitamin_d")),
        ("vka_active\nand takes.vitamin_k2", AllOf((VKA, K2))),
        ("  vka_active  ", VKA),
    ],
)
def test_a_condition_is_read(text, condition):
    assert read_condition(text, NAMES) == condition


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("dose.vitamin_d >= 5000", "a number cannot stand", "5000"),
        ("dose.vitamin_d >= 5000 IU/day", "a number cannot stand", "5000"),
        ("takes.vitamin_k", "unknown name", "takes"),
        ("vka_active and takes.k2", "unknown name", "takes"),
        ("dose.vitamin_d", "is a number, not a yes or no", "dose"),
        ("sex", "is a choice, not a yes or no", "sex"),
        ("high_dose", "is a parameter and cannot stand alone", "high"),
        ("dose.vitamin_d >= adult_from", "is measured in IU/day", "adult"),
        ("dose.vitamin_d < dose.vitamin_d", "another fact", "dose.vitamin_d"),
        ("takes.vitamin_k2 > high_dose", "has no size", "takes"),
        ("sex == mail", "is never `mail`", "mail"),
        ("takes.vitamin_k2 == yes", "not a choice", "takes"),
        ("vka_active or vka_active and takes.vitamin_k2", "are mixed", "vka_active and"),
        ("vka_active and (vka_active and vka_active or vka_active)", "are mixed", "vka_active and vka"),
        ("high_dose < dose.vitamin_d < high_dose", "two sides", "high"),
        ("sex = male", "is written ==", "="),
        ("__import__('os')", "the only thing that can be called", "__import__"),
        ("open", "unknown name", "open"),
        ("known(vka_active, sex)", "the only thing that can be called", "known"),
        ("lambda: vka_active", "cannot stand in a condition", "lambda"),
        ("'vka_active'", "cannot stand in a condition", "'"),
        ("vka_active is vka_active", "cannot stand", "vka"),
        ("(vka_active", "not a condition", "("),
        ("", "a condition is missing", ""),
        ("vka_äctive", "cannot stand in a condition", "ä"),
    ],
)
def test_a_mistake_is_pointed_at(text, says, at):
    with pytest.raises(ExpressionError) as caught:
        read_condition(text, NAMES)
    assert says in caught.value.message
    found = text.index(at) if at != "dose.vitamin_d" else text.rindex(at)
    assert caught.value.offset == found


def test_a_near_miss_is_offered():
    with pytest.raises(ExpressionError) as caught:
        read_condition("takes.vitamin_k22", NAMES)
    assert caught.value.hint == "did you mean `takes.vitamin_k2`?"


def test_nesting_has_a_limit():
    with pytest.raises(ExpressionError, match="nested too deeply"):
        read_condition("not " * 60 + "vka_active", NAMES)
    with pytest.raises(ExpressionError, match="longer than"):
        read_condition("vka_active and " * 500 + "vka_active", NAMES)


def test_leaves_come_in_reading_order():
    condition = read_condition("vka_active and not (takes.vitamin_k2 or sex == male)", NAMES)
    assert list(leaves(condition)) == [VKA, K2, Among("sex", ("male",))]
