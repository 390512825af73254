"""The parts of a product: which substance, in which salt, how much of it.

1,250 mg of calcium carbonate hold 500 mg of calcium; 500 mg of elemental calcium
hold 500 mg. The word makes the difference, so the word is looked for everywhere
it may stand: behind the amount, in its own field, in the form, in the name.
"""

from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.patterns import pattern
from osteon.basics.quantity import Number, tidy
from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import Amount
from osteon.patient.naming import Entry, text_of
from osteon.patient.numerals import shortened
from osteon.patient.terminology import Concept, Salt, Terminology, normalised
from osteon.patient.troubles import NotAssessed, Troubles
from osteon.patient.units import UNITS

ELEMENTAL = "elemental"
_ITSELF = Salt(ELEMENTAL, Fraction(1), "")

FILLERS = {
    "of", "as", "the", "in", "oral", "chewable", "chewables", "liquid", "powder", "solution", "film",
    "coated", "extended", "release", "vegan", "organic", "natural", *UNITS,
}  # fmt: skip
"""Words behind an amount or in a form that say nothing about the substance."""

_WORD = pattern(r"[^\s()\[\],.+]+")


class Salted(NamedTuple):
    """Which part of an amount is the substance. `assumed`: no salt was named, so it is taken as elemental.

    `salt` is the one that was named, wherever it was; "" for none.
    """

    fraction: Number = 1
    assumed: bool = False
    salt: str = ""


def narrowed(
    concepts: tuple[Concept, ...], form: str, terminology: Terminology, troubles: Troubles
) -> tuple[Concept, ...]:
    """Take the form into account: vitamin K2 in the form MK-7 is MK-7.

    A form that contradicts the name is reported, and both are assumed.
    """
    found = terminology.resolve(form) if form else None
    if found is None:
        _report_form(concepts, form, terminology, troubles)
        return concepts
    meant = found.concept
    for concept in concepts:
        if meant.id in terminology.ancestors(concept.id):
            return concepts
        if concept.id in terminology.ancestors(meant.id):
            return tuple(meant if each is concept else each for each in concepts)
    if concepts and meant.kind in ("nutrient", "drug"):
        why = f"the form means {meant.label}, the name {concepts[0].label}; both are assumed"
        troubles.append(NotAssessed(shortened(form), "form", why, "correct the form or the name"))
        return (*concepts, meant)
    return concepts


def _report_form(
    concepts: tuple[Concept, ...], form: str, terminology: Terminology, troubles: Troubles
) -> None:
    # A form matters only where the name leaves it open, and "softgel" is no form of a vitamin.
    words = _words(form)
    if not words or any(_salt(concept, form) is not None for concept in concepts):
        return
    if any(
        len(terminology.descendants(concept.id)) > 1 for concept in concepts if concept.kind == "nutrient"
    ):
        troubles.append(
            NotAssessed(shortened(form), "form", "the form is not recognised", "write for example MK-7")
        )


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in FILLERS]


def _salt(concept: Concept, text: str) -> Salt | None:
    """Return a salt by name; the whole mass for "elemental"; None if it is no salt of this substance."""
    wanted = normalised(text)
    if wanted == ELEMENTAL:
        return _ITSELF
    return next((salt for salt in concept.salts if normalised(salt.name) == wanted), None)


def _salts_said(concept: Concept, behind: str, entry: Entry, named: str) -> Iterator[Salt]:
    """Yield the salts that an entry names, wherever it may: behind the amount, in its fields, in its name."""
    for said in (behind, text_of(entry, "salt"), text_of(entry, "form"), named):
        salt = _salt(concept, said) if said else None
        if salt is not None:
            yield salt


def salted(
    concept: Concept, amount: Amount, entry: Entry, named: str, terminology: Terminology, troubles: Troubles
) -> Salted | None:
    """Say which part of an amount is the substance; None if the words behind it cannot be understood."""
    words = _words(amount.of)
    if ELEMENTAL in words:
        words = [word for word in words if word != ELEMENTAL]
        said = _names(concept, words, terminology, troubles, amount)
        salt = _salt(concept, said) if said else None
        return None if said is None else Salted(salt=salt.name if salt else "")
    behind = _names(concept, words, terminology, troubles, amount)
    if behind is None:
        return None
    salt = next(_salts_said(concept, behind, entry, named), None)
    if salt is not None:
        return Salted(tidy(salt.fraction), salt="" if salt is _ITSELF else salt.name)
    if text_of(entry, "salt"):
        return _unknown_salt(concept, entry, troubles)
    return Salted(assumed=bool(concept.salts))


def salt_named(concept: Concept, amount: Amount | None, entry: Entry, named: str) -> str:
    """Return the salt that an entry names, wherever it does; "" for none, or for a word that is no salt."""
    behind = " ".join(_words(amount.of)) if amount is not None else ""
    salts = _salts_said(concept, behind, entry, named)
    return next((salt.name for salt in salts if salt is not _ITSELF), "")


def _unknown_salt(concept: Concept, entry: Entry, troubles: Troubles) -> Salted | None:
    if not concept.salts:
        return Salted()
    known = ", ".join(salt.name for salt in concept.salts)
    why = f"this salt of {concept.label} is not known, so its amount is not counted"
    troubles.append(NotAssessed(shortened(text_of(entry, "salt")), "salt", why, f"known: {known}, elemental"))
    return None


def _names(
    concept: Concept, words: list[str], terminology: Terminology, troubles: Troubles, amount: Amount
) -> str | None:
    """Return the salt that the words behind an amount name, "" for none; None if they make no sense here."""
    said = " ".join(words)
    if not said:
        return ""
    if _salt(concept, said) is not None:
        return said
    found = terminology.resolve(said)
    if found is not None:
        related = terminology.ancestors(concept.id) | terminology.descendants(concept.id)
        if found.concept.id in related:
            return found.salt
    why = f'"{shortened(said, 40)}" behind the amount is not understood, so the amount is not counted'
    troubles.append(NotAssessed(shortened(amount.text), "amount", why, 'write for example "5000 IU/day"'))
    return None
