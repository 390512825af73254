"""What became of every entry of a record, each of them once: nothing disappears in silence."""

from collections import Counter
from collections.abc import Iterable

from osteon.basics.records import dataclass
from osteon.basics.typed import NamedTuple

READ = "read into facts"
UNCERTAIN = "uncertain"
NOT_RELEVANT = "not relevant"
NOT_READABLE = "not readable"
KINDS = (READ, UNCERTAIN, NOT_RELEVANT, NOT_READABLE)

UNRECOGNISED = "the name is not recognised, so it could be anything"


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


@dataclass(frozen=True, slots=True)
class Accounting:
    """Every entry once, and what the record lacks. `entries` counts what came in."""

    items: tuple[Item, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def entries(self) -> int:
        """Return how many entries came in."""
        return len(self.items)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many entries there are of each kind; together they are all."""
        counted = Counter(item.kind for item in self.items)
        return {kind: counted[kind] for kind in KINDS}

    def unread(self) -> Iterable[tuple[str, str, str]]:
        """Yield what a report must say could not be used for certain: what, where, and why."""
        for path, what, kind, why, facts in self.items:
            if kind in (READ, NOT_RELEVANT):
                continue
            # What is not recognised stands in the profile, and the patient room says so itself.
            left = why.removeprefix(UNRECOGNISED).removeprefix("; ") if facts else why
            if left:
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
