"""A patient told in the sentences of the features, and as the profile document that they amount to."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from osteon.basics.records import dataclass

Document = dict[str, object]

TAKEN = ("medications", "supplements")
HISTORY = ("conditions", "surgeries", "allergies")
LISTS_SAID = {
    "medications": "medicines",
    "supplements": "supplements",
    "conditions": "conditions",
    "surgeries": "surgeries",
    "allergies": "allergies",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One sentence, and what it does to a document. `table` are the lines under it, if any."""

    sentence: str
    tell: Callable[[Document], None]
    table: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patient:
    """A profile document, and the sentences that tell it."""

    document: Document
    moves: tuple[Move, ...]

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences in order, without the lines of their tables."""
        return tuple(move.sentence for move in self.moves)


def told(moves: tuple[Move, ...]) -> Patient:
    """Return the patient of whom these sentences are true."""
    document: Document = {}
    for move in moves:
        move.tell(document)
    return Patient(document, moves)


def day_before(day: date, days: int) -> str:
    """Return the ISO day so many days before a day, or after it if they are negative."""
    return (day - timedelta(days=days)).isoformat()


def field(sentence: str, **fields: object) -> Move:
    """Say fields of the profile."""
    return Move(sentence, lambda document: document.update(fields))


def entry(sentence: str, where: str, said: Mapping[str, object]) -> Move:
    """Put an entry on a list."""

    def tell(document: Document) -> None:
        entries = document.get(where)
        document[where] = [*entries, dict(said)] if isinstance(entries, list) else [dict(said)]

    return Move(sentence, tell)


def within(sentence: str, where: str, key: str, value: object) -> Move:
    """Say one key of a field that is a mapping."""

    def tell(document: Document) -> None:
        mapping = document.get(where)
        document[where] = {**mapping, key: value} if isinstance(mapping, dict) else {key: value}

    return Move(sentence, tell)


def closed(sentence: str, lists: tuple[str, ...]) -> Move:
    """Say that lists are complete."""

    def tell(document: Document) -> None:
        for name in lists:
            document.setdefault(name, [])
        complete = document.get("complete")
        document["complete"] = {
            **(complete if isinstance(complete, dict) else {}),
            **dict.fromkeys(lists, "yes"),
        }

    return Move(sentence, tell)


def not_mentioned(where: str) -> Move:
    """Take a list back."""

    def tell(document: Document) -> None:
        document.pop(where, None)
        complete = document.get("complete")
        if isinstance(complete, dict):
            document["complete"] = {name: said for name, said in complete.items() if name != where}

    return Move(f"whose list of {LISTS_SAID[where]} is not mentioned", tell)


def left_open(lists: tuple[str, ...]) -> Move:
    """Say that the lists of medicines and supplements may lack something."""

    def tell(document: Document) -> None:
        for name in lists:
            document.setdefault(name, [])
        complete = document.get("complete")
        document["complete"] = {
            **(complete if isinstance(complete, dict) else {}),
            **dict.fromkeys(lists, "no"),
        }

    return Move("whose list of medicines and supplements may be incomplete", tell)


ALL_LISTED = closed("a patient whose medicines and supplements are all listed", TAKEN)
NOTHING_ELSE = closed("whose history holds nothing else of note", HISTORY)
