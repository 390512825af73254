"""A good token is let in, and every other one is refused, with a reason that does not quote it."""

import hmac
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.refusals import TokenRefused
from osteon.doors.service.trust.settings import Caller
from tests.unit.doors.service.tokens import (
    ISS,
    JKU,
    KINDS,
    NOW,
    SECOND,
    URL,
    base64url,
    bearer,
    claims,
    jwks,
    private_key,
    public_jwk,
    settings,
    sewn,
)

CANARY = "canary-7f3a"


def no_fetch(url):
    raise AssertionError(f"nothing may be fetched, and {url} was")


@pytest.fixture
def gate():
    return Gate(settings(), fetch=no_fetch)


def refusal(gate, authorization, url=URL, now=NOW):
    with pytest.raises(TokenRefused) as caught:
        gate.check(authorization, url, now)
    return caught.value


@pytest.mark.parametrize("algorithm", KINDS)
def test_a_good_token_of_every_asymmetric_algorithm_is_let_in(algorithm):
    gate = Gate(settings(public_jwk(KINDS[algorithm])), fetch=no_fetch)
    assert gate.check(bearer(algorithm), URL, NOW) == Caller(ISS, "", trusted=True)


def test_an_audience_may_stand_in_a_list_of_one(gate):
    assert gate.check(bearer(aud=[URL]), URL, NOW).issuer == ISS


def test_the_tenant_of_a_token_is_told(gate):
    assert gate.check(bearer(tenant="north"), URL, NOW).tenant == "north"


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": None}, {"aud": "https://cds.example.org"}, {"aud": URL + "/"}, {"aud": URL.upper()},
        {"aud": []}, {"aud": [URL, "https://other.example.org"]}, {"aud": {"url": URL}},
        {"iss": None}, {"iss": "https://other.example.org"}, {"iss": ISS + "/"}, {"iss": [ISS]},
        {"exp": None}, {"exp": SECOND - 31}, {"exp": str(SECOND + 100)}, {"exp": True}, {"exp": float("nan")},
        {"exp": 10**400}, {"exp": -1}, {"exp": SECOND + 100_000},
        {"iat": None}, {"iat": SECOND + 31}, {"iat": SECOND - 3000}, {"iat": "now"}, {"iat": SECOND + 400},
        {"exp": SECOND - 30, "iat": SECOND - 100}, {"iat": SECOND, "exp": SECOND + 301},
        {"iat": SECOND + 31, "nbf": SECOND},
        {"nbf": SECOND + 31}, {"nbf": "soon"}, {"nbf": True},
        {"jti": None}, {"jti": ""}, {"jti": 7}, {"jti": ["a"]}, {"tenant": 7},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_claim_is_refused(gate, changed):
    found = refusal(gate, bearer(**changed))
    assert found.status == 401
    assert found.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "changed", [{"exp": SECOND - 29}, {"iat": SECOND + 29}, {"nbf": SECOND + 29}], ids=str
)
def test_clocks_may_differ_by_half_a_minute(gate, changed):
    assert gate.check(bearer(**{"iat": SECOND - 100, "exp": SECOND + 100, **changed}), URL, NOW).trusted


def test_a_token_for_one_service_is_refused_by_another(gate):
    assert "aud" in refusal(gate, bearer(), URL + "-2").reason


def test_a_token_is_good_once(gate):
    once = bearer()
    gate.check(once, URL, NOW)
    assert "used before" in refusal(gate, once).reason
    assert "used before" in refusal(gate, once, now=NOW + timedelta(seconds=300)).reason


def test_a_refused_token_is_not_used_up(gate):
    good = bearer()
    refusal(gate, good, URL + "-2")
    assert gate.check(good, URL, NOW).trusted


@pytest.mark.parametrize(
    "header",
    [
        {"kid": None}, {"kid": ""}, {"kid": "two"}, {"typ": "at+jwt"}, {"crit": ["exp"]}, {"crit": ["b64"]},
        {"jku": "https://evil.example.org/keys"}, {"jku": JKU + "/"}, {"jku": 7},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_header_is_refused_and_nothing_is_fetched(header):
    gate = Gate(settings(jku=(JKU,)), fetch=no_fetch)
    assert refusal(gate, bearer(header=header)).status == 401


def test_a_key_that_the_token_brings_along_is_not_looked_at(gate):
    other = private_key("ES384", 1)
    brought = {
        "jwk": public_jwk("ES384", 1), "x5u": "https://evil.example.org/cert", "x5c": ["AAAA"],
    }  # fmt: skip
    assert "does not hold" in refusal(gate, bearer(key=other, header=brought)).reason
    assert gate.check(bearer(header=brought), URL, NOW).trusted


def test_a_listed_jku_does_not_replace_keys_that_were_given():
    gate = Gate(settings(jku=(JKU,)), fetch=no_fetch)
    assert gate.check(bearer(header={"jku": JKU}), URL, NOW).trusted


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "NONE", "HS256", "HS384", "HS512", "ES256K", "", None, 7]
)
def test_no_signature_and_no_shared_secret_is_accepted(gate, algorithm):
    assert (
        "asymmetric" in refusal(gate, sewn({"alg": algorithm, "kid": "one", "typ": "JWT"}, claims())).reason
    )


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
def test_the_public_key_is_no_secret_to_sign_with(algorithm):
    public = private_key("RSA").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    gate = Gate(settings(public_jwk("RSA")), fetch=no_fetch)
    signed = sewn({"alg": algorithm, "kid": "one", "typ": "JWT"}, claims()).rpartition(".")[0]
    signature = hmac.digest(public, signed.removeprefix("Bearer ").encode(), "sha256")
    assert refusal(gate, f"{signed}.{base64url(signature)}").status == 401


@pytest.mark.parametrize("algorithm", ["ES256", "ES512", "RS256", "EdDSA"])
def test_an_algorithm_that_does_not_fit_the_key_is_refused(gate, algorithm):
    assert "kind" in refusal(gate, bearer(algorithm)).reason


def test_a_key_that_is_for_one_algorithm_is_used_for_no_other():
    gate = Gate(settings(public_jwk("RSA", alg="RS384")), fetch=no_fetch)
    assert gate.check(bearer("RS384"), URL, NOW).trusted
    assert "kind" in refusal(gate, bearer("PS384")).reason


def test_two_keys_of_one_name_and_kind_are_not_guessed_between():
    gate = Gate(settings(public_jwk(), public_jwk("ES384", 1)), fetch=no_fetch)
    assert "only one" in refusal(gate, bearer()).reason


def test_the_key_of_one_name_is_not_used_for_another():
    gate = Gate(settings(public_jwk(), public_jwk("ES384", 1, kid="two")), fetch=no_fetch)
    assert refusal(gate, bearer(header={"kid": "two"})).status == 401


def test_a_short_key_is_no_key():
    weak = jwt.algorithms.RSAAlgorithm.to_jwk(
        rsa.generate_private_key(65537, 1024).public_key(), as_dict=True
    )
    gate = Gate(settings(public_jwk(kid="one"), {**weak, "kid": "two"}), fetch=no_fetch)
    assert "no key" in refusal(gate, bearer("RS256", header={"kid": "two"})).reason


@pytest.mark.parametrize(
    "authorization",
    [
        None, "", "Bearer", "Bearer ", "Bearer garbage", "Bearer a.b.c", "Basic YTpi", "a.b.c", "Bearer ..",
        "Bearer é.é.é", "Bearer " + "a" * 9000, "Bearer " + "[" * 3000 + ".a.b", "\x00", "Bearer a.b.c.d.e",
        sewn([], []), sewn({"alg": "ES384", "kid": "one", "typ": "JWT"}, []),
        sewn({"alg": "ES384", "kid": "one", "typ": "JWT"}, claims()),
    ],
)  # fmt: skip
def test_what_is_no_token_is_refused(gate, authorization):
    assert refusal(gate, authorization).status == 401


def test_a_token_too_long_is_refused_before_it_is_read(gate):
    assert "longer" in refusal(gate, bearer(note="a" * 9000)).reason


def test_a_tenant_that_is_not_admitted_is_forbidden():
    gate = Gate(settings(tenants=("north",)), fetch=no_fetch)
    assert gate.check(bearer(tenant="north"), URL, NOW).tenant == "north"
    assert refusal(gate, bearer(tenant="south")).status == 403
    assert refusal(gate, bearer()).status == 403


def test_a_full_memory_lets_nobody_in_and_forgets_nobody():
    gate = Gate(settings(remembered=2), fetch=no_fetch)
    first = bearer()
    gate.check(first, URL, NOW)
    gate.check(bearer(), URL, NOW)
    assert refusal(gate, bearer()).status == 503
    assert "used before" in refusal(gate, first).reason
    later = NOW + timedelta(seconds=600)
    assert gate.check(bearer(iat=SECOND + 600, exp=SECOND + 800), URL, later).trusted


@pytest.mark.parametrize("where", ["iss", "aud", "sub", "jti", "tenant", "name"])
def test_a_reason_quotes_nothing_of_the_token(where):
    gate = Gate(settings(tenants=("north",)), fetch=no_fetch)
    found = refusal(gate, bearer(**{where: CANARY}, header={"cty": CANARY}))
    assert CANARY not in found.reason + found.said + json.dumps(found.headers)


def test_the_record_of_a_token_does_not_show_it():
    from osteon.doors.service.trust.tokens import claimed

    shown = repr(claimed(bearer(sub=CANARY)))
    assert CANARY not in shown and "eyJ" not in shown


def test_a_changed_token_does_not_hold(gate):
    head, _, signature = bearer().split(".")
    _, other, _ = bearer(sub="somebody else").split(".")
    assert "does not hold" in refusal(gate, f"{head}.{other}.{signature}").reason


def test_keys_that_stand_twice_are_refused():
    from osteon.doors.service.trust.keys import read_keys
    from osteon.doors.service.trust.settings import TrustError

    with pytest.raises(TrustError):
        read_keys(jwks().replace('"kid"', '"kid": "two", "kid"', 1), "it")
