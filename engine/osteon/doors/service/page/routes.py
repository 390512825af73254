"""Which pages there are: the form, the report, the rules."""

from collections.abc import Callable, Sequence

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from osteon.basics.errors import ProfileError
from osteon.doors.service.core import Service
from osteon.doors.service.page.browsing import Narrowed, listed, rule_page
from osteon.doors.service.page.entering import entry_page
from osteon.doors.service.page.sent import Sent, sent
from osteon.doors.service.page.showing import show
from osteon.doors.service.page.supposing import names_to_suppose
from osteon.doors.service.page.troubles import guarded, not_there
from osteon.doors.service.page.writing import asset, page

_MOST_FIELDS = 1_000

Form = Sequence[tuple[str, str]]


def pages(service: Service) -> APIRouter:
    """Return the routes of the pages. None of them keeps anything about a patient."""
    router = APIRouter(include_in_schema=False, default_response_class=Response)

    @router.get("/")
    def enter() -> Response:
        return entry_page(service)

    @router.post("/")
    async def enter_again(request: Request) -> Response:
        return await _answered(request, lambda form: entry_page(service, sent(form).given))

    @router.get("/report")
    def nothing_to_report() -> Response:
        # What was entered is not in the address, so there is nothing to show here again.
        return RedirectResponse("/", 303)

    @router.post("/report")
    async def report(request: Request) -> Response:
        return await _answered(request, lambda form: _reported(sent(form), service))

    _rules(router, service)
    return router


def _rules(router: APIRouter, service: Service) -> None:
    @router.get("/rules")
    def rules(words: str = "", severity: str = "", topic: str = "") -> Response:
        found = listed(service.rulebook, Narrowed(words[:200], severity, topic))
        return page("rules.html", listed=found, pack=service.rulebook.pack)

    @router.get("/rules/{name}")
    def rule(name: str) -> Response:
        return guarded(service, lambda: _one_rule(service, name))

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
    names = names_to_suppose(service.advisor(day))
    return page("report_page.html", shown=shown, report=shown.report, style=shown.style, names=names,
                pack=service.rulebook.pack)  # fmt: skip


async def _answered(request: Request, answer: Callable[[Form], Response]) -> Response:
    service: Service = request.app.state.service
    try:
        form = await _form(request, service.settings.max_body)
    except HTTPException as trouble:
        return page("failed.html", trouble.status_code, pack=service.rulebook.pack, why=str(trouble.detail))
    return await run_sync(lambda: guarded(service, lambda: answer(form)))


async def _form(request: Request, longest: int) -> Form:
    """Return names and values of a form in their order; an uploaded file as the text that it holds."""
    async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=longest) as form:
        return [
            (name, await _text(value) if isinstance(value, UploadFile) else value.replace("\r\n", "\n"))
            for name, value in form.multi_items()
        ]


async def _text(file: UploadFile) -> str:
    try:
        return (await file.read()).decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise HTTPException(
            422, "The file is not UTF-8 text. Save it as UTF-8 and choose it again."
        ) from trouble
