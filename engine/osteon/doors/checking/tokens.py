"""Tokens to call a service with: good ones, and every kind that must not be accepted."""

import base64
import json
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from osteon.basics.errors import OsteonError

_ALGORITHM = "ES384"
_LIFE = 120

Claims = dict[str, object]


class KeyTrouble(OsteonError):
    """The key to sign tokens with cannot be read or made."""


class Tokens:
    """Signs tokens as an issuer. `clock` returns seconds since 1970."""

    def __init__(
        self,
        issuer: str,
        key: ec.EllipticCurvePrivateKey,
        kid: str,
        jku: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer = issuer
        self._key = key
        self._headers = {"kid": kid, "typ": "JWT"} | ({"jku": jku} if jku else {})
        self._clock = clock

    def good(self, audience: str) -> str:
        """Return a token that a service which trusts the issuer has to accept, once."""
        return self._signed(self._claims(audience))

    def garbage(self, audience: str) -> str:  # noqa: ARG002  # every kind is made in the same way
        """Return what is no token at all."""
        return secrets.token_urlsafe(60)

    def for_another(self, audience: str) -> str:
        """Return a token for another address."""
        return self._signed(self._claims(f"{audience}-of-somebody-else"))

    def expired(self, audience: str) -> str:
        """Return a token that was good an hour ago."""
        return self._signed(self._claims(audience, -3600))

    def by_nobody(self, audience: str) -> str:
        """Return a token that says that it needs no signature."""
        return f"{_part({'alg': 'none', **self._headers})}.{_part(self._claims(audience))}."

    def by_public_key(self, audience: str) -> str:
        """Return a token whose HMAC was made with the public key, as if that were a secret."""
        head = _part({"alg": "HS256", **self._headers})
        body = _part(self._claims(audience))
        mac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
        signature = mac.sign(f"{head}.{body}".encode(), self._public_pem())
        return f"{head}.{body}.{_b64(signature)}"

    def by_another_key(self, audience: str) -> str:
        """Return a token under our name that somebody else signed."""
        claims, other = self._claims(audience), ec.generate_private_key(ec.SECP384R1())
        return jwt.encode(claims, other, algorithm=_ALGORITHM, headers=self._headers)

    def changed(self, audience: str) -> str:
        """Return a good token with its content changed after it was signed."""
        head, _, signature = self.good(audience).split(".")
        return f"{head}.{_part(self._claims(audience) | {'sub': 'somebody'})}.{signature}"

    def _claims(self, audience: str, shift: int = 0) -> Claims:
        now = int(self._clock()) + shift
        return {
            "iss": self._issuer,
            "aud": audience,
            "iat": now,
            "exp": now + _LIFE,
            "jti": secrets.token_urlsafe(16),
        }

    def _signed(self, claims: Claims) -> str:
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM, headers=self._headers)

    def _public_pem(self) -> bytes:
        return self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


BAD: dict[str, Callable[[Tokens, str], str]] = {
    "garbage": Tokens.garbage,
    "for another address": Tokens.for_another,
    "expired": Tokens.expired,
    "unsigned (alg none)": Tokens.by_nobody,
    "HMAC with the public key": Tokens.by_public_key,
    "signed by another key": Tokens.by_another_key,
    "changed after signing": Tokens.changed,
}
"""Every kind of token that must be refused, beside none and one that was used before."""


def key_in(file: str | None) -> ec.EllipticCurvePrivateKey:
    """Return the private key in a PEM file; a new one without a file, or where there is none yet.

    A new key is written to the file for its user alone, with its public half beside it as FILE.jwks.json, so
    that a service can be told to trust it. Raises KeyTrouble.
    """
    if file is None:
        return ec.generate_private_key(ec.SECP384R1())
    try:
        if not os.path.exists(file):
            return _made(file)
        found = serialization.load_pem_private_key(Path(file).read_bytes(), None)
    except (OSError, ValueError, TypeError) as trouble:
        raise KeyTrouble(f"{file} holds no private key without a password in PEM: {trouble}") from trouble
    if not isinstance(found, ec.EllipticCurvePrivateKey) or not isinstance(found.curve, ec.SECP384R1):
        raise KeyTrouble(f"{file} must hold a key on the curve P-384, for ES384")
    return found


def _made(file: str) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP384R1())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(pem)
    public = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    jwks = {"keys": [{**public, "kid": KID, "alg": _ALGORITHM, "use": "sig"}]}
    Path(f"{file}.jwks.json").write_text(json.dumps(jwks, indent=2) + "\n", encoding="utf-8")
    return key


KID = "osteon-cds-check"
"""The name of a key, unless another is told."""


def _part(value: object) -> str:
    return _b64(json.dumps(value).encode())


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
