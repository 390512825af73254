"""The web application: which routes there are, and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from osteon.basics.version import VERSION
from osteon.doors.service.cds_routes import cds_routes
from osteon.doors.service.core import Service
from osteon.doors.service.guarding import Guard
from osteon.doors.service.health import health_routes
from osteon.doors.service.page.routes import pages
from osteon.doors.service.pool import Pool
from osteon.doors.service.records.entries import Keep
from osteon.doors.service.records.records import Records
from osteon.doors.service.settings import Settings
from osteon.doors.service.shortcut import Answer, Shortcut
from osteon.doors.service.troubles import answer_troubles
from osteon.doors.service.trust.gate import Gate
from osteon.doors.service.trust.reading import read_trust
from osteon.doors.service.trust.settings import TrustSettings


def create_app(settings: Settings | None = None, *, service: Service | None = None) -> FastAPI:
    """Return the application. Without `service` one is made from the settings.

    Raises PackError if the knowledge pack cannot be loaded, and TrustError if nobody is trusted and --dev is
    off, or if the file of those who are cannot be read.
    """
    service = service or Service(settings or Settings())
    settings = service.settings
    records = _records(settings)
    gate = _gate(settings, records)
    gate.read_local_keys(service.clock())
    pool = Pool(settings)

    def close() -> None:
        pool.close()
        if records is not None:
            records.close()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(service.warm)
        yield
        close()

    app = FastAPI(
        title="osteon",
        version=VERSION,
        description=service.rulebook.pack.disclaimer,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.state.gate = gate
    app.state.close = close
    answer_troubles(app)
    found, answer = routers(service, gate, pool, records)
    for router in found:
        app.include_router(router)
    app.add_middleware(Shortcut, answer=answer)
    _put_before(app, settings, gate)
    return app


def _put_before(app: FastAPI, settings: Settings, gate: Gate) -> None:
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Accept"],
            max_age=600,
        )
    app.add_middleware(Guard, settings=settings, headers=gate.headers)


def routers(
    service: Service, gate: Gate, pool: Pool, records: Records | None
) -> tuple[list[APIRouter], Answer]:
    """Return every group of routes of the service, and what answers a call."""
    calls, answer = cds_routes(service, gate, pool, records)
    found = [health_routes(service, records), calls]
    return ([*found, pages(service, pool)] if service.settings.page else found), answer


def _records(settings: Settings) -> Records | None:
    if settings.database is None:
        return None
    return Records.open(settings.database, keep=Keep(settings.keep_profiles, settings.keep_comments))


def _gate(settings: Settings, records: Records | None) -> Gate:
    trust = TrustSettings(settings.base_url, dev=settings.dev)
    if settings.trust:
        trust = read_trust(settings.trust, settings.base_url, dev=settings.dev)
    replays = records.replays() if records is not None and settings.shared_replays else None
    return Gate(trust, replays=replays)
