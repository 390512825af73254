"""What stands before every route: headers that browsers obey, an end to every fault, one line of log.

A line of the log names the kind of a request, never anything of its content.
"""

import logging
import time
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from osteon.doors.service.settings import Settings
from osteon.doors.service.troubles import failure

_log = logging.getLogger("osteon.service")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every answer, unless a route sets its own."""


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, settings: Settings, headers: Mapping[str, str]) -> None:
        self._app = app
        wanted = {**HEADERS, **headers}
        if settings.base_url.startswith("https://"):
            wanted["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if settings.cors:
            wanted["Cross-Origin-Resource-Policy"] = "cross-origin"
        self._headers = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                told = list(message["headers"])
                named = {name.lower() for name, _ in told}
                message["headers"] = told + [each for each in self._headers if each[0] not in named]
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception as fault:  # noqa: BLE001  # the last door before the server's own
            # Beyond this the server would write the text of the fault, and with it the patient, into its log.
            answer = failure(_route(scope), fault)
            if status:
                raise ConnectionAbortedError("an answer broke off") from None
            await answer(scope, receive, send_guarded)
        _log.info(
            "%s %s %d %.0f ms", scope["method"], _route(scope), status, 1000 * (time.perf_counter() - begun)
        )


def _route(scope: Scope) -> str:
    """Return the pattern of the route; a path that has none may hold anything, so it is not named."""
    return getattr(scope.get("route"), "path", "an unknown path")
