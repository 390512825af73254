import pytest

from osteon.basics.truth import UNKNOWN
from osteon.doors.cds.requests import Refused
from osteon.doors.cds.states import MEANINGS, State, state_of
from tests.architecture.house import TOP
from tests.unit.doors.cds.calls import PATIENT, answered, bundle, call, order, taken

OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}
NEXT = [{"relation": "next", "url": "https://fhir.example/page2"}]
FILLED = {
    State.NULL: [None],
    State.WHOLE: [PATIENT, bundle(), bundle(taken("warfarin"))],
    State.PARTIAL: [bundle(PATIENT, link=NEXT), bundle(PATIENT, total=3), bundle(PATIENT, OUTCOME)],
    State.FAILED: [OUTCOME],
    State.ODD: ["Patient/p1", 7, [], {}, {"cards": []}],
}


@pytest.mark.parametrize(("state", "value"), [(state, each) for state in FILLED for each in FILLED[state]])
def test_how_a_key_was_filled(state, value):
    assert state_of(value) is state


def test_every_state_has_its_line_in_the_table():
    assert set(MEANINGS) == set(State)


def test_the_documentation_shows_that_table():
    page = (TOP / "docs" / "cds-hooks.md").read_text(encoding="utf-8")
    for state, (sent, means) in MEANINGS.items():
        assert f"| {state} | {sent} | {means} |" in page


def notes(prefetch):
    return {each.where: each.why for each in answered(call(prefetch=prefetch)).report.not_assessed}


def test_a_key_that_is_missing_was_not_looked_for_and_a_null_was():
    said = notes({"patient": PATIENT, "conditions": None})
    assert "prefetch.conditions" not in said
    assert "not sent" in said["prefetch.allergies"]


def test_a_message_in_place_of_a_part_is_not_an_empty_part():
    said = notes({"patient": PATIENT, "conditions": OUTCOME, "allergies": "nothing"})
    assert "a message in its place" in said["prefetch.conditions"]
    assert "not FHIR" in said["prefetch.allergies"]


def test_a_list_with_a_further_page_is_read_and_said_not_to_be_whole():
    page = bundle(taken("warfarin"), link=NEXT)
    found = answered(call(prefetch={"patient": PATIENT, "medicationStatements": page}))
    assert any(each.where == "prefetch.medicationStatements.link[0]" for each in found.report.not_assessed)
    assert "vka-consult-prescriber" in [each.rule_id for each in found.report.advisories]


def test_nothing_is_known_to_be_absent_however_a_list_came():
    for value in (None, bundle()):
        report = answered(call(prefetch={"patient": PATIENT, "medicationStatements": value})).report
        assert report.facts.values["takes.vitamin_k"] is UNKNOWN


@pytest.mark.parametrize("prefetch", [None, {}, {"patient": OUTCOME}, {"conditions": 3}])
def test_where_nothing_came_nothing_is_answered(prefetch):
    with pytest.raises(Refused) as refused:
        answered(call(prefetch=prefetch))
    assert refused.value.status == 412


def test_a_search_that_found_nothing_is_enough_to_be_answered():
    assert answered(call(prefetch={"patient": None})).response["cards"]


def test_an_order_is_enough_even_if_it_names_no_medicine_yet():
    assert answered(call("order-select", order(""))).response["cards"]


def test_an_order_of_something_that_is_no_medicine_is_not():
    with pytest.raises(Refused):
        answered(call("order-sign", {"resourceType": "ServiceRequest", "status": "draft"}))
