"""Public keys: a JSON Web Key Set read strictly, and the one key of it that a token may be checked with.

A key is good for the algorithms of its own kind and no others. That is what
keeps a token from choosing how it is checked.
"""

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from osteon.basics.records import dataclass
from osteon.basics.typed import Any
from osteon.doors.service.trust.settings import TrustError
from osteon.doors.strict_json import StrictDecoder

_PUBLIC = {"EC": ("kty", "crv", "x", "y"), "RSA": ("kty", "n", "e"), "OKP": ("kty", "crv", "x")}
_FITTING: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("EC", "P-256"): ("ES256",),
    ("EC", "P-384"): ("ES384",),
    ("EC", "P-521"): ("ES512",),
    ("RSA", None): ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    ("OKP", "Ed25519"): ("EdDSA",),
}
ALGORITHMS = frozenset(name for names in _FITTING.values() for name in names)
"""Every algorithm a token may be signed with: asymmetric ones only."""

_READ = StrictDecoder("the key {!r} stands twice")
_LEAST_BITS = 2048


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: its id, its members by RFC 7517, and the algorithms it may be used with."""

    kid: str
    members: dict[str, str]
    algorithms: tuple[str, ...]

    def ready(self, algorithm: str) -> PyJWK:
        """Return the key made ready for an algorithm that it fits."""
        return PyJWK(dict(self.members), algorithm)


@dataclass(frozen=True, slots=True)
class Keys:
    """The usable keys of a set."""

    each: tuple[Key, ...]

    def has(self, kid: str) -> bool:
        """Say whether some key has this id."""
        return any(key.kid == kid for key in self.each)

    def named(self, kid: str) -> tuple[Key, ...]:
        """Return the keys with this id."""
        return tuple(key for key in self.each if key.kid == kid)


def read_keys(text: str | bytes, where: str) -> Keys:
    """Read a JSON Web Key Set. Keys that cannot check a token are passed over, as RFC 7517 asks.

    Raises TrustError if it cannot be read, holds a private key, or has no usable key at all.
    """
    try:
        document = _READ.decode(text if isinstance(text, str) else text.decode("utf-8"))
    except (ValueError, RecursionError) as trouble:
        raise TrustError(f"{where} is not a JSON Web Key Set: it cannot be read as JSON") from trouble
    listed = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise TrustError(f"{where} is not a JSON Web Key Set: it has no list `keys`")
    members = [each for each in listed if isinstance(each, dict)]
    if any("d" in each for each in members):
        raise TrustError(f"{where} holds a private key. Whoever can read it can sign: replace that key")
    usable = tuple(key for each in members if (key := _key(each)) is not None)
    if not usable:
        raise TrustError(f"{where} has no key with a `kid` that can check an asymmetric signature")
    return Keys(usable)


def _key(told: dict[str, Any]) -> Key | None:
    kid, kind = told.get("kid"), told.get("kty")
    if not isinstance(kid, str) or not kid or not isinstance(kind, str) or not _for_signatures(told):
        return None
    curve = None if kind == "RSA" else told.get("crv")
    fitting = _FITTING.get((kind, curve), ()) if curve is None or isinstance(curve, str) else ()
    if "alg" in told:
        fitting = tuple(name for name in fitting if name == told["alg"])
    members = {name: told[name] for name in _PUBLIC.get(kind, ()) if isinstance(told.get(name), str)}
    key = Key(kid, members, fitting)
    return key if fitting and _is_sound(key) else None


def _for_signatures(told: dict[str, Any]) -> bool:
    uses = told.get("key_ops", ["verify"])
    return told.get("use", "sig") == "sig" and isinstance(uses, list) and "verify" in uses


def _is_sound(key: Key) -> bool:
    try:
        made = key.ready(key.algorithms[0]).key
    except (PyJWTError, ValueError, TypeError):
        return False
    return key.members["kty"] != "RSA" or made.key_size >= _LEAST_BITS
