"""The quick decoder reads and refuses what the strict one does, with the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.quick_json import QuickDecoder
from osteon.doors.strict_json import StrictDecoder

TWICE = "the key {!r} stands twice"
QUICK, STRICT = QuickDecoder(TWICE), StrictDecoder(TWICE)


def outcome(decoder, text):
    try:
        return repr(decoder.decode(text))
    except (ValueError, RecursionError) as problem:
        return type(problem), str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "{", "[1,]", "{} x", "{}{}", " \t\r\n{} \n", "\ufeff{}", "\u00a0{}", "{}\u2003", "nul", "NaN",
        '{"a": Infinity}', '{"a": -Infinity}', '{"a": 1, "a": 2}', '{"a": {"b": 1, "b": 1}}', '"\ud800"',
        '{"a": 1.50, "b": 1e400, "c": -0, "d": 12345678901234567890}', '"\t"', '{"a" 1}', "{'a': 1}", '"abc',
        '"\\u00e4\\ud83d\\ude00"', '"\\x"', "01", "1.", "-", "[" * 100_000, '{"a":' * 100_000, "5", "true false",
    ],
)  # fmt: skip
def test_it_is_the_strict_decoder(text):
    assert outcome(QUICK, text) == outcome(STRICT, text)


@given(st.text(alphabet='{}[]",:0123456789.eE+- truefalsnNI\\u\n\t\u00a0', max_size=30))
def test_it_is_the_strict_decoder_for_any_text(text):
    assert outcome(QUICK, text) == outcome(STRICT, text)


def test_a_python_without_the_scanner_reads_all_the_same(monkeypatch):
    monkeypatch.setattr("osteon.doors.quick_json._scanner", lambda _: None)
    assert QuickDecoder(TWICE).decode(' {"a": [1, null]} ') == {"a": [1, None]}
