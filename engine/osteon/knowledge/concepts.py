"""The names, brands, classes and codes of a pack: is every reference to a concept sound?"""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.errors import Problem
from osteon.knowledge.cycles import cycle_through
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ConceptRecord, ConversionRecord, SaltRecord
from osteon.knowledge.kinds import TAKEN
from osteon.knowledge.near import normalised
from osteon.knowledge.numbers import read_amount
from osteon.patient.terminology import ANYTHING, Code, Concept, Conversion, Implausible, Salt, Terminology

_UNITS = ("IU", "mcg", "mg")

# Which kinds of concept a concept may stand under.
_WIDER = dict.fromkeys(TAKEN, TAKEN) | {"condition": ("condition",), "test": ("test",)}

# Which keys belong to which kinds of concept.
_OF_KINDS = {
    "conversions": ("nutrient",),
    "salts": ("nutrient",),
    "implausible": ("nutrient",),
    "contains": TAKEN,
    "may_contain": TAKEN,
    "may_be": ("condition",),
    "unit": ("nutrient", "test"),
}


def check_concepts(drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong between the concepts of a pack."""
    for entry in drawers.concepts:
        yield from _check_keys(entry)
        yield from _check_parents(entry, drawers)
        yield from _check_contents(entry, drawers)
        yield from _check_amounts(entry, drawers)
    yield from _check_names(drawers)


def _check_keys(entry: Entry[ConceptRecord]) -> Iterator[Problem]:
    record = entry.record
    for key, kinds in _OF_KINDS.items():
        if getattr(record, key) and record.kind not in kinds:
            yield Problem(
                f"a {record.kind} has no `{key}`", entry.key(key), f"`{key}` belongs to: {', '.join(kinds)}"
            )
    if record.kind == "nutrient" and record.unit and record.unit not in _UNITS:
        yield Problem(
            f"a nutrient is not measured in `{record.unit}`",
            entry.at("unit"),
            f"it is one of: {', '.join(_UNITS)}",
        )


def _check_parents(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    for at, parent in enumerate(entry.record.is_):
        place = entry.at("is", at)
        yield from drawers.concepts.unknown(parent, place)
        wider = drawers.concepts.entries.get(parent)
        if wider is not None and wider.record.kind not in _WIDER[entry.record.kind]:
            yield Problem(
                f"a {entry.record.kind} cannot be a {wider.record.kind}, as `{parent}` is", place, None
            )
    circle = cycle_through(entry.name, lambda name: _parents(drawers, name))
    if circle:
        yield Problem(
            f"`{entry.name}` is its own ancestor: {' is '.join(circle)}",
            entry.key("is"),
            "take one of these `is` away",
        )


def _parents(drawers: Drawers, name: str) -> list[str]:
    entry = drawers.concepts.entries.get(name)
    return entry.record.is_ if entry else []


def _check_contents(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    for key, extra in (("contains", ()), ("may_contain", (ANYTHING,)), ("may_be", ())):
        for at, name in enumerate(getattr(entry.record, key)):
            yield from drawers.concepts.unknown(name, entry.at(key, at), extra)


def _check_amounts(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    for at, conversion in enumerate(entry.record.conversions):
        yield from _check_conversion(entry, at, conversion)
        yield from drawers.evidence.unknown(conversion.source, entry.at("conversions", at, "source"))
    for at, salt in enumerate(entry.record.salts):
        yield from _check_salt(entry, at, salt)
        yield from drawers.evidence.unknown(salt.source, entry.at("salts", at, "source"))
    for at, slip in enumerate(entry.record.implausible):
        yield from drawers.parameters.unknown(slip.limit, entry.at("implausible", at, "limit"))
        yield from _check_limit_unit(entry, at, slip.limit, drawers)


def _check_conversion(
    entry: Entry[ConceptRecord], at: int, conversion: ConversionRecord
) -> Iterator[Problem]:
    try:
        number, unit = read_amount(conversion.from_)
        _, canonical = read_amount(conversion.to)
    except ValueError as trouble:
        yield Problem(
            str(trouble).replace("'", "`"),
            entry.at("conversions", at),
            "write both like `from: 1 mcg, to: 40 IU`",
        )
        return
    if canonical != entry.record.unit:
        hint = (
            f"amounts of `{entry.name}` are counted in {entry.record.unit or 'nothing yet: give it a `unit`'}"
        )
        yield Problem("a conversion leads to the concept's own unit", entry.at("conversions", at, "to"), hint)
    if not number or not unit:
        yield Problem(
            "a conversion starts from some amount of a unit",
            entry.at("conversions", at, "from"),
            "write `1 mcg`",
        )


def _check_salt(entry: Entry[ConceptRecord], at: int, salt: SaltRecord) -> Iterator[Problem]:
    try:
        number, unit = read_amount(salt.fraction)
        fits = 0 < number <= 1 and not unit
    except ValueError:
        fits = False
    if not fits:
        yield Problem(
            f"`{salt.fraction}` is not a part of the whole",
            entry.at("salts", at, "fraction"),
            "write a number between 0 and 1",
        )


def _check_limit_unit(
    entry: Entry[ConceptRecord], at: int, limit: str, drawers: Drawers
) -> Iterator[Problem]:
    parameter = drawers.parameters.entries.get(limit)
    wanted = f"{entry.record.unit}/day"
    if parameter is not None and parameter.record.unit != wanted:
        found = parameter.record.unit or "no unit"
        message = f"`{limit}` is in {found}, but amounts of `{entry.name}` are in {wanted}"
        yield Problem(message, entry.at("implausible", at, "limit"), f"name a parameter in {wanted}")


def _check_names(drawers: Drawers) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for entry in drawers.concepts:
        record = entry.record
        for path, name in [((), entry.name), (("label",), record.label), *_spellings(record)]:
            owner = owners.setdefault(normalised(name), entry.name)
            if owner != entry.name:
                yield Problem(
                    f"`{name}` already names `{owner}`",
                    entry.at(*path),
                    "a name may mean one concept only; drop one",
                )


def _spellings(record: ConceptRecord) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, names in (("names", record.names), ("brands", record.brands)):
        for at, name in enumerate(names):
            yield (key, at), name


def terminology_of(drawers: Drawers) -> Terminology:
    """Return the concepts of a checked pack."""
    return Terminology({entry.name: _concept(entry.name, entry.record) for entry in drawers.concepts})


def _concept(name: str, record: ConceptRecord) -> Concept:
    return Concept(
        id=name,
        kind=record.kind,
        label=record.label,
        parents=tuple(record.is_),
        names=tuple(record.names),
        brands=tuple(record.brands),
        codes=tuple(Code(code.system, code.code, code.check, code.source) for code in record.codes),
        unit=record.unit,
        conversions=tuple(map(_conversion, record.conversions)),
        salts=tuple(
            Salt(salt.name, Fraction(read_amount(salt.fraction)[0]), salt.source) for salt in record.salts
        ),
        implausible=tuple(
            Implausible(slip.entered_in, slip.daily, slip.limit) for slip in record.implausible
        ),
        contains=tuple(record.contains),
        may_contain=tuple(record.may_contain),
        may_be=tuple(record.may_be),
    )


def _conversion(record: ConversionRecord) -> Conversion:
    number, unit = read_amount(record.from_)
    canonical, _ = read_amount(record.to)
    return Conversion(unit, Fraction(canonical) / Fraction(number), record.source)
