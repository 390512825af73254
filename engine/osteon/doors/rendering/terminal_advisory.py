"""One advisory on a terminal: what is the matter, what to do, why, and on whose word."""

from collections.abc import Iterable, Iterator

from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import FOR_PATIENTS, grounds, sources_by_verdict, standing_line
from osteon.doors.rendering.paint import paint, wrapped
from osteon.reasoning.report import Advisory, Text

_LABELS = 11


def advisory_lines(advisory: Advisory, style: Style) -> Iterator[str]:
    """Yield the lines of one advisory."""
    if not style.for_clinician:
        yield from _headed(
            FOR_PATIENTS[advisory.severity], advisory.patient.summary, advisory.severity, style
        )
        yield from wrapped(advisory.patient.detail, style.width, "  ")
        return
    yield from _headed(advisory.severity, advisory.title, advisory.severity, style)
    yield from _text(advisory.clinician, style)
    yield ""
    yield from _items("Do", advisory.actions, style)
    yield from _items("Why", [ground.line for ground in grounds(advisory.because)], style)
    yield from _items("Ask also", advisory.also_ask, style)
    yield from _items("Sources", sources_by_verdict(advisory.citations), style)
    if style.for_patient:
        yield from _items("Patient", [f"{advisory.patient.summary} {advisory.patient.detail}"], style)
    for line in wrapped(standing_line(advisory), style.width, "  "):
        yield paint(line, "quiet", colour=style.colour)


def _headed(word: str, text: str, severity: str, style: Style) -> Iterator[str]:
    first, *more = wrapped(text, style.width, f"{word.upper()}  ", "  ")
    start = len(word)
    yield paint(first[:start], severity, colour=style.colour) + paint(
        first[start:], "strong", colour=style.colour
    )
    for line in more:
        yield paint(line, "strong", colour=style.colour)


def _text(text: Text, style: Style) -> Iterator[str]:
    yield from wrapped(text.summary, style.width, "  ")
    if text.detail:
        yield from wrapped(text.detail, style.width, "  ")


def _items(label: str, texts: Iterable[str], style: Style) -> Iterator[str]:
    start = f"  {label}".ljust(_LABELS)
    for text in texts:
        first, *more = wrapped(text, style.width, f"{start}- ", " " * (_LABELS + 2))
        yield paint(first[:_LABELS], "strong", colour=style.colour) + first[_LABELS:]
        yield from more
        start = " " * _LABELS
