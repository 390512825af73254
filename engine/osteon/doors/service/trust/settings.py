"""Who is trusted, and how far: the issuers, where their keys come from, and how long a token may live."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from osteon.basics.errors import OsteonError
from osteon.basics.records import dataclass, field

SANDBOX = "https://sandbox.cds-hooks.org"
"""The issuer of the public CDS Hooks sandbox. Its private key is public too: it proves nothing."""


class TrustError(OsteonError):
    """The settings of trust contradict themselves, or a set of keys in them cannot be read."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A JSON Web Key Set in a file, read anew whenever its keys have been held for long enough."""

    path: str


@dataclass(frozen=True, slots=True)
class KeyUrl:
    """A JSON Web Key Set at an https address, which is fetched exactly as it is written here."""

    url: str


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """A JSON Web Key Set that stands in the settings themselves."""

    text: str


Source = KeyFile | KeyUrl | KeyDocument


@dataclass(frozen=True, slots=True)
class Issuer:
    """One who signs tokens: `iss` as it stands in them, and where the keys come from.

    With `keys`, they come from there and from nowhere else. Without, a token must name one of the addresses
    in `jku`, and that one is fetched. A token that names any other address is refused and nothing is fetched.
    `tenants`, if there are any, are the only values of the claim `tenant` that are admitted.
    """

    iss: str
    keys: Source | None = None
    jku: tuple[str, ...] = ()
    tenants: tuple[str, ...] = ()

    def source(self, jku: str | None) -> Source | None:
        """Return where the keys for a token come from that names this address, or None if it may not."""
        if jku is None:
            return self.keys
        if isinstance(self.keys, KeyUrl) and jku == self.keys.url:
            return self.keys
        return (self.keys or KeyUrl(jku)) if jku in self.jku else None


@dataclass(frozen=True, slots=True)
class TrustSettings:
    """Everything that decides whether a token is good. Times are in seconds.

    `base_url` is where clients reach the service, as "https://cds.example.org". It is the beginning of every
    `aud`, and never taken from what a request says of itself. `leeway` is what two clocks may differ.
    `longest` is the longest life of a token. Keys are asked for anew after `keys_for`; if that fails they
    stay good until `keys_at_most`, and nobody is asked more often than every `pause`. `remembered` is how
    many tokens the replay cache holds. `authority` is a file with the certificates of a private authority
    that signed the server of the keys. `dev` turns checks off, and says which (`Gate.notices`).
    """

    base_url: str
    issuers: tuple[Issuer, ...] = ()
    leeway: int = 30
    longest: int = 300
    keys_for: int = 600
    keys_at_most: int = 3600
    pause: int = 30
    remembered: int = 200_000
    authority: str | None = None
    dev: bool = False

    def by_name(self) -> Mapping[str, Issuer]:
        """Return the issuers by `iss`."""
        return {each.iss: each for each in self.issuers}


def check_settings(settings: TrustSettings) -> None:
    """Refuse settings under which the checks would be worth less than they seem.

    Raises TrustError, which names the setting.
    """
    _check_base(settings)
    names = [each.iss for each in settings.issuers]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise TrustError(f"the issuer {twice} stands twice")
    for issuer in settings.issuers:
        _check_issuer(issuer, dev=settings.dev)
    for name in ("leeway", "longest", "keys_for", "keys_at_most", "pause", "remembered"):
        if getattr(settings, name) < (0 if name == "leeway" else 1):
            raise TrustError(f"{name} must be a positive number, not {getattr(settings, name)}")


def _check_base(settings: TrustSettings) -> None:
    parts = urlsplit(settings.base_url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise TrustError(
            f"base_url must be an address like https://cds.example.org, not {settings.base_url!r}"
        )
    if settings.base_url.endswith("/"):
        raise TrustError("base_url must not end in a slash, because the path of a service is put behind it")


def _check_issuer(issuer: Issuer, *, dev: bool) -> None:
    if issuer.iss == SANDBOX:
        raise TrustError(
            f"{SANDBOX} cannot be trusted: the private key of the public sandbox is public. "
            "Start with --dev to try it, and never with patients' records"
        )
    if issuer.keys is None and not issuer.jku:
        raise TrustError(f"the issuer {issuer.iss} has no keys: give `jwks`, or the addresses of `jku`")
    urls = [*issuer.jku, *([issuer.keys.url] if isinstance(issuer.keys, KeyUrl) else [])]
    for url in urls:
        _check_url(url, issuer.iss, dev=dev)


def _check_url(url: str, iss: str, *, dev: bool) -> None:
    parts = urlsplit(url)
    local = dev and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    if not (parts.scheme == "https" or local) or not parts.hostname or parts.username or parts.fragment:
        raise TrustError(f"the keys of {iss} must come from an https address without a password, not {url!r}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `trusted` is False where --dev let somebody in whose word was not checked."""

    issuer: str
    tenant: str = ""
    trusted: bool = field(default=True)
