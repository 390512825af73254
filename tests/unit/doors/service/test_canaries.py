"""A word that occurs nowhere else is put into every field of a call, and looked for where it must not be."""

import logging

import pytest
from starlette.testclient import TestClient

from osteon.basics.errors import EngineError
from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings
from tests.unit.doors.cds.calls import PATIENT, bundle, call, order, taken
from tests.unit.doors.service.test_cds_routes import service_of

CANARY = "Zq7Canary"


def texts_within(value, path=()):
    if isinstance(value, dict):
        for key, each in value.items():
            yield from texts_within(each, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from texts_within(each, (*path, at))
    elif isinstance(value, str):
        yield path


def with_canary(value, path):
    """The value with the canary in place of the text at a path."""
    if not path:
        return CANARY
    head, *rest = path
    if isinstance(value, dict):
        return value | {head: with_canary(value[head], rest)}
    return [with_canary(each, rest) if at == head else each for at, each in enumerate(value)]


BODY = call(
    "order-sign",
    order("warfarin", "d1"),
    prefetch={
        "patient": PATIENT | {"name": [{"family": "x"}]},
        "medicationStatements": bundle(taken("MK-7")),
        "conditions": {"resourceType": "OperationOutcome", "issue": [{"diagnostics": "x"}]},
    },
) | {"fhirServer": "https://fhir.example", "fhirAuthorization": {"access_token": "t"}}
PATHS = list(texts_within(BODY))


@pytest.fixture
def client(caplog):
    caplog.set_level(logging.DEBUG)
    with TestClient(create_app(service=service_of(Settings(dev=True, strict=True)))) as client:
        yield client


def logged(caplog):
    # The test's own client logs what it asks for; that is not the service.
    return "\n".join(
        f"{record.getMessage()} {record.exc_text or ''}"
        for record in caplog.records
        if not record.name.startswith(("httpx", "httpcore"))
    )


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_no_text_of_a_call_comes_back_in_an_error_or_stands_in_the_log(client, caplog, path):
    answer = client.post("/cds-services/order-sign", json=with_canary(BODY, path))
    assert answer.status_code in (200, 400, 412)
    if answer.status_code != 200:
        assert CANARY not in answer.text
    assert CANARY not in str(answer.headers)
    assert CANARY not in logged(caplog)


@pytest.mark.parametrize(
    "content",
    [
        f'{{"{CANARY}": 1, "{CANARY}": 2}}',
        f'{{"hook": {CANARY}}}',
        f'"{CANARY}"',
        f'{{"feedback": "{CANARY}"}}',
        f'{{"feedback": [{{"card": "{CANARY}", "outcome": "{CANARY}"}}]}}',
        f'{{"feedback": [{{"card": "c", "outcome": "accepted", "x": "{CANARY}"}}]}}',
    ],
)
@pytest.mark.parametrize("address", ["/cds-services/order-sign", "/cds-services/order-sign/feedback"])
def test_what_is_no_call_is_not_quoted(client, caplog, content, address):
    answer = client.post(address, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert CANARY not in answer.text + logged(caplog)


def test_an_address_that_is_not_there_is_not_quoted(client, caplog):
    answer = client.get(f"/{CANARY}?{CANARY}={CANARY}", headers={"authorization": f"Bearer {CANARY}"})
    assert answer.status_code == 404
    assert CANARY not in answer.text + logged(caplog)


@pytest.mark.parametrize("fault", [EngineError(CANARY), RuntimeError(CANARY), KeyError(CANARY)])
def test_a_fault_of_ours_is_told_by_its_kind_alone(caplog, fault):
    caplog.set_level(logging.DEBUG)

    class Failing(type(service_of())):
        def evaluate(self, *_, **__):
            raise fault

    whole = service_of()
    failing = Failing(whole.settings, rulebook=whole.rulebook, clock=whole.clock)
    with TestClient(create_app(service=failing)) as client:
        answer = client.post("/cds-services/order-sign", json=BODY)
    assert answer.status_code == 500
    assert answer.json()["resourceType"] == "OperationOutcome"
    assert CANARY not in answer.text + logged(caplog)
    assert type(fault).__name__ in logged(caplog)
