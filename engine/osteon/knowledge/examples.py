"""The examples of a rule: is each one a patient that could be evaluated?"""

import re
from collections.abc import Iterator

from osteon.basics.errors import Problem, ProfileError
from osteon.knowledge.drawers import Entry
from osteon.knowledge.files import RuleRecord
from osteon.knowledge.models import Example
from osteon.knowledge.sheet import document, find
from osteon.patient.profile import read_profile

_STEP = re.compile(r"\[(\d+)\]|[^.\[\]]+")


def check_examples(entry: Entry[RuleRecord]) -> Iterator[Problem]:
    """Yield a Problem for every example that shares its name, or whose patient cannot be read."""
    seen: set[str] = set()
    for at, example in enumerate(entry.record.examples):
        if example.name in seen:
            yield Problem(
                f"two examples are called `{example.name}`", entry.at("examples", at, "name"), "rename one"
            )
        seen.add(example.name)
        yield from _check_patient(entry, at)


def _check_patient(entry: Entry[RuleRecord], at: int) -> Iterator[Problem]:
    try:
        read_profile(_given(entry, at))
    except ProfileError as trouble:
        for problem in _deepest(trouble.problems):
            path = [int(step[1]) if step[1] else step[0] for step in _STEP.finditer(_way(problem))]
            place = entry.key("examples", at, "given", *path)
            yield Problem(f"the patient cannot be read: {problem.message}", place, problem.hint)


def _way(problem: Problem) -> str:
    """Return where in a patient document a problem is: "medications[0].amount"."""
    return problem.message.partition(": ")[0]


def _deepest(problems: list[Problem]) -> list[Problem]:
    # Where an entry may be a name or a mapping, the profile says of both why it is neither.
    ways = [_way(problem) for problem in problems]
    return [
        problem
        for problem, way in zip(problems, ways, strict=True)
        if not any(other.startswith(way) and other != way for other in ways)
    ]


def examples_of(entry: Entry[RuleRecord]) -> tuple[Example, ...]:
    """Return the examples of a checked rule."""
    return tuple(
        Example(example.name, _given(entry, at), example.then)
        for at, example in enumerate(entry.record.examples)
    )


def _given(entry: Entry[RuleRecord], at: int) -> dict[str, object]:
    # Read from the sheet, because there a bare `null` can still be told from the text "null".
    given = document(find(entry.node, ("examples", at, "given")))
    if not isinstance(given, dict):
        raise TypeError(f"{entry.place}: an example's patient is a mapping")
    return given
