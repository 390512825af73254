"""The address that is called most, answered before any framework looks for its route.

Finding a route and entering its layers took longer than what the loop itself does for an answer. What stands
before every route (headers, the end of every fault, the log, CORS) stands before this one too.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from osteon.basics.typed import NamedTuple
from osteon.doors.service.troubles import answer_to

CALLS = "/cds-services/"
CALLED = CALLS + "{id}"

Answer = Callable[[Request, str], Awaitable[Response]]
"""Answers a call of the service of an id."""


class _Path(NamedTuple):
    """The pattern of an address, as the log names it."""

    path: str


_CALLED = _Path(CALLED)


class Shortcut:
    """The innermost layer of the application: it answers calls of services, and passes on everything else."""

    def __init__(self, app: ASGIApp, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        id = _called(scope)
        if not id:
            await self._app(scope, receive, send)
            return
        scope["route"] = _CALLED
        request = Request(scope, receive)
        try:
            response = await self._answer(request, id)
        except Exception as trouble:
            found = answer_to(request, trouble)
            if found is None:
                raise
            response = found
        await response(scope, receive, send)


def _called(scope: Scope) -> str:
    """Return the id of the service that is called; "" for any other request."""
    if scope["type"] != "http" or scope["method"] != "POST" or scope.get("root_path"):
        return ""
    path: str = scope["path"]
    id = path.removeprefix(CALLS)
    return id if id != path and "/" not in id else ""
