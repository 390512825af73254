"""2,000 spoilt calls: each is answered as specified or refused with a reason; none crashes, none says nothing."""

import json

import pytest

from osteon.basics.errors import ProfileError
from osteon.basics.records import replace
from osteon.doors.cds.answering import answer
from osteon.doors.cds.demands import malformed_response
from osteon.doors.cds.gathering import Gathering
from osteon.doors.cds.invariants import RESPONSE, broken
from osteon.doors.cds.requests import Refused, read_request
from tests.properties.fhir_mutations import SHAPES, mutated
from tests.unit.doors.cds.calls import DAY, PATIENT, bundle, call, desk, order, taken

CASES = 2_000
PARTS = 4
DESK = desk()
DRAFTS = order("MK-7 100 mcg/day", "d1"), order("warfarin", "d2")
BODIES = (
    call("patient-view", prefetch={"patient": PATIENT, "medicationRequests": SHAPES[0]}),
    call("order-select", *DRAFTS, prefetch={"all": SHAPES[1]}, selections=["MedicationRequest/d1"]),
    call(
        "order-sign",
        *DRAFTS,
        prefetch={"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))},
    ),
    call("medication-verify", order={"resource": DRAFTS[0]}, prefetch={"patient": None, "conditions": None}),
)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_call_is_answered_or_refused(part):
    refused = answered = 0
    for case in range(part, CASES, PARTS):
        body = BODIES[case % len(BODIES)]
        spoilt = mutated(case, BODIES)
        try:
            response = answer(read_request(spoilt, body["hook"]), DESK).response
        except (Refused, ProfileError):
            refused += 1
            continue
        answered += 1
        assert broken(response, RESPONSE) == (), case
        assert malformed_response(response) == (), case
        assert response["cards"], case
        json.dumps(response).encode()
    assert answered > refused > 0


def gathered(case):
    body = BODIES[case % len(BODIES)]
    try:
        found = Gathering(read_request(mutated(case, BODIES), body["hook"]), DESK.wanted, DESK.reader, DAY)
        found.read()
    except (Refused, ProfileError):
        return None
    return found if found.request.drafts else None


def selections(drafts):
    yield from ([each] for each in drafts)
    yield drafts


def no_facts(_):
    raise ProfileError([])


@pytest.mark.parametrize("part", range(PARTS))
def test_what_facts_alone_can_tell_is_what_a_second_evaluation_tells(part):
    compared = 0
    for case in range(part * CASES // PARTS, (part + 1) * CASES // PARTS, 5):
        gathering = gathered(case)
        if gathering is not None:
            thorough = replace(DESK, derive=no_facts)
            assert answer(gathering.request, DESK).response == answer(gathering.request, thorough).response
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("part", range(PARTS))
def test_a_record_less_a_draft_is_the_record_read_without_it(part):
    compared = 0
    for case in range(part * CASES // PARTS, (part + 1) * CASES // PARTS):
        gathering = gathered(case)
        for drafts in selections(gathering.request.drafts) if gathering else ():
            assert gathering.record_without(drafts).profile == gathering.read(drafts).profile, case
            compared += 1
    assert compared > 100
