"""Calls that real clients sent, and those that specifications and guides show, answered by the whole service."""

import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from osteon.doors.cds.demands import malformed_response
from osteon.doors.cds.hooks import HOOKS
from osteon.doors.cds.invariants import RESPONSE, broken
from osteon.doors.fhir.texts import decoded
from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.settings import Settings
from tests.fixtures_public.test_public_records import FOLDER, HERE

pytestmark = pytest.mark.skipif(
    not HERE, reason="public requests are not part of the repository: set OSTEON_FIXTURES to a folder of them"
)
FOLDERS = ("cds-hooks-spec", "inferno-crd", "opioid-cds-r4", "pddi-cds", "sandbox")


def calls():
    """Every call of a hook in the folder; a context alone is made one of the hook its file is named after."""
    found = sorted(path for name in FOLDERS for path in (FOLDER / name).glob("*.json")) if HERE else []
    for path in found:
        value, _ = decoded(path.read_bytes())
        value = value.get("body", value) if isinstance(value, dict) else None
        if isinstance(value, dict) and "context" in value:
            named = next((hook for hook in HOOKS if f"-{hook}-" in path.name), "order-review")
            yield pytest.param({"hook": named, "hookInstance": path.stem, **value}, id=path.name)


CALLS = list(calls())


@pytest.fixture(scope="module")
def client():
    service = Service(Settings(dev=True), clock=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))
    with TestClient(create_app(service=service)) as client:
        yield client


@pytest.mark.parametrize("body", CALLS)
def test_a_real_call_is_answered_or_refused_for_a_reason(client, body):
    answer = client.post(f"/cds-services/{body['hook']}", json=body)
    found = answer.json()
    if answer.status_code == 200:
        assert broken(found, RESPONSE) == ()
        assert malformed_response(found) == ()
        # Nothing that these calls send is whole, so something is left to be said of each of them.
        assert found["cards"]
        return
    assert answer.status_code == (404 if body["hook"] not in HOOKS else answer.status_code)
    assert answer.status_code in (400, 404, 412)
    assert found["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("order", ["16-POST-cds-services_os-stub", "18-POST-cds-services_sign-stub"])
def test_the_reference_client_is_told_of_the_warfarin_that_it_orders(client, order):
    (file,) = (FOLDER / "sandbox").glob(f"{order}*.json")
    body = json.loads(file.read_text(encoding="utf-8"))["body"]
    cards = client.post(f"/cds-services/{body['hook']}", json=body).json()["cards"]
    assert {card["source"].get("topic", {}).get("code") for card in cards} >= {"vka-consult-prescriber"}
    assert not any("contradict" in card["summary"] for card in cards)


def test_there_are_calls_in_the_folder():
    assert len(CALLS) > 40
