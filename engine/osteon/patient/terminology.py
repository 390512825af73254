"""Names, brands, classes, salts and codes, as data.

A concept is anything a profile can mention: a drug, a nutrient, a class of
either, a product whose label we may not know, a condition, a laboratory test.
A name that does not resolve is reported, never dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from osteon.basics.patterns import pattern
from osteon.basics.records import dataclass, replace
from osteon.patient.spelling import nearest

ANYTHING = "anything"
"""What a product of unknown composition may contain."""

IN_BOTH_LISTS = ("nutrient", "product", "food")


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
    `may_be` names narrower concepts that a vague one could mean. `equivalent` says what one unit of a drug
    counts for in the amounts of its class (hydrocortisone for a quarter of prednisone).
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
    equivalent: Conversion | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A name that was found: its concept, the amount behind it, and the salt in it, if any."""

    concept: Concept
    amount: str = ""
    salt: str = ""


_AMOUNT_BEHIND = pattern(r"[\s,(]+(?=(?:\d{1,3} ?[x\u00d7] ?)?\d[\d.,' \u2013-]*(?:e[+-]?\d+)? ?[^\W\d_])")
_IN_BRACKETS = pattern(r"^(?P<outside>[^()]+)\((?:as )?(?P<inside>[^()]+)\)\s*$", re.IGNORECASE)
_MEASURED = ("unit", "conversions", "salts", "implausible")
_LONGEST_NAME = 300
_MOST_KEPT = 20_000
_Codes = list[tuple[str, str, str]]
Indexes = tuple[dict[str, tuple[str, str]], _Codes, _Codes, dict[str, list[str]], list[str]]
"""Names to a concept and its salt; codes and categories of codes as system, text and concept; to each concept
those directly below it; and the concepts that supplements may hold as well as medicines."""


class Terminology:
    """Every concept by id, with an index of names, brands and codes. Read-only.

    Where two concepts claim the same name, the first one has it; the loader refuses such a pack.
    """

    def __init__(self, concepts: Mapping[str, Concept], indexes: Indexes | None = None) -> None:
        self.concepts = concepts
        self._index: dict[str, tuple[str, str]] = {}
        self._codes: dict[tuple[str, str], str] = {}
        self._categories: _Codes = []
        self._ancestors: dict[str, frozenset[str]] = {}
        self._below: dict[str, list[str]] = {}
        self._descendants: dict[str, set[str]] = {}
        self._measured: dict[str, Concept] = {}
        self._resolved: dict[str, Resolution | None] = {}
        self._probably: dict[str, tuple[str, ...]] = {}
        if indexes is not None:
            self._index, codes, self._categories, self._below, self.in_both_lists = indexes
            self._codes = {(system, code): concept for system, code, concept in codes}
            return
        self.in_both_lists = [each.id for each in concepts.values() if each.kind in IN_BOTH_LISTS]
        for concept in concepts.values():
            self._file(concept)
        for concept in concepts.values():
            self._file_salts(concept)

    def indexes(self) -> Indexes:
        """Return the indexes as plain data, for a quick opening."""
        codes = [(*key, concept) for key, concept in self._codes.items()]
        return self._index, codes, self._categories, self._below, self.in_both_lists

    def __getitem__(self, id: str) -> Concept:
        return self.concepts[id]

    def __contains__(self, id: object) -> bool:
        return id in self.concepts

    def _file(self, concept: Concept) -> None:
        for parent in concept.parents:
            self._below.setdefault(parent, []).append(concept.id)
        for name in _names(concept):
            self._index.setdefault(normalised(name), (concept.id, ""))
        for code in concept.codes:
            system, text = normalised(code.system), code.code.casefold()
            # "M80.-" is the whole category M80: every code that starts with it.
            if text.endswith("-"):
                self._categories.append((system, text.rstrip("-"), concept.id))
            else:
                self._codes.setdefault((system, text), concept.id)

    def _file_salts(self, concept: Concept) -> None:
        # "calcium carbonate" is calcium, as its carbonate, unless it is a concept of its own.
        for salt in concept.salts:
            for name in (concept.id, concept.label, *concept.names):
                self._index.setdefault(normalised(f"{name} {salt.name}"), (concept.id, salt.name))

    def resolve(self, name: str) -> Resolution | None:
        """Return what a name means, ignoring case, accents and punctuation. None if no concept bears it.

        "vitamin D3 5000 IU/day" is vitamin D3, with the amount behind it.
        """
        if name in self._resolved:
            return self._resolved[name]
        found = self._named(name) or self._with_amount(name) or self._in_brackets(name)
        if len(name) <= _LONGEST_NAME:
            if len(self._resolved) >= _MOST_KEPT:
                self._resolved.clear()
            self._resolved[name] = found
        return found

    def _named(self, name: str) -> Resolution | None:
        if len(name) > _LONGEST_NAME:
            return None
        id, salt = self._index.get(normalised(name) or "nothing", ("", ""))
        return Resolution(self.concepts[id], salt=salt) if id else None

    def _with_amount(self, name: str) -> Resolution | None:
        if len(name) > _LONGEST_NAME:
            return None
        # The longest name that is known wins: in "vitamin B 12 500 mcg" the amount is 500 mcg.
        for split in reversed(list(_AMOUNT_BEHIND.finditer(name))):
            found = self._named(name[: split.start()]) or self._in_brackets(name[: split.start()])
            if found is not None:
                amount = name[split.end() :].strip()
                return replace(found, amount=amount.rstrip(")") if "(" in split[0] else amount)
        return None

    def _in_brackets(self, name: str) -> Resolution | None:
        # "calcium (as carbonate)", "vitamin K2 (MK-7)": what the brackets hold must be known as well,
        # or "vitamin D3 (with K2)" would lose its K2.
        found = _IN_BRACKETS.match(name) if len(name) <= _LONGEST_NAME else None
        if found is None:
            return None
        salted = self._named(f"{found['outside']} {found['inside']}")
        outside, inside = self._named(found["outside"]), self._named(found["inside"])
        if salted or outside is None or inside is None:
            return salted
        if outside.concept.id in self.ancestors(inside.concept.id):
            return inside
        return outside if inside.concept.id in self.ancestors(outside.concept.id) else None

    def by_code(self, system: str, code: str) -> Concept | None:
        """Return the concept that bears a code, or whose category of codes holds it; or None."""
        key = normalised(system), code.strip().casefold()
        id = self._codes.get(key)
        if id is None:
            within = [each for each in self._categories if each[0] == key[0] and key[1].startswith(each[1])]
            id = max(within, key=lambda each: len(each[1]))[2] if within else None
        return None if id is None else self.concepts[id]

    def ancestors(self, id: str) -> frozenset[str]:
        """Return a concept and everything wider than it."""
        if id not in self._ancestors:
            parents = [
                self.ancestors(parent) for parent in self.concepts[id].parents if parent in self.concepts
            ]
            self._ancestors[id] = frozenset({id}).union(*parents)
        return self._ancestors[id]

    def descendants(self, id: str) -> set[str]:
        """Return a concept and everything narrower than it."""
        if id not in self._descendants:
            found = [id if id in self.concepts else self.concepts[id].id]
            for each in found:
                found += [narrower for narrower in self._below.get(each, ()) if narrower not in found]
            self._descendants[id] = set(found)
        return self._descendants[id]

    def measured(self, id: str) -> Concept:
        """Return a concept with unit, conversions, salts and limits, each from the nearest that states it."""
        if id not in self._measured:
            line = list(self._line(id))
            nearest = {
                key: next(filter(None, (getattr(each, key) for each in line)), None) for key in _MEASURED
            }
            self._measured[id] = replace(line[0], **{key: got for key, got in nearest.items() if got})
        return self._measured[id]

    def _line(self, id: str) -> Iterator[Concept]:
        waiting = [id]
        for each in waiting:
            yield self.concepts[each]
            waiting += [parent for parent in self.concepts[each].parents if parent not in waiting]

    def probably(self, name: str) -> tuple[str, ...]:
        """Return the known names that a misspelt one is probably meant for: at most two slips away.

        Never used to resolve: somebody has to confirm it. Several are equally near. "warferin 5 mg" is
        probably warfarin too.
        """
        if name not in self._probably:
            if len(self._probably) >= _MOST_KEPT:
                self._probably.clear()
            self._probably[name] = self._near(name)
        return self._probably[name]

    def _near(self, name: str) -> tuple[str, ...]:
        if len(name) > _LONGEST_NAME:
            return ()
        behind = _AMOUNT_BEHIND.search(name)
        spelt = normalised(name[: behind.start()] if behind else name)
        keys = nearest(spelt, self._index)
        # Several names of one concept are one answer.
        meant = {self._index[key]: self._as_written(key) for key in reversed(keys)}
        return tuple(sorted(meant.values()))

    def _as_written(self, key: str) -> str:
        id, salt = self._index[key]
        if salt:
            return f"{self.concepts[id].label} {salt}"
        return next(name for name in _names(self.concepts[id]) if normalised(name) == key)


def _names(concept: Concept) -> Iterable[str]:
    return (concept.label, *concept.names, *concept.brands, concept.id)


def normalised(name: str) -> str:
    """Fold case, accents, spaces and punctuation away: "MK-7", "MK 7" and "mk7" become "mk7"."""
    folded = name.casefold()
    if not folded.isascii():
        # Fetched only here: most names are plain, and the command line should start at once.
        import unicodedata

        folded = unicodedata.normalize("NFKD", folded)
    return "".join(filter(str.isalnum, folded))
