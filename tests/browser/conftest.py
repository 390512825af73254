"""The pages in a real browser: the service on a port of its own, and the Chromium of the system."""

import shutil
import socket
import threading
from datetime import UTC, datetime

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    if CHROMIUM:
        return
    missing = pytest.mark.skip(reason="Chromium is not installed (Debian: apt install chromium)")
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(missing)


@pytest.fixture(scope="session")
def address():
    """Serve the pages from a thread, and return where."""
    import uvicorn

    from osteon.doors.service.app import create_app
    from osteon.doors.service.core import Service
    from osteon.doors.service.settings import Settings

    settings = Settings(engine="reference", dev=True, time_limit=60)
    app = create_app(settings, service=Service(settings, clock=lambda: DAY))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
            assert thread.is_alive()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Window:
    """A window of the browser, with what it asked for and what it complained of."""

    def __init__(self, browser, address, **options):
        self.address = address
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.asked, self.complaints = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message):
        # That a form was not understood is answered with 422, which the browser mentions.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def elsewhere(self):
        return [url for url in self.asked if not url.startswith(self.address + "/")]


@pytest.fixture
def window(browser, address):
    opened = []

    def open_window(**options):
        opened.append(Window(browser, address, **({"viewport": WIDE} | options)))
        return opened[-1]

    yield open_window
    for each in opened:
        each.context.close()
        assert each.complaints == []
        assert each.elsewhere() == []
