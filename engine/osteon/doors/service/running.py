"""The service as a process, or several: uvicorn, its log, and what is said at its start."""

import os
import signal
import sys

import uvicorn
from fastapi import FastAPI

from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings
from osteon.doors.service.speaking import BoundedHttp

_TOLD = "OSTEON_SERVICE"
_TURN_S = 0.001
_FACTORY = "osteon.doors.service.running:app_as_told"

_LOG: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "osteon.doors.service.logbook.Lines", "formatter": "line"}},
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
    _be_quick()
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
        http=BoundedHttp,
    )


def app_as_told() -> FastAPI:
    """Return the application of one process of several, from the settings that `serve` left for it."""
    _be_quick()
    return create_app(Settings.model_validate_json(os.environ[_TOLD]))


def _be_quick() -> None:
    # The loop has little to do at a time and should not wait five milliseconds for whoever evaluates.
    sys.setswitchinterval(_TURN_S)
