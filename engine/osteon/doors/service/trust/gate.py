"""The gate: a call comes with a token or stays outside.

    gate = Gate(TrustSettings("https://cds.example.org", read_issuers("trust.yaml")))
    caller = gate.check(request.headers.get("authorization"), gate.url("/cds-services"), now)

Everything is refused that is not allowed by name: issuers, addresses of keys,
algorithms, audiences, and tokens seen before.
"""

from collections.abc import Mapping
from datetime import datetime

from osteon.basics.errors import OsteonError
from osteon.doors.service.trust.fetching import Fetch, fetcher
from osteon.doors.service.trust.key_store import KeyStore
from osteon.doors.service.trust.refusals import FORBIDDEN, UNAVAILABLE, TokenRefused, refused
from osteon.doors.service.trust.replays import MemoryReplays, Replays, digest_of
from osteon.doors.service.trust.settings import (
    SANDBOX,
    Caller,
    Issuer,
    KeyUrl,
    TrustError,
    TrustSettings,
    check_settings,
)
from osteon.doors.service.trust.tokens import Claimed, Proven, claimed, proven, unproven

_TURNED_OFF = (
    "DEVELOPMENT MODE (--dev): do not use it with the record of any real patient",
    "a call without a token is answered, whoever sends it",
    f"a token of {SANDBOX} is taken at its word: neither its signature nor its audience is checked",
    "keys may be fetched over http from this machine",
)


class Gate:
    """Decides who may ask. May be used by several threads; `check` may wait for a server of keys."""

    def __init__(
        self, settings: TrustSettings, *, replays: Replays | None = None, fetch: Fetch | None = None
    ) -> None:
        """Make a gate.

        `replays` remembers used tokens, by default in this process alone. `fetch` gets keys, by default
        over https. Raises TrustError for settings that cannot hold.
        """
        check_settings(settings)
        if not settings.issuers and not settings.dev:
            raise TrustError("nobody is trusted, so nobody would be answered: name issuers, or use --dev")
        self._settings = settings
        self._issuers = settings.by_name()
        self._replays = replays or MemoryReplays(settings.remembered)
        self._store = KeyStore(settings, fetch or fetcher(settings.authority))

    @property
    def notices(self) -> tuple[str, ...]:
        """What to say loudly at the start: the checks that are turned off. Empty if none is."""
        return _TURNED_OFF if self._settings.dev else ()

    @property
    def headers(self) -> Mapping[str, str]:
        """What every response has to carry, so that nobody takes a development server for another."""
        return {"Osteon-Development-Mode": "callers are not authenticated"} if self._settings.dev else {}

    def url(self, path: str) -> str:
        """Return the address under which clients know a path: "/cds-services" or "/cds-services/ID"."""
        return self._settings.base_url + path

    def read_local_keys(self, now: datetime) -> None:
        """Read every set of keys that is not fetched, so that a mistake shows at the start.

        Raises TrustError.
        """
        for issuer in self._issuers.values():
            if issuer.keys is not None and not isinstance(issuer.keys, KeyUrl):
                self._store.keys(issuer.keys, "", now)

    def check(self, authorization: str | None, url: str, now: datetime) -> Caller:
        """Return who asks, from the value of the Authorization header and the address that was called.

        `url` is `Gate.url(path)`, `now` has a time zone. Raises TokenRefused.
        """
        if not authorization:
            if self._settings.dev:
                return Caller("", trusted=False)
            raise refused("there is no Authorization header")
        token = claimed(authorization)
        if self._settings.dev and token.iss == SANDBOX:
            told = unproven(token.payload, self._settings, now)
            self._only_once(told, now)
            return Caller(told.iss, told.tenant, trusted=False)
        issuer = self._issuers.get(token.iss)
        if issuer is None:
            raise refused("the issuer of the token is not one of those trusted")
        found = self._proven(token, issuer, url, now)
        if issuer.tenants and found.tenant not in issuer.tenants:
            raise TokenRefused(FORBIDDEN, f"a tenant of {issuer.iss} that is not admitted")
        self._only_once(found, now)
        return Caller(found.iss, found.tenant)

    def _proven(self, token: Claimed, issuer: Issuer, url: str, now: datetime) -> Proven:
        source = issuer.source(token.jku)
        if source is None:
            raise refused("the token names no address of keys that its issuer may; nothing was fetched")
        try:
            keys = self._store.keys(source, token.kid, now)
        except TrustError as trouble:
            raise TokenRefused(UNAVAILABLE, f"{trouble} ({issuer.iss})") from trouble
        return proven(token, keys, url, self._settings, now)

    def _only_once(self, told: Proven, now: datetime) -> None:
        try:
            first = self._replays.first_use(digest_of(told.iss, told.jti), told.until, now)
        except OsteonError as trouble:
            raise TokenRefused(UNAVAILABLE, f"a token cannot be remembered: {trouble}") from trouble
        if not first:
            raise refused("the token was used before")
