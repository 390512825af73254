"""Conditions are judged on intervals and said in English."""

import pytest

from osteon.basics.quantity import BOUNDLESS, NEVER, Interval, exactly
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.language.english import Phrasebook
from osteon.language.judge import Judge
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind

FACTS = {
    "k2": Fact("k2", Kind.TAKING, YES_NO, "takes vitamin K2", "takes no vitamin K2", "?"),
    "d": Fact("d", Kind.DAILY_AMOUNT, NUMBER, "the total daily vitamin D", "", "?", unit="IU/day"),
    "sex": Fact("sex", Kind.FIELD, CHOICE, "the sex", "", "?", choices=("female", "male")),
}
HIGH = Compare("d", ">=", "high")
JUDGE = Judge({"high": 5000}, {"high_without_k2": AllOf((HIGH, Not(Holds("k2"))))})
BOOK = Phrasebook(
    FACTS, {"high_without_k2": ("goes high alone", "does not go high alone")}, {"high": (5000, "IU/day")}
)


@pytest.mark.parametrize(
    ("interval", "at_least", "above", "at_most", "below"),
    [
        (exactly(4999), NO, NO, YES, YES),
        (exactly(5000), YES, NO, YES, NO),
        (exactly(5001), YES, YES, NO, NO),
        (Interval(6000, BOUNDLESS), YES, YES, NO, NO),
        (Interval(5000, BOUNDLESS), YES, UNKNOWN, UNKNOWN, NO),
        (Interval(0, BOUNDLESS), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (Interval(4000, 5000), UNKNOWN, NO, YES, UNKNOWN),
        (NEVER, YES, YES, NO, NO),
    ],
)
def test_a_comparison_holds_if_it_holds_over_the_whole_interval(interval, at_least, above, at_most, below):
    answers = [JUDGE.judge(Compare("d", op, "high"), {"d": interval}) for op in (">=", ">", "<=", "<")]
    assert answers == [at_least, above, at_most, below]


def test_two_known_products_and_one_of_unknown_amount_pass_the_lower_limit_and_leave_the_upper_open():
    judge = Judge({"lower": 5000, "upper": 8000}, {})
    values = {"d": Interval(6000, BOUNDLESS)}
    assert judge.judge(Compare("d", ">=", "lower"), values) is YES
    assert judge.judge(Compare("d", ">=", "upper"), values) is UNKNOWN


@pytest.mark.parametrize(
    ("condition", "values", "answer"),
    [
        (Holds("k2"), {"k2": UNKNOWN}, UNKNOWN),
        (Known("k2"), {"k2": UNKNOWN}, NO),
        (Known("k2"), {"k2": NO}, YES),
        (Known("d"), {"d": Interval(0, BOUNDLESS)}, NO),
        (Known("d"), {"d": exactly(1)}, YES),
        (Known("sex"), {"sex": None}, NO),
        (Among("sex", ("male",)), {"sex": None}, UNKNOWN),
        (Not(Among("sex", ("male",))), {"sex": None}, UNKNOWN),
        (Among("sex", ("female", "male")), {"sex": "male"}, YES),
        (Defined("high_without_k2"), {"d": exactly(5000), "k2": UNKNOWN}, UNKNOWN),
        (Defined("high_without_k2"), {"d": exactly(400), "k2": UNKNOWN}, NO),
        (AnyOf((Holds("k2"), HIGH)), {"k2": UNKNOWN, "d": exactly(5000)}, YES),
    ],
)
def test_silence_is_carried_through_unless_it_does_not_matter(condition, values, answer):
    assert JUDGE.judge(condition, values) is answer


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (AllOf((HIGH, Not(Holds("k2")))), "the total daily vitamin D is at least 5,000 IU/day and takes no vitamin K2"),
        (Not(HIGH), "the total daily vitamin D is less than 5,000 IU/day"),
        (Not(AnyOf((Holds("k2"), HIGH))), "takes no vitamin K2 and the total daily vitamin D is less than 5,000 IU/day"),
        (AllOf((Holds("k2"), AnyOf((HIGH, Known("sex"))))),
         "takes vitamin K2 and (the total daily vitamin D is at least 5,000 IU/day or it is known what the sex is)"),
        (Not(Among("sex", ("female", "male"))), "the sex is not female or male"),
        (Not(Defined("high_without_k2")), "does not go high alone"),
        (Not(Known("k2")), "it is not known whether the patient takes vitamin K2"),
    ],
)  # fmt: skip
def test_a_condition_is_said_from_the_nodes_that_are_evaluated(condition, sentence):
    assert BOOK.say(condition) == sentence
