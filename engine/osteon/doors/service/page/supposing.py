"""What if the record said otherwise, and what would clear a flag: asked of the record as it stands."""

from collections.abc import Mapping, Sequence

from osteon.basics.errors import ChangeError, Problem
from osteon.basics.records import dataclass
from osteon.doors.what_if import rule_of, supposed
from osteon.patient.changes import Changes
from osteon.patient.vocabulary import Kind
from osteon.reasoning.advise import Advisor
from osteon.reasoning.clearing import Clearing, ways_to_clear
from osteon.reasoning.difference import WhatIf

Document = Mapping[str, object]

LINES = 3
"""How many things may be supposed together."""

_NAMED = (Kind.TAKING, Kind.CONDITION)
_OTHERS = (Kind.AGE, Kind.FIELD, Kind.DIET, Kind.TEST_RESULT)


@dataclass(frozen=True, slots=True)
class Supposition:
    """One line of the form: a name and what is supposed of it, and what is wrong with it."""

    name: str = ""
    value: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Supposing:
    """The lines of the form, what the rules make of them, and the ways to clear a flag, if asked for.

    `pressed`: just now somebody asked for the comparison.
    """

    lines: tuple[Supposition, ...]
    found: WhatIf | None = None
    clearing: Clearing | None = None
    pressed: bool = False


def suppose(
    advisor: Advisor, changes: Changes, document: Document, told: Sequence[tuple[str, str]], engine: str
) -> tuple[tuple[Supposition, ...], WhatIf | None]:
    """Return the lines with what is wrong with them, and the comparison if nothing is."""
    pairs = [(name.strip(), value.strip()) for name, value in told]
    lines = [_half(name, value) for name, value in pairs]
    asked = [(name, value) for name, value in pairs if name and value]
    if not asked or any(line.problem for line in lines):
        return tuple(lines), None
    try:
        return tuple(lines), supposed(advisor, document, changes.as_of, asked, engine)
    except ChangeError as trouble:
        at = _culprit(advisor, changes, document, asked, engine)
        wrong = Supposition(*asked[at], trouble.problems[0])
        return tuple([wrong if (line.name, line.value) == asked[at] else line for line in lines]), None


def _half(name: str, value: str) -> Supposition:
    if name and not value:
        return Supposition(name, value, Problem("say what is supposed of it", hint="for example none"))
    if value and not name:
        return Supposition(name, value, Problem("say of what", hint="for example vitamin K2"))
    return Supposition(name, value)


def _culprit(
    advisor: Advisor, changes: Changes, document: Document, asked: list[tuple[str, str]], engine: str
) -> int:
    # They are written one after the other, so the first beginning that fails ends with the one at fault.
    for at in range(len(asked) - 1):
        try:
            supposed(advisor, document, changes.as_of, asked[: at + 1], engine)
        except ChangeError:
            return at
    return len(asked) - 1


def clear(advisor: Advisor, changes: Changes, document: Document, rule: str, engine: str) -> Clearing:
    """Find what would clear the flag of a rule.

    Raises ChangeError for a rule that is not in force.
    """
    return ways_to_clear(advisor, changes, document, rule_of(advisor, rule), engine)


def names_to_suppose(advisor: Advisor) -> list[str]:
    """Return names that something can be supposed of, for a list to choose from."""
    terminology = advisor.edition.rulebook.terminology
    facts = advisor.edition.facts
    labels = {terminology[each.of].label for each in facts if each.kind in _NAMED and each.of in terminology}
    return sorted(labels, key=str.casefold) + sorted(each.name for each in facts if each.kind in _OTHERS)
