"""Names, brands, classes, salts and codes, as data.

A concept is anything a profile can mention: a drug, a nutrient, a class of
either, a product whose label we may not know, a condition, a laboratory test.
A name that does not resolve is reported, never dropped.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

ANYTHING = "anything"
"""What a product of unknown composition may contain."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a concept in somebody's system, and how far it was checked.

    `check` is "verified", "single source" or "from memory".
    """

    system: str
    code: str
    check: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """`one` unit of this substance is `factor` canonical units (1 mcg of vitamin D3 is 40 IU)."""

    unit: str
    factor: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Salt:
    """A salt of a nutrient and the part of its mass that is the nutrient (calcium carbonate: 2/5)."""

    name: str
    fraction: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Implausible:
    """An amount that is more likely a unit slip than a dose.

    Entered in a unit of the kind `entered_in` ("mass", "IU" or "any"), with a daily mean
    `op` the parameter `limit` (">=", ">" or "<"), the amount is quarantined.
    """

    entered_in: str
    op: str
    limit: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a profile can mention.

    `kind` is "drug", "nutrient", "class", "product", "condition", "test" or "food". `label` reads
    in a sentence after "takes" or "has". `parents` are wider concepts. `unit` is the canonical unit
    of a nutrient's amount or a test's value. `contains` and `may_contain` describe a product;
    `may_be` names narrower concepts that a vague one could mean.
    """

    id: str
    kind: str
    label: str
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    unit: str = ""
    conversions: tuple[Conversion, ...] = ()
    salts: tuple[Salt, ...] = ()
    implausible: tuple[Implausible, ...] = ()
    contains: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A name that was found: the concept, and the amount that stood behind the name, if any."""

    concept: Concept
    amount: str = ""


_AMOUNT_BEHIND = re.compile(
    r"^(?P<name>.*?\S)[\s,]+(?P<amount>(?:\d{1,3}\s*[x\u00d7*]\s*)?\d[\d.,]*\s*[A-Za-z\u00b5\u03bc.]+.*)$"
)
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_KEPT_NAMES = 20_000


class Terminology:
    """Every concept by id, with an index of names, brands and codes. Read-only."""

    def __init__(self, concepts: dict[str, Concept]) -> None:
        self.concepts = concepts
        self._index: dict[str, str] = {}
        self._codes: dict[tuple[str, str], str] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._resolved: dict[str, Resolution | None] = {}
        self._suggested: dict[str, str | None] = {}
        for concept in concepts.values():
            for name in (concept.id, concept.label, *concept.names, *concept.brands):
                self._index.setdefault(normalised(name), concept.id)
            for code in concept.codes:
                self._codes.setdefault((normalised(code.system), code.code.casefold()), concept.id)

    def __getitem__(self, id: str) -> Concept:
        return self.concepts[id]

    def __contains__(self, id: object) -> bool:
        return id in self.concepts

    def resolve(self, name: str) -> Resolution | None:
        """Return what a name means, ignoring case, accents and punctuation. None if no concept bears it.

        "vitamin D3 5000 IU/day" is vitamin D3, with the amount behind it.
        """
        if name not in self._resolved:
            if len(self._resolved) > _KEPT_NAMES:
                self._resolved.clear()
            self._resolved[name] = self._found(name)
        return self._resolved[name]

    def _found(self, name: str) -> Resolution | None:
        id = self._index.get(normalised(name))
        if id is not None:
            return Resolution(self.concepts[id])
        behind = _AMOUNT_BEHIND.match(name.strip()) if len(name) <= 500 else None
        id = self._index.get(normalised(behind["name"])) if behind else None
        return Resolution(self.concepts[id], behind["amount"]) if behind and id is not None else None

    def by_code(self, system: str, code: str) -> Concept | None:
        """Return the concept that bears a code, or None."""
        id = self._codes.get((normalised(system), code.casefold()))
        return None if id is None else self.concepts[id]

    def ancestors(self, id: str) -> frozenset[str]:
        """Return a concept and everything wider than it."""
        if id not in self._ancestors:
            parents = [self.ancestors(parent) for parent in self.concepts[id].parents]
            self._ancestors[id] = frozenset({id}).union(*parents)
        return self._ancestors[id]

    def suggest(self, name: str) -> str | None:
        """Return a known name that is spelt much like this one, or None. Never used to resolve."""
        if name not in self._suggested:
            import difflib

            if len(self._suggested) > _KEPT_NAMES:
                self._suggested.clear()
            close = difflib.get_close_matches(normalised(name)[:80], list(self._index), n=1, cutoff=0.8)
            self._suggested[name] = self.concepts[self._index[close[0]]].label if close else None
        return self._suggested[name]


def normalised(name: str) -> str:
    """Fold case, accents and punctuation: "Café-D3 " becomes "cafe d3"."""
    if not name.isascii():
        name = "".join(
            letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
        )
    return _SEPARATORS.sub(" ", name.casefold()).strip()
