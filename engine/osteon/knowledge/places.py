"""The `{fact}` places in a rule's texts: can each one be filled whenever the rule is raised?"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from osteon.basics.errors import Place, Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import RuleRecord
from osteon.knowledge.near import did_you_mean
from osteon.patient.vocabulary import YES_NO, Fact, Kind

Path = tuple[str | int, ...]

_PLACE = re.compile(r"\{([^{}]*)\}")
_HELD = "a place is written `{name.of_a_fact}`"

# Yes/no facts that stand for entries of a list, whose names can be written.
_NAMED = (
    Kind.TAKING,
    Kind.TAKING_UNLABELLED,
    Kind.RECORDED_COURSE,
    Kind.IMPLAUSIBLE_AMOUNT,
    Kind.CONDITION,
    Kind.ALLERGY,
)


def check_places(
    entry: Entry[RuleRecord], facts: Mapping[str, Fact], read: AbstractSet[str] | None, drawers: Drawers
) -> Iterator[Problem]:
    """Yield what is wrong with the places in a rule's texts.

    `read` are the facts that the rule's `when` reads; None when the `when` itself could not be read.
    """
    for path in _texts(entry.record):
        text = entry.text(*path)
        if text is None:
            continue
        for offset in _lone_braces(text.value):
            yield Problem("a brace stands alone", text.place_at(offset), _HELD)
        for place in _PLACE.finditer(text.value):
            yield from _check_place(place[1], text.place_at(place.start(1)), facts, read, drawers)


def _texts(record: RuleRecord) -> Iterator[Path]:
    for reader in ("clinician", "patient"):
        yield ("says", reader, "summary")
        yield ("says", reader, "detail")
    for key, lines in (("do", record.do), ("ask", record.ask)):
        for at in range(len(lines)):
            yield (key, at)


def _lone_braces(text: str) -> Iterator[int]:
    # Every whole place is blanked out; a brace that is left has no partner.
    rest = _PLACE.sub(lambda place: " " * len(place[0]), text)
    return (at for at, letter in enumerate(rest) if letter in "{}")


def _check_place(
    name: str, place: Place, facts: Mapping[str, Fact], read: AbstractSet[str] | None, drawers: Drawers
) -> Iterator[Problem]:
    fact = facts.get(name)
    if fact is None:
        if drawers.facts.lacks(name):
            yield Problem(f"unknown fact `{name}`", place, did_you_mean(name, facts) or _HELD)
    elif read is not None and name not in read:
        yield Problem(
            f"the rule's `when` does not read `{name}`", place, "write only what the rule has looked at"
        )
    elif fact.type == YES_NO and fact.kind not in _NAMED:
        yield Problem(f"`{name}` is a yes or no: there is nothing to write for it", place, "say it in words")
