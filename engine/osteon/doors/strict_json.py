"""JSON without what its readers let through: NaN, Infinity, and keys that stand twice in one object.

A long text is read quickly first: into plain objects, of which the keys are counted. Only where the count
does not prove that every key stood once is it read again, pair by pair (docs/decisions/0059).
"""

import re
from collections.abc import Generator
from json import JSONDecoder

from osteon.basics.typed import Any

_WORTH = 1_000
"""From so many characters on the quick way is quicker, although it has to be set up."""

_APART = re.compile(r'"[ \t\r\n]+:')


class StrictDecoder(JSONDecoder):
    """Raises ValueError for these; `twice` says so of a key: "{!r} stands twice"."""

    def __init__(self, twice: str) -> None:
        def each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
            # A reader would keep the last of two lists of medicines in silence.
            found = dict(pairs)
            if len(found) != len(pairs):
                names = [name for name, _ in pairs]
                raise ValueError(twice.format(next(name for name in names if names.count(name) > 1)))
            return found

        super().__init__(parse_constant=_no_constant, object_pairs_hook=each_once)

    def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
        """Return the value that starts at a place of a text, and the place behind it.

        Raises ValueError as above, and JSONDecodeError and RecursionError as the standard library does.
        """
        if len(s) - idx >= _WORTH:
            found = _quickly(s, idx)
            if found is not None:
                return found
        return super().raw_decode(s, idx)


def _quickly(text: str, start: int) -> tuple[object, int] | None:
    """Return the same, or None where only the slow way can say what it is, or what is wrong with it."""
    # A tally of its own for each text: threads share the decoder.
    tally = _tally()
    next(tally)
    try:
        value, end = JSONDecoder(object_hook=tally.send, parse_constant=_no_constant).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return (value, end) if _each_once(text, start, end, next(tally)) else None


def _tally() -> Generator[Any, dict[str, object] | None, None]:
    """Give every object back as it is sent; at the end, when nothing is sent, say how many keys they had."""
    keys, found = 0, (yield None)
    while found is not None:
        keys += len(found)
        found = yield found
    yield keys


def _each_once(text: str, start: int, end: int, keys: int) -> bool:
    """Say whether it is certain that no object of a JSON text held one key twice.

    `keys` is how many keys the objects have in the end. If every colon stands right behind its key, a quote
    and a colon follow each other once for each key as it was written, and perhaps within texts. So they
    follow each other at least as often as keys were written, and if that is as often as keys are left, none
    was lost.
    """
    return text.count('":', start, end) == keys and not _has_a_colon_apart(text, start, end)


def _has_a_colon_apart(text: str, start: int, end: int) -> bool:
    spaced = text.find(" :", start, end) >= 0 or any(
        text.find(space, start, end) >= 0 and text.find(f"{space}:", start, end) >= 0 for space in "\n\r\t"
    )
    return spaced and _APART.search(text, start, end) is not None


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")
