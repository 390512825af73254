"""A token taken apart: what it says of itself, and what it proves with a key and a clock."""

from datetime import UTC, datetime, timedelta

import jwt
from jwt import PyJWTError
from jwt.types import Options

from osteon.basics.records import dataclass, field
from osteon.basics.typed import Any
from osteon.doors.service.trust.keys import ALGORITHMS, Keys
from osteon.doors.service.trust.refusals import refused
from osteon.doors.service.trust.settings import TrustSettings

_LONGEST_TOKEN = 8 * 1024
_LATEST = 32_503_680_000.0  # the year 3000; beyond it a number of seconds is no date of ours
_OURS: Options = {
    # PyJWT would ask the machine for the time; here the door that was knocked at says it.
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    # An audience of several addresses would let each of them pass the token on, so we look for ourselves.
    "verify_aud": False,
    "enforce_minimum_key_length": True,
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a token says of itself, before any of it is believed."""

    text: str = field(repr=False)
    algorithm: str
    kid: str
    iss: str
    jku: str | None
    payload: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proven:
    """What a token proves: who signed it, for which tenant, its id, and the end of its life."""

    iss: str
    tenant: str
    jti: str
    until: datetime


def claimed(authorization: str) -> Claimed:
    """Read the value of an Authorization header.

    Raises TokenRefused for anything that is not the form of a token by CDS Hooks.
    """
    if len(authorization) > _LONGEST_TOKEN:
        raise refused(f"the Authorization header is longer than {_LONGEST_TOKEN} characters")
    scheme, _, text = authorization.partition(" ")
    if scheme.lower() != "bearer" or not text.isascii() or text.count(".") != 2:
        raise refused("the Authorization header holds no bearer token of three parts")
    try:
        told = jwt.decode_complete(text, options={"verify_signature": False})
    except (PyJWTError, ValueError, TypeError, RecursionError) as trouble:
        raise refused("the token cannot be read") from trouble
    return _claims_of(text, told["header"], told["payload"])


def _claims_of(text: str, header: dict[str, Any], payload: dict[str, Any]) -> Claimed:
    algorithm, kid, jku = header.get("alg"), header.get("kid"), header.get("jku")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS:
        raise refused("the token is not signed with an asymmetric algorithm of the list")
    if "crit" in header or "b64" in header:
        raise refused("the token demands an extension (crit) that is not understood")
    if not isinstance(header.get("typ"), str) or header["typ"].upper() != "JWT":
        raise refused('the header of the token lacks "typ": "JWT"')
    if not isinstance(kid, str) or not kid:
        raise refused("the header of the token lacks `kid`")
    if "jku" in header and not isinstance(jku, str):
        raise refused("the `jku` of the token is not an address")
    iss = payload.get("iss")
    if not isinstance(iss, str) or not iss:
        raise refused("the token lacks `iss`")
    return Claimed(text, algorithm, kid, iss, jku, payload)


def proven(token: Claimed, keys: Keys, url: str, settings: TrustSettings, now: datetime) -> Proven:
    """Check the signature of a token and all that it claims.

    Raises TokenRefused, with the first thing that is wrong.
    """
    named = keys.named(token.kid)
    if not named:
        raise refused("the issuer has no key with the `kid` of the token")
    fitting = [key for key in named if token.algorithm in key.algorithms]
    if not fitting:
        raise refused("the key that the token names is not of the kind that its algorithm needs")
    if len(fitting) > 1:
        raise refused("the key that the token names is not the only one of that name")
    try:
        payload = jwt.decode(
            token.text,
            fitting[0].ready(token.algorithm),
            algorithms=[token.algorithm],
            issuer=token.iss,
            options=_OURS,
        )
    except (PyJWTError, ValueError, TypeError, RecursionError) as trouble:
        raise refused(f"the token does not hold: {type(trouble).__name__}") from trouble
    if payload.get("aud") not in (url, [url]):
        raise refused("the `aud` of the token is not exactly the address that was called")
    return unproven(payload, settings, now)


def unproven(payload: dict[str, Any], settings: TrustSettings, now: datetime) -> Proven:
    """Check what a token claims, apart from its signature and its audience.

    Raises TokenRefused, with the first thing that is wrong.
    """
    jti, tenant = payload.get("jti"), payload.get("tenant", "")
    if not isinstance(jti, str) or not jti:
        raise refused("the token lacks `jti`")
    if not isinstance(tenant, str):
        raise refused("the `tenant` of the token is not a text")
    return Proven(payload["iss"], tenant, jti, _end(payload, settings, now))


def _end(payload: dict[str, Any], settings: TrustSettings, now: datetime) -> datetime:
    leeway = timedelta(seconds=settings.leeway)
    issued, ends = _time(payload, "iat"), _time(payload, "exp")
    begins = _time(payload, "nbf") if "nbf" in payload else issued
    if ends <= now - leeway:
        raise refused("the token has expired")
    if max(issued, begins) > now + leeway:
        raise refused("the token is not valid yet")
    if not timedelta(0) < ends - issued <= timedelta(seconds=settings.longest):
        raise refused(f"the token does not live between 1 and {settings.longest} seconds")
    return ends + leeway


def _time(payload: dict[str, Any], claim: str) -> datetime:
    seconds = payload.get(claim)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise refused(f"the token lacks `{claim}` as a number of seconds")
    # Compared before anything is converted: a whole number may be too long for a float.
    if not 0 <= seconds <= _LATEST:
        raise refused(f"the `{claim}` of the token is no time")
    return datetime.fromtimestamp(seconds, UTC)
