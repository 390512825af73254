import pytest
from hypothesis import given
from hypothesis import strategies as st

from osteon.doors.cds.gathering import Gathering
from osteon.doors.cds.leaving_out import _is_referred_to, _refers, without_drafts
from osteon.doors.cds.requests import read_request
from tests.unit.doors.cds.calls import DAY, PATIENT, bundle, call, desk, order, taken

DESK = desk()
K2 = order("MK-7 100 mcg/day", "d1")


def less_its_drafts(*drafts, prefetch):
    """The record less its drafts, and the record read without them; the first is None if that is not plain."""
    body = call("order-sign", *drafts, prefetch={"patient": PATIENT, "medicationStatements": prefetch})
    gathering = Gathering(read_request(body, "order-sign"), DESK.wanted, DESK.reader, DAY)
    others = [entry["resource"] for entry in prefetch["entry"]]
    left = without_drafts(gathering.record, gathering.request.drafts, "p1", others)
    anew = gathering.read(gathering.request.drafts)
    assert gathering.record_without(gathering.request.drafts).profile == anew.profile
    return left and left.profile, anew.profile


@pytest.mark.parametrize("draft", [K2, order("", "d1"), order("a thing nobody knows"), order("natto")])
def test_a_draft_is_taken_away_with_all_that_came_of_it(draft):
    left, anew = less_its_drafts(draft, prefetch=bundle(taken("warfarin")))
    assert left == anew
    assert [each["name"] for each in left["medications"]] == ["warfarin"]


@pytest.mark.parametrize("key", ["basedOn", "derivedFrom", "medicationReference"])
def test_what_else_refers_to_a_draft_is_read_anew_without_it(key):
    reference = {"reference": "MedicationRequest/d1"}
    told = taken("MK-7 100 mcg/day") | {key: reference if key == "medicationReference" else [reference]}
    left, _ = less_its_drafts(K2, prefetch=bundle(told))
    assert left is None


def test_a_draft_of_another_patient_is_read_anew():
    left, _ = less_its_drafts(
        K2 | {"subject": {"reference": "Patient/x"}}, prefetch=bundle(taken("warfarin"))
    )
    assert left is None


ORIGINS = st.sampled_from(
    ["MedicationRequest/d1", "MedicationRequest/d.1", "Medication Request/d", "d1", "x[0]"]
)
ADDRESSES = st.one_of(
    ORIGINS,
    st.builds("{}{}{}".format, st.sampled_from(["", " ", "https://x.org/fhir/", "a/b/"]), ORIGINS,
              st.sampled_from(["", "/", "//", "/_history/2", "  ", "\ud800", "0"])),
    st.text(max_size=8),
)  # fmt: skip


@given(st.lists(ADDRESSES, max_size=4), st.sets(ORIGINS, min_size=1, max_size=2))
def test_a_look_at_the_json_misses_nothing_that_refers_to_a_draft(addresses, origins):
    resources = [
        {"resourceType": "MedicationRequest", "basedOn": [{"reference": each}]} for each in addresses
    ]
    refers = any(_refers(each, origins) for each in resources)
    assert _is_referred_to(resources, origins) == refers
