"""Whoever calls a service is answered the same way with the shortcut and without it."""

import pytest
from starlette.testclient import TestClient

from osteon.basics.errors import EngineError, ProfileError
from osteon.doors.cds.requests import Refused
from osteon.doors.service.app import create_app
from osteon.doors.service.shortcut import Shortcut
from osteon.doors.service.troubles import Trouble
from tests.unit.doors.cds.calls import call, order
from tests.unit.doors.service.test_cds_routes import ON_WARFARIN, service_of

CALL = call("order-sign", order("MK-7", "d1"), prefetch=ON_WARFARIN)
TROUBLES = [
    Trouble(503, "no time", Retry_After="1"), Refused(412, "nothing came"), ProfileError([]),
    EngineError("secret words"), KeyError("secret words"),
]  # fmt: skip


def client_of(*, short: bool, service=None) -> TestClient:
    app = create_app(service=service or service_of())
    if not short:
        app.user_middleware = [each for each in app.user_middleware if each.cls is not Shortcut]
    assert any(each.cls is Shortcut for each in app.user_middleware) == short
    return TestClient(app, raise_server_exceptions=False)


def told(answer):
    return answer.status_code, answer.headers, answer.content


@pytest.mark.parametrize(
    "path", ["order-sign", "patient-view", "nothing", "", "order-sign/", "a%2Fb", "order-sign/feedback"]
)
@pytest.mark.parametrize(
    "sent",
    [
        {"json": CALL},
        {"content": b"{"},
        {"json": []},
        {"content": b"x", "headers": {"content-type": "text/plain"}},
    ],
)
def test_every_call_is_answered_alike(path, sent):
    long, short = (client_of(short=each).post(f"/cds-services/{path}", **sent) for each in (False, True))
    assert told(short) == told(long)


@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS", "HEAD", "DELETE"])
def test_other_methods_are_answered_alike(method):
    long, short = (
        client_of(short=each).request(method, "/cds-services/order-sign") for each in (False, True)
    )
    assert told(short) == told(long)
    assert short.status_code == 405


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: type(each).__name__)
def test_every_error_is_answered_alike_and_without_its_words(trouble, monkeypatch, caplog):
    def fail(*_, **__):
        raise trouble

    found = []
    for short in (False, True):
        service = service_of()
        monkeypatch.setattr(service, "evaluate", fail)
        answer = client_of(short=short, service=service).post("/cds-services/order-sign", json=CALL)
        found.append(told(answer))
        assert "secret" not in answer.text + caplog.text
    assert found[0] == found[1]
    assert found[0][0] >= 400
