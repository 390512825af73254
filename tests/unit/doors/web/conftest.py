"""The pages, asked for in this process as a browser would: before the shipped pack, on a fixed day."""

from datetime import UTC, datetime

import pytest

pytest.importorskip("fastapi", reason="the extra `service` is not installed")

from starlette.testclient import TestClient

from osteon.doors.service.app import create_app
from osteon.doors.service.core import Service
from osteon.doors.service.settings import Settings
from tests.unit.doors.web.reader import Reader

DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def client():
    settings = Settings(engine="reference", dev=True, time_limit=60)
    app = create_app(settings, service=Service(settings, clock=lambda: DAY))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def reader(client):
    return Reader(client)
