"""The service as a process: uvicorn, and what is said at its start."""

import sys

import uvicorn

from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings


def serve(settings: Settings, host: str, port: int) -> None:
    """Answer until the process is told to end (SIGTERM or SIGINT); requests that have begun are finished.

    Raises PackError if the knowledge pack cannot be loaded.
    """
    app = create_app(settings)
    service = app.state.service
    sys.stderr.write(f"osteon: {service.rulebook.pack.disclaimer.strip()}\n")
    for notice in app.state.gate.notices:
        sys.stderr.write(f"osteon: {notice}\n")
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=30,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
