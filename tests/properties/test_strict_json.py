"""The quick way through a JSON text finds what the slow way finds, and lets nothing through that it refuses."""

from json import JSONDecoder

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from osteon.doors.strict_json import _WORTH, StrictDecoder, _quickly

DECODER = StrictDecoder("{!r} stands twice")
LONG = f'"{"x" * _WORTH}"'

spaces = st.sampled_from(("", "", "", "", " ", "\n", "\t", "\r", "  ", " \n"))
letters = st.sampled_from(
    ("a", "b", ":", " :", "\n:", '\\"', '\\":', '\\" :', "\\u0022", "\\u003a", "\\\\", "\\n", "\\ud800", "é", "/", "")
)  # fmt: skip
strings = st.lists(letters, max_size=3).map(lambda each: f'"{"".join(each)}"')
numbers = st.sampled_from(
    ("0", "-0", "1.125", "1e3", "1e999", str(2**70), "0.1000000000000000055511151231257827", "01", "NaN", "-Infinity")
)  # fmt: skip
simple = st.one_of(strings, strings, numbers, st.sampled_from(("null", "true", "nul")))


def _listed(inner):
    return st.lists(inner, max_size=3).map(lambda each: f"[{','.join(each)}]")


def _objects(inner):
    pair = st.tuples(strings, spaces, spaces, inner, spaces).map(
        lambda it: f"{it[0]}{it[1]}:{''.join(it[2:])}"
    )
    return st.lists(pair, max_size=3).map(lambda each: f"{{{', '.join(each)}}}")


values = st.recursive(simple, lambda inner: _listed(inner) | _objects(inner) | _objects(inner), max_leaves=12)


def outcome(read, text):
    try:
        return repr(read(DECODER, text, 0))
    except (ValueError, RecursionError) as problem:
        return type(problem), str(problem)


def the_same_in_both_ways(text):
    slow = outcome(JSONDecoder.raw_decode, text)
    assert outcome(StrictDecoder.raw_decode, text) == slow
    return slow


@given(values, st.sampled_from(("", " ", "\n{}", ":", '":', "]")))
@example('{"a" :1,"a" :1}', "")
@example('{"a" :1,"a" :1,":b":":c"}', "")
@example('{"a" : {"b": 1}, "a": ":"}', "")
@example('{"a":1,"\\u0061":2}', "")
@example('{"\\"":1,"\\"":2}', "")
def test_both_ways_find_the_same(value, behind):
    text = f"[{LONG},{value}]{behind}"
    slow = the_same_in_both_ways(text)
    event(
        "quick" if _quickly(text, 0) is not None else "refused" if isinstance(slow, tuple) else "read slowly"
    )


@pytest.mark.parametrize("space", ["", " ", "\n", "\t", "\r", " \r\n\t "])
@pytest.mark.parametrize("text", ["a", ":", ":a", "a:", " :", '\\":', "\\u0022:", "\\u003a"])
@pytest.mark.parametrize("twice", [True, False])
def test_a_key_that_stands_twice_is_seen_however_it_is_written(space, text, twice):
    second = "a" if twice else "b"
    whole = f'[{LONG},"{text}",{{"a"{space}:1,"{second}"{space}:"{text}"}}]'
    assert isinstance(the_same_in_both_ways(whole), tuple) == twice


@pytest.mark.parametrize("depth", [100, 100_000])
def test_what_is_nested_too_deeply_is_refused_in_both_ways(depth):
    slow = the_same_in_both_ways(f"[{LONG},{'[' * depth}{']' * depth}]")
    assert isinstance(slow, tuple) == (depth > 1_000)


def test_what_is_written_plainly_is_read_quickly():
    text = f'[{LONG},{{"a": {{"b":[1,2.5,null]}},\n"c": "http://example.org: or so"}}]'
    assert _quickly(text, 0) == JSONDecoder.raw_decode(DECODER, text, 0)


def test_a_long_text_is_read_from_any_place():
    text = f'{{"a" :1}}{{"a":{LONG},"b":1}}{{"a":1,"a":1}}'
    value, end = DECODER.raw_decode(text, 8)
    assert (list(value), text[end:]) == (["a", "b"], '{"a":1,"a":1}')
