"""The service as a process, or several: uvicorn, its log, and what is said at its start."""

import gc
import logging
import os
import signal
import sys

import uvicorn

from osteon.doors.service.settings import Settings
from osteon.doors.service.speaking import BoundedHttp

TYPE_CHECKING = False  # spelt out, as everywhere; the process that watches over the others needs no framework
if TYPE_CHECKING:
    from fastapi import FastAPI

_TOLD = "OSTEON_SERVICE"
_TURN_S = 0.001
_MADE = 20_000
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
    if processes > 1:
        # Each process makes the application anew, from the same settings.
        _try_out(settings)
        os.environ[_TOLD] = settings.model_dump_json()
        app = None
    else:
        app = _quick(_announced(settings))
    # uvicorn ends well and then sends itself the signal once more; that it ended well is the answer.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: None)
    uvicorn.run(
        app or _FACTORY,
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


def _announced(settings: Settings) -> "FastAPI":
    """Return the application, after saying what whoever starts it has to know."""
    from osteon.doors.service.app import create_app

    app = create_app(settings)
    sys.stderr.write(f"osteon: {' '.join(app.state.service.rulebook.pack.disclaimer.split())}\n")
    for notice in app.state.gate.notices:
        sys.stderr.write(f"osteon: {notice}\n")
    sys.stderr.flush()
    return app


def _try_out(settings: Settings) -> None:
    """Make the application once and throw it away, so that what keeps it from starting is said once.

    Where a process can be split in two this is done in the other half: what was loaded for it would be
    held for as long as the service runs, by a process that only watches over the others.
    """
    if hasattr(os, "fork") and (other := os.fork()):
        if ended := os.waitstatus_to_exitcode(os.waitpid(other, 0)[1]):
            raise SystemExit(ended)
        return
    _announced(settings).state.close()
    if hasattr(os, "fork"):
        os._exit(0)


def app_as_told() -> "FastAPI":
    """Return the application of one process of several, from the settings that `serve` left for it."""
    from osteon.doors.service.app import create_app

    return _quick(create_app(Settings.model_validate_json(os.environ[_TOLD])))


def _quick(app: "FastAPI") -> "FastAPI":
    """Make ready what every call uses, and have Python look after it no more."""
    app.state.service.warm()
    # The rulebook and the libraries stay as long as the process: looking through them for what could be
    # thrown away is the longest pause there is.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, 10, 10)
    # The loop has little to do at a time and should not wait five milliseconds for whoever evaluates.
    sys.setswitchinterval(_TURN_S)
    # No line of the log names a thread or a process, so nobody need look for their names.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    return app
