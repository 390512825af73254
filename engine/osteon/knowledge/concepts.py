"""The concepts of a pack: is every reference from one to another sound?"""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.errors import Problem
from osteon.knowledge.claims import check_claims
from osteon.knowledge.cycles import cycle_through
from osteon.knowledge.drawers import Drawers, Entry
from osteon.knowledge.files import ConceptRecord, ConversionRecord
from osteon.knowledge.kinds import TAKEN
from osteon.knowledge.numbers import read_amount
from osteon.knowledge.substances import check_amounts
from osteon.patient.terminology import ANYTHING, Code, Concept, Conversion, Implausible, Salt, Terminology

# Which kinds of concept a concept may stand under.
_WIDER = dict.fromkeys(TAKEN, TAKEN) | {"condition": ("condition",), "test": ("test",)}

# Which keys belong to which kinds of concept.
_OF_KINDS = {
    "conversions": ("nutrient", "test"),
    "salts": ("nutrient",),
    "implausible": ("nutrient",),
    "contains": TAKEN,
    "may_contain": TAKEN,
    "may_be": ("condition",),
    "unit": ("nutrient", "class", "test"),
    "equivalent": ("drug",),
}

# What each key that leads to other concepts is called in a sentence.
_LINKS = {"is": "is", "contains": "contains", "may_be": "may be"}


def check_concepts(drawers: Drawers) -> Iterator[Problem]:
    """Yield what is wrong between the concepts of a pack."""
    for entry in drawers.concepts:
        yield from _check_keys(entry)
        yield from _check_parents(entry, drawers)
        yield from _check_contents(entry, drawers)
        yield from _check_circles(entry, drawers)
        yield from check_amounts(entry, drawers)
    yield from check_claims(drawers)


def _check_keys(entry: Entry[ConceptRecord]) -> Iterator[Problem]:
    record = entry.record
    for key, kinds in _OF_KINDS.items():
        if getattr(record, key) and record.kind not in kinds:
            hint = f"`{key}` belongs to: {', '.join(kinds)}"
            yield Problem(f"a {record.kind} has no `{key}`", entry.key(key), hint)


def _check_parents(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    kind = entry.record.kind
    for at, parent in enumerate(entry.record.is_):
        place = entry.at("is", at)
        yield from drawers.concepts.unknown(parent, place)
        wider = drawers.concepts.entries.get(parent)
        if wider is not None and wider.record.kind not in _WIDER[kind]:
            yield Problem(f"a {kind} cannot be a {wider.record.kind}, as `{parent}` is", place)


def _check_contents(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    for key, extra in (("contains", ()), ("may_contain", (ANYTHING,)), ("may_be", ())):
        for at, name in enumerate(getattr(entry.record, key)):
            yield from drawers.concepts.unknown(name, entry.at(key, at), extra)


def _check_circles(entry: Entry[ConceptRecord], drawers: Drawers) -> Iterator[Problem]:
    for key, verb in _LINKS.items():

        def linked(name: str, key: str = key) -> list[str]:
            other = drawers.concepts.entries.get(name)
            return _links(other.record)[key] if other else []

        circle = cycle_through(entry.name, linked)
        if circle:
            message = f"`{entry.name}` leads back to itself: {f' {verb} '.join(circle)}"
            yield Problem(message, entry.key(key), f"take one of these `{key}` away")


def _links(record: ConceptRecord) -> dict[str, list[str]]:
    return {"is": record.is_, "contains": record.contains, "may_be": record.may_be}


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
        equivalent=_conversion(record.equivalent) if record.equivalent else None,
    )


def _conversion(record: ConversionRecord) -> Conversion:
    number, unit = read_amount(record.from_)
    canonical, _ = read_amount(record.to)
    return Conversion(unit, Fraction(canonical) / Fraction(number), record.source)
