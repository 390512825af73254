"""Whatever goes wrong is answered with an OperationOutcome that names no patient and no inside of ours."""

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from osteon.basics.errors import OsteonError, ProfileError
from osteon.basics.typed import Any
from osteon.doors.cds.outcomes import outcome
from osteon.doors.cds.requests import Refused
from osteon.doors.service.trust.refusals import TokenRefused

FHIR_JSON = "application/fhir+json"
_CODES = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    408: "timeout",
    412: "required",
    413: "too-long",
    415: "not-supported",
    429: "throttled",
    503: "transient",
}
_log = logging.getLogger("osteon.service")


class Trouble(Exception):
    """A request that is refused. `said` goes to the caller, so it must hold nothing of a patient."""

    def __init__(self, status: int, said: str, **headers: str) -> None:
        self.status = status
        self.said = said
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(said)


def refusal(status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    """Return the answer to a request that is refused."""
    body = outcome("error", _CODES.get(status, "exception"), said)
    return JSONResponse(body, status, {"Content-Type": FHIR_JSON, **(headers or {})})


def answer_troubles(app: FastAPI) -> None:
    """Have every error of this application answered here."""
    for kind in (*_ANSWERS, OsteonError):
        app.add_exception_handler(kind, _answered)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _not_there)


def answer_to(request: Request, trouble: Exception) -> Response | None:
    """Return the answer to an error that a route of ours raised; None for a fault that nobody foresaw."""
    for kind, answered in _ANSWERS.items():
        if isinstance(trouble, kind):
            return answered(trouble)
    if isinstance(trouble, OsteonError):
        return failure(getattr(request.scope.get("route"), "path", "an unknown path"), trouble)
    return None


async def _answered(request: Request, trouble: Exception) -> Response:
    answer = answer_to(request, trouble)
    if answer is None:
        raise TypeError(trouble)
    return answer


def _refused(trouble: Trouble) -> Response:
    return refusal(trouble.status, trouble.said, trouble.headers)


def _turned_down(trouble: Refused) -> Response:
    return refusal(trouble.status, trouble.said)


def _turned_away(trouble: TokenRefused) -> Response:
    _log.warning("a caller was refused with %d: %s", trouble.status, trouble.reason)
    return refusal(trouble.status, trouble.said, trouble.headers)


def _unreadable(trouble: ProfileError) -> Response:
    return refusal(400, f"the record is not readable as that of one patient ({type(trouble).__name__})")


_ANSWERS: dict[type[Exception], Callable[[Any], Response]] = {
    Trouble: _refused,
    Refused: _turned_down,
    TokenRefused: _turned_away,
    ProfileError: _unreadable,
}


async def _invalid(_: Request, __: Exception) -> Response:
    # What FastAPI would answer quotes what was sent.
    return refusal(400, "the request does not have the form that this address takes")


async def _not_there(_: Request, trouble: Exception) -> Response:
    if not isinstance(trouble, HTTPException):
        raise TypeError(trouble)
    said = {404: "there is nothing at this address", 405: "this address does not take that method"}
    return refusal(
        trouble.status_code,
        said.get(trouble.status_code, "the request cannot be answered"),
        dict(trouble.headers or {}),
    )


def failure(route: str, trouble: Exception) -> Response:
    """Return the answer to a fault of ours, and write its kind and place into the log.

    The text of an error may quote what was given, so it goes neither here nor there.
    """
    at = trouble.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{at.tb_frame.f_globals.get('__name__')}:{at.tb_lineno}" if at else "nowhere"
    _log.error("%s failed: %s in %s", route, type(trouble).__name__, where)
    return refusal(500, "osteon failed; nothing was assessed, and nothing may be concluded from this answer")
