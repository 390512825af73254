"""What stands in the name of a product: "Calcium Carbonate 500 MG / Ergocalciferol 400 UNT Oral Tablet".

Prescribing systems, labels and pharmacies write strengths into names, each in
their own way. Only what is plainly there is taken: a strength belongs to the name
before it, and what has no name before it is not counted.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from osteon.basics.quantity import tidy
from osteon.basics.typed import NamedTuple
from osteon.patient.amounts import Amount, AmountError, conversion, read_amount
from osteon.patient.naming import Entry, text_of
from osteon.patient.numerals import shortened, spelt
from osteon.patient.substances import FILLERS
from osteon.patient.terminology import Concept, Terminology
from osteon.patient.troubles import NotAssessed, Troubles
from osteon.patient.units import unit_named

LONGEST = 300

_UNIT = (
    r"iu|i\.u\.|ie|i\.e\.|ui|unt|units?|international units?|mcgs?|ug|\u00b5g|\u03bcg|"
    r"micrograms?|milligrams?|grams?|mg|g"
)
_PIECES = {
    "mL": "ml millilitre milliliter",
    "tablet": "tablet tablets tab tabs",
    "capsule": "capsule capsules cap caps softgel softgels",
    "drop": "drop drops",
    "gummy": "gummy gummies",
    "sachet": "sachet sachets spray actuat",
    "serving": "serving servings",
    "hour": "hr hour",
    "mg": "mg",
}
_PIECE = {word: piece for piece, words in _PIECES.items() for word in words.split()}
_COUNTED = frozenset(_PIECES) - {"hour", "mg"}
_WORDS = "|".join(sorted(_PIECE, key=len, reverse=True))
_STRENGTH = re.compile(
    rf"(?<![\w.,])(?P<number>\d[\d.,]*)\s*(?P<unit>{_UNIT})(?![a-z])"
    rf"(?:\s*(?:/|\bper\b|\bin(?: each)?\b)\s*(?P<many>\d[\d.,]*)?\s*(?P<per>{_WORDS})\b(?!\s*\d))?",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\s*(?:(?:/|\bper\b|\ba\b)\s*(?:day|week|month)|"
    r"(?:(?:once|twice|three times) )?(?:daily|weekly|monthly|a day))\b",
    re.IGNORECASE,
)
_BRAND = re.compile(r"\[[^\]]*\]")
_RELEASE = re.compile(r"^\s*\d+ HR\b", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[/+,;&]|\b(?:with|and|plus)\b)\s*", re.IGNORECASE)
_SEPARATORS = " \t-,;/+&"
_EDGES = _SEPARATORS + "()"
_BESIDE = re.compile(r"[+&]|\b(?:with|and|plus)\b", re.IGNORECASE)
_ELEMENTAL = re.compile(r"\s*(?:of )?elemental\b", re.IGNORECASE)


class Strength(NamedTuple):
    """A substance in the name of a product, and how much of it one unit holds.

    `amount` is empty where the name gives no strength; `other` is the same strength in another unit, in
    brackets behind it; `per` names the unit if the name does ("mL"), and `many` how many of them.
    """

    name: str
    amount: str = ""
    other: str = ""
    per: str = ""
    many: str = "1"


def strengths(text: str) -> tuple[Strength, ...]:
    """Return what the name of a product says is in it; nothing for a name without a strength."""
    if len(text) > LONGEST:
        return ()
    plain = _RELEASE.sub("", _BRAND.sub(" ", text))
    found: list[Strength] = []
    behind = 0
    for each in _STRENGTH.finditer(plain):
        name = _name(plain[behind : each.start()], first=not found)
        often = _OFTEN.match(plain, each.end())
        amount, behind = f"{each['number']} {each['unit']}", each.end()
        if often is not None:
            amount, behind = f"{amount} {often[0].strip()}", often.end()
        if name:
            per = _PIECE[each["per"].casefold()] if each["per"] else ""
            found.append(Strength(name, amount, "", per, each["many"] or "1"))
        elif not found:
            return ()
        elif plain[: each.start()].rstrip()[-1:] in ("(", "="):
            found[-1] = _also(found[-1], amount, plain[behind:])
        elif plain[: each.start()].rstrip()[-1:] == "-":
            found.append(Strength("", amount))
        else:
            return ()
    return (*_shared_out(found), *_unmeasured(plain[behind:])) if found else ()


def _also(strength: Strength, amount: str, rest: str) -> Strength:
    # "calcium carbonate 1250 mg (500 mg elemental calcium)": the second is what counts.
    if _ELEMENTAL.match(rest):
        return strength._replace(amount=f"{amount} elemental")
    return strength if strength.other else strength._replace(other=amount)


def _shared_out(found: list[Strength]) -> list[Strength]:
    """Give names and strengths to each other where both are joined: "calcium-vitamin D3 600 mg-400 unit"."""
    if all(each.name for each in found):
        return found
    names = found[0].name.split("-")
    if len(names) != len(found) or any(each.name for each in found[1:]):
        return []
    return [each._replace(name=name.strip()) for each, name in zip(found, names, strict=True)]


def _name(between: str, *, first: bool) -> str:
    # Behind the strength of one substance stands perhaps a form, then a separator, then the next name.
    parts = [part for part in _APART.split(between) if part.strip(_EDGES)]
    if first:
        return between.strip(_SEPARATORS if between.count("(") == between.count(")") else _EDGES)
    names = [part for part in parts if not _is_form(part)]
    return names[-1].strip(_EDGES) if len(names) == 1 else ""


def _unmeasured(rest: str) -> Iterator[Strength]:
    # "Vitamin D3 5000 IU + K2": nobody said how much K2, but it is there.
    for part in _APART.split(rest.lstrip(") "))[1:]:
        if part.strip(_EDGES) and not _is_form(part):
            yield Strength(part.strip(_EDGES))


def _is_form(text: str) -> bool:
    return all(word in FILLERS or word.isdigit() for word in re.findall(r"[^\W_]+", text.casefold()))


def is_label(entry: Entry, terminology: Terminology) -> bool:
    """Say whether the name of an entry holds more than one name with one amount, so that it needs reading."""
    name = text_of(entry, "name")
    if entry.get("ingredients") or len(name) > LONGEST or not _STRENGTH.search(name):
        return False
    found = terminology.resolve(name)
    if found is not None and not found.amount:
        return False
    marks = list(_STRENGTH.finditer(name))
    beside = _BESIDE.split(name[marks[0].end() :])[1:]
    return len(marks) > 1 or bool(marks[0]["per"]) or any(terminology.resolve(each) for each in beside)


def labelled(entry: Entry, terminology: Terminology, troubles: Troubles) -> Entry:
    """Return an entry with the ingredients that its name lists."""
    listed = strengths(text_of(entry, "name")) or _named_at_all(text_of(entry, "name"), terminology, troubles)
    if not listed or len(listed) > 1 and not any(terminology.resolve(each.name) for each in listed):
        return entry
    fits = _fits(entry, listed, troubles)
    parts = [_ingredient(each, terminology, fits, troubles) for each in listed]
    return {**entry, "ingredients": parts}


def _named_at_all(name: str, terminology: Terminology, troubles: Troubles) -> tuple[Strength, ...]:
    """Return what a name mentions if its strengths cannot be told apart: it is there, however much it is."""
    parts = [part.strip(_EDGES) for part in _APART.split(_STRENGTH.sub(" ; ", name))]
    found = [(part, terminology.resolve(part)) for part in parts if part]
    known = {meant.concept.id: part for part, meant in found if meant is not None}
    if len(known) < 2:
        return ()
    why = "its name holds several strengths that cannot be told apart, so none is counted"
    troubles.append(NotAssessed(shortened(name), "name", why, "list the ingredients, each with its amount"))
    return tuple(Strength(part) for part in known.values())


def _fits(entry: Entry, listed: tuple[Strength, ...], troubles: Troubles) -> bool:
    """Say whether a strength "per mL" meets an amount in mL; else nobody knows how many were taken."""
    pieces = {each.per for each in listed if each.amount} or {""}
    if pieces == {""}:
        return True
    try:
        given = read_amount(text_of(entry, "amount")).unit.name
    except AmountError:
        given = ""
    if pieces == {given}:
        return True
    per = ", ".join(sorted(piece or "unit" for piece in pieces))
    why = f"its name tells what one {per} holds, and the amount taken is not told in that unit"
    hint = f'write for example "1 {per} daily"' if pieces <= _COUNTED else ""
    troubles.append(NotAssessed(shortened(text_of(entry, "name")), "amount", why, hint))
    return False


def _ingredient(
    each: Strength, terminology: Terminology, fits: bool, troubles: Troubles
) -> dict[str, object]:
    amount = _single(each, terminology, troubles) if each.amount and fits else ""
    told: dict[str, object] = {"name": each.name}
    return told | {"amount": amount} if amount else told


def _single(each: Strength, terminology: Terminology, troubles: Troubles) -> str:
    """Return the strength of one unit as an amount; "" where the name says two that differ."""
    many = each.many
    if each.other and not _same(each, terminology):
        why = f"its name gives two strengths that differ, {each.amount} and {each.other}; none is counted"
        troubles.append(NotAssessed(shortened(each.name), "name", why, "check the label"))
        return ""
    if many == "1":
        return each.amount
    try:
        whole, parts = read_amount(each.amount), read_amount(f"{many} mL")
    except AmountError as trouble:
        troubles.append(NotAssessed(shortened(each.amount), "name", trouble.message, trouble.hint))
        return ""
    if not parts.value:
        return ""
    return f"{spelt(tidy(Fraction(whole.value) / parts.value))} {whole.unit.name}"


def _same(each: Strength, terminology: Terminology) -> bool:
    found = terminology.resolve(each.name)
    if found is None:
        return True
    concept = terminology.measured(found.concept.id)
    one, other = _worth(each.amount, concept), _worth(each.other, concept)
    return one is None or other is None or one == other


def _worth(text: str, concept: Concept) -> object:
    try:
        amount: Amount = read_amount(text)
    except AmountError:
        return None
    factor = conversion(concept, amount.unit, concept.unit) if unit_named(concept.unit) else None
    return None if factor is None else amount.value * factor
