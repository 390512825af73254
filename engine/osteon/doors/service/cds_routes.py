"""The routes of CDS Hooks: discovery, one service for each hook, and feedback."""

import orjson
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from osteon.basics.typed import NamedTuple
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
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.settings import Caller


class _Path(NamedTuple):
    """The pattern of an address, as the log names it."""

    path: str


_CALLED = _Path("/cds-services/{id}")
_JSON_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}


def cds_routes(service: Service, gate: Gate, pool: Pool, records: Records | None) -> APIRouter:
    """Return the routes. Every one of them asks for a token first, the discovery too."""
    router = APIRouter(tags=["CDS Hooks"])
    rates, calls = Rates(service.settings), Calls(service, records)

    async def admitted(request: Request, path: str) -> Caller:
        # Whoever cannot be answered is told so before a token is checked or a body read for them.
        pool.expect_room()
        token, url, now = request.headers.get("authorization"), gate.url(path), service.clock()
        # Without a token there is nothing to find out.
        caller = await pool.ask(lambda: gate.check(token, url, now)) if token else gate.check(None, url, now)
        rates.count(caller.issuer or (request.client.host if request.client else ""))
        return caller

    @router.get("/cds-services", summary="Which services there are, and what they would like to be sent")
    async def services(request: Request) -> Response:
        await admitted(request, "/cds-services")
        edition = (await pool.run(service.advisor)).edition
        return JSONResponse(discovery(edition, ballot=service.settings.ballot))

    async def quick_call(request: Request) -> Response:
        request.scope["route"] = _CALLED
        return await call(request, request.path_params["id"])

    # FastAPI's own route costs as much as all else on the way to it; it stays for the OpenAPI document.
    router.add_route(_CALLED.path, quick_call, methods=["POST"], include_in_schema=False)

    @router.post(_CALLED.path, summary="Call a service", openapi_extra=_JSON_BODY)
    async def call(request: Request, id: str) -> Response:
        caller = await admitted(request, _path(id))
        data = await _body_of(request, service.settings)
        response, waiting = await pool.run(lambda: calls.answer(data, id, caller))
        if waiting is not None:
            await pool.until(waiting)
        return Response(orjson.dumps(response), media_type="application/json")

    @router.post(
        "/cds-services/{id}/feedback", summary="Report what became of cards", openapi_extra=_JSON_BODY
    )
    async def feedback(request: Request, id: str) -> Response:
        caller = await admitted(request, f"{_path(id)}/feedback")
        data = await _body_of(request, service.settings)
        await pool.until(await pool.run(lambda: calls.hear(data, id, caller)))
        return JSONResponse({})

    return router


async def _body_of(request: Request, settings: Settings) -> bytes:
    return await within(settings.time_limit, receive_body(request, settings.max_body))


def _path(id: str) -> str:
    if id not in HOOKS:
        raise Refused(404, "there is no such service; GET /cds-services lists those that are")
    return f"/cds-services/{id}"
