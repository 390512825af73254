"""Which name and which codes a CodeableConcept gives an entry, and what they mean to the terminology."""

from collections.abc import Iterator

from osteon.basics.typed import NamedTuple
from osteon.doors.fhir.codes import FAMILY_HISTORY, MASKED, SYSTEMS, says_none
from osteon.doors.fhir.shapes import Resource, parts, text
from osteon.patient.terminology import Concept, Resolution, Terminology

_MOST_KEPT = 20_000
_LONGEST_KEPT = 4_096
_PREGNANCY = "pregnancy"
_OF_THE_FAMILY = ("family history", "fh:", "fhx")


class Called(NamedTuple):
    """What an entry is called. `concepts` are what its names and codes mean; none: nothing we know.

    `other` is a second name that means something else than the first. `codes` are given only where the
    name alone would not say the same. `raw` are the codes as they were written, in lower case.
    `is_test`: one of the concepts is a laboratory test; `is_pregnancy`: one is a pregnancy, or narrower.
    `says_none`: it says that there is nothing to list; `of_the_family`: that a relative has it.
    """

    name: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    concepts: tuple[Concept, ...] = ()
    other: str = ""
    raw: frozenset[str] = frozenset()
    is_test: bool = False
    is_pregnancy: bool = False
    says_none: bool = False
    of_the_family: bool = False

    @property
    def is_told(self) -> bool:
        """Say whether there is any name or code at all."""
        return bool(self.name or self.codes)

    def fields(self) -> dict[str, object]:
        """Return the fields of a profile's entry that name it."""
        named: dict[str, object] = {"name": self.name} if self.name else {}
        if self.codes:
            named["codes"] = [{"system": system, "code": code} for system, code in self.codes]
        return named


NOTHING = Called()


class Namer:
    """Reads CodeableConcepts against one terminology. The same concept is read once."""

    def __init__(self, terminology: Terminology) -> None:
        self.terminology = terminology
        self._kept: dict[tuple[object, ...], Called] = {}
        self._coded: dict[tuple[str, str], Concept | None] = {}

    def concept(self, concept: object) -> Called:
        """Return what a CodeableConcept calls an entry; NOTHING for what is none."""
        if not isinstance(concept, dict):
            return NOTHING
        key = _key(concept)
        try:
            kept = self._kept.get(key)
        except TypeError:  # an object or a list in the place of a text
            return self._told(concept)
        if kept is None:
            kept = self._told(concept)
            if sum(len(each) for each in key if isinstance(each, str)) <= _LONGEST_KEPT:
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = kept
        return kept

    def named(self, name: str) -> Called:
        """Return what a bare name calls an entry."""
        return self.concept({"text": name}) if name else NOTHING

    def _told(self, concept: Resource) -> Called:
        codings = tuple(
            (text(each, "system"), text(each, "code"), text(each, "display"))
            for each in parts(concept, "coding")
        )
        return self._read(text(concept, "text"), codings)

    def _read(self, written: str, codings: tuple[tuple[str, str, str], ...]) -> Called:
        names = [name for name in (written, *(display for _, _, display in codings)) if name]
        raw = frozenset(code.casefold() for _, code, _ in codings if code)
        if not names and raw and raw <= MASKED:
            return Called(raw=raw, says_none=says_none(raw, ""))
        # A code that nobody wrote a name beside is called by its code.
        names = names or [f"code {code}" for _, code, _ in codings if code][:1]
        found = [(name, self._resolved(name)) for name in names]
        name, meant = _best(found)
        coded = list(self._by_code(codings))
        concepts = {each.id: each for each in coded}
        if meant is not None:
            concepts.setdefault(meant.concept.id, meant.concept)
        needed = any(meant is None or not self._related(each, meant.concept) for each in coded)
        codes = tuple(self._known(codings)) if needed or not name else ()
        return Called(
            name,
            codes,
            tuple(concepts.values()),
            self._second(found, meant),
            raw,
            is_test=any(each.kind == "test" for each in concepts.values()),
            is_pregnancy=any(_PREGNANCY in self.terminology.ancestors(each) for each in concepts),
            says_none=says_none(raw, name),
            of_the_family=bool(raw & FAMILY_HISTORY) or name.casefold().startswith(_OF_THE_FAMILY),
        )

    def _resolved(self, name: str) -> Resolution | None:
        found = self.terminology.resolve(name)
        if found is None and any(each.isdigit() for each in name):
            from osteon.patient.labels import strengths

            listed = strengths(name)
            found = next(filter(None, (self.terminology.resolve(each.name) for each in listed)), None)
        return found

    def _by_code(self, codings: tuple[tuple[str, str, str], ...]) -> Iterator[Concept]:
        for system, code, _ in codings:
            concept = self._lookup(system, code) if code else None
            if concept is not None:
                yield concept

    def _lookup(self, system: str, code: str) -> Concept | None:
        key = (system, code)
        if key not in self._coded:
            if len(self._coded) >= _MOST_KEPT:
                self._coded.clear()
            known = SYSTEMS.get(system.rstrip("/").casefold())
            self._coded[key] = self.terminology.by_code(known, code) if known else None
        return self._coded[key]

    def _known(self, codings: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, str]]:
        for system, code, _ in codings:
            known = SYSTEMS.get(system.rstrip("/").casefold())
            if code and (known or system):
                yield known or system, code

    def _related(self, one: Concept, other: Concept) -> bool:
        ancestors = self.terminology.ancestors
        return one.id in ancestors(other.id)

    def _second(self, found: list[tuple[str, Resolution | None]], meant: Resolution | None) -> str:
        ancestors = self.terminology.ancestors
        for name, other in found:
            if meant is None or other is None or other.concept.id == meant.concept.id:
                continue
            if other.concept.id in ancestors(meant.concept.id) or meant.concept.id in ancestors(
                other.concept.id
            ):
                continue
            return name
        return ""


def _key(concept: Resource) -> tuple[object, ...]:
    """Return everything of a CodeableConcept that is read, as it was written."""
    listed = concept.get("coding")
    if isinstance(listed, list) and len(listed) == 1 and isinstance(only := listed[0], dict):
        return concept.get("text"), only.get("system"), only.get("code"), only.get("display")
    told = [concept.get("text")]
    for each in parts(concept, "coding"):
        told += each.get("system"), each.get("code"), each.get("display")
    return tuple(told)


def _best(found: list[tuple[str, Resolution | None]]) -> tuple[str, Resolution | None]:
    """Return the name that says most: one we know with a strength, else one we know, else the first."""
    for name, meant in found:
        if meant is not None and (meant.amount or any(each.isdigit() for each in name)):
            return name, meant
    known = next(((name, meant) for name, meant in found if meant is not None), None)
    return known or (found[0] if found else ("", None))
