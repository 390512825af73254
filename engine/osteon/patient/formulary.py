"""Looks entries up once: the same text means the same product for every patient."""

import re
from collections.abc import Collection, Mapping

from osteon.basics.patterns import pattern
from osteon.basics.quantity import BOUNDLESS, Interval, Number, tidy
from osteon.patient.amounts import AmountError, conversion, read_amount
from osteon.patient.composition import Composer
from osteon.patient.naming import Entry, Named, identify, text_of
from osteon.patient.product import NO_AMOUNT_KNOWN, Part, Product, added, larger
from osteon.patient.substances import narrowed
from osteon.patient.terminology import ANYTHING, Concept, Terminology
from osteon.patient.troubles import NotAssessed, Troubles
from osteon.patient.units import unit_named

_MOST_KEPT = 4_096
_LONGEST_KEPT = 2_000

TAKEN = ("drug", "nutrient", "class", "product", "food")
"""The kinds of concept that a patient takes."""

_LISTED = {"condition": "conditions", "test": "tests"}


class Formulary:
    """Turns entries into Products.

    `wanted` are the concepts that some fact asks about; `kinds` are those that belong in the list at hand.
    """

    def __init__(
        self,
        terminology: Terminology,
        wanted: Collection[str],
        limits: Mapping[str, Number],
        kinds: Collection[str] = TAKEN,
    ) -> None:
        self.terminology = terminology
        self._kinds = frozenset(kinds)
        self.composer = Composer(terminology, limits)
        self.wanted = tuple(dict.fromkeys(id for id in wanted if id in terminology))
        self._within: dict[str, frozenset[str]] = {}
        self._kept: dict[object, Product] = {}

    def _could_be(self, id: str) -> frozenset[str]:
        found = self._within.get(id)
        if found is None:
            found = self._within[id] = self._wider_or_narrower(id)
        return found

    def _wider_or_narrower(self, id: str) -> frozenset[str]:
        # A vague entry could be the wanted concept if it names it, something wider or something narrower.
        narrower = self.terminology.descendants(id)
        could = self.terminology.ancestors(id) | narrower
        return could if narrower.isdisjoint(self.terminology.in_both_lists) else could | {ANYTHING}

    def product(self, entry: Entry | str) -> Product:
        """Return what an entry holds."""
        key = entry if isinstance(entry, str) else _key(entry)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._made({"name": entry} if isinstance(entry, str) else entry, key)
            if is_short(key):
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = kept
        return kept

    def _made(self, entry: Entry, key: object) -> Product:
        if _says_nothing_taken(entry):
            return Product(key, hash(key))
        troubles: Troubles = []
        if _may_hold_several(text_of(entry, "name")):
            entry = _labelled(entry, self.terminology, troubles)
        named = identify(entry, self.terminology, troubles)
        listed = bool(entry.get("ingredients"))
        concepts = named.concepts
        if not listed:
            concepts = narrowed(concepts, text_of(entry, "form"), self.terminology, troubles)
        troubles += [_misfiled(concept) for concept in concepts if concept.kind not in self._kinds]
        parts = self.composer.parts(entry, Named(concepts, named.amount, named.salt), troubles)
        lost = listed and any(".name" in trouble.where for trouble in troubles)
        unrecognised = not concepts and not listed
        unlabelled = _unlabelled(concepts, listed)
        if lost or unrecognised:
            unlabelled |= {ANYTHING}
        return self._product(key, concepts, parts, unlabelled, unrecognised or lost, troubles)

    def _product(
        self,
        key: object,
        concepts: tuple[Concept, ...],
        parts: tuple[Part, ...],
        unlabelled: frozenset[str],
        unrecognised: bool,
        troubles: Troubles,
    ) -> Product:
        taken = [part for part in parts if not _is_zero(part)]
        named = concepts if taken or not parts else ()
        held = self._held([*(part.concept for part in taken), *(each for each in named if _is_itself(each))])
        vague = unlabelled.union(*(each.may_be for each in named), (part.concept.id for part in taken))
        daily, single = self._amounts(taken)
        holds = tuple(id for id in self.wanted if id in held)
        may_hold = self._could_hold(vague, held)
        quarantined = self._held([part.concept for part in taken if part.quarantined])
        could_hold = self._could_hold(unlabelled, held)
        return Product(
            key,
            hash(key),
            concepts,
            parts,
            held,
            holds,
            may_hold,
            frozenset((*holds, *may_hold)),
            could_hold,
            unrecognised,
            bool(may_hold) or unrecognised,
            bool(quarantined or could_hold) or unrecognised,
            not (holds or may_hold or unrecognised or quarantined or troubles),
            daily,
            single,
            self._held([part.concept for part in taken if part.assumed]),
            quarantined,
            tuple(troubles),
        )

    def _could_hold(self, vague: frozenset[str], held: frozenset[str]) -> tuple[str, ...]:
        if not vague:
            return ()
        return tuple(id for id in self.wanted if id not in held and not vague.isdisjoint(self._could_be(id)))

    def _held(self, concepts: list[Concept]) -> frozenset[str]:
        return frozenset().union(*(self.terminology.ancestors(concept.id) for concept in concepts))

    def _amounts(self, parts: list[Part]) -> tuple[dict[str, Interval], dict[str, Interval]]:
        daily: dict[str, Interval] = {}
        single: dict[str, Interval] = {}
        for id in self.wanted:
            unit = self.terminology.measured(id).unit
            for part in parts:
                if unit and id in self.terminology.ancestors(part.concept.id):
                    mean, once = self._counted(part, unit, id)
                    daily[id] = added(daily.get(id, _NOTHING), mean)
                    single[id] = larger(single.get(id, _NOTHING), once)
        return daily, single

    def _counted(self, part: Part, unit: str, id: str) -> tuple[Interval, Interval]:
        mean, once = _in_unit(part, unit)
        if self.terminology[id].kind != "class":
            return mean, once
        # Milligrams of different drugs of a class add up only by what each counts for.
        worth = self.terminology[part.concept.id].equivalent
        if worth is None:
            return NO_AMOUNT_KNOWN, NO_AMOUNT_KNOWN
        return _scaled(mean, worth.factor), _scaled(once, worth.factor)


_NOTHING = Interval(0, 0)

_STRENGTHS = pattern(
    r"\d ?[a-z\u00b5.]+.*(?:[+,;&(]|\b(?:with|and|plus|in)\b|(?:/|\bper\b)(?! ?(?:day|week|wk|month|d)\b))",
    re.IGNORECASE,
)
"""What a name looks like that may hold more than one substance with one amount."""


def _may_hold_several(name: str) -> bool:
    # Something must stand behind a digit; "vitamin D3" need not be looked at closely.
    return any(map(str.isdecimal, name[:-1])) and _STRENGTHS.search(name) is not None


def _labelled(entry: Entry, terminology: Terminology, troubles: Troubles) -> Entry:
    # Fetched only here: most names are one name, and the command line should start at once.
    from osteon.patient.labels import is_label, labelled

    return labelled(entry, terminology, troubles) if is_label(entry, terminology) else entry


def _says_nothing_taken(entry: Entry) -> bool:
    try:
        return not read_amount(text_of(entry, "amount")).value
    except AmountError:
        return False


def _misfiled(concept: Concept) -> NotAssessed:
    where = _LISTED.get(concept.kind, "medications or supplements")
    why = f"{concept.label} is a {concept.kind}, and does not belong in this list"
    return NotAssessed(concept.label, "name", why, f"list it under {where}")


def _in_unit(part: Part, unit: str) -> tuple[Interval, Interval]:
    counted = unit_named(part.concept.unit)
    factor = conversion(part.concept, counted, unit) if counted else None
    if part.dose is None or factor is None:
        return NO_AMOUNT_KNOWN, NO_AMOUNT_KNOWN
    if factor == 1:
        return part.dose.daily, part.dose.single
    return _scaled(part.dose.daily, factor), _scaled(part.dose.single, factor)


def _scaled(interval: Interval, factor: Number) -> Interval:
    if interval.high == BOUNDLESS:
        return Interval(interval.low * factor, BOUNDLESS)
    return Interval(tidy(interval.low * factor), tidy(interval.high * factor))  # type: ignore[arg-type]  # finite


def _is_zero(part: Part) -> bool:
    return part.dose is not None and part.dose.daily.high == 0


def _is_itself(concept: Concept) -> bool:
    # A product, class or food is what it is, whatever its label says is in it.
    return concept.kind in ("product", "class", "food", "condition", "test")


def _unlabelled(concepts: tuple[Concept, ...], listed: bool) -> frozenset[str]:
    return frozenset() if listed else frozenset().union(*(concept.may_contain for concept in concepts))


def _key(entry: Entry) -> object:
    get = entry.get
    simple = (
        get("name"), get("amount"), get("form"), get("salt"),
        get("units"), get("times_per_day"), get("every_days"), get("class"), get("as_needed"),
    )  # fmt: skip
    if "ingredients" not in entry and "codes" not in entry:
        return simple
    return (*simple, frozen(get("ingredients")), frozen(get("codes")))


def frozen(value: object) -> object:
    """Return lists and mappings as tuples, which may be looked up."""
    if isinstance(value, Mapping):
        return tuple([(key, frozen(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return tuple([frozen(each) for each in value])
    return value


def is_short(key: object) -> bool:
    """Say whether a product is worth keeping: very long texts are not, and would fill the memory."""
    return _length(key) <= _LONGEST_KEPT


def _length(key: object) -> int:
    if isinstance(key, str):
        return len(key)
    return sum(map(_length, key)) if isinstance(key, tuple) else 8
