"""The facts that rules may mention: does each declaration fit its kind?"""

from collections.abc import Collection, Iterator

from osteon.basics.errors import Problem
from osteon.knowledge.details import check_details, limits_of
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import FactRecord
from osteon.knowledge.kinds import DIET, FIELDS, NEEDS, type_of, unit_of
from osteon.knowledge.subjects import check_subject, either
from osteon.knowledge.substances import counted_in
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind, Vocabulary


def misplaced_facts(drawers: Drawers) -> dict[str, list[Problem]]:
    """Return what is wrong with the subjects of facts; what else such a fact says cannot be judged."""
    found = {entry.name: list(check_subject(entry, drawers)) for entry in drawers.facts}
    return {name: problems for name, problems in found.items() if problems}


def check_facts(drawers: Drawers, misplaced: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the declarations of facts whose subjects are sound."""
    for entry in drawers.facts:
        if entry.name not in misplaced:
            yield from _check_wording(entry)
            yield from _check_choices(entry)
            yield from _check_unit(entry, drawers)
            yield from _check_limits(entry, drawers)
            yield from _check_plus(entry, drawers)
            yield from check_details(entry, drawers)


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
    unit = unit_of(record.kind, record.of, counted_in(drawers, record.of))
    if unit.startswith("/") or not unit and record.kind is Kind.LARGEST_AMOUNT:
        yield Problem(
            f"`{record.of}` has no unit to count amounts in", entry.at("of"), "give the concept a `unit`"
        )
    elif record.unit != unit and record.unit:
        message = f"`{entry.name}` is measured in {unit or 'no unit'}, not in {record.unit}"
        yield Problem(message, entry.at("unit"), f"write `unit: {unit}`" if unit else "remove `unit`")
    elif record.unit != unit:
        yield Problem(f"`unit` is missing in `{entry.name}`", entry.place, f"write `unit: {unit}`")


def _check_limits(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    given = entry.record.limits
    unit = counted_in(drawers, entry.record.of)
    other = counted_in(drawers, entry.record.corrected_by)
    wanted = [limit.format(unit=unit, other=other) for limit in limits_of(entry.record)]
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


def _check_plus(entry: Entry[FactRecord], drawers: Drawers) -> Iterator[Problem]:
    record = entry.record
    unit = unit_of(record.kind, record.of, counted_in(drawers, record.of))
    if not record.plus:
        return
    if not NEEDS[record.kind].plus:
        yield Problem(f"the kind `{record.kind}` has no `plus`", entry.key("plus"), "remove it")
    elif DIET.get(record.plus) != unit and not unit.startswith("/"):
        fitting = [name for name, measured in DIET.items() if measured == unit]
        hint = f"it is {either(fitting)}" if fitting else "remove it: no diet field has this unit"
        yield Problem(f"no diet field `{record.plus}` is measured in {unit}", entry.at("plus"), hint)


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
        field=record.field,
        says=record.says,
        salt=record.salt,
        corrected_by=record.corrected_by,
        may_become=tuple(record.may_become),
        effort=record.effort,
    )
