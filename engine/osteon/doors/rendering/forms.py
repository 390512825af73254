"""Which form is written by which module; only the one that is asked for is loaded."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from osteon.doors.rendering.answers import Answer, Style

_FORMS = {
    "table": ("terminal", "pieces"),
    "json": ("data", "json_pieces"),
    "ndjson": ("data", "ndjson_pieces"),
    "markdown": ("markdown", "pieces"),
    "html": ("html", "pieces"),
    "trace": ("data", "trace_pieces"),
}


def render(form: str, answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the answers as pieces of text in one of the forms."""
    module, function = _FORMS[form]
    write = getattr(import_module(f"osteon.doors.rendering.{module}"), function)
    pieces: Iterator[str] = write(answers, style)
    return pieces
