"""The web application: which routes there are, and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import run_sync
from fastapi import APIRouter, FastAPI

from osteon.basics.version import VERSION
from osteon.doors.service.core import Service
from osteon.doors.service.health import health_routes
from osteon.doors.service.settings import Settings
from osteon.doors.service.troubles import answer_troubles


def create_app(settings: Settings | None = None, *, service: Service | None = None) -> FastAPI:
    """Return the application. Without `service` one is made from the settings.

    Raises PackError if the knowledge pack cannot be loaded.
    """
    service = service or Service(settings or Settings())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await run_sync(service.warm)
        yield

    app = FastAPI(
        title="osteon",
        version=VERSION,
        description=service.rulebook.pack.disclaimer,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    answer_troubles(app)
    for router in routers(service):
        app.include_router(router)
    return app


def routers(service: Service) -> list[APIRouter]:
    """Return every group of routes of the service."""
    return [health_routes(service)]
