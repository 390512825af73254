"""Which concepts an entry names: by its name, its codes, or the class of product it says it is."""

from collections.abc import Mapping

from osteon.basics.typed import NamedTuple
from osteon.patient.numerals import shortened
from osteon.patient.terminology import Concept, Terminology
from osteon.patient.troubles import NotAssessed, Troubles

Entry = Mapping[str, object]


class Named(NamedTuple):
    """What an entry names: its concepts (several where name and code disagree), amount and salt in it."""

    concepts: tuple[Concept, ...]
    amount: str = ""
    salt: str = ""


def text_of(entry: Entry, key: str) -> str:
    """Return a text field, or "" where it was not told."""
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def by_name(entry: Entry | str) -> Entry | str:
    """Return the name of an entry that names nothing else, which is found faster."""
    if isinstance(entry, str) or "codes" in entry or "name" not in entry:
        return entry
    return text_of(entry, "name")


def identify(entry: Entry, terminology: Terminology, troubles: Troubles) -> Named:
    """Find the concepts of an entry. An entry that names nothing we know has none; that is reported."""
    name = text_of(entry, "name")
    found = terminology.resolve(name) if name else None
    concepts = [found.concept] if found else []
    concepts += _coded(entry, terminology)
    concepts = _narrowest(concepts, terminology)
    if len(concepts) > 1:
        labels = " and ".join(concept.label for concept in concepts)
        why = f"its name and codes mean different things: {labels}; all of them are assumed"
        troubles.append(NotAssessed(shortened(name), "codes", why, "correct the name or the codes"))
    concepts += _of_class(entry, terminology, troubles)
    if not concepts and not entry.get("ingredients"):
        troubles.append(unrecognised(name or "an entry without name", terminology, "name"))
    return Named(tuple(concepts), found.amount if found else "", found.salt if found else "")


def unrecognised(name: str, terminology: Terminology, where: str) -> NotAssessed:
    """Say that a name means nothing to us, and what it is probably meant for.

    A guess is never acted on: what a misspelt name stands for stays not known until it is confirmed.
    """
    near = [f'"{each}"' for each in terminology.probably(name)]
    if not near:
        hint = "check the spelling, write the generic name, or give a code"
        return NotAssessed(shortened(name), where, "the name is not recognised", hint)
    why = f"the name is not recognised; it is probably {' or '.join(near)}"
    return NotAssessed(shortened(name), where, why, f"confirm it: write {' or '.join(near)}")


def _coded(entry: Entry, terminology: Terminology) -> list[Concept]:
    codes = entry.get("codes")
    found = []
    for code in codes if isinstance(codes, list | tuple) else ():
        concept = terminology.by_code(text_of(code, "system"), text_of(code, "code"))
        if concept is not None:
            found.append(concept)
    return found


def _of_class(entry: Entry, terminology: Terminology, troubles: Troubles) -> list[Concept]:
    said = text_of(entry, "class")
    found = terminology.resolve(said) if said else None
    if said and found is None:
        troubles.append(unrecognised(said, terminology, "class"))
    return [found.concept] if found else []


def _narrowest(concepts: list[Concept], terminology: Terminology) -> list[Concept]:
    # "blood thinner" with the code of warfarin is warfarin: what is wider adds nothing.
    unique = {concept.id: concept for concept in concepts}
    return [
        concept
        for concept in unique.values()
        if not any(concept.id in terminology.ancestors(other) for other in unique if other != concept.id)
    ]
