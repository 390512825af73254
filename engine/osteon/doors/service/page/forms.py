"""A form as it was sent, read within memory: nothing of a patient is written to a disk, not for a moment."""

from collections.abc import AsyncGenerator

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from osteon.doors.service.page.sent import Form
from osteon.doors.service.receiving import receive_bytes
from osteon.doors.service.troubles import Trouble

_MOST_FIELDS = 1_000
_NOT_OURS = "the form did not arrive as a page of osteon sends it"


async def receive_form(request: Request, most: int) -> Form:
    """Return names and values in the order of the form; an uploaded file as the text that it holds.

    Raises Trouble: 413 for more than `most` bytes, 400 and 415 for what is no form of ours,
    422 for a file that is no text.
    """
    if not request.headers.get("content-type", "").casefold().startswith("multipart/form-data"):
        raise Trouble(415, _NOT_OURS)
    body = await receive_bytes(request, most)
    try:
        form = await _parsed(request, body, most)
    except MultiPartException as trouble:
        raise Trouble(400, _NOT_OURS) from trouble
    try:
        return [
            (name, await _text(value) if isinstance(value, UploadFile) else value.replace("\r\n", "\n"))
            for name, value in form.multi_items()
        ]
    finally:
        await form.close()


async def _parsed(request: Request, body: bytes, most: int) -> FormData:
    parser = MultiPartParser(
        request.headers, _whole(body), max_files=1, max_fields=_MOST_FIELDS, max_part_size=most
    )
    parser.spool_max_size = most
    return await parser.parse()


async def _whole(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


async def _text(file: UploadFile) -> str:
    try:
        return (await file.read()).decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Trouble(422, "The file is not UTF-8 text. Save it as UTF-8 and choose it again.") from trouble
