"""Where a line of an export is cut: at the strings that do not belong to what its resource says.

What is left of the line when they are cut out is its frame. Lines of one frame are
one resource but for the strings that stand in the gaps: when none of these holds a
quote, a backslash or a control character, every reader of JSON takes the lines apart
in the same places.
"""

import re
from collections.abc import Iterator, Sequence

from osteon.basics.records import dataclass
from osteon.doors.registry.bad_lines import read_strictly
from osteon.doors.registry.plain_days import DAY_BYTES
from osteon.doors.registry.spread_sql import DATES, IDLE

ID, WHOSE, DAY, IGNORED = "id", "whose", "day", "ignored"

_PATIENT = b"Patient/"
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{},]')
_WHOSE = (("subject", "reference"), ("patient", "reference"))
_DAYS = {tuple(each.split(".")): at for at, each in enumerate(DATES)}


@dataclass(frozen=True, slots=True)
class Cut:
    """Bytes that are cut out: from where to where, and what they are. `day` is its place in DATES, or -1."""

    begin: int
    end: int
    what: str
    day: int = -1


def strict_cuts(line: bytes) -> tuple[Cut, ...] | None:
    """Return the cuts of a line, in their order.

    None if it is no object of strict JSON, has no id, says in more than one way whose it is, or has a date
    that is no whole day.
    """
    try:
        resource = read_strictly(line.decode())
    except (ValueError, RecursionError):
        return None
    if not isinstance(resource, dict):
        return None
    found = tuple(_cuts(line))
    if any(each.what == DAY and each.end - each.begin < DAY_BYTES for each in found):
        return None
    named = [each.what for each in found]
    return found if named.count(ID) == 1 and named.count(WHOSE) <= 1 else None


def _cuts(line: bytes) -> Iterator[Cut]:
    for path, begin, end in _strings(line):
        if path == ("id",):
            yield Cut(begin, end, ID)
        elif path in _DAYS:
            yield Cut(begin, end, DAY, _DAYS[path])
        elif path in _WHOSE:
            # Any other reference stays in the frame, for the careful reader.
            if line.startswith(_PATIENT, begin):
                yield Cut(begin + len(_PATIENT), end, WHOSE)
        elif path[0] in IDLE and path not in _WHOSE and begin < end:
            yield Cut(begin, end, IGNORED)


def _strings(line: bytes) -> Iterator[tuple[Sequence[str], int, int]]:
    """Yield every string that is a value: its path of keys ("" in a list), and where it begins and ends."""
    path: list[str] = []
    objects: list[bool] = []
    is_key = False
    for token in _TOKEN.finditer(line):
        sign = token[0][:1]
        if sign in (b"{", b"["):
            path.append("")
            objects.append(sign == b"{")
            is_key = objects[-1]
        elif sign in (b"}", b"]"):
            path.pop()
            objects.pop()
        elif sign == b",":
            is_key = objects[-1]
        elif is_key:
            path[-1] = token[0][1:-1].decode()
            is_key = False
        else:
            yield tuple(path), token.start() + 1, token.end() - 1
