"""What no patient can be: read from `invariants/`, and held against the facts it speaks of."""

from collections.abc import Iterator, Mapping

from osteon.basics.errors import Problem
from osteon.knowledge.conditions import Reader
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import InvariantRecord
from osteon.knowledge.models import Invariant
from osteon.knowledge.near import did_you_mean
from osteon.patient.vocabulary import NUMBER, YES_NO, Fact

_FORMS = "say `never:` and a condition; or `number:` with `zero-without:`; or `number:` with `at-least:`"


def read_invariants(
    drawers: Drawers, reader: Reader, facts: Mapping[str, Fact], problems: list[Problem]
) -> dict[str, Invariant]:
    """Read every invariant; one that is wrong is left out and adds to `problems`."""
    read = {}
    for entry in drawers.invariants:
        wrong = list(_check_form(entry)) or list(_check_facts(entry, drawers, facts))
        problems.extend(wrong)
        invariant = None if wrong else _read(entry, reader, problems)
        if invariant is not None:
            read[entry.name] = invariant
    return read


def _read(entry: Entry[InvariantRecord], reader: Reader, problems: list[Problem]) -> Invariant | None:
    record = entry.record
    never = reader.read(entry, ("never",), record.never, problems) if record.never else None
    if record.never and never is None:
        return None
    return Invariant(entry.name, record.why, never, record.number, record.zero_without, record.at_least)


def _check_form(entry: Entry[InvariantRecord]) -> Iterator[Problem]:
    record = entry.record
    about_numbers = [bool(record.number), bool(record.zero_without) ^ bool(record.at_least)]
    if record.never and any((record.number, record.zero_without, record.at_least)):
        yield Problem(f"`{entry.name}` says two things at once", entry.place, _FORMS)
    elif not record.never and not all(about_numbers):
        yield Problem(
            f"`{entry.name}` says nothing that could be held against a patient", entry.place, _FORMS
        )


def _check_facts(
    entry: Entry[InvariantRecord], drawers: Drawers, facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    record = entry.record
    wanted = (
        ("number", record.number, NUMBER),
        ("zero-without", record.zero_without, YES_NO),
        ("at-least", record.at_least, NUMBER),
    )
    for key, name, sort in wanted:
        fact = facts.get(name)
        if name and fact is None and drawers.facts.lacks(name):
            yield Problem(f"unknown fact `{name}`", entry.at(key), did_you_mean(name, facts))
        elif fact is not None and fact.type != sort:
            yield Problem(f"`{name}` is a {fact.type}, not a {sort}", entry.at(key), "name another fact")
    more, less = facts.get(record.number), facts.get(record.at_least)
    if more is not None and less is not None and more.unit != less.unit:
        message = f"`{less.name}` is measured in {less.unit or 'no unit'}, `{more.name}` in {more.unit}"
        yield Problem(message, entry.at("at-least"), "two numbers are compared only in the same unit")
