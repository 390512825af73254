import json

import pytest

from osteon.doors.cds.bounds import Bounds, read_body
from osteon.doors.cds.requests import Refused, read_request
from tests.unit.doors.cds.calls import call, order

SECRET = "Zaphod-4711"


@pytest.mark.parametrize(
    ("body", "service", "status", "said"),
    [
        ([], "patient-view", 400, "object"),
        ({"hook": "order-sign"}, "patient-view", 400, "patient-view"),
        ({"hook": SECRET}, SECRET, 404, "no such service"),
        ({"hook": "patient-view"}, "patient-view", 400, "hookInstance"),
        ({"hook": "patient-view", "hookInstance": SECRET}, "patient-view", 400, "context"),
        (call() | {"context": {"patientId": None, "userId": SECRET}}, "patient-view", 400, "patientId"),
        (call() | {"prefetch": [SECRET]}, "patient-view", 400, "prefetch"),
        (call() | {"hook": "order-sign"}, "order-sign", 400, "draftOrders"),
        (call(medication={"a": SECRET}) | {"hook": "medication-verify"}, "medication-verify", 400, "resource"),
        (call("order-sign", *[order("warfarin")] * 201), "order-sign", 400, "200"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_without_a_word_of_the_patient(body, service, status, said):
    with pytest.raises(Refused) as refused:
        read_request(body, service)
    assert refused.value.status == status
    assert said in refused.value.said
    assert SECRET not in refused.value.said


def test_older_clients_name_the_patient_beside_the_context_and_with_the_type():
    body = call() | {"patient": "Patient/p7"}
    del body["context"]["patientId"]
    assert read_request(body, "patient-view").patient == "p7"
    assert read_request(call(patientId="Patient/p1"), "patient-view").patient == "p1"


def test_prefetch_may_stand_within_the_context():
    body = call(prefetch={"patient": None})
    body["context"]["prefetch"] = body.pop("prefetch")
    assert read_request(body, "patient-view").prefetch == {"patient": None}


def test_the_selected_drafts_are_those_that_the_client_names():
    drafts = order("warfarin", "a"), order("vitamin K2", "b")
    read = read_request(
        call("order-select", *drafts, selections=["MedicationRequest/b"]), "order-select"
    ).drafts
    assert [(draft.reference, draft.selected) for draft in read] == [
        ("MedicationRequest/a", False),
        ("MedicationRequest/b", True),
    ]


@pytest.mark.parametrize("selections", [None, [], ["MedicationRequest/other"], [3]])
def test_without_a_usable_selection_every_draft_counts_as_selected(selections):
    read = read_request(call("order-select", order("warfarin"), selections=selections), "order-select").drafts
    assert [draft.selected for draft in read] == [True]


def test_on_signing_every_draft_counts():
    read = read_request(call("order-sign", order("warfarin", "a"), order("natto", "b")), "order-sign").drafts
    assert [draft.selected for draft in read] == [True, True]


@pytest.mark.parametrize("key", ["medication", "order"])
@pytest.mark.parametrize("wrap", [lambda made: made, lambda made: {"resource": made}, lambda made: [made]])
def test_an_order_to_be_verified_is_found_in_every_shape(key, wrap):
    body = call("medication-verify", **{key: wrap(order("warfarin", "a"))})
    assert [draft.reference for draft in read_request(body, "medication-verify").drafts] == [
        "MedicationRequest/a"
    ]


@pytest.mark.parametrize(
    "body",
    [
        '{"a": 1, "a": 2}',
        '{"a" : 1, "a": 2}',
        '{"a": "\\":", "a" : 2}',
        '{"a": {"b": [{"c": 1, "c": 1}]}, "d": "\\":\\":"}',
        '{"a\\u0061": 1, "aa": 2}',
    ],
)
def test_a_key_that_stands_twice_is_refused_however_it_is_written(body):
    with pytest.raises(Refused, match="every key stands once"):
        read_body(body.encode(), Bounds(1_000, 9, 9))


@pytest.mark.parametrize("body", ['{"a" : "\\":", "b":\n[{"c":{}}, "x\\":"]}', '[{"a": 1}, {"a": 1}]', "3"])
def test_a_body_in_which_every_key_stands_once_is_read(body):
    assert read_body(body.encode(), Bounds(1_000, 9, 9)) == json.loads(body)
