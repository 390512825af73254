"""What a client did not send, fetched from its FHIR server: off by default, and only from servers named.

An address comes with a request, so it is a stranger's: only what the settings
name is ever asked, over https, without following redirects, and not for long.
"""

import logging
import re
from collections.abc import Mapping
from time import monotonic

import httpx2

from osteon.basics.records import replace
from osteon.doors.cds.hooks import Json
from osteon.doors.cds.outcomes import outcome
from osteon.doors.cds.prefetch import Search
from osteon.doors.cds.requests import HookRequest
from osteon.doors.fhir.shapes import text
from osteon.doors.fhir.texts import decoded
from osteon.doors.service.settings import Settings

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}")
_PATIENT = "{{context.patientId}}"
# A library's log would hold the address, and with it the patient.
for _library in ("httpx2", "httpcore2"):
    logging.getLogger(_library).setLevel(logging.WARNING)

_FAILED = outcome("error", "transient", "it could not be fetched")


class Fallback:
    """Fills the keys of a prefetch that are missing, where the settings allow it."""

    def __init__(self, settings: Settings, transport: httpx2.BaseTransport | None = None) -> None:
        """Make it. `transport` stands in for the network in tests."""
        self._allowed = frozenset(each.rstrip("/") for each in settings.fhir_servers)
        self._seconds = settings.fetch_limit
        self._bytes = settings.max_body
        self._transport = transport

    def filled(self, request: HookRequest, wanted: Mapping[str, Search]) -> HookRequest:
        """Return the request with what could be fetched; for what could not, an OperationOutcome."""
        server = request.fhir_server.rstrip("/")
        missing = [key for key in wanted if key not in (request.prefetch or {})]
        if not missing or server not in self._allowed or not _ID.fullmatch(request.patient):
            return request
        until = monotonic() + self._seconds
        with self._client(request.authorization) as client:
            found = {
                key: self._fetched(
                    client, f"{server}/{wanted[key].template.replace(_PATIENT, request.patient)}", until
                )
                for key in missing
            }
        return replace(request, prefetch={**(request.prefetch or {}), **found})

    def _client(self, authorization: Json | None) -> httpx2.Client:
        headers = {"Accept": "application/fhir+json"}
        token = text(authorization, "access_token")
        if _TOKEN.fullmatch(token):
            headers["Authorization"] = f"Bearer {token}"
        return httpx2.Client(
            headers=headers,
            follow_redirects=False,
            timeout=self._seconds,
            trust_env=False,
            transport=self._transport,
        )

    def _fetched(self, client: httpx2.Client, url: str, until: float) -> object:
        left = until - monotonic()
        if left <= 0:
            return _FAILED
        try:
            with client.stream("GET", url, timeout=left) as answer:
                if answer.status_code != httpx2.codes.OK:
                    return _FAILED
                return _resource(self._read(answer, until))
        except (httpx2.HTTPError, ValueError):
            return _FAILED

    def _read(self, answer: httpx2.Response, until: float) -> bytes:
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > self._bytes or monotonic() > until:
                raise ValueError("too long")
        return bytes(body)


def _resource(body: bytes) -> object:
    try:
        found, gaps = decoded(body)
    except Exception:  # noqa: BLE001  # whatever a stranger's server sends, the part was not fetched
        return _FAILED
    return _FAILED if gaps else found
