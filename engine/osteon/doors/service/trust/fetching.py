"""The one place where the service fetches keys: exactly the address it was given, and little of it."""

import ssl
from collections.abc import Callable
from http.client import HTTPException
from time import monotonic
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from osteon.doors.service.trust.settings import TrustError

Fetch = Callable[[str], bytes]
"""Fetch what lies at an address. Raises TrustError."""

_SECONDS = 3.0
_BYTES = 256 * 1024
_PIECE = 16 * 1024


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing: the answer stays the error that it is."""


def fetcher(authority: str | None, seconds: float = _SECONDS) -> Fetch:
    """Return what fetches keys: no redirects, at most 256 kB, within so many seconds.

    `authority` is a file of certificates to trust besides those of the machine. Raises TrustError if it
    cannot be read.
    """
    context = ssl.create_default_context()
    try:
        if authority is not None:
            context.load_verify_locations(cafile=authority)
    except (OSError, ssl.SSLError) as trouble:
        raise TrustError(f"the certificates in {authority} cannot be read") from trouble
    opener = build_opener(_NoRedirects, HTTPSHandler(context=context))

    def fetch(url: str) -> bytes:
        until = monotonic() + seconds
        request = Request(url, headers={"Accept": "application/json"})  # noqa: S310  # the address is one of the settings
        try:
            with opener.open(request, timeout=seconds) as answer:
                return _read(answer.read1, until)
        except HTTPError as answer:
            answer.close()
            raise TrustError(f"{url} cannot be fetched: it answers {answer.code}") from None
        except (OSError, HTTPException, ValueError) as trouble:
            raise TrustError(f"{url} cannot be fetched: {type(trouble).__name__}") from trouble

    return fetch


def _read(read: Callable[[int], bytes], until: float) -> bytes:
    found = b""
    while piece := read(_PIECE):
        found += piece
        if len(found) > _BYTES:
            raise ValueError("too long")
        if monotonic() > until:
            raise TimeoutError("too slow")
    return found
