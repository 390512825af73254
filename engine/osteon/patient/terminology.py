"""Names, brands, classes, salts and codes, as data.

A concept is anything a profile can mention: a drug, a nutrient, a class of
either, a product whose label we may not know, a condition, a laboratory test.
A name that does not resolve is reported, never dropped.
"""

from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Terminology:
    """Every concept by id, and the index of names to ids (built once, on first use)."""

    concepts: dict[str, Concept]
    _index: dict[str, str] = field(default_factory=dict, repr=False)
