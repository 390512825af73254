"""The `{fact}` places in a rule's texts: can each one be filled whenever the rule is raised?"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from osteon.basics.errors import Place, Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import RuleRecord
from osteon.knowledge.near import did_you_mean
from osteon.knowledge.reach import facts_read, surely_held
from osteon.language.syntax import Condition
from osteon.patient.vocabulary import YES_NO, Fact, Kind

Path = tuple[str | int, ...]

_PLACE = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile("[{}]")
_FILLED: tuple[Path, ...] = tuple(
    ("says", reader, part) for reader in ("clinician", "patient") for part in ("summary", "detail")
)
_HELD = "a place is written `{name.of_a_fact}` or `{name_of_a_number}`"

# Yes/no facts that stand for entries of a list, whose names can be written.
_NAMED = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
    Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looked:
    """What a rule has looked at when it is raised: facts it `read`, and yes/no facts that surely `held`."""

    read: AbstractSet[str]
    held: AbstractSet[str]


def looked_at(when: Condition, meanings: Mapping[str, Condition]) -> Looked:
    """Return what a rule with this condition has looked at."""
    return Looked(facts_read(when, meanings), surely_held(when, meanings))


def check_places(
    entry: Entry[RuleRecord],
    facts: Mapping[str, Fact],
    looked: Looked | None,
    numbers: AbstractSet[str],
    drawers: Drawers,
) -> Iterator[Problem]:
    """Yield what is wrong with the places in a rule's texts.

    `looked` is None if the rule's `when` could not be read; `numbers` are the parameters that the rule uses.
    """
    for path in _FILLED:
        text = entry.text(*path)
        if text is None:
            continue
        for offset in _lone_braces(text.value):
            yield Problem("a brace stands alone", text.place_at(offset), _HELD)
        for place in _PLACE.finditer(text.value):
            name, where = place[1], text.place_at(place.start(1))
            if name in drawers.parameters.entries:
                yield from _check_number(name, where, looked, numbers)
            else:
                yield from _check_place(name, where, facts, looked, drawers)
    for path in _never_filled(entry.record):
        text = entry.text(*path)
        brace = _BRACE.search(text.value) if text else None
        if text and brace:
            yield Problem(
                "a place stands where none is filled",
                text.place_at(brace.start()),
                "places belong under `says`",
            )


def _never_filled(record: RuleRecord) -> Iterator[Path]:
    yield ("title",)
    yield from (("do", at) for at in range(len(record.do)))
    yield from (("ask", at) for at in range(len(record.ask)))
    yield from (("unless", at, "why") for at in range(len(record.unless)))
    yield from (("supersedes", at, "why") for at in range(len(record.supersedes)))


def _lone_braces(text: str) -> Iterator[int]:
    # Every whole place is blanked out; a brace that is left has no partner.
    rest = _PLACE.sub(lambda place: " " * len(place[0]), text)
    return (at for at, letter in enumerate(rest) if letter in "{}")


def _check_number(
    name: str, place: Place, looked: Looked | None, numbers: AbstractSet[str]
) -> Iterator[Problem]:
    if looked is not None and name not in numbers:
        yield Problem(
            f"the rule does not use the number `{name}`", place, "write only numbers that the rule uses"
        )


def _check_place(
    name: str, place: Place, facts: Mapping[str, Fact], looked: Looked | None, drawers: Drawers
) -> Iterator[Problem]:
    fact = facts.get(name)
    if fact is None:
        if drawers.facts.lacks(name):
            yield Problem(f"unknown fact `{name}`", place, did_you_mean(name, facts) or _HELD)
    elif looked is not None and name not in looked.read:
        message = f"the rule's `when` does not read `{name}`"
        yield Problem(message, place, "write only what the rule has looked at")
    elif fact.type == YES_NO and fact.kind not in _NAMED:
        yield Problem(f"`{name}` is a yes or no: there is nothing to write for it", place, "say it in words")
    elif looked is not None and fact.type == YES_NO and name not in looked.held:
        message = f"the rule can be raised while `{name}` is not so; then there is no name to write"
        yield Problem(message, place, "say it in words")
