"""HTTP as it comes in: read by a parser written in C, and within a limit for what is no body.

The parser itself would read the head of a request without end.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LONGEST_HEAD = 64 * 1024


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 of one connection. What is neither within a body nor ends is refused with 400."""

    def __init__(self, *told: object, **named: object) -> None:
        super().__init__(*told, **named)  # type: ignore[arg-type]  # uvicorn's own arguments, passed on
        self._loose = 0

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._loose += len(data)
        super().data_received(data)
        if self._loose > _LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("the head of the request is too long")

    def on_headers_complete(self) -> None:
        """Begin with the body."""
        self._loose = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body; the application counts it."""
        self._loose = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._loose = 0
        super().on_message_complete()
