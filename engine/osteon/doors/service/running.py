"""The service as a process, or several: uvicorn, its log, and what is said at its start."""

import os
import signal
import sys

import uvicorn
from fastapi import FastAPI

from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings

_TOLD = "OSTEON_SERVICE"
_FACTORY = "osteon.doors.service.running:app_as_told"

_LOG: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}
    },
    "loggers": {
        "osteon.service": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}


def serve(settings: Settings, host: str, port: int, processes: int = 1) -> None:
    """Answer until the process is told to end (SIGTERM or SIGINT); requests that have begun are finished.

    Raises PackError, TrustError or RecordsError if the service cannot start as it is told to.
    """
    app = create_app(settings)
    sys.stderr.write(f"osteon: {' '.join(app.state.service.rulebook.pack.disclaimer.split())}\n")
    for notice in app.state.gate.notices:
        sys.stderr.write(f"osteon: {notice}\n")
    sys.stderr.flush()
    if processes > 1:
        # Each process makes the application anew, from the same settings.
        app.state.close()
        os.environ[_TOLD] = settings.model_dump_json()
    # uvicorn ends well and then sends itself the signal once more; that it ended well is the answer.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: None)
    uvicorn.run(
        app if processes == 1 else _FACTORY,
        factory=processes > 1,
        host=host,
        port=port,
        workers=processes,
        log_config=_LOG,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=30,
        timeout_keep_alive=30,
        http="h11",  # httptools would be quicker, and would read headers without end
        h11_max_incomplete_event_size=64 * 1024,
    )


def app_as_told() -> FastAPI:
    """Return the application of one process of several, from the settings that `serve` left for it."""
    return create_app(Settings.model_validate_json(os.environ[_TOLD]))
