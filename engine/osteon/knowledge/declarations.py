"""The facts that rules may mention: does each declaration fit its kind?"""

import re
from collections.abc import Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.fields import KEBAB
from osteon.knowledge.files import FactRecord
from osteon.knowledge.kinds import DIET, FIELDS, NEEDS, type_of, unit_of
from osteon.knowledge.near import did_you_mean
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind, Vocabulary


def check_facts(drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong with the declarations of facts."""
    for entry in drawers.facts:
        subject = list(_check_subject(entry, drawers))
        yield from subject
        yield from _check_wording(entry)
        yield from _check_choices(entry)
        # Without a sound subject, the units that should be there are not known.
        if not subject:
            yield from _check_unit(entry, drawers)
            yield from _check_limits(entry, drawers)
            yield from _check_plus(entry)


def _check_subject(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record, needs = entry.record, NEEDS[entry.record.kind]
    place = entry.at("of") if record.of else entry.place
    options = [*needs.words, *(each.name for each in drawers.concepts if each.record.kind in needs.concepts)]
    if not (needs.concepts or needs.words or needs.topic):
        if record.of:
            yield Problem(f"the kind `{record.kind}` has no `of`", entry.key("of"), "remove it")
    elif not record.of:
        what = (
            f"a {' or '.join(needs.concepts)}"
            if needs.concepts
            else "one of: " + ", ".join(needs.words)
            if needs.words
            else "a topic"
        )
        yield Problem(f"`of` is missing in `{entry.name}`", place, f"the kind `{record.kind}` needs {what}")
    elif needs.topic:
        if not re.fullmatch(KEBAB, record.of):
            yield Problem(f"`{record.of}` is not a topic", place, "write it like `dietary-vitamin-k`")
    elif record.of not in options and (not needs.concepts or drawers.concepts.complete):
        yield from _not_a_subject(entry, drawers, options)


def _not_a_subject(entry: Entry[FactRecord], drawers: Drawers, options: list[str]) -> Iterator[Problem]:
    of, kind, place = entry.record.of, entry.record.kind, entry.at("of")
    concept = drawers.concepts.entries.get(of)
    if concept is not None and NEEDS[kind].concepts:
        wanted = " or ".join(NEEDS[kind].concepts)
        yield Problem(
            f"`{of}` is a {concept.record.kind}; the kind `{kind}` works on a {wanted}", place, None
        )
    elif of not in drawers.concepts.broken:
        what = "concept" if NEEDS[kind].concepts else "subject"
        hint = did_you_mean(of, options) or (
            None if NEEDS[kind].concepts else "it is one of: " + ", ".join(options)
        )
        yield Problem(f"unknown {what} `{of}`", place, hint)


def _check_wording(entry: Entry[FactRecord]) -> Iterator[Problem]:
    sort = type_of(entry.record.kind, entry.record.of)
    if sort == YES_NO and not entry.record.denies:
        yield Problem(
            f"`denies` is missing in `{entry.name}`",
            entry.place,
            'say the opposite of `reads`, after "the patient"',
        )
    if sort != YES_NO and entry.record.denies:
        yield Problem(
            f"`{entry.name}` is a {sort} and has no opposite", entry.key("denies"), "remove `denies`"
        )


def _check_choices(entry: Entry[FactRecord]) -> Iterator[Problem]:
    given = entry.record.choices
    expected = FIELDS.get(entry.record.of, ()) if entry.record.kind is Kind.FIELD else ()
    if given and not expected:
        yield Problem(f"`{entry.name}` has no choices", entry.key("choices"), "remove them")
    elif given and set(given) != set(expected):
        hint = f"write `choices: [{', '.join(expected)}]`"
        yield Problem(f"a profile's {entry.record.of} has other choices", entry.key("choices"), hint)


def _check_unit(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record = entry.record
    sort = type_of(record.kind, record.of)
    if sort != NUMBER:
        if record.unit:
            yield Problem(f"`{entry.name}` is a {sort} and has no unit", entry.key("unit"), "remove `unit`")
        return
    unit = unit_of(record.kind, record.of, _concept_unit(drawers, record.of))
    if unit.startswith("/") or not unit and record.kind is Kind.LARGEST_AMOUNT:
        yield Problem(
            f"`{record.of}` has no unit to count amounts in", entry.at("of"), "give the concept a `unit`"
        )
    elif record.unit != unit and record.unit:
        message = f"`{entry.name}` is measured in {unit or 'no unit'}, not in {record.unit}"
        yield Problem(message, entry.at("unit"), f"write `unit: {unit}`" if unit else "remove `unit`")
    elif record.unit != unit:
        yield Problem(f"`unit` is missing in `{entry.name}`", entry.place, f"write `unit: {unit}`")


def _concept_unit(drawers: Drawers, name: str) -> str:
    concept = drawers.concepts.entries.get(name)
    return concept.record.unit if concept else ""


def _check_limits(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    given = entry.record.limits
    unit = _concept_unit(drawers, entry.record.of)
    wanted = [limit.format(unit=unit) for limit in NEEDS[entry.record.kind].limits]
    if len(given) != len(wanted):
        place = entry.key("limits") if given else entry.place
        said = ", ".join(f"one in {each}" if each else "one without unit" for each in wanted)
        hint = f"name parameters in this order: {said}" if wanted else "remove `limits`"
        yield Problem(
            f"the kind `{entry.record.kind}` needs {len(wanted) or 'no'} limits, not {len(given)}",
            place,
            hint,
        )
        return
    for at, (name, unit) in enumerate(zip(given, wanted, strict=True)):
        yield from _check_limit(entry, at, name, unit, drawers)


def _check_limit(
    entry: Entry[FactRecord], at: int, name: str, unit: str, drawers: Drawers
) -> Iterator[Problem]:
    place = entry.at("limits", at)
    yield from drawers.parameters.unknown(name, place)
    parameter = drawers.parameters.entries.get(name)
    if parameter is not None and parameter.record.unit != unit:
        message = (
            f"`{name}` is in {parameter.record.unit or 'no unit'}, but this limit is in {unit or 'no unit'}"
        )
        yield Problem(
            message, place, f"name a parameter in {unit}" if unit else "name a parameter without unit"
        )


def _check_plus(entry: Entry[FactRecord]) -> Iterator[Problem]:
    record = entry.record
    if not record.plus:
        return
    if not NEEDS[record.kind].plus:
        yield Problem(f"the kind `{record.kind}` has no `plus`", entry.key("plus"), "remove it")
    elif DIET.get(record.plus) != record.unit:
        fitting = [name for name, unit in DIET.items() if unit == record.unit]
        hint = "it is one of: " + ", ".join(fitting) if fitting else "remove it: no diet field has this unit"
        yield Problem(f"no diet field `{record.plus}` is measured in {record.unit}", entry.at("plus"), hint)


def vocabulary_of(drawers: Drawers) -> Vocabulary:
    """Return every declared fact; in an unsound pack, as far as it goes."""
    return Vocabulary({entry.name: _fact(entry.name, entry.record) for entry in drawers.facts})


def _fact(name: str, record: FactRecord) -> Fact:
    sort = type_of(record.kind, record.of)
    return Fact(
        name=name,
        kind=record.kind,
        type=sort,
        reads=record.reads,
        denies=record.denies,
        ask=record.ask,
        of=record.of,
        unit=record.unit,
        choices=FIELDS.get(record.of, ()) if sort == CHOICE else (),
        limits=tuple(record.limits),
        plus=record.plus,
    )
