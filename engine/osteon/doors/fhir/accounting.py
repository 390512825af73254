"""What became of every entry of a record, each of them once: nothing disappears in silence."""

from collections import Counter
from collections.abc import Iterable, Sequence

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.entries import called

Place = tuple[str, str, object]
"""Where an entry stands in the JSON, its type, and its id as it was written."""

READ = "read into facts"
UNCERTAIN = "uncertain"
NOT_RELEVANT = "not relevant"
NOT_READABLE = "not readable"
KINDS = (READ, UNCERTAIN, NOT_RELEVANT, NOT_READABLE)
_DOUBTFUL = (UNCERTAIN, NOT_READABLE)

UNRECOGNISED = "the name is not recognised, so it could be anything"


class Became(NamedTuple):
    """What became of an entry: one of KINDS; why it is uncertain, not relevant or not readable; its facts."""

    kind: str
    why: str = ""
    facts: tuple[str, ...] = ()


class Item(NamedTuple):
    """One entry. `path` is its place in the JSON; `facts` are places in the profile, as "medications[0]".

    `why` says what is uncertain, why nothing reads it, or why it cannot be read.
    """

    path: str
    what: str
    kind: str
    why: str = ""
    facts: tuple[str, ...] = ()


class Gap(NamedTuple):
    """Something that is missing from the record as a whole: a further page, a list said to be unavailable."""

    path: str
    why: str


class Accounting:
    """Every entry once, and what the record lacks.

    Most accounts are only looked through for what is uncertain. So the items of entries given as `places`
    and what `became` of them are written when they are first asked for; `items` are written already.
    Nothing of the resources themselves is kept.
    """

    __slots__ = ("_became", "_items", "_places", "_written", "gaps")

    def __init__(
        self,
        items: Sequence[Item],
        gaps: Sequence[Gap] = (),
        places: Sequence[Place] = (),
        became: Sequence[Became] = (),
    ) -> None:
        self._items = items
        self._places = places
        self._became = became
        self._written: tuple[Item, ...] | None = None
        self.gaps = tuple(gaps)

    @property
    def items(self) -> tuple[Item, ...]:
        """Return what became of every entry."""
        if self._written is None:
            entries = zip(self._places, self._became, strict=True)
            self._written = (*[_item(place, became) for place, became in entries], *self._items)
        return self._written

    @property
    def entries(self) -> int:
        """Return how many entries came in."""
        return len(self._places) + len(self._items)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many entries there are of each kind; together they are all."""
        counted = Counter(item.kind for item in self.items)
        return {kind: counted[kind] for kind in KINDS}

    def unread(self) -> Iterable[tuple[str, str, str]]:
        """Yield what a report must say could not be used for certain: what, where, and why."""
        entries = zip(self._places, self._became, strict=True)
        doubtful = [_item(place, became) for place, became in entries if became[0] in _DOUBTFUL]
        for path, what, kind, why, facts in (*doubtful, *self._items):
            # What is not recognised stands in the profile, and the patient room says so itself.
            left = why.removeprefix(UNRECOGNISED).removeprefix("; ") if facts else why
            if left and kind in _DOUBTFUL:
                yield what, path, left
        for gap in self.gaps:
            yield "the record", gap.path, gap.why

    def to_dict(self) -> dict[str, object]:
        """Return the account as plain JSON data."""
        return {
            "entries": self.entries,
            "counts": self.counts,
            "items": [item._asdict() | {"facts": list(item.facts)} for item in self.items],
            "gaps": [gap._asdict() for gap in self.gaps],
        }


def _item(place: Place, became: Became) -> Item:
    path, kind, id = place
    return Item(path, called(kind, id), *became)
