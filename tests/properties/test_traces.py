"""Every evaluation leaves a trace that can be read, and repeated to the byte."""

import json

from hypothesis import given, settings

from osteon import evaluate, load_rulebook
from osteon.reasoning.replaying import check_trace, replayed
from tests.properties.profiles import TODAY, patients

BOOK = load_rulebook()


@settings(max_examples=40, deadline=None)
@given(patients())
def test_a_trace_is_the_same_bytes_every_time_and_is_reproduced(document):
    text = evaluate(document, as_of=TODAY, rulebook=BOOK).trace().to_json()
    assert evaluate(document, as_of=TODAY, rulebook=BOOK).trace().to_json() == text
    read = check_trace(json.loads(text))
    assert replayed(read, read["profile"], BOOK).divergences == ()
