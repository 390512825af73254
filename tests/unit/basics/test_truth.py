"""Strong Kleene logic, as a table that can be ticked off."""

import pytest

from osteon.basics.truth import NO, UNKNOWN, YES, certain, every, negate, some

ALL = {
    (NO, NO): NO, (NO, UNKNOWN): NO, (NO, YES): NO,
    (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): UNKNOWN,
    (YES, NO): NO, (YES, UNKNOWN): UNKNOWN, (YES, YES): YES,
}  # fmt: skip
ANY = {
    (NO, NO): NO, (NO, UNKNOWN): UNKNOWN, (NO, YES): YES,
    (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): YES,
    (YES, NO): YES, (YES, UNKNOWN): YES, (YES, YES): YES,
}  # fmt: skip


@pytest.mark.parametrize(("pair", "answer"), ALL.items())
def test_all_is_the_least_of_its_parts(pair, answer):
    assert every(pair) is answer


@pytest.mark.parametrize(("pair", "answer"), ANY.items())
def test_any_is_the_greatest_of_its_parts(pair, answer):
    assert some(pair) is answer


def test_not_turns_yes_and_no_around_and_leaves_silence_alone():
    assert [negate(NO), negate(UNKNOWN), negate(YES)] == [YES, UNKNOWN, NO]


def test_all_of_nothing_holds_and_any_of_nothing_does_not():
    assert every([]) is YES
    assert some([]) is NO


@pytest.mark.parametrize("truth", [NO, UNKNOWN, YES])
def test_a_truth_cannot_be_used_as_a_bool(truth):
    with pytest.raises(TypeError, match="three values"):
        bool(truth)
    with pytest.raises(TypeError, match="three values"):
        _ = 1 if truth else 0


def test_a_plain_bool_becomes_a_truth_without_silence():
    assert certain(True) is YES
    assert certain(False) is NO
