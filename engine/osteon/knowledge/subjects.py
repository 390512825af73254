"""What a fact is about: does its `of` name something that its kind can work on?"""

import re
from collections.abc import Iterator, Sequence

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.fields import KEBAB
from osteon.knowledge.files import FactRecord
from osteon.knowledge.kinds import NEEDS, Needs
from osteon.knowledge.near import did_you_mean


def check_subject(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with a fact's `of`."""
    record, needs = entry.record, NEEDS[entry.record.kind]
    if not (needs.concepts or needs.words or needs.topic):
        if record.of:
            yield Problem(f"the kind `{record.kind}` has no `of`", entry.key("of"), "remove it")
    elif not record.of:
        hint = f"the kind `{record.kind}` needs {_wanted(needs)}"
        yield Problem(f"`of` is missing in `{entry.name}`", entry.place, hint)
    elif needs.topic:
        if not re.fullmatch(KEBAB, record.of):
            yield Problem(
                f"`{record.of}` is not a topic", entry.at("of"), "write it like `dietary-vitamin-k`"
            )
    elif record.of not in needs.words:
        yield from _check_concept(entry, needs, drawers)


def _wanted(needs: Needs) -> str:
    if needs.concepts:
        return "a " + either(needs.concepts)
    return either(needs.words) if needs.words else "a topic"


def either(words: Sequence[str]) -> str:
    """Write a choice: "drug, class or food"."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _check_concept(entry: Entry[FactRecord], needs: Needs, drawers: Drawers) -> Iterator[Problem]:
    of, place = entry.record.of, entry.at("of")
    concept = drawers.concepts.entries.get(of)
    if not needs.concepts:
        hint = did_you_mean(of, needs.words) or f"it is {either(needs.words)}"
        yield Problem(f"a patient profile has no `{of}`", place, hint)
    elif concept is None:
        yield from drawers.concepts.unknown(of, place, needs.words)
    elif concept.record.kind not in needs.concepts:
        hint = f"the kind `{entry.record.kind}` needs {_wanted(needs)}"
        yield Problem(f"`{of}` is a {concept.record.kind}", place, hint)
