"""Which form is written by which module; only the one that is asked for is loaded."""

from collections.abc import Iterable, Iterator

from osteon.doors.rendering.answers import Answer, Style

_FORMS = {
    "table": ("terminal", "pieces"),
    "json": ("data", "json_pieces"),
    "ndjson": ("data", "ndjson_pieces"),
    "markdown": ("markdown", "pieces"),
    "html": ("html", "pieces"),
    "trace": ("data", "trace_pieces"),
}
_ELSEWHERE = {"fhir": ("osteon.doors.fhir.writing", "bundle_pieces")}


def render(form: str, answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the answers as pieces of text in one of the forms."""
    if form in _ELSEWHERE:
        module, function = _ELSEWHERE[form]
    else:
        module, function = f"osteon.doors.rendering.{_FORMS[form][0]}", _FORMS[form][1]
    # As importlib.import_module does; loading that takes longer than this.
    write = getattr(__import__(module, fromlist=(function,)), function)
    pieces: Iterator[str] = write(answers, style)
    return pieces
