"""What was stored comes back whole, also through JSON."""

import json
import marshal
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.knowledge.models import Parameter, Rulebook, Value
from osteon.knowledge.read import read_files
from osteon.knowledge.stored import open_stored, seal, store
from osteon.knowledge.stored_conditions import open_condition, store_condition
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from tests.unit.knowledge.base_pack import BASE, bytes_of
from tests.unit.knowledge.packs import contents

BOOK = read_files(bytes_of(BASE), "rules")


def through_json(book: Rulebook) -> Rulebook:
    return open_stored(json.loads(json.dumps(store(book))))


def test_a_rulebook_comes_back_through_json() -> None:
    assert contents(through_json(BOOK)) == contents(BOOK)


def test_a_rulebook_comes_back_through_marshal() -> None:
    assert contents(open_stored(marshal.loads(marshal.dumps(store(BOOK))))) == contents(BOOK)


def test_opened_records_are_tuples_again() -> None:
    book = through_json(BOOK)
    assert hash(book.terminology.concepts["calcium"]) == hash(BOOK.terminology.concepts["calcium"])
    assert hash(book.definitions["may_be_pregnant"]) == hash(BOOK.definitions["may_be_pregnant"])


@given(st.fractions(min_value=0))
def test_numbers_stay_exact(number: Fraction) -> None:
    parameter = Parameter("x", "x", "IU/day", (Value("2025-01-01", number, "P44"),))
    book = Rulebook(BOOK.pack, "", BOOK.vocabulary, BOOK.terminology, {"x": parameter}, {}, {}, {})
    assert through_json(book).parameters["x"].values[0].number == number


_NAMES = st.sampled_from(["takes.warfarin", "age", "x"])
_LEAVES = st.one_of(
    st.builds(Holds, _NAMES),
    st.builds(Known, _NAMES),
    st.builds(Defined, _NAMES),
    st.builds(Compare, _NAMES, st.sampled_from(["<", "<=", ">", ">="]), _NAMES),
    st.builds(Among, _NAMES, st.lists(_NAMES, min_size=1).map(tuple)),
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=1).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1).map(tuple)),
    ),
)


@given(_CONDITIONS)
def test_every_condition_comes_back(condition: Condition) -> None:
    assert open_condition(json.loads(json.dumps(store_condition(condition)))) == condition


def test_a_sealed_rulebook_comes_back_whole() -> None:
    book = open_stored(marshal.loads(marshal.dumps(seal(store(BOOK)))))
    assert contents(book) == contents(BOOK)
    assert store(book) == store(BOOK)
    assert repr(book.rules) == repr(BOOK.rules)


def test_a_sealed_rulebook_can_be_sent_to_another_process() -> None:
    book = open_stored(seal(store(BOOK)))
    assert contents(pickle.loads(pickle.dumps(book))) == contents(BOOK)


@pytest.mark.parametrize("row", [[], ["holds"], ["all"], ["what", "x"], ["compare", "age", ">"], ["not", []]])
def test_what_is_no_condition_is_refused(row: list) -> None:
    with pytest.raises((ValueError, TypeError)):
        open_condition(row)
