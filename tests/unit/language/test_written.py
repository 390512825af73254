"""Conditions written as one function answer what the judge answers."""

from fractions import Fraction
from random import Random

import pytest

from osteon.basics.quantity import BOUNDLESS, NOTHING_KNOWN, Interval, exactly
from osteon.basics.truth import NO, UNKNOWN, YES, negate
from osteon.language.judge import Judge
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not
from osteon.language.written import DEEPEST, write_all
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO
from tests.differential.random_rulebooks import random_rulebook, random_values


def asked(conditions, parameters, definitions, types=None):
    """Return the function that asks conditions without exceptions."""
    return write_all([(each, None) for each in conditions], min, parameters, definitions, types or {})


@pytest.mark.parametrize("seed", range(30))
def test_random_conditions_are_answered_as_the_judge_answers_them(seed):
    random = Random(seed)
    book = random_rulebook(random, rules=30)
    numbers = {name: each.values[0].number for name, each in book.parameters.items()}
    means = {name: each.means for name, each in book.definitions.items()}
    conditions = [rule.when for rule in book.rules.values()]
    conditions += [unless.where for rule in book.rules.values() for unless in rule.unless]
    judge = Judge(numbers, means)
    ask = asked(conditions, numbers, means, {name: fact.type for name, fact in book.vocabulary.facts.items()})
    for _ in range(100):
        values = random_values(random, book, list(numbers.values()))
        answers = ask(values)
        assert answers == [judge.judge(each, values) for each in conditions]
        assert all(type(each) is type(NO) for each in answers)


@pytest.mark.parametrize("limit", [5, Fraction(9, 2), Fraction(50_000, 7), Fraction(1, 10**20), 2**70])
@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
def test_a_comparison_is_exact_on_both_sides_of_its_limit(op, limit):
    hair = Fraction(1, 10**25)
    ends = (0, limit - hair, limit, limit + hair, 10**30, BOUNDLESS)
    condition, judge = Compare("dose", op, "limit"), Judge({"limit": limit}, {})
    ask = asked([condition], {"limit": limit}, {})
    for low in ends:
        for high in ends:
            if low <= high:
                values = {"dose": Interval(low, high)}
                assert ask(values) == [judge.judge(condition, values)]


@pytest.mark.parametrize(
    ("value", "type_", "answer"),
    [
        (YES, YES_NO, YES), (NO, YES_NO, YES), (UNKNOWN, YES_NO, NO),
        ("male", CHOICE, YES), (None, CHOICE, NO),
        (exactly(3), NUMBER, YES), (exactly(Fraction(1, 7)), NUMBER, YES), (NOTHING_KNOWN, NUMBER, NO),
    ],
)  # fmt: skip
def test_known_is_never_itself_unknown(value, type_, answer):
    conditions = [Known("it"), Not(Known("it"))]
    assert asked(conditions, {}, {}, {"it": type_})({"it": value}) == [answer, negate(answer)]


def test_a_condition_nested_deeper_than_python_reads_is_still_answered():
    condition = Holds("k2")
    for _ in range(5 * DEEPEST):
        condition = Not(AllOf((condition, Holds("d"))))
    values = {"k2": UNKNOWN, "d": YES}
    assert asked([condition], {}, {})(values) == [Judge({}, {}).judge(condition, values)]


def test_nothing_asked_is_answered_by_the_neutral_element():
    assert asked([AllOf(()), AnyOf(())], {}, {})({}) == [YES, NO]


def test_a_definition_that_is_mentioned_often_is_asked_once():
    class Counted(Interval):
        asked = 0

        def __getitem__(self, end):
            Counted.asked += 1
            return super().__getitem__(end)

    means = {"either": AnyOf((Compare("dose", ">=", "limit"), Holds("d")))}
    conditions = [Defined("either"), Not(Defined("either")), AllOf((Defined("either"), Holds("other")))]
    values = {"dose": Counted(3, 7), "d": NO, "other": YES}
    assert asked(conditions, {"limit": 5}, means)(values) == [UNKNOWN, UNKNOWN, UNKNOWN]
    assert Counted.asked == 2, "once at either end"


def test_a_name_never_becomes_program_text():
    name = "'] or exit() #\"\\\n"
    assert asked([Holds(name), Among(name + "x", ("a'b",))], {}, {})({name: YES, name + "x": "a'b"}) == [
        YES,
        YES,
    ]


def test_a_name_that_nothing_defines_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        asked([Defined("nowhere")], {}, {})
    with pytest.raises(KeyError, match="limit"):
        asked([Compare("dose", ">=", "limit")], {}, {})


@pytest.mark.parametrize("first", [NO, UNKNOWN, YES])
@pytest.mark.parametrize("second", [NO, UNKNOWN, YES])
def test_the_second_of_a_pair_is_asked_only_where_the_first_is_not_no(first, second):
    called = []

    def combine(one, other):
        called.append((one, other))
        return 7

    ask = write_all([(Holds("k2"), Holds("d"))], combine, {}, {}, {})
    assert ask({"k2": first, "d": second}) == [NO if first is NO else 7]
    assert called == ([] if first is NO else [(first, second)])
