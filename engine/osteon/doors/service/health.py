"""Is the process alive, and can it answer for a patient?"""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from osteon.basics.errors import OsteonError
from osteon.basics.version import VERSION
from osteon.doors.service.core import Service
from osteon.doors.service.records.records import Records


def health_routes(service: Service, records: Records | None) -> APIRouter:
    """Return /health, which says that the process runs, and /ready, which says that it can evaluate."""
    router = APIRouter(tags=["health"])

    @router.get("/health", summary="The process is alive")
    async def health() -> dict[str, str]:
        return {"status": "alive", "version": VERSION}

    @router.get("/ready", summary="The rules are loaded, and one patient was just evaluated")
    def ready() -> JSONResponse:
        pack = service.rulebook.pack
        told = {"pack": pack.id, "pack_version": pack.version, "pack_hash": service.rulebook.hash,
                "approval": pack.approval, "engine": service.settings.engine}  # fmt: skip
        try:
            # An empty profile is a patient too: every rule is asked, by every evaluator that is in use.
            service.evaluate({})
        except OsteonError as trouble:
            return JSONResponse({"status": "not ready", "why": type(trouble).__name__, **told}, 503)
        if records is not None and not records.ready():
            return JSONResponse({"status": "not ready", "why": "the records cannot be written", **told}, 503)
        return JSONResponse({"status": "ready", **told})

    return router
