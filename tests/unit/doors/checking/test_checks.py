"""Our own service meets every demand; services with the faults of others are found out."""

import json

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from osteon.doors.checking.asking import Target
from osteon.doors.checking.checks import check
from osteon.doors.checking.findings import FAILED, MET, OPEN, has_failed, table_lines
from osteon.doors.checking.tokens import KID, KeyTrouble, Tokens, key_in
from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service, now
from osteon.doors.service.settings import Settings
from tests.unit.doors.cds.calls import RULEBOOK

BASE = "http://testserver"
ISS = "https://checker.example"


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    file = str(tmp_path_factory.mktemp("key") / "key.pem")
    key_in(file)
    return file


def tokens_with(key, **more):
    return Tokens(ISS, key_in(key), KID, **more)


def found_of(app, tokens):
    with TestClient(app, raise_server_exceptions=False) as client:
        return list(check(Target(BASE, client, tokens)))


def failures(found):
    return [each.demand for each in found if each.verdict == FAILED]


@pytest.fixture(scope="module")
def ours(key, tmp_path_factory):
    """What is found of our own service, with everything switched on."""
    folder = tmp_path_factory.mktemp("trust")
    (folder / "trust.yaml").write_text(json.dumps({"issuers": [{"iss": ISS, "jwks": f"{key}.jwks.json"}]}))
    settings = Settings(
        base_url=BASE,
        trust=str(folder / "trust.yaml"),
        strict=True,
        database=f"sqlite:///{folder / 'records.sqlite'}",
    )
    app = create_app(service=Service(settings, rulebook=RULEBOOK, clock=now))
    return found_of(app, tokens_with(key))


def test_our_own_service_meets_every_demand(ours):
    assert [each for each in ours if each.verdict != MET] == []
    assert len(ours) > 70


def test_a_service_that_does_not_know_us_is_only_seen_to_refuse(key, tmp_path):
    trust = tmp_path / "trust.yaml"
    trust.write_text(json.dumps({"issuers": [{"iss": ISS, "jku": ["https://elsewhere.example/keys"]}]}))
    app = create_app(service=Service(Settings(base_url=BASE, trust=str(trust)), rulebook=RULEBOOK))
    found = found_of(app, tokens_with(key))
    assert not has_failed(found)
    assert [each.verdict for each in found if each.verdict == OPEN] == [OPEN, OPEN]


def test_a_service_in_development_mode_lets_strangers_in(key):
    app = create_app(service=Service(Settings(base_url=BASE, dev=True), rulebook=RULEBOOK))
    assert "no token: refused" in failures(found_of(app, tokens_with(key)))


SERVICE = {"hook": "order-select", "id": "theirs", "description": "d", "prefetch": {"p": "Patient/{{x}}"}}
CARD = {"summary": "s", "indicator": "info", "source": {"label": "l"}}


def their_service(answer, services=(SERVICE,)):
    """A service of somebody else that answers whatever it is asked in one way."""

    async def discovery(_):
        return JSONResponse({"services": list(services)})

    async def called(request):
        return answer(await request.body())

    return Starlette(
        routes=[
            Route("/cds-services", discovery),
            Route("/cds-services/{id}", called, methods=["POST"]),
            Route("/cds-services/{id}/feedback", called, methods=["POST"]),
        ]
    )


def crashing(body):
    return JSONResponse({"error": len(json.loads(body)["prefetch"])})


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        # The faults of a library in wide use: a garbage token is accepted, and a crash is an empty list.
        (lambda _: JSONResponse({"cards": []}), ["garbage: refused", "used before: refused", "no JSON: refused"]),
        (lambda _: JSONResponse({"cards": [CARD | {"summary": "x" * 140}]}), ["null prefetch: the answer is as specified"]),
        (lambda _: JSONResponse({"cards": [CARD | {"suggestions": [{"label": "l"}]}]}), ["no prefetch: HL7's invariants"]),
        (lambda _: JSONResponse({}), ["everything prefetched: the answer is as specified"]),
        (crashing, ["no prefetch: cards, or 412", "no context: refused"]),
        (lambda _: JSONResponse({}, 412), ["a draft that names no medicine yet is answered"]),
    ],
)  # fmt: skip
def test_the_faults_of_others_are_found(answer, found, key):
    failed = failures(found_of(their_service(answer), tokens_with(key)))
    assert set(found) <= set(failed)


def test_a_discovery_that_is_not_as_specified_is_found(key):
    app = their_service(lambda _: JSONResponse({"cards": []}), [{"hook": "order-select", "id": "x"}])
    assert "discovery is as specified" in failures(found_of(app, tokens_with(key)))


def test_a_hook_that_is_not_known_here_is_not_judged(key):
    app = their_service(lambda _: JSONResponse({"cards": []}), [SERVICE | {"hook": "appointment-book"}])
    found = found_of(app, tokens_with(key))
    assert [each.verdict for each in found] == [MET, OPEN, OPEN]


def test_the_table_counts_what_it_shows(ours):
    *lines, last = table_lines(ours)
    assert len(lines) == len(ours)
    assert last.strip() == f"{len(ours)} demands: {len(ours)} met, 0 failed, 0 noted, 0 not checked."


def test_a_key_is_made_once_and_for_its_user_alone(tmp_path):
    file = tmp_path / "key.pem"
    first, again = key_in(str(file)), key_in(str(file))
    assert first.private_numbers() == again.private_numbers()
    assert file.stat().st_mode & 0o077 == 0
    (public,) = json.loads((tmp_path / "key.pem.jwks.json").read_text())["keys"]
    assert public["kid"] == KID
    assert "d" not in public


def test_what_is_no_key_is_refused(tmp_path):
    (tmp_path / "key.pem").write_text("secret")
    with pytest.raises(KeyTrouble):
        key_in(str(tmp_path / "key.pem"))
