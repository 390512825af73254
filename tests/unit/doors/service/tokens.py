"""Keys of every kind, and tokens signed with them, for tests of who may ask."""

import base64
import json
from datetime import UTC, datetime
from functools import cache
from itertools import count

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import get_default_algorithms

from osteon.doors.service.trust.settings import Issuer, KeyDocument, TrustSettings

BASE = "https://cds.example.org"
URL = f"{BASE}/cds-services/osteon-patient-view"
ISS = "https://ehr.example.org"
JKU = "https://ehr.example.org/jwks.json"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
KINDS = {
    "ES256": "ES256", "ES384": "ES384", "ES512": "ES512", "EdDSA": "EdDSA",
    "RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
}  # fmt: skip
_CURVES = {"ES256": ec.SECP256R1, "ES384": ec.SECP384R1, "ES512": ec.SECP521R1}
_NUMBERS = count()


def private_key(kind="ES384", number=0):
    """A private key of a kind; another `number` is another key."""
    return _made(kind, number)


@cache
def _made(kind, number):
    if kind == "RSA":
        return rsa.generate_private_key(65537, 2048)
    return (
        ed25519.Ed25519PrivateKey.generate() if kind == "EdDSA" else ec.generate_private_key(_CURVES[kind]())
    )


def public_jwk(kind="ES384", number=0, kid="one", **more):
    algorithm = get_default_algorithms()["RS256" if kind == "RSA" else kind]
    told = algorithm.to_jwk(private_key(kind, number).public_key(), as_dict=True)
    told.pop("key_ops", None)
    return {**told, "kid": kid, **more}


def jwks(*keys):
    return json.dumps({"keys": list(keys or [public_jwk()])})


def settings(*keys, jku=(), tenants=(), dev=False, **more):
    issuer = Issuer(ISS, KeyDocument(jwks(*keys)), jku, tenants)
    return TrustSettings(BASE, (issuer,), dev=dev, **more)


def claims(**changed):
    """The claims of a good token; a value of None takes one away."""
    told = {"iss": ISS, "aud": URL, "iat": SECOND - 10, "exp": SECOND + 290, "jti": f"token-{next(_NUMBERS)}"}
    return {name: value for name, value in {**told, **changed}.items() if value is not None}


def token(algorithm="ES384", *, key=None, header=None, **changed):
    """A signed token; `header` is written over the header of a good one, None takes away."""
    head = {"kid": "one", "typ": "JWT", **(header or {})}
    head = {name: value for name, value in head.items() if value is not None}
    # The layer below jwt.encode, which would refuse to write some of the claims that must be refused here.
    payload = json.dumps(claims(**changed)).encode()
    return jwt.PyJWS().encode(payload, key or private_key(KINDS[algorithm]), algorithm, head)


def bearer(*args, **changed):
    return f"Bearer {token(*args, **changed)}"


def sewn(header, payload, signature=b"x"):
    """A token put together by hand: two records and a signature."""
    parts = [json.dumps(header).encode(), json.dumps(payload).encode(), signature]
    return "Bearer " + ".".join(map(base64url, parts))


def base64url(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()
