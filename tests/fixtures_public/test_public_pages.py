"""Public records pasted into the page: each is read or refused, on a page that is whole."""

import pytest

pytest.importorskip("fastapi", reason="the extra `service` is not installed")

from starlette.testclient import TestClient

from osteon.doors.service.app import create_app
from osteon.doors.service.settings import Settings
from tests.fixtures_public.test_public_records import files, pytestmark
from tests.unit.doors.web.reader import Page, send

__all__ = ["pytestmark"]

EVERY = 5
LONGEST = 3_000_000


@pytest.fixture(scope="module")
def client():
    settings = Settings(engine="reference", dev=True, time_limit=60)
    return TestClient(create_app(settings), raise_server_exceptions=False)


@pytest.mark.parametrize("path", files()[::EVERY])
def test_a_public_record_is_read_or_refused_on_a_whole_page(client, path):
    if path.suffix != ".json" or path.stat().st_size > LONGEST:
        pytest.skip("the page takes one JSON text of a limited length")
    page = Page(send(client, [("text", path.read_text(encoding="utf-8"))]))
    assert page.status in (200, 422)
    assert page.open == []
    assert "Nothing may be concluded" in page.said or "Questions worth asking" in page.said
