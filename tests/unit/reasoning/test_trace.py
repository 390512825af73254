"""The trace of an evaluation: the same bytes every time, repeatable, and exact about what differs."""

import json
from copy import deepcopy
from datetime import date

import pytest

from osteon import ReportError, evaluate, load_rulebook
from osteon.basics.errors import TraceError
from osteon.basics.records import replace
from osteon.reasoning.replaying import check_trace, replayed
from osteon.reasoning.trace import hash_of

BOOK = load_rulebook()
DAY = "2026-11-24"
PATIENT = {
    "age": 61,
    "medications": ["warfarin"],
    "supplements": [{"name": "vitamin D3", "amount": "50,000 IU weekly"}, "MK-7"],
}


def traced(document=PATIENT, engine="durable-rules"):
    return evaluate(document, as_of=DAY, rulebook=BOOK, engine=engine).trace()


def differing(data, rulebook=BOOK):
    found = replayed(check_trace(data), data["profile"], rulebook)
    return [each.where for each in found.divergences]


def changed(trace, *path, to):
    data = deepcopy(trace.data)
    inside = data
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = to
    return data


def test_the_same_patient_gives_the_same_bytes():
    assert traced().to_json() == traced(deepcopy(PATIENT)).to_json()


def test_a_trace_read_back_is_reproduced():
    data = json.loads(traced().to_json())
    assert replayed(check_trace(data), data["profile"], BOOK).is_reproduced


def test_a_trace_tells_every_step():
    data = traced().data
    assert data["facts"]["dose.vitamin_d"]["value"] == ["50000/7", "50000/7"]
    assert data["facts"]["dose.mk7"]["value"] == ["0", "unlimited"]
    assert data["facts"]["takes.vitamin_k_antagonist"]["sources"] == [
        {"entry": "warfarin", "where": "medications[0]"}
    ]
    assert data["outcomes"]["vka-consult-prescriber"] == {"reference": "yes", "durable-rules": "yes"}
    assert data["precedence"] == [
        {"rule": "vka-consult-prescriber", "gives_way_to": ["vka-vitamin-k-supplement"]}
    ]
    assert data["verdicts"].keys() == BOOK.rules.keys()
    assert data["report"]["hash"] == hash_of(evaluate(PATIENT, as_of=DAY, rulebook=BOOK))


def test_the_reference_alone_is_replayed_alone():
    data = traced(engine="reference").data
    assert data["outcomes"]["vka-natto"].keys() == {"reference"}
    assert differing(data) == []


def test_another_pack_is_named_with_what_it_changes():
    rule = replace(BOOK.rules["vka-natto"], severity="warning")
    other = replace(BOOK, hash="another", rules=BOOK.rules | {rule.id: rule})
    where = differing(traced().data, other)
    assert where[0] == "versions.pack_hash"
    assert where[-1] == "report.hash"


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (("facts", "age", "value"), ["60", "60"], "facts.age.value"),
        (("verdicts", "vka-natto"), "raised", "verdicts.vka-natto"),
        (("outcomes", "vka-natto", "reference"), "yes", "outcomes.vka-natto.reference"),
        (("versions", "osteon"), "0.0.1", "versions.osteon"),
        (("regions",), [], "regions"),
        (("precedence",), [], "precedence"),
        (("report", "hash"), "0", "report.hash"),
    ],
)
def test_exactly_what_differs_is_named(path, to, where):
    assert differing(changed(traced(), *path, to=to)) == [where]


def test_another_patient_is_not_the_same_evaluation():
    assert "facts.age.value" in differing(changed(traced(), "profile", "age", to=62))


def test_a_profile_that_was_changed_since_leaves_no_trace():
    document = deepcopy(PATIENT)
    report = evaluate(document, as_of=DAY, rulebook=BOOK)
    document["age"] = 62
    with pytest.raises(ReportError, match="changed after it was evaluated"):
        report.trace()


def test_what_is_traced_does_not_change_with_the_callers_document():
    document = deepcopy(PATIENT)
    trace = traced(document)
    document["supplements"].clear()
    assert len(trace.data["profile"]["supplements"]) == 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([], "not a trace"),
        ({"format": "osteon-trace/2"}, "not a trace"),
        ({"format": "osteon-trace/1"}, "lacks its profile"),
        (changed(traced(), "as_of", to="today"), "lacks its day"),
        (changed(traced(), "versions", to={}), "which evaluators"),
    ],
)
def test_what_is_no_trace_is_refused(data, why):
    with pytest.raises(TraceError, match=why):
        check_trace(data)


def test_a_trace_is_of_the_day_that_was_evaluated():
    report = evaluate(PATIENT, as_of=date(2027, 1, 2), rulebook=BOOK)
    assert report.trace().data["as_of"] == "2027-01-02"
