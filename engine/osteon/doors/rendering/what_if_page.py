"""A comparison of two records, or the ways to clear a flag, on a terminal. Nothing in it is an order."""

from collections.abc import Iterable, Iterator

from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import sentence
from osteon.doors.rendering.paint import paint, wrapped
from osteon.reasoning.clearing import NOTICE as CLEARING_NOTICE
from osteon.reasoning.clearing import Clearing, Way
from osteon.reasoning.difference import NOTICE, Difference, Flag, WhatIf
from osteon.reasoning.report import Versions


def page_lines(found: WhatIf | Clearing, style: Style) -> Iterator[str]:
    """Yield the lines of a comparison or of the ways to clear a flag."""
    if isinstance(found, WhatIf):
        yield _heading("Supposed", style)
        yield from _items(found.difference.changed, style)
        yield ""
        yield from _difference(found.difference, style)
        yield from _origin(NOTICE, found.after.disclaimer, found.versions, style)
        return
    yield from _clearing(found, style)
    yield from _origin(CLEARING_NOTICE, found.disclaimer, found.versions, style)


def _heading(text: str, style: Style) -> str:
    return paint(text.upper(), "strong", colour=style.colour)


def _items(texts: Iterable[str], style: Style, indent: str = "  ") -> Iterator[str]:
    for text in texts:
        yield from wrapped(text, style.width, f"{indent}- ")


def _difference(found: Difference, style: Style) -> Iterator[str]:
    for title, flags in (
        ("Flags that go", found.goes),
        ("Flags that come", found.comes),
        ("Flags that say something else", found.reworded),
    ):
        yield _heading(title, style)
        yield from _flags(flags, style) if flags else ["  none"]
    unchanged = [flag for flag in found.stays if flag not in found.reworded]
    yield from wrapped(f"Unchanged: {_named(unchanged)}", style.width)
    yield ""
    yield from _verdicts(found, style)
    yield from _questions(found, style)


def _named(flags: list[Flag]) -> str:
    return ", ".join(flag.rule_id for flag in flags) or "none"


def _flags(flags: Iterable[Flag], style: Style) -> Iterator[str]:
    for flag in flags:
        first, *more = wrapped(
            f"{flag.title} [{flag.rule_id}]", style.width, f"  {flag.severity.upper()}  ", " " * 4
        )
        word = len(flag.severity) + 2
        yield "  " + paint(first[2:word], flag.severity, colour=style.colour) + first[word:]
        yield from more


def _verdicts(found: Difference, style: Style) -> Iterator[str]:
    shown = {(flag.rule_id, "raised") for flag in found.comes} | {
        (flag.rule_id, "not raised") for flag in found.goes
    }
    others = [each for each in found.verdicts if (each.rule_id, each.after) not in shown]
    if not others:
        return
    yield _heading("Verdicts that change otherwise", style)
    lines = [
        f"{each.rule_id} ({each.severity}): {each.before} → {each.after}"
        + (f", {each.why}" if each.why else "")
        for each in others
    ]
    yield from _items(lines, style)
    yield ""


def _questions(found: Difference, style: Style) -> Iterator[str]:
    for title, questions in (
        ("Questions that come", found.asked),
        ("Questions that are settled or no longer matter", found.settled),
    ):
        if questions:
            yield _heading(title, style)
            yield from _items([each.ask for each in questions], style)
            yield ""
    if found.not_assessed:
        yield _heading("Newly not assessed", style)
        yield from _items([f"{each.what} [{each.where}]: {each.why}" for each in found.not_assessed], style)
        yield ""


def _clearing(found: Clearing, style: Style) -> Iterator[str]:
    yield _heading("What would clear this flag", style)
    yield from _flags([Flag(found.rule_id, found.severity, found.title)], style)
    yield ""
    if not found.ways:
        yield from wrapped("Nothing that is open to change clears this flag:", style.width)
        yield from _items(found.why, style)
        yield ""
    for number, way in enumerate(found.ways, 1):
        yield from _way(number, way, style)
    if found.more:
        yield from wrapped(f"{found.more} more that ask at least as much are not shown.", style.width)
        yield ""


def _way(number: int, way: Way, style: Style) -> Iterator[str]:
    lines = wrapped("; and ".join(way.changes), style.width, f"{number}. ", "   ")
    yield from (paint(line, "strong", colour=style.colour) for line in lines)
    yield from wrapped(f"would clear the flag; effort: {way.effort}", style.width, "   ")
    yield from _items(way.done, style, "   ")
    also = [flag for flag in way.difference.goes if flag.rule_id != way.clears]
    if also:
        yield from wrapped(f"would also clear: {_named(also)}", style.width, "   ")
    if way.difference.comes:
        yield "   would raise:"
        for line in _flags(way.difference.comes, style):
            yield f"   {line}"
    open_now = [each.rule_id for each in way.difference.verdicts if each.after == "unknown"]
    if open_now:
        yield from wrapped(f"would leave undecided: {', '.join(open_now)}", style.width, "   ")
    yield ""


def _origin(notice: str, disclaimer: str, versions: Versions, style: Style) -> Iterator[str]:
    yield from wrapped(f"{notice} {sentence(versions.approval)} {disclaimer}", style.width)
    engines = " and ".join(versions.engines)
    line = (
        f"osteon {versions.osteon}, {engines}; {versions.pack} {versions.pack_version}, "
        f"{versions.pack_hash[:12]}; as of {versions.as_of}"
    )
    for each in wrapped(line, style.width):
        yield paint(each, "quiet", colour=style.colour)
