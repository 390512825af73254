"""What the gate asks for and what it leaves alone: keys from afar, settings that do not hold, --dev."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.refusals import TokenRefused
from osteon.doors.service.trust.settings import (
    SANDBOX,
    Caller,
    Issuer,
    KeyFile,
    KeyUrl,
    TrustError,
    TrustSettings,
)
from tests.unit.doors.service.tokens import (
    BASE,
    ISS,
    JKU,
    NOW,
    SECOND,
    URL,
    bearer,
    jwks,
    private_key,
    public_jwk,
    settings,
)


class Server:
    """What lies at addresses, and which of them were asked for."""

    def __init__(self, **found):
        self.found = found or {JKU: jwks()}
        self.asked = []

    def __call__(self, url):
        self.asked.append(url)
        if url not in self.found:
            raise TrustError(f"{url} cannot be fetched")
        return self.found[url].encode()


@pytest.fixture
def server():
    return Server()


def gate_of(server, issuer=None, **more):
    return Gate(TrustSettings(BASE, (issuer or Issuer(ISS, KeyUrl(JKU)),), **more), fetch=server)


def after(seconds):
    """A time after NOW, and a token made then."""
    return NOW + timedelta(seconds=seconds), bearer(iat=SECOND + seconds, exp=SECOND + seconds + 60)


def status_of(gate, authorization, now=NOW):
    try:
        gate.check(authorization, URL, now)
    except TokenRefused as refusal:
        return refusal.status
    return 200


def test_keys_are_fetched_once_and_held(server):
    gate = gate_of(server)
    for seconds in (0, 1, 300, 599):
        now, token = after(seconds)
        assert gate.check(token, URL, now) == Caller(ISS)
    assert server.asked == [JKU]
    now, token = after(601)
    assert status_of(gate, token, now) == 200
    assert server.asked == [JKU, JKU]


def test_a_new_key_is_looked_for_once_in_a_while(server):
    gate = gate_of(server)
    gate.check(bearer(), URL, NOW)
    for number in range(50):
        assert status_of(gate, bearer(header={"kid": f"unknown-{number}"})) == 401
    assert len(server.asked) == 1, "the set was read a moment ago"
    server.found[JKU] = jwks(public_jwk("ES384", 1, kid="two"))
    now = NOW + timedelta(seconds=31)
    new = bearer(key=private_key("ES384", 1), header={"kid": "two"}, iat=SECOND + 31, exp=SECOND + 60)
    for number in range(50):
        assert status_of(gate, bearer(header={"kid": f"unknown-{number}"}), now) == 401
    assert status_of(gate, new, now) == 200
    assert len(server.asked) == 2


def test_keys_that_cannot_be_fetched_anew_are_good_for_an_hour(server):
    gate = gate_of(server)
    gate.check(bearer(), URL, NOW)
    server.found.clear()
    for seconds, expected in ((700, 200), (3599, 200), (3601, 503)):
        now, token = after(seconds)
        assert status_of(gate, token, now) == expected


def test_a_server_of_keys_that_is_down_is_not_asked_by_every_caller():
    server = Server(elsewhere="")
    gate = gate_of(server)
    assert {status_of(gate, bearer()) for _ in range(50)} == {503}
    assert server.asked == [JKU]


def test_a_key_that_was_withdrawn_is_forgotten_after_ten_minutes(server):
    gate = gate_of(server)
    gate.check(bearer(), URL, NOW)
    server.found[JKU] = jwks(public_jwk("ES384", 1, kid="two"))
    now, token = after(601)
    assert status_of(gate, token, now) == 401


def test_keys_do_not_stay_young_when_a_clock_is_set_back(server):
    gate = gate_of(server)
    gate.check(bearer(), URL, NOW)
    now, token = after(-86_400)
    assert status_of(gate, token, now) == 200
    assert len(server.asked) == 2


def test_while_somebody_waits_for_new_keys_others_go_on_with_the_old(server):
    waiting, go_on = Event(), Event()

    def slow(url):
        if server.asked:
            waiting.set()
            assert go_on.wait(60)
        return server(url)

    gate = gate_of(slow)
    gate.check(bearer(), URL, NOW)
    now, token = after(601)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(status_of, gate, token, now)
        assert waiting.wait(60)
        second = pool.submit(status_of, gate, after(601)[1], now)
        try:
            assert second.result(30) == 200
        finally:
            go_on.set()
        assert first.result(30) == 200


def test_an_unlisted_address_is_never_asked(server):
    server.found["https://evil.example.org/keys"] = jwks(public_jwk("ES384", 1))
    for issuer in (
        Issuer(ISS, KeyUrl(JKU)),
        Issuer(ISS, None, (JKU,)),
        Issuer(ISS, KeyUrl(JKU), (JKU + "2",)),
    ):
        gate = gate_of(server, issuer)
        forged = bearer(key=private_key("ES384", 1), header={"jku": "https://evil.example.org/keys"})
        assert status_of(gate, forged) == 401
    assert server.asked == []


def test_an_address_listed_for_one_issuer_is_not_for_another(server):
    issuers = (Issuer(ISS, None, (JKU,)), Issuer("https://lab.example.org", None, (JKU + "/lab",)))
    gate = Gate(TrustSettings(BASE, issuers), fetch=server)
    assert status_of(gate, bearer(header={"jku": JKU})) == 200
    assert status_of(gate, bearer(header={"jku": JKU}, iss="https://lab.example.org")) == 401
    assert server.asked == [JKU]


def test_without_keys_of_its_own_an_issuer_must_name_an_address(server):
    gate = gate_of(server, Issuer(ISS, None, (JKU,)))
    assert status_of(gate, bearer()) == 401
    assert status_of(gate, bearer(header={"jku": JKU})) == 200


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"keys": {}}', '{"keys": []}', '{"keys": [{"kty": "oct"}]}', "[" * 9999]
)
def test_what_is_no_key_set_lets_nobody_in(text):
    assert status_of(gate_of(Server(**{JKU: text})), bearer()) == 503


def test_a_shared_secret_in_a_key_set_is_no_key():
    found = jwks({"kty": "oct", "k": "c2VjcmV0", "kid": "one", "alg": "HS256"}, public_jwk(kid="two"))
    assert status_of(gate_of(Server(**{JKU: found})), bearer()) == 401


@pytest.mark.parametrize(
    "more", [{"use": "enc"}, {"key_ops": ["sign"]}, {"alg": "HS256"}, {"kid": 7}, {"crv": "P-521"}]
)
def test_a_key_that_is_for_something_else_is_no_key(more):
    found = jwks({**public_jwk(), **more}, public_jwk("ES384", 1, kid="two"))
    assert status_of(gate_of(Server(**{JKU: found})), bearer()) == 401


def test_a_private_key_in_a_set_is_an_error():
    with pytest.raises(TrustError, match="private key"):
        Gate(settings({**public_jwk(), "d": "AAAA"})).read_local_keys(NOW)


def test_a_file_of_keys_is_read_at_the_start_and_anew(tmp_path):
    path = tmp_path / "keys.json"
    gate = Gate(TrustSettings(BASE, (Issuer(ISS, KeyFile(str(path))),), pause=1))
    with pytest.raises(TrustError, match=r"keys\.json"):
        gate.read_local_keys(NOW)
    path.write_text(jwks(), encoding="utf-8")
    now, token = after(2)
    assert status_of(gate, token, now) == 200
    path.write_text(jwks(public_jwk("ES384", 1)), encoding="utf-8")
    now, token = after(700)
    assert status_of(gate, token, now) == 401


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TrustSettings(BASE), "nobody"),
        (TrustSettings(BASE + "/", dev=True), "slash"),
        (TrustSettings("cds.example.org", dev=True), "https://"),
        (TrustSettings(BASE + "?a", dev=True), "https://"),
        (TrustSettings(BASE, (Issuer(ISS),)), "no keys"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl("http://ehr.example.org/keys")),)), "https address"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl("http://127.0.0.1/keys")),)), "https address"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl("file:///etc/passwd")),), dev=True), "https address"),
        (TrustSettings(BASE, (Issuer(ISS, None, ("https://a:b@ehr.example.org/keys",)),)), "https address"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl(JKU)), Issuer(ISS, KeyUrl(JKU)))), "twice"),
        (TrustSettings(BASE, (Issuer(SANDBOX, KeyUrl(JKU)),)), "public"),
        (TrustSettings(BASE, (Issuer(SANDBOX, KeyUrl(JKU)),), dev=True), "public"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl(JKU)),), longest=0), "longest"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl(JKU)),), leeway=-1), "leeway"),
        (TrustSettings(BASE, (Issuer(ISS, KeyUrl(JKU)),), authority="no-such-file"), "no-such-file"),
    ],
)  # fmt: skip
def test_settings_that_do_not_hold_are_refused(wrong, said):
    with pytest.raises(TrustError, match=said):
        Gate(wrong)


def test_outside_of_development_nothing_is_said_and_no_header_added(server):
    gate = gate_of(server)
    assert (gate.notices, dict(gate.headers)) == ((), {})
    assert status_of(gate, None) == 401
    assert status_of(gate, bearer(iss=SANDBOX)) == 401


def test_development_says_loudly_what_it_turns_off(server):
    gate = Gate(TrustSettings(BASE, dev=True), fetch=server)
    assert "DEVELOPMENT" in gate.notices[0]
    assert gate.headers == {"Osteon-Development-Mode": "callers are not authenticated"}
    assert gate.check(None, URL, NOW) == Caller("", trusted=False)


def test_development_takes_the_sandbox_at_its_word_and_nobody_else(server):
    gate = gate_of(server, dev=True)
    jku = {"jku": f"{SANDBOX}/.well-known/jwks.json"}
    anybody = bearer(iss=SANDBOX, aud="http://localhost:8000/x", header=jku, key=private_key("ES384", 1))
    assert gate.check(anybody, URL, NOW) == Caller(SANDBOX, trusted=False)
    assert status_of(gate, anybody) == 401, "it was used before"
    assert status_of(gate, bearer(iss=SANDBOX, exp=SECOND - 60)) == 401
    assert status_of(gate, "Bearer garbage") == 401
    assert status_of(gate, bearer(iss="https://other.example.org")) == 401
    assert server.asked == []
    assert status_of(gate, bearer(key=private_key("ES384", 1))) == 401, "a trusted issuer is checked as ever"
    assert gate.check(bearer(), URL, NOW) == Caller(ISS)


def test_the_address_of_a_path_begins_with_the_base(server):
    assert gate_of(server).url("/cds-services") == f"{BASE}/cds-services"
