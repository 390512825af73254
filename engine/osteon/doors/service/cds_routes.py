"""The routes of CDS Hooks: discovery, one service for each hook, and feedback."""

import orjson
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from osteon.doors.cds.discovery import discovery
from osteon.doors.cds.hooks import HOOKS
from osteon.doors.cds.requests import Refused
from osteon.doors.service.calls import Calls
from osteon.doors.service.core import Service
from osteon.doors.service.pool import Pool, within
from osteon.doors.service.rates import Rates
from osteon.doors.service.receiving import receive_body
from osteon.doors.service.records.records import Records
from osteon.doors.service.settings import Settings
from osteon.doors.service.shortcut import CALLED, CALLS, Answer
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.settings import Caller

_JSON_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}


class _Door:
    """Lets callers in, one request at a time."""

    def __init__(self, service: Service, gate: Gate, pool: Pool) -> None:
        self._clock, self._gate, self._pool = service.clock, gate, pool
        self._rates = Rates(service.settings)

    async def admit(self, request: Request, path: str) -> Caller:
        """Return who asks for a path. Raises Trouble and TokenRefused."""
        # Whoever cannot be answered is told so before a token is checked or a body read for them.
        self._pool.expect_room()
        token, url, now = request.headers.get("authorization"), self._gate.url(path), self._clock()
        if token:
            caller = await self._pool.ask(lambda: self._gate.check(token, url, now))
        else:  # there is nothing to find out
            caller = self._gate.check(None, url, now)
        self._rates.count(caller.issuer or (request.client.host if request.client else ""))
        return caller


def cds_routes(service: Service, gate: Gate, pool: Pool, records: Records | None) -> tuple[APIRouter, Answer]:
    """Return the routes, and what answers a call. Each of them asks for a token first, the discovery too."""
    router = APIRouter(tags=["CDS Hooks"])
    door, calls = _Door(service, gate, pool), Calls(service, records)

    @router.get("/cds-services", summary="Which services there are, and what they would like to be sent")
    async def services(request: Request) -> Response:
        await door.admit(request, "/cds-services")
        edition = (await pool.run(service.advisor)).edition
        return JSONResponse(discovery(edition, ballot=service.settings.ballot))

    # Called by the shortcut; as a route it stands in the OpenAPI document.
    @router.post(CALLED, summary="Call a service", openapi_extra=_JSON_BODY)
    async def call(request: Request, id: str) -> Response:
        caller = await door.admit(request, _path(id))
        data = await _body_of(request, service.settings)
        response, waiting = await pool.run(lambda: calls.answer(data, id, caller))
        if waiting is not None:
            await pool.until(waiting)
        return Response(orjson.dumps(response), media_type="application/json")

    @router.post(
        "/cds-services/{id}/feedback", summary="Report what became of cards", openapi_extra=_JSON_BODY
    )
    async def feedback(request: Request, id: str) -> Response:
        caller = await door.admit(request, f"{_path(id)}/feedback")
        data = await _body_of(request, service.settings)
        await pool.until(await pool.run(lambda: calls.hear(data, id, caller)))
        return JSONResponse({})

    return router, call


async def _body_of(request: Request, settings: Settings) -> bytes:
    return await within(settings.time_limit, receive_body(request, settings.max_body))


def _path(id: str) -> str:
    if id not in HOOKS:
        raise Refused(404, "there is no such service; GET /cds-services lists those that are")
    return f"{CALLS}{id}"
