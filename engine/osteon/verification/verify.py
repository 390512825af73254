"""Everything that is proved of a pack, one check after another."""

from collections.abc import Callable, Iterator

from osteon.verification.clauses import idle_thresholds, redundant
from osteon.verification.finding import LEVELS, WARNING, Finding
from osteon.verification.pairs import contradictory, pairs
from osteon.verification.questions import Questions
from osteon.verification.ranges import gaps, text_numbers
from osteon.verification.reach import reachable
from osteon.verification.search import NotDecided

Check = Callable[[Questions], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "rules that nobody or everybody raises": reachable,
    "clauses that change nothing": redundant,
    "numbers that decide nothing": idle_thresholds,
    "rules that follow from each other": pairs,
    "advice that contradicts itself": contradictory,
    "gaps between comparisons": gaps,
    "numbers in texts": text_numbers,
}
"""The checks by what they look for."""


def verify(asked: Questions) -> list[Finding]:
    """Return every finding in the pack that the questions are about, the gravest first.

    A check that runs out of its budget leaves a finding behind.
    """
    found = [finding for name, check in CHECKS.items() for finding in _checked(name, check, asked)]
    return gravest_first(found)


def gravest_first(findings: list[Finding]) -> list[Finding]:
    """Return findings in the order in which they are told."""
    return sorted(findings, key=lambda each: LEVELS.index(each.level))


def _checked(name: str, check: Check, asked: Questions) -> Iterator[Finding]:
    try:
        yield from check(asked)
    except NotDecided as limit:
        text = f"{name}: not decided from here on: {limit}"
        yield Finding("not-decided", WARNING, (), text)
