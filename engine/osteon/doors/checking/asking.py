"""A service as a client sees it: an address, and answers within a time."""

import json

import httpx2

from osteon.basics.errors import OsteonError
from osteon.basics.typed import NamedTuple
from osteon.doors.checking.tokens import Tokens

_MOST = 16 * 1024 * 1024


class Unreachable(OsteonError):
    """A service that gives no answer."""


class Answer(NamedTuple):
    """A status, the JSON of the body (None if it is none), and headers by their small letters."""

    status: int
    body: object
    headers: dict[str, str]

    @property
    def refused(self) -> bool:
        """Say whether the call was refused as the caller's fault, and not answered or broken."""
        return 400 <= self.status < 500

    @property
    def is_outcome(self) -> bool:
        """Say whether the body is an OperationOutcome."""
        return isinstance(self.body, dict) and self.body.get("resourceType") == "OperationOutcome"


class Target:
    """A service to be checked. `base` is its address without a slash at the end."""

    def __init__(self, base: str, client: httpx2.Client, tokens: Tokens) -> None:
        self.base = base.rstrip("/")
        self.tokens = tokens
        self._client = client

    def address(self, path: str) -> str:
        """Return the whole address of a path, which is also the audience of a token for it."""
        return f"{self.base}{path}"

    def get(self, path: str) -> Answer:
        """Get a path with a good token."""
        return self.ask("GET", path, token=self.tokens.good(self.address(path)))

    def post(self, path: str, body: object) -> Answer:
        """Post JSON to a path with a good token."""
        return self.send(path, json.dumps(body).encode())

    def send(self, path: str, content: bytes) -> Answer:
        """Post bytes that are called JSON to a path with a good token."""
        return self.ask("POST", path, content, self.tokens.good(self.address(path)))

    def ask(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        token: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request; without a token it has no Authorization.

        Raises Unreachable.
        """
        told = {"Accept": "application/json", **(headers or {})}
        if content is not None:
            told["Content-Type"] = "application/json"
        if token is not None:
            told["Authorization"] = f"Bearer {token}"
        try:
            found = self._client.request(method, self.address(path), content=content, headers=told)
        except (httpx2.HTTPError, httpx2.InvalidURL) as trouble:
            raise Unreachable(f"{self.address(path)} gives no answer: {type(trouble).__name__}") from trouble
        return Answer(found.status_code, _json(found.content[:_MOST]), dict(found.headers))


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
