"""JSON that is sound, read by the C scanner of the standard library alone.

The decoder around it, with its regular expressions, costs a cold start a few
milliseconds. It is loaded to say what is wrong, and by whoever reads many texts.
"""

from osteon.basics.typed import Any

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable

_BLANK = " \t\n\r"


class QuickDecoder:
    """What StrictDecoder is, for one text in a process. `twice` says so of a key: "{!r} stands twice"."""

    # What the scanner asks of a decoder.
    strict = True
    object_hook = None
    parse_float = float
    parse_int = int

    def __init__(self, twice: str) -> None:
        self._twice = twice
        self.parse_constant = _not_quickly
        self.object_pairs_hook = _each_once
        self._scan = _scanner(self)

    def decode(self, text: str) -> object:
        """Read one JSON text. Raises ValueError and RecursionError as StrictDecoder does."""
        if self._scan is not None:
            try:
                found, end = self._scan(text, len(text) - len(text.lstrip(_BLANK)))
            except (StopIteration, ValueError):
                end = 0
            if end and not text[end:].strip(_BLANK):
                return found
        from osteon.doors.strict_json import StrictDecoder

        return StrictDecoder(self._twice).decode(text)


def _scanner(asks: Any) -> "Callable[[str, int], tuple[object, int]] | None":
    try:
        from _json import make_scanner
    except ImportError:
        return None  # a Python without the C scanner reads with the decoder alone
    return make_scanner(asks)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _not_quickly("a key that stands twice")


def _not_quickly(what: str) -> Any:
    raise ValueError(what)
