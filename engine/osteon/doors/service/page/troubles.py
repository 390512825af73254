"""What the reader sees where there is no report: that there is none, and that nothing follows from it."""

import logging
from collections.abc import Callable

from starlette.responses import Response

from osteon.basics.errors import EngineDisagreement, OsteonError
from osteon.doors.rendering.order import sentence
from osteon.doors.service.core import Service
from osteon.doors.service.page.writing import page
from osteon.doors.service.troubles import Trouble

_log = logging.getLogger("osteon.service")

_DISAGREE = (
    "The two evaluators came to different results, so neither is shown. This is a fault in osteon, and not "
    "in what was entered."
)
_FAILED = "osteon failed. This is a fault in osteon, and not in what was entered."


def not_there(service: Service) -> Response:
    """Return the page for an address at which there is nothing."""
    return page("failed.html", 404, pack=service.rulebook.pack, why="There is nothing at this address.")


def refused(service: Service, trouble: Trouble) -> Response:
    """Return the page for a request that was not taken."""
    answer = page("failed.html", trouble.status, pack=service.rulebook.pack, why=sentence(trouble.said))
    answer.headers.update(trouble.headers)
    return answer


def guarded(service: Service, answer: Callable[[], Response]) -> Response:
    """Return an answer, or the page that says that there is none and why."""
    try:
        return answer()
    except EngineDisagreement as trouble:
        return _failed(service, trouble, _DISAGREE)
    except OsteonError as trouble:
        return _failed(service, trouble, _FAILED)
    except Exception as fault:  # noqa: BLE001  # whatever it was, the reader must see that there is no report
        return _failed(service, fault, _FAILED)


def _failed(service: Service, fault: Exception, why: str) -> Response:
    # The text of an error may quote the patient's record, so only its kind and its place are logged.
    at = fault.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{at.tb_frame.f_globals.get('__name__')}:{at.tb_lineno}" if at else "nowhere"
    _log.error("the page failed: %s in %s", type(fault).__name__, where)
    return page("failed.html", 500, pack=service.rulebook.pack, why=why)
