"""The whole language of the features: every sentence, and what a line means in it."""

from functools import cache

from osteon.verification.spec.registry import Gaps, Sentence, said
from osteon.verification.spec.sentences import (
    asking,
    calling,
    commands,
    evaluating,
    everybody,
    faults,
    flags,
    history,
    hooks,
    intake,
    lists,
    person,
    registries,
    visiting,
)

TOPICS = (
    asking, calling, commands, evaluating, everybody, faults, flags, history, hooks, intake, lists, person,
    registries, visiting,
)  # fmt: skip
"""The modules that say the sentences; loading them is what fills the registry."""


def sentences() -> tuple[Sentence, ...]:
    """Return every sentence of the language."""
    return said()


@cache
def meanings(kind: str, line: str) -> tuple[tuple[Sentence, Gaps], ...]:
    """Return every sentence that a line could mean, each with what stands in its gaps."""
    found = ((each, each.gaps_in(line)) for each in _of_kind(kind))
    return tuple((each, gaps) for each, gaps in found if gaps is not None)


@cache
def _of_kind(kind: str) -> tuple[Sentence, ...]:
    return tuple(each for each in sentences() if each.kind == kind)
