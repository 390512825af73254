"""Reports as one HTML page that needs nothing else: no script, no picture, no network, ready to print."""

from collections.abc import Iterable, Iterator
from functools import cache

from jinja2 import BaseLoader, PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from osteon.doors.rendering import order
from osteon.doors.rendering.answers import Answer, Style
from osteon.doors.rendering.paint import clean

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.explaining import ForPatient, RuleInWords


def pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the page."""
    page = environment().get_template("report.html")
    yield from page.generate(answers=list(answers), style=style, order=order)


def rule_page(rule: "RuleInWords", patient: "ForPatient | None") -> str:
    """Return the page of a rule, and of what it makes of one patient."""
    page = environment().get_template("rule.html")
    return page.render(rule=rule, patient=patient, order=order)


@cache
def environment() -> SandboxedEnvironment:
    """Return what fills the pages of this room."""
    return filling(pages_here())


def pages_here() -> PackageLoader:
    """Return what finds the pages of this room."""
    return PackageLoader("osteon.doors.rendering", "pages")


def filling(loader: BaseLoader) -> SandboxedEnvironment:
    """Return what fills pages: everything is escaped, and a name that is missing is an error."""
    environment = SandboxedEnvironment(
        loader=loader,
        # Everything is escaped whatever the file is called, and cleaned of what turns text around.
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["web_address"] = _is_web_address
    return environment


def _cleaned(value: object) -> object:
    return clean(value) if type(value) is str else value


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
