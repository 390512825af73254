"""A document opened: its lists read, its statements sorted, ready to be asked.

Which lists were told, and how completely, decides what silence means.
"""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from osteon.patient.amounts import AmountError, in_unit, read_amount
from osteon.patient.intake import NO_WORDS, TAKEN, UNSURE, VOID, YES_WORDS, Intake, IntakeReader, NotAssessed
from osteon.patient.terminology import Terminology
from osteon.basics.quantity import Number, tidy
from fractions import Fraction

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")


class Told(IntEnum):
    """How far a list was told. Only CLOSED and CONFIRMED make absence a "no"."""

    NOT_TOLD = 0
    OPEN = 1
    ASSUMED = 2
    CONFIRMED = 3


class Chart:
    """One patient's document on one day. `assumed` and `behind` are set by whoever derives a fact."""

    __slots__ = (
        "as_of", "assumed", "behind", "conditions", "document", "intakes", "said", "taking",
        "terms", "told", "unresolved_conditions", "vague", "_notes", "unsure", "places",
        "silent_medicines", "silent_everything",
    )  # fmt: skip

    def __init__(
        self, document: Mapping[str, object], as_of: date, terms: Terminology, reader: IntakeReader
    ) -> None:
        self.document = document
        self.as_of = as_of
        self.terms = terms
        self.assumed = False
        self.behind: list[int] | None = None
        self._notes: list[NotAssessed] = []
        self.intakes: list[Intake] = []
        self.places: list[tuple[str, int]] = []
        self.taking: dict[str, list[int]] = {}
        self.vague: list[int] = []
        self.unsure: dict[str, bool] = {}
        self.said: dict[str, tuple[str, Number | None]] = {}
        self.conditions: dict[str, str] = {}
        self.unresolved_conditions = False
        complete = document.get("complete")
        declared = complete if isinstance(complete, Mapping) else dict.fromkeys(LISTS, complete)
        self.told = told = {}
        for name in LISTS:
            told[name] = _told(document.get(name), declared.get(name))
        self.silent_medicines = told["medications"]
        self.silent_everything = min(told["medications"], told["supplements"])
        self._read_statements()
        self._read_intakes(reader)
        self._read_conditions()

    def notes(self) -> list[NotAssessed]:
        """Return everything that was given and could not be used."""
        found = list(self._notes)
        for (of, at), intake in zip(self.places, self.intakes, strict=True):
            for note in intake.notes:
                found.append(NotAssessed(note.what, f"{of}[{at}]{note.where}", note.why, note.hint))
        return found

    def list_of(self, name: str) -> list[object]:
        """Return the entries of a list, none where it was not told."""
        entries = self.document.get(name)
        return entries if isinstance(entries, list) else []

    # -- medicines and supplements

    def _read_intakes(self, reader: IntakeReader) -> None:
        for of in ("medications", "supplements"):
            entries = self.document.get(of)
            if not isinstance(entries, list):
                continue
            for at, entry in enumerate(entries):
                intake = reader.read(entry, of, self.as_of)
                self._place(intake, of, at)

    def _place(self, intake: Intake, of: str, at: int) -> None:
        place = len(self.intakes)
        self.intakes.append(intake)
        self.places.append((of, at))
        if intake.status in TAKEN:
            taking = self.taking
            for concept in intake.is_or_holds:
                if concept in taking:
                    taking[concept].append(place)
                else:
                    taking[concept] = [place]
            if intake.may_hold:
                self.vague.append(place)
        elif intake.status == UNSURE:
            self.unsure.update(dict.fromkeys(intake.is_or_holds, True))
            if intake.may_hold:
                self.vague.append(place)
        elif intake.status == VOID:
            self._notes.append(NotAssessed(intake.name, f"{of}[{at}]", "entered in error"))

    def _read_statements(self) -> None:
        takes = self.document.get("takes")
        statements = dict(takes) if isinstance(takes, Mapping) else {}
        d3 = self.document.get("d3_dose")
        if d3 is not None:
            statements["vitamin-d3"] = d3
        for name, said in statements.items():
            found = self.terms.resolve(name)
            if found is None:
                like = self.terms.suggest(name)
                self._notes.append(NotAssessed(name, f"takes.{name}", "this name is not recognised", f"did you mean {like}?" if like else ""))  # fmt: skip
                continue
            self.said[found.concept.id] = self._statement(found.concept.id, str(said), "d3_dose" if name == "vitamin-d3" and d3 is not None else f"takes.{name}")  # fmt: skip

    def _statement(self, id: str, said: str, where: str) -> tuple[str, Number | None]:
        word = said.strip().casefold()
        if word in ("none", "no", "false", "0"):
            return "none", 0
        if word == "unknown":
            return "unknown", None
        if word in ("taken", "yes", "true"):
            return "taken", None
        concept = self.terms[id]
        try:
            amount = read_amount(said)
            value = in_unit(amount.value, amount.unit, concept) * amount.count * amount.times
            per_day = tidy(Fraction(value) / (amount.every_days or 1))
        except AmountError as problem:
            self._notes.append(NotAssessed(said, where, problem.message, problem.hint))
            return "taken", None
        return ("taken", per_day) if per_day else ("none", 0)

    # -- conditions

    def _read_conditions(self) -> None:
        for at, entry in enumerate(self.list_of("conditions")):
            given: Mapping[str, object] = entry if isinstance(entry, Mapping) else {"name": entry}
            name, status = str(given.get("name")), str(given.get("status") or "confirmed")
            found = self._condition(given, name)
            if found is None:
                if status in ("confirmed", "history", "suspected"):
                    self.unresolved_conditions = True
                like = self.terms.suggest(name)
                self._notes.append(NotAssessed(name, f"conditions[{at}]", "this condition is not recognised; it could be anything", f"did you mean {like}?" if like else "check the spelling, or give a code"))  # fmt: skip
                continue
            self._note_condition(found, status)
        osteoporosis = self.document.get("osteoporosis")
        if osteoporosis in YES_WORDS:
            self._note_condition("osteoporosis", "confirmed")
        elif osteoporosis in NO_WORDS:
            self.conditions.setdefault("osteoporosis", "absent")
        elif osteoporosis == "unknown":
            self.conditions.setdefault("osteoporosis", "possible")

    def _condition(self, given: Mapping[str, object], name: str) -> str | None:
        codes = given.get("codes")
        for code in codes if isinstance(codes, list) else ():
            concept = self.terms.by_code(str(code.get("system", "")), str(code.get("code", "")))
            if concept is not None:
                return concept.id
        found = self.terms.resolve(name)
        return found.concept.id if found else None

    def _note_condition(self, id: str, status: str) -> None:
        if id not in self.terms:
            return
        if status in ("confirmed", "history"):
            for each in self.terms.ancestors(id):
                self.conditions[each] = "present"
            for each in self.terms[id].may_be:
                for wider in self.terms.ancestors(each):
                    self.conditions.setdefault(wider, "possible")
        elif status == "suspected":
            for each in self.terms.ancestors(id):
                if self.conditions.get(each) != "present":
                    self.conditions[each] = "possible"


def _told(entries: object, declared: object) -> Told:
    if entries == "none" or declared in YES_WORDS:
        return Told.CONFIRMED
    if declared is not None and declared in NO_WORDS:
        return Told.OPEN
    return Told.ASSUMED if isinstance(entries, list) else Told.NOT_TOLD
