"""One patient on one day, laid out for the questions that the facts ask."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from osteon.basics.quantity import Interval
from osteon.basics.truth import Truth
from osteon.patient.formulary import Formulary
from osteon.patient.intake import CURRENT, TAKEN_LISTS, Intake, place_of, read_entry, unknown_status
from osteon.patient.lists import OPEN, Told, read_list
from osteon.patient.statements import clashes, read_statements
from osteon.patient.troubles import NotAssessed, Troubles, placed

Value = Truth | str | Interval | None


class Case:
    """What is known of a patient's intake, and the facts as they are being found.

    `holders` and `doubts` give, by concept, the intakes that contain it and those that may. `unrecognised`
    are intakes that could be anything. `doubled` are intakes listed a second time word for word. `closed`
    says by concept whether absence is not known, assumed or confirmed (filled by `taking`).
    """

    __slots__ = (
        "as_of", "assumed", "closed", "document", "doubled", "doubts", "evidence", "holders", "intakes",
        "medications", "not_assessed", "not_taken", "supplements", "today", "unlabelled", "unrecognised",
        "values",
    )  # fmt: skip

    def __init__(self, document: Mapping[str, object], as_of: date, formulary: Formulary) -> None:
        self.document = document
        self.as_of = as_of
        self.today = as_of.toordinal()
        self.values: dict[str, Value] = {}
        self.assumed: set[str] = set()
        self.evidence: dict[str, list[int]] = {}
        self.not_assessed: list[NotAssessed] = []
        self.intakes: list[Intake] = []
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        self.doubts: defaultdict[str, list[int]] = defaultdict(list)
        self.unrecognised: list[int] = []
        self.unlabelled: list[int] = []
        self.doubled: set[int] = set()
        self.closed: dict[str, int] = {}
        self.not_taken: dict[str, str] = {}
        self.medications = self._read(TAKEN_LISTS[0], formulary)
        self.supplements = self._read(TAKEN_LISTS[1], formulary)
        if "takes" in document or "d3_dose" in document:
            self._state(formulary)
        self._index()

    def told(self, name: str) -> Told:
        """Return what the profile says in a list."""
        return read_list(self.document, name, self.not_assessed)

    def report(self, troubles: Troubles, where: str) -> None:
        """Put the troubles of one entry among what was not assessed."""
        self.not_assessed += [placed(trouble, where) for trouble in troubles]

    def _read(self, name: str, formulary: Formulary) -> Told:
        told = self.told(name)
        for at, entry in enumerate(told.entries):
            troubles: Troubles = []
            where = place_of(name, at)
            self.intakes.append(read_entry(entry, where, formulary, self.today, troubles))
            if troubles:
                self.report(troubles, where)
        return told

    def _state(self, formulary: Formulary) -> None:
        found = read_statements(self.document, formulary, self.not_assessed)
        self.intakes += found.intakes
        self.not_taken = found.not_taken
        if found.not_taken:
            self.not_assessed += clashes(self.intakes, found.not_taken)

    def _index(self) -> None:
        seen: set[object] = set()
        for at, intake in enumerate(self.intakes):
            product = intake.product
            if product.troubles:
                self._report_product(intake)
            if intake.status in CURRENT:
                for concept in product.holds:
                    self.holders[concept].append(at)
                self._note_doubts(at, product.may_hold)
                if product.daily and not intake.stated:
                    self._note_double(at, intake, seen)
            elif unknown_status(intake):
                self._note_doubts(at, product.holds)
                self._note_doubts(at, product.may_hold)
            else:
                continue
            if product.unlabelled:
                self.unlabelled.append(at)
            if product.unrecognised:
                self.unrecognised.append(at)

    def _report_product(self, intake: Intake) -> None:
        # The name of a statement is the key itself, and its amount is the value behind it.
        if intake.stated:
            amounts = [each for each in intake.product.troubles if each.where != "name"]
            self.not_assessed += [each._replace(where=intake.where) for each in amounts]
        else:
            self.report(list(intake.product.troubles), intake.where)

    def _note_doubts(self, at: int, concepts: tuple[str, ...]) -> None:
        for concept in concepts:
            self.doubts[concept].append(at)

    def _note_double(self, at: int, intake: Intake, seen: set[object]) -> None:
        mark = (intake.product.key, intake.started, intake.stopped, intake.changed)
        if mark in seen:
            self.doubled.add(at)
            why = "it is listed twice, word for word; whether it is taken twice is not known"
            self.not_assessed.append(
                NotAssessed(intake.name[:60], intake.where, why, "remove one, or add them up")
            )
        seen.add(mark)

    def closure(self, nutrient: bool) -> int:
        """Return how far the lists that could hold a substance are closed: OPEN, ASSUMED or CONFIRMED."""
        if nutrient:
            return min(self.medications.closed, self.supplements.closed)
        return self.medications.closed

    def is_open(self, concept: str) -> bool:
        """Say whether there may be more of a concept than is known."""
        return self.closed[concept] == OPEN
