"""Whatever stands in its files, a pack is read or refused with places; the loader itself never fails."""

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st

from osteon.basics.errors import PackError, Problem
from osteon.knowledge.read import read_files
from tests.unit.knowledge.base_pack import BASE, bytes_of

PACK = bytes_of(BASE)
WORDS = sorted({word for text in BASE.values() for word in text.split()})
JUNK = [
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "'",
    '"',
    "null",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    "\t",
    "\n",
    "  ",
    "#",
    "9" * 5000,
]


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, bytes]:
    path = draw(st.sampled_from(sorted(PACK)))
    text = PACK[path].decode()
    start = draw(st.integers(0, len(text)))
    end = start + draw(st.integers(0, 12))
    return PACK | {path: (text[:start] + draw(st.sampled_from(WORDS + JUNK)) + text[end:]).encode()}


def problems_in(files: dict[str, bytes]) -> list[Problem]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            read_files(files, "rules")
    except PackError as refused:
        return refused.problems
    return []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(mutated())
def test_a_mutated_pack_is_read_or_refused_with_places(files: dict[str, bytes]) -> None:
    for problem in problems_in(files):
        assert problem.place is not None
        assert problem.place.column <= len(problem.place.excerpt) + 1


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=60), st.sampled_from(sorted(PACK)))
def test_any_bytes_at_all_are_read_or_refused(data: bytes, path: str) -> None:
    assert all(problem.message for problem in problems_in(PACK | {path: data}))
