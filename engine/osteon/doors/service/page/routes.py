"""Which pages there are: the form, the report, the rules."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from osteon.basics.errors import ProfileError
from osteon.doors.service.core import Service
from osteon.doors.service.page.browsing import Narrowed, listed, rule_page
from osteon.doors.service.page.entering import entry_page
from osteon.doors.service.page.forms import receive_form
from osteon.doors.service.page.sent import Form, Sent, sent
from osteon.doors.service.page.showing import show
from osteon.doors.service.page.supposing import names_to_suppose
from osteon.doors.service.page.troubles import guarded, not_there, refused
from osteon.doors.service.page.writing import asset, page
from osteon.doors.service.pool import Pool, within
from osteon.doors.service.troubles import Trouble


def pages(service: Service, pool: Pool) -> APIRouter:
    """Return the routes of the pages. None of them keeps anything about a patient."""
    router = APIRouter(include_in_schema=False, default_response_class=Response)
    _patient(router, service, pool)
    _rules(router, service, pool)
    return router


def _patient(router: APIRouter, service: Service, pool: Pool) -> None:
    settings = service.settings

    async def answered(request: Request, answer: Callable[[Form], Response]) -> Response:
        try:
            form = await within(settings.time_limit, receive_form(request, settings.max_body))
            return await pool.run(lambda: guarded(service, lambda: answer(form)))
        except Trouble as trouble:
            return refused(service, trouble)

    @router.get("/")
    def enter() -> Response:
        return entry_page(service)

    @router.post("/")
    async def enter_again(request: Request) -> Response:
        return await answered(request, lambda form: entry_page(service, sent(form).given))

    @router.get("/report")
    def nothing_to_report() -> Response:
        # What was entered is not in the address, so there is nothing to show here again.
        return RedirectResponse("/", 303)

    @router.post("/report")
    async def report(request: Request) -> Response:
        return await answered(request, lambda form: _reported(sent(form), service))


def _rules(router: APIRouter, service: Service, pool: Pool) -> None:
    @router.get("/rules")
    def rules(words: str = "", severity: str = "", topic: str = "") -> Response:
        found = listed(service.rulebook, Narrowed(words[:200], severity, topic))
        return page("rules.html", listed=found, pack=service.rulebook.pack)

    @router.get("/rules/{name}")
    async def rule(name: str) -> Response:
        try:
            return await pool.run(lambda: guarded(service, lambda: _one_rule(service, name)))
        except Trouble as trouble:
            return refused(service, trouble)

    @router.get("/assets/{name}")
    def file(name: str) -> Response:
        return asset(name) or not_there(service)


def _one_rule(service: Service, name: str) -> Response:
    found = rule_page(service.rulebook, name, service.today())
    if found is None:
        return not_there(service)
    return page("rule_page.html", found=found, pack=service.rulebook.pack)


def _reported(what: Sent, service: Service) -> Response:
    day = service.today()
    try:
        shown = show(what, service, day)
    except ProfileError as trouble:
        return entry_page(service, what.given, trouble)
    return page(
        "report_page.html",
        shown=shown,
        report=shown.report,
        style=shown.style,
        names=names_to_suppose(service.advisor(day)),
        pack=service.rulebook.pack,
    )
