"""What a product is made of: listed ingredients first, else what its concept is known to contain."""

from collections.abc import Iterable, Mapping

from osteon.basics.quantity import Number, exactly
from osteon.patient.amounts import Amount, conversion, is_unknown, read_amount
from osteon.patient.dosing import Dose, HowTaken, counted, how_taken, reckon, scaled
from osteon.patient.naming import Entry, Named, identify, text_of
from osteon.patient.numerals import AmountError, shortened
from osteon.patient.plausibility import is_implausible
from osteon.patient.product import Part
from osteon.patient.substances import narrowed, salt_named, salted
from osteon.patient.terminology import Concept, Terminology
from osteon.patient.troubles import NotAssessed, Troubles, placed
from osteon.patient.units import IU as IU_KIND
from osteon.patient.units import MASS, PIECE, SERVING, unit_named

_MEASURED = (MASS, IU_KIND)


class Composer:
    """Works out the parts of entries, with the terminology and the limits of one day."""

    def __init__(self, terminology: Terminology, limits: Mapping[str, Number]) -> None:
        self.terminology = terminology
        self.limits = limits

    def parts(self, entry: Entry, named: Named, troubles: Troubles) -> tuple[Part, ...]:
        """Return the substances of an entry. What cannot be used lands in `troubles`."""
        how = how_taken(entry, troubles)
        text = text_of(entry, "amount")
        if is_unknown(text):
            return self._unmeasured(entry, named)
        given = self._read(text, "amount", troubles)
        ingredients = entry.get("ingredients")
        if ingredients:
            return self._listed(ingredients, named, given, how, troubles)
        behind = self._read(named.amount, "name", troubles)
        strength = given if given is not None and given.unit.kind not in (PIECE, SERVING) else behind
        if given is not None and strength is not given:
            how = counted(given, how)
            if strength is not None and given.unit.name == "mL" and given.value:
                troubles.append(_not_per_ml(given, strength))
                strength = None
        contents = self._contents(named.concepts)
        if strength is not None and len(contents) > 1 and strength.value:
            self._report_shared(strength, troubles)
            strength = None
        if strength is None and given is not None and given.unit.kind in (PIECE, SERVING) and given.value:
            self._report_pieces(given, contents, troubles)
        return tuple(self._part(concept, strength, how, entry, named.salt, troubles) for concept in contents)

    def _unmeasured(self, entry: Entry, named: Named) -> tuple[Part, ...]:
        """Return the parts of an entry whose amount is said to be unknown, whatever its name says."""
        listed = entry.get("ingredients")
        bare = [_without_amount(each) for each in listed] if isinstance(listed, list | tuple) else ()
        if bare:
            return self._listed(bare, named, None, HowTaken(), [])
        contents = self._contents(named.concepts)
        return tuple(self._part(concept, None, HowTaken(), entry, named.salt, []) for concept in contents)

    def _read(self, text: str, where: str, troubles: Troubles) -> Amount | None:
        if not text or is_unknown(text):
            return None
        try:
            return read_amount(text)
        except AmountError as trouble:
            troubles.append(NotAssessed(shortened(text), where, trouble.message, trouble.hint))
            return None

    def _contents(self, concepts: Iterable[Concept]) -> list[Concept]:
        contents: list[Concept] = []
        for concept in concepts:
            held = [self.terminology[id] for id in concept.contains if id in self.terminology]
            contents += held or ([] if concept.kind == "product" else [concept])
        return contents

    def _listed(
        self, ingredients: object, named: Named, given: Amount | None, how: HowTaken, troubles: Troubles
    ) -> tuple[Part, ...]:
        if given is not None and given.unit.kind in (PIECE, SERVING):
            how = counted(given, how)
        elif given is not None:
            self._report_shared(given, troubles)
        parts: list[Part] = []
        for at, ingredient in enumerate(ingredients if isinstance(ingredients, list | tuple) else ()):
            parts += self._ingredient(ingredient, at, how, troubles)
        held = set().union(*(self.terminology.ancestors(part.concept.id) for part in parts))
        # A bottle called MK-7 whose list of ingredients forgets it still holds it.
        parts += [
            Part(self.terminology.measured(concept.id))
            for concept in named.concepts
            if concept.kind in ("nutrient", "drug") and concept.id not in held
        ]
        return tuple(parts)

    def _ingredient(self, ingredient: object, at: int, how: HowTaken, troubles: Troubles) -> list[Part]:
        entry: Entry = ingredient if isinstance(ingredient, Mapping) else {"name": ingredient}
        own: Troubles = []
        named = identify(entry, self.terminology, own)
        concepts = narrowed(named.concepts, text_of(entry, "form"), self.terminology, own)
        own_text = text_of(entry, "amount")
        told = own_text or named.amount
        strength = self._read(told, "amount" if own_text else "name", own)
        parts = [self._part(concept, strength, how, entry, named.salt, own) for concept in concepts]
        troubles += [placed(trouble, f"ingredients[{at}]") for trouble in own]
        return parts

    def _part(
        self,
        concept: Concept,
        strength: Amount | None,
        how: HowTaken,
        entry: Entry,
        salt: str,
        troubles: Troubles,
    ) -> Part:
        concept = self.terminology.measured(concept.id)
        named = salt_named(concept, strength, entry, salt)
        if strength is None or not concept.unit:
            dose = _NOTHING_TAKEN if strength is not None and not strength.value else None
            return Part(concept, dose, salt=named)
        if not strength.value:
            return Part(concept, _NOTHING_TAKEN, salt=named)
        share = salted(concept, strength, entry, salt, self.terminology, troubles)
        factor = conversion(concept, strength.unit, concept.unit)
        if factor is None:
            troubles.append(_no_conversion(concept, strength))
        if share is None or factor is None:
            return Part(concept, salt=named)
        named = named or share.salt
        dose = scaled(reckon(strength, how), factor * share.fraction)
        if dose.unclear:
            troubles.append(_said_twice(strength))
        if is_implausible(concept, strength.unit, dose.daily, self.limits):
            troubles.append(_quarantined(concept, strength))
            return Part(concept, quarantined=True, salt=named)
        return Part(concept, dose, dose.assumed or share.assumed, salt=named)

    def _report_shared(self, strength: Amount, troubles: Troubles) -> None:
        why = "the product has several ingredients, and the amount does not say of which it is"
        troubles.append(
            NotAssessed(shortened(strength.text), "amount", why, "give each ingredient its amount")
        )

    def _report_pieces(self, given: Amount, contents: list[Concept], troubles: Troubles) -> None:
        if any(self.terminology.measured(concept.id).unit for concept in contents):
            piece = given.unit.name
            why = f"it counts in {piece}s, and nobody told how much one {piece} holds"
            hint = f'write the strength too, for example "vitamin D3 1000 IU", 2 {piece}s daily'
            troubles.append(NotAssessed(shortened(given.text), "amount", why, hint))


def _without_amount(ingredient: object) -> object:
    if not isinstance(ingredient, Mapping):
        return {"name": ingredient, "amount": "unknown"}
    return {**ingredient, "amount": "unknown"}


_NOTHING_TAKEN = Dose(exactly(0), exactly(0))


def _no_conversion(concept: Concept, strength: Amount) -> NotAssessed:
    if strength.unit.kind == IU_KIND:
        why = f"{concept.label} is not measured in IU, so the amount is not counted"
    else:
        why = f"{strength.unit.name} of {concept.label} cannot be converted to {concept.unit}"
    unit = "mcg" if concept.unit == "IU" and concept.conversions else concept.unit
    return NotAssessed(shortened(strength.text), "amount", why, f"write it in {unit}")


def _not_per_ml(given: Amount, strength: Amount) -> NotAssessed:
    why = f"it is counted in mL, and its name does not say that {shortened(strength.text, 20)} is in one mL"
    return NotAssessed(shortened(given.text), "amount", why, 'write the strength as "400 IU/mL"')


def _said_twice(strength: Amount) -> NotAssessed:
    why = "the amount and the fields beside it both say how often or how many; every reading is kept possible"
    return NotAssessed(shortened(strength.text), "amount", why, "say it in one place only")


def _quarantined(concept: Concept, strength: Amount) -> NotAssessed:
    why = (
        f"this is hardly a dose of {concept.label}; more likely its unit slipped: it is left out of every sum"
    )
    return NotAssessed(
        shortened(strength.text), "amount", why, f"check the label: {_near_units(concept, strength)}?"
    )


def _near_units(concept: Concept, strength: Amount) -> str:
    others = {"mcg": "mg or IU", "mg": "mcg", "g": "mg or mcg", "IU": "mcg"}[strength.unit.name]
    if strength.unit.name == "mcg" and unit_named(concept.unit) not in (None, unit_named("IU")):
        others = "mg"
    return f"is it {strength.unit.name}, or {others}"
