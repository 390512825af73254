"""One entry of a list as it was understood: what it is, what is in it, how much, since when.

Nothing is dropped: a name that does not resolve, an amount that cannot be read
and an amount that is set aside each leave a note and an honest gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from osteon.basics.quantity import BOUNDLESS, Interval, Number, tidy
from osteon.patient.amounts import Amount, AmountError, in_unit, read_amount
from osteon.patient.dates import read_day
from osteon.patient.terminology import ANYTHING, Concept, Terminology
from osteon.patient.units import kind_of

ACTIVE, PLANNED, STOPPED, UNSURE, VOID = "active", "planned", "stopped", "unknown", "entered in error"
TAKEN = (ACTIVE, PLANNED)
_DATED = frozenset({"started", "stopped", "changed"})
_REMEMBERED = 20_000
YES_WORDS = frozenset({True, "yes", "true", "True"})
NO_WORDS = frozenset({False, "no", "false", "False"})


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """Something given that could not be used: what, where ("supplements[0].amount"), why, and the fix.

    Inside an intake, `where` is told from the entry on (".amount"); a chart puts the entry before it.
    """

    what: str
    where: str
    why: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A nutrient in an entry. `per_day` and `single` are in the nutrient's unit; None where not known."""

    nutrient: str
    wider: frozenset[str]
    unit: str
    per_day: Number | None
    single: Interval | None
    quarantined: bool = False


@dataclass(slots=True)
class Intake:
    """An entry as understood. `is_or_holds` names every concept it is, contains, or narrows."""

    name: str
    of: str
    status: str
    is_or_holds: frozenset[str] = frozenset()
    contents: tuple[Content, ...] = ()
    may_hold: frozenset[str] = frozenset()
    resolved: bool = True
    started: date | None = None
    stopped: date | None = None
    changed: date | None = None
    prescribed: bool = False
    course_weeks: Number | None = None
    notes: list[NotAssessed] = field(default_factory=list)
    amounts: dict[str, Number | None] = field(default_factory=dict)

    def add_up(self) -> None:
        """Sum the contents per concept and day; None where a part of the sum is not known."""
        for content in self.contents:
            for concept in content.wider:
                before = self.amounts.get(concept, 0)
                known = before is not None and content.per_day is not None
                self.amounts[concept] = before + content.per_day if known else None  # type: ignore[operator]  # both known

    @property
    def taken(self) -> bool:
        """Say whether the entry counts as exposure, now or planned."""
        return self.status in TAKEN

    def may_contain(self, concept: str) -> bool:
        """Say whether the entry, being of unknown composition, may contain a concept."""
        return ANYTHING in self.may_hold or concept in self.may_hold


class IntakeReader:
    """Reads entries with one terminology and the numbers of one day."""

    def __init__(self, terminology: Terminology, parameters: Mapping[str, Number]) -> None:
        self._terms = terminology
        self._parameters = parameters
        self._read_before: dict[object, Intake] = {}

    def read(self, entry: object, of: str, as_of: date) -> Intake:
        """Read one entry of the list `of`. An entry that was read before and holds no dates is not read again."""
        if isinstance(entry, str):
            key: object = (of, entry)
            given: Mapping[str, object] = {"name": entry}
        else:
            given = entry  # type: ignore[assignment]  # the document was checked
            key = (of, *given.items()) if not _DATED & given.keys() else None
        try:
            before = self._read_before.get(key)
        except TypeError:  # a list in the entry, which has no hash
            key, before = None, None
        if before is not None:
            return before
        intake = self._read(given, of, as_of)
        if key is not None and len(self._read_before) < _REMEMBERED:
            self._read_before[key] = intake
        return intake

    def _read(self, entry: Mapping[str, object], of: str, as_of: date) -> Intake:
        name = str(entry.get("name") or entry.get("class") or "an unnamed entry")
        intake = Intake(name, of, str(entry.get("status") or ACTIVE))
        concept, behind = self._identify(entry, name, intake)
        self._time(entry, intake, as_of)
        ingredients = entry.get("ingredients")
        if isinstance(ingredients, list):
            self._ingredients(entry, ingredients, concept, intake)
        elif concept is not None:
            self._whole(entry, concept, behind, intake)
        intake.add_up()
        return intake

    # -- what it is

    def _identify(self, entry: Mapping[str, object], name: str, intake: Intake) -> tuple[Concept | None, str]:
        coded = self._coded(entry, intake)
        found = self._terms.resolve(name)
        named = found.concept if found else None
        form = entry.get("form")
        narrower = self._terms.resolve(str(form)) if form else None
        if narrower and named and named.id in self._terms.ancestors(narrower.concept.id):
            named = narrower.concept
        kind = self._terms.resolve(str(entry["class"])) if entry.get("class") else None
        if named is None and kind is not None:
            named = kind.concept
        if coded and named and not self._agree(coded, named):
            intake.notes.append(NotAssessed(name, "", f"the code says {coded.label}, the name says {named.label}; both are assumed", "check the entry"))  # fmt: skip
            intake.is_or_holds |= self._terms.ancestors(coded.id)
        concept = named or coded
        if concept is None and not isinstance(entry.get("ingredients"), list):
            self._unresolved(name, intake)
        if kind is not None:
            intake.is_or_holds |= self._terms.ancestors(kind.concept.id)
        return concept, found.amount if found else ""

    def _coded(self, entry: Mapping[str, object], intake: Intake) -> Concept | None:
        codes = entry.get("codes")
        for code in codes if isinstance(codes, list) else ():
            concept = self._terms.by_code(str(code.get("system", "")), str(code.get("code", "")))
            if concept is not None:
                return concept
        return None

    def _agree(self, one: Concept, other: Concept) -> bool:
        return one.id in self._terms.ancestors(other.id) or other.id in self._terms.ancestors(one.id)

    def _unresolved(self, name: str, intake: Intake) -> None:
        intake.resolved = False
        intake.may_hold = frozenset({ANYTHING})
        like = self._terms.suggest(name)
        hint = f"did you mean {like}?" if like else "check the spelling, or give a code"
        intake.notes.append(NotAssessed(name, "", "this name is not recognised; it could be anything", hint))

    # -- when

    def _time(self, entry: Mapping[str, object], intake: Intake, as_of: date) -> None:
        for key in ("started", "stopped", "changed"):
            if entry.get(key):
                setattr(intake, key, read_day(entry[key]))
        if intake.status == ACTIVE and intake.started and intake.started > as_of:
            intake.status = PLANNED
        if intake.status in TAKEN and intake.stopped and intake.stopped <= as_of:
            intake.status = STOPPED
        if intake.status == STOPPED and intake.stopped and intake.stopped > as_of:
            intake.status = ACTIVE
        intake.prescribed = entry.get("prescribed") in YES_WORDS
        weeks = entry.get("course_weeks")
        intake.course_weeks = None if weeks is None else Fraction(str(weeks))

    # -- what is in it

    def _whole(self, entry: Mapping[str, object], concept: Concept, behind: str, intake: Intake) -> None:
        intake.is_or_holds |= self._terms.ancestors(concept.id)
        text = entry.get("amount") or behind
        if concept.kind == "nutrient":
            intake.contents = (self._content(entry, concept, text, entry, intake, "amount"),)
            return
        held = [self._terms[id] for id in concept.contains]
        intake.contents = tuple(self._content(entry, each, None, entry, intake, "amount") for each in held)
        for each in held:
            intake.is_or_holds |= self._terms.ancestors(each.id)
        intake.may_hold = self._wider(concept.may_contain)

    def _wider(self, ids: tuple[str, ...]) -> frozenset[str]:
        if ANYTHING in ids:
            return frozenset({ANYTHING})
        return frozenset().union(*(self._terms.ancestors(id) for id in ids)) if ids else frozenset()

    def _ingredients(self, entry: Mapping[str, object], ingredients: list[object], concept: Concept | None, intake: Intake) -> None:  # fmt: skip
        if concept is not None:
            intake.is_or_holds |= self._terms.ancestors(concept.id)
        contents = []
        for at, each in enumerate(ingredients):
            part: Mapping[str, object] = each if isinstance(each, Mapping) else {"name": each}
            name, where = str(part.get("name")), f"ingredients[{at}]"
            found = self._terms.resolve(name)
            if found is None:
                self._unresolved(name, intake)
                continue
            narrower = self._terms.resolve(str(part["form"])) if part.get("form") else None
            substance = narrower.concept if narrower else found.concept
            intake.is_or_holds |= self._terms.ancestors(substance.id)
            if substance.kind == "nutrient":
                text = part.get("amount") or found.amount
                contents.append(self._content(part, substance, text, entry, intake, f"{where}.amount"))
        intake.contents = tuple(contents)

    # -- how much

    def _content(self, part: Mapping[str, object], nutrient: Concept, text: object, entry: Mapping[str, object], intake: Intake, where: str) -> Content:  # fmt: skip
        wider = self._terms.ancestors(nutrient.id)
        nothing = Content(nutrient.id, wider, nutrient.unit, None, None)
        if not text:
            return nothing
        place = f".{where}"
        try:
            amount = read_amount(str(text))
            salt = self._salt(part, amount, nutrient)
            single = in_unit(amount.value, amount.unit, nutrient, salt)
        except AmountError as problem:
            intake.notes.append(NotAssessed(str(text), place, problem.message, problem.hint))
            return nothing
        return self._measured(nutrient, wider, amount, single, entry, intake, place)

    def _salt(self, part: Mapping[str, object], amount: Amount, nutrient: Concept) -> str:
        if "elemental" in amount.words or not nutrient.salts:
            return ""
        given = str(part.get("salt") or "")
        if given == "elemental":
            return ""
        named = {each.name for each in nutrient.salts}
        return given or next(iter(sorted(named & amount.words)), "")

    def _measured(self, nutrient: Concept, wider: frozenset[str], amount: Amount, single: Number, entry: Mapping[str, object], intake: Intake, place: str) -> Content:  # fmt: skip
        units = Fraction(str(entry.get("units") or 1))
        once = tidy(single * units)
        times = amount.times if amount.every_days is not None else int(str(entry.get("times_per_day") or 1))
        days = (
            amount.every_days
            if amount.every_days is not None
            else Fraction(str(entry.get("every_days") or 1))
        )
        per_day = tidy(Fraction(once * amount.count * times) / days)
        if self._implausible(nutrient, amount.unit, per_day):
            intake.notes.append(NotAssessed(f"{amount.value} {amount.unit}", place, f"this amount of {nutrient.label} is more likely a unit slip than a dose; it is left out of every sum", "check the label: mcg, mg or IU?"))  # fmt: skip
            return Content(nutrient.id, wider, nutrient.unit, None, None, quarantined=True)
        return Content(nutrient.id, wider, nutrient.unit, per_day, Interval(once, once * amount.count))

    def _implausible(self, nutrient: Concept, unit: str, per_day: Number) -> bool:
        for each in nutrient.implausible:
            limit = self._parameters.get(each.limit)
            if limit is None or each.entered_in not in ("any", kind_of(unit)):
                continue
            if each.op == ">=" and per_day >= limit or each.op == ">" and per_day > limit:
                return True
            if each.op == "<" and 0 < per_day < limit:
                return True
        return False


__all__ = ["BOUNDLESS", "Content", "Intake", "IntakeReader", "NotAssessed"]
