"""Text on a terminal: colours where they are welcome, lines that fit, and nothing that steers the screen."""

import os
from collections.abc import Iterator, Mapping

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from typing import TextIO

_CODES = {
    "critical": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "strong": "1",
    "quiet": "2",
    "yes": "32",
    "no": "31",
    "not known": "33",
}
_WIDEST = 100
_NARROWEST = 40
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _steering() -> dict[int, str]:
    # Escape sequences can clear the screen or write into another window; marks of direction can show
    # "not pregnant" as something else. A visible mark stays where one of them stood.
    direction = [
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0x061C,
        0x180E,
    ]
    table = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *direction], _REPLACED)
    return table | {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}


_STEERING = _steering()
_LINES_KEPT = _STEERING | {ord("\n"): "\n"}


def clean(text: str) -> str:
    """Return a text as one line without anything that steers a screen."""
    return text if text.isascii() and text.isprintable() else text.translate(_STEERING)


def clean_lines(text: str) -> str:
    """Return a text without anything that steers a screen; its line ends stay."""
    return text.translate(_LINES_KEPT)


def paint(text: str, style: str, *, colour: bool) -> str:
    """Colour a text, if colours are welcome."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour else text


def colour_welcome(stream: "TextIO", environment: Mapping[str, str]) -> bool:
    """Say whether to colour: NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal that can."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width_of(stream: "TextIO", environment: Mapping[str, str]) -> int:
    """Return how many columns to write: those of the terminal within reason, else 80."""
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return _within_reason(int(columns))
    try:
        return _within_reason(os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80


def _within_reason(columns: int) -> int:
    return min(max(columns, _NARROWEST), _WIDEST)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines of at most this width; `first` starts the first line, `rest` the others."""
    rest = " " * len(first) if rest is None else rest
    lines, line, room = [], first, width - len(first)
    for word in _words(clean(text), max(width - len(rest), 8)):
        size = columns_of(word)
        if line not in (first, rest) and size + 1 > room:
            lines.append(line)
            line, room = rest, width - len(rest)
        if line in (first, rest):
            line, room = line + word, room - size
        else:
            line, room = f"{line} {word}", room - size - 1
    return [*lines, line.rstrip()]


def _words(text: str, longest: int) -> Iterator[str]:
    for word in text.split():
        for at in range(0, len(word), longest):
            yield word[at : at + longest]


def columns_of(text: str) -> int:
    """Return how many columns a text takes on a terminal; Chinese and Japanese letters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
