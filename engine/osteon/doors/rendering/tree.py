"""A condition as a tree on a terminal, each part marked yes, no or ? for one patient."""

from collections.abc import Iterator

from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import said
from osteon.doors.rendering.paint import paint, wrapped
from osteon.reasoning.report import Reason

_MARKS = {"yes": "yes", "no": "no ", "not known": "?  "}

# One part settles these; the others are counted, not listed.
_SETTLES = {"any": "yes", "all": "no"}
_FEW = 3


def tree_lines(reason: Reason, style: Style, indent: str = "") -> Iterator[str]:
    """Yield the lines of a condition's tree."""
    first, *more = wrapped(said(reason), style.width, f"{indent}{_MARKS[reason.truth]} ")
    start = len(indent)
    mark = paint(first[start : start + 3], reason.truth, colour=style.colour)
    yield f"{indent}{mark}{first[start + 3 :]}"
    yield from more
    parts, left_out = _shown(reason)
    for part in parts:
        yield from tree_lines(part, style, f"{indent}    ")
    if left_out:
        line = f"{indent}    and {left_out} others that do not change this"
        yield paint(line, "quiet", colour=style.colour)


def _shown(reason: Reason) -> tuple[tuple[Reason, ...], int]:
    if _SETTLES.get(reason.how) != reason.truth:
        return reason.parts, 0
    settling = tuple(part for part in reason.parts if part.truth == reason.truth)
    left_out = len(reason.parts) - len(settling)
    return (settling, left_out) if left_out > _FEW else (reason.parts, 0)
