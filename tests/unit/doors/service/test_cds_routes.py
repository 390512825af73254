import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from osteon.doors.cds.demands import malformed_discovery, malformed_response
from osteon.doors.cds.hooks import HOOKS
from osteon.doors.cds.invariants import RESPONSE, broken
from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.settings import Settings
from osteon.doors.service.trust.settings import TrustError
from tests.unit.doors.cds.calls import PATIENT, RULEBOOK, bundle, call, order, taken

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ON_WARFARIN = {"patient": PATIENT, "medicationStatements": bundle(taken("warfarin"))}
DEV = Settings(dev=True)


def service_of(settings=DEV):
    return Service(settings, rulebook=RULEBOOK, clock=lambda: NOON)


def client_of(settings=DEV):
    return TestClient(create_app(service=service_of(settings)))


@pytest.fixture(scope="module")
def client():
    with client_of() as client:
        yield client


def post(client, body, id="", **more):
    return client.post(f"/cds-services/{id or body['hook']}", json=body, **more)


def said(answer):
    found = answer.json()
    assert found["resourceType"] == "OperationOutcome"
    assert answer.headers["content-type"] == "application/fhir+json"
    return " ".join(issue["diagnostics"] for issue in found["issue"])


def test_discovery_is_at_the_address_that_the_specification_names(client):
    answer = client.get("/cds-services")
    assert answer.status_code == 200
    assert malformed_discovery(answer.json()) == ()


@pytest.mark.parametrize("hook", HOOKS)
def test_every_service_answers_its_hook(client, hook):
    context = {"order": order("MK-7", "d1")} if hook == "medication-verify" else {}
    answer = post(client, call(hook, order("MK-7", "d1"), prefetch=ON_WARFARIN, **context))
    assert answer.status_code == 200
    assert answer.json()["cards"]
    assert broken(answer.json(), RESPONSE) == ()
    assert malformed_response(answer.json()) == ()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"hook": NaN}', 400),
        (b'{"hook": "patient-view", "hook": "order-sign"}', 400),
        (b'{"a":' * 65 + b"1" + b"}" * 65, 400),
        (b"[" * 100_000, 400),
        (json.dumps(call()).encode(), 412),
        (json.dumps(call("order-sign")).encode(), 400),
    ],
)
def test_what_cannot_be_answered_is_an_outcome(client, content, status):
    answer = client.post(
        "/cds-services/patient-view", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code == status
    assert said(answer)


def test_an_order_without_a_medicine_yet_is_answered(client):
    answer = post(client, call("order-select", order("")))
    assert answer.status_code == 200
    assert answer.json()["cards"]


def test_an_unknown_service_and_an_unknown_address_are_not_found(client):
    assert post(client, call(), id="nobody").status_code == 404
    assert said(client.get("/nowhere"))


def test_a_form_is_not_json(client):
    assert client.post("/cds-services/patient-view", data={"a": "b"}).status_code == 415


@pytest.mark.parametrize("headers", [{}, {"transfer-encoding": "chunked"}])
def test_a_body_beyond_the_limit_is_refused_whether_or_not_it_says_so(headers):
    with client_of(Settings(dev=True, max_body=2_000)) as client:
        body = json.dumps(call(prefetch={"patient": PATIENT | {"text": "x" * 3_000}})).encode()
        content = iter([body[:1_500], body[1_500:]]) if headers else body
        answer = client.post(
            "/cds-services/patient-view", content=content, headers={"content-type": "application/json"}
        )
    assert answer.status_code == 413


def test_more_resources_than_allowed_are_refused():
    with client_of(Settings(dev=True, max_entries=3)) as client:
        assert post(client, call(prefetch={"a": bundle(*[taken("warfarin")] * 3)})).status_code == 413
        assert post(client, call(prefetch={"a": bundle(*[taken("warfarin")] * 2)})).status_code == 200


def test_more_requests_than_allowed_are_refused_with_the_time_to_come_again():
    with client_of(Settings(dev=True, rate=2)) as client:
        found = [client.get("/cds-services") for _ in range(3)]
    assert [answer.status_code for answer in found] == [200, 200, 429]
    assert found[2].headers["retry-after"] == "10"


def test_strict_refuses_a_request_that_breaks_an_invariant():
    body = call(prefetch=ON_WARFARIN) | {"fhirAuthorization": {"access_token": "t"}}
    with client_of() as client, client_of(Settings(dev=True, strict=True)) as strict:
        assert post(client, body).status_code == 200
        answer = post(strict, body)
    assert answer.status_code == 400
    assert "cds-r-1" in said(answer)


def test_the_ballot_is_a_switch():
    with client_of(Settings(dev=True, ballot=True)) as client:
        assert client.get("/cds-services").json()["services"][0]["version"] == "3.0.0"


def test_without_a_token_nobody_is_answered(tmp_path):
    trust = tmp_path / "trust.yaml"
    trust.write_text(
        'issuers: [{iss: "https://ehr.example", jku: ["https://ehr.example/keys"]}]\n', encoding="utf-8"
    )
    with client_of(Settings(trust=str(trust))) as client:
        for answer in (client.get("/cds-services"), post(client, call(prefetch=ON_WARFARIN))):
            assert answer.status_code == 401
            assert "cards" not in answer.json()
        assert client.get("/health").status_code == 200


def test_a_service_that_trusts_nobody_does_not_start():
    with pytest.raises(TrustError):
        create_app(Settings())


def test_development_mode_says_so_in_every_answer(client):
    for answer in (client.get("/health"), client.get("/nowhere"), post(client, call())):
        assert "not authenticated" in answer.headers["osteon-development-mode"]


def test_every_answer_has_headers_that_keep_it_private(client):
    for answer in (client.get("/cds-services"), client.get("/nowhere"), post(client, call())):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert "strict-transport-security" not in answer.headers


def test_a_service_behind_https_says_so():
    with client_of(Settings(dev=True, base_url="https://cds.example")) as client:
        assert "max-age" in client.get("/health").headers["strict-transport-security"]


def test_browsers_of_a_named_origin_may_call_and_others_may_not():
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    with client_of(Settings(dev=True, cors=("https://client.example",))) as client:
        allowed, other = (
            client.options("/cds-services/patient-view", headers=asks | {"origin": origin})
            for origin in ("https://client.example", "https://other.example")
        )
        simple = client.get("/cds-services", headers={"origin": "https://client.example"})
    assert allowed.status_code == 200
    assert "access-control-allow-origin" not in other.headers
    assert simple.headers["access-control-allow-origin"] == "https://client.example"


def test_the_page_for_people_can_be_left_out(client):
    assert client.get("/").status_code == 200
    with client_of(Settings(dev=True, page=False)) as without:
        assert without.get("/").status_code == 404


def test_the_services_are_described(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/cds-services", "/cds-services/{id}", "/cds-services/{id}/feedback", "/health", "/ready"} <= set(
        paths
    )


def test_a_service_is_ready_once_a_patient_can_be_evaluated(client):
    told = client.get("/ready").json()
    assert told["status"] == "ready"
    assert told["pack_hash"] == RULEBOOK.hash


def test_a_service_without_rules_in_force_is_not_ready():
    old = Service(DEV, rulebook=RULEBOOK, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    client = TestClient(create_app(service=old))
    assert client.get("/ready").status_code == 503
    answer = post(client, call(prefetch=ON_WARFARIN))
    assert answer.status_code == 500
    assert "nothing may be concluded" in said(answer)
