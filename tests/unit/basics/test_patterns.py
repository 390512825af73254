"""A pattern that is compiled late answers as one that was compiled at once."""

import re

import pytest

from osteon.basics.patterns import pattern

TEXTS = ["", "125 mcg/day", "MK-7", "five"]


@pytest.mark.parametrize("question", ["findall", "finditer", "fullmatch", "match", "search", "split"])
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_a_late_pattern_answers_as_a_compiled_one(question, flags):
    late, compiled = pattern(r"\d+ ?(?P<unit>MCG)?", flags), re.compile(r"\d+ ?(?P<unit>MCG)?", flags)
    for text in TEXTS:
        assert shown(getattr(late, question)(text)) == shown(getattr(compiled, question)(text))
        assert late.sub("x", text) == compiled.sub("x", text)


def shown(found):
    if isinstance(found, re.Match):
        return found.groupdict()
    return [each if isinstance(each, str) else shown(each) for each in found] if found is not None else None


def test_a_late_pattern_is_compiled_once(monkeypatch):
    asked = []
    late = pattern("a+")
    monkeypatch.setattr(
        re, "compile", lambda *given, honest=re.compile: asked.append(given) or honest(*given)
    )
    assert asked == []
    late.match("aa")
    late.search("baa")
    assert asked == [("a+", 0)]


def test_what_no_pattern_has_is_refused():
    with pytest.raises(AttributeError):
        pattern("a").matches("a")
