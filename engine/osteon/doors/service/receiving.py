"""The body of a request, piece by piece, and not one piece more than allowed."""

from starlette.requests import ClientDisconnect, Request

from osteon.doors.service.troubles import Trouble


async def receive_body(request: Request, most: int) -> bytes:
    """Return a body of JSON.

    Raises Trouble: 413 if it is longer than allowed, and 415 where it is not JSON.
    """
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().casefold()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Trouble(415, "the body must be application/json")
    return await receive_bytes(request, most)


async def receive_bytes(request: Request, most: int) -> bytes:
    """Return a body of any kind.

    Raises Trouble: 413 if it is longer than allowed, be it that its header says so or that it comes.
    """
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        raise _too_long(most)
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise _too_long(most)
    except ClientDisconnect:
        raise Trouble(400, "the body broke off") from None
    return bytes(body)


def _too_long(most: int) -> Trouble:
    return Trouble(413, f"the body is longer than {most:,} bytes", Connection="close")
