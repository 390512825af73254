"""The pages as text, and what the browser may do with them: nothing but show them and talk to this server."""

import json
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha384
from importlib.resources import files

from jinja2 import ChoiceLoader, PackageLoader
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from osteon.basics.typed import Any
from osteon.basics.version import VERSION
from osteon.doors.rendering import order
from osteon.doors.rendering.html import filling, pages_here
from osteon.doors.rendering.paint import clean_lines
from osteon.doors.service.page import fields
from osteon.reasoning.report import Citation

HTMX = "4.0.1"
"""The release of htmx in assets/; its licence (0BSD) lies beside it."""

ASSETS = {
    "htmx.min.js": "text/javascript; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# What a page shows of a patient must not be kept by the browser, so htmx keeps no history either. A page
# that tells of an error is shown like any other.
_HTMX_CONFIG = json.dumps(
    {
        "history": False,
        "includeIndicatorCSS": False,
        "noSwap": [],
        "morphIgnore": ["data-htmx-powered", "open"],  # what the reader unfolded stays unfolded
    }
)


def page(template: str, status: int = 200, **told: Any) -> Response:
    """Return a page of this room, with what goes into it by name."""
    text = _environment().get_template(template).render(**told)
    return HTMLResponse(text, status, HEADERS)


@cache
def _environment() -> SandboxedEnvironment:
    own = PackageLoader("osteon.doors.service.page", "templates")
    environment = filling(ChoiceLoader([own, pages_here()]))
    environment.filters.update(carried=carried, lines=lines, counted=counted)
    environment.globals.update(
        order=order,
        fields=fields,
        version=VERSION,
        htmx_config=_HTMX_CONFIG,
        integrity={name: integrity(name) for name in ASSETS},
    )
    return environment


def carried(text: str) -> Markup:
    """Return a text that comes back with the form letter by letter: escaped, and otherwise as it was."""
    return escape(text)


def lines(text: str) -> Markup:
    """Return a text of several lines without anything that turns it around."""
    return escape(clean_lines(text))


def counted(citations: tuple[Citation, ...]) -> str:
    """Say how many sources there are, and with which verdicts."""
    count = "1 source" if len(citations) == 1 else f"{len(citations)} sources"
    verdicts = Counter(source.verdict for source in citations)
    return f"{count}: {', '.join(f'{number} {verdict}' for verdict, number in verdicts.items())}"


def asset(name: str) -> Response | None:
    """Return a file that the pages use, or None if they use none of that name."""
    if name not in ASSETS:
        return None
    headers = HEADERS | {"Cache-Control": "no-cache"}
    return Response(_bytes(name), headers=headers, media_type=ASSETS[name])


@cache
def _bytes(name: str) -> bytes:
    return files("osteon.doors.service.page").joinpath("assets", name).read_bytes()


@cache
def integrity(name: str) -> str:
    """Return the digest by which a browser knows a file again."""
    return "sha384-" + b64encode(sha384(_bytes(name)).digest()).decode()
