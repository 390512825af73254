"""One patient on one day, laid out for the questions that the facts ask."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from osteon.basics.quantity import Interval
from osteon.basics.truth import Truth
from osteon.patient.formulary import Formulary
from osteon.patient.intake import CURRENT, TAKEN_LISTS, Intake, IntakeReader
from osteon.patient.lists import Told, read_list
from osteon.patient.product import Product
from osteon.patient.statements import clashes, read_statements
from osteon.patient.troubles import NotAssessed, Troubles, placed
from osteon.patient.words import NOT_KNOWN

Evidence = dict[str, list[int]]
"""The places of the entries that stand behind a fact, by its name."""

Value = Truth | str | Interval | None


class Case:
    """What is known of a patient's intake, and the facts as they are being found.

    `holders` and `doubts` give, by concept, the intakes that contain it and those that may. `unrecognised`
    are intakes that could be anything. `closed` says by concept whether absence is not known, assumed or
    confirmed (filled by `taking`); `closed_to_drugs` and `closed_to_all` say it of the lists. All but these
    two are there once `index` was called. `doubled` are intakes listed a second time word for word, once
    `review` was called. `behind` has what some of the intakes stand behind, by their places among these, and
    the places of these.
    """

    __slots__ = (
        "_noted", "as_of", "assumed", "behind", "closed", "closed_to_all", "closed_to_drugs", "document",
        "doubled", "doubts", "holders", "intakes", "not_assessed", "not_taken", "today", "unlabelled",
        "unrecognised", "values",
    )  # fmt: skip

    def __init__(self, document: Mapping[str, object], as_of: date, reader: IntakeReader) -> None:
        self.document = document
        self.as_of = as_of
        self.today = as_of.toordinal()
        self.values: dict[str, Value] = {}
        self.assumed: set[str] = set()
        self.behind: list[tuple[Evidence, list[int]]] = []
        self._noted: Evidence = {}
        self.not_assessed: list[NotAssessed] = []
        self.intakes: list[Intake] = []
        self.doubled: set[int] = set()
        self.not_taken: dict[str, str] = {}
        # A medicine stands in one list; a nutrient may stand in either.
        self.closed_to_drugs = self._read(TAKEN_LISTS[0], reader)
        self.closed_to_all = min(self.closed_to_drugs, self._read(TAKEN_LISTS[1], reader))
        if "takes" in document or "d3_dose" in document:
            self._state(reader.formulary)
        if "unread" in document:
            self._pass_on(document["unread"])

    @property
    def evidence(self) -> Evidence:
        """Return the places in `intakes` that stand behind each fact, put together when somebody asks."""
        if self.behind:
            found: Evidence = {}
            for within, at in self.behind:
                for name, places in within.items():
                    found[name] = [at[each] for each in places]
            self._noted = found | self._noted
            self.behind = []
        return self._noted

    def _pass_on(self, unread: object) -> None:
        for each in unread if isinstance(unread, list | tuple) else ():
            self.not_assessed.append(NotAssessed(each["what"], each["where"], each["why"]))

    def told(self, name: str) -> Told:
        """Return what the profile says in a list."""
        return read_list(self.document, name, self.not_assessed)

    def report(self, troubles: Troubles, where: str) -> None:
        """Put the troubles of one entry among what was not assessed."""
        self.not_assessed += [placed(trouble, where) for trouble in troubles]

    def _read(self, name: str, reader: IntakeReader) -> int:
        told = read_list(self.document, name, self.not_assessed)
        self.intakes += reader.read(told.entries, name, self.today, self.not_assessed)
        return told.closed

    def _state(self, formulary: Formulary) -> None:
        found = read_statements(self.document, formulary, self.not_assessed)
        self.intakes += found.intakes
        self.not_taken = found.not_taken
        if found.not_taken:
            self.not_assessed += clashes(self.intakes, found.not_taken)

    def review(self) -> None:
        """Report what of the intakes could not be used, and note those that are listed twice."""
        seen: dict[int, int] = {}
        for at, intake in enumerate(self.intakes):
            product = intake.product
            if product.idle:
                continue
            if product.troubles:
                self._report_product(intake)
            if product.daily and not intake.stated and intake.status in CURRENT:
                first = seen.setdefault(product.mark, at)
                if first != at:
                    self._note_double(at, first)

    def index(self) -> None:
        """Note for every concept which intakes contain it and which may."""
        self.holders: defaultdict[str, list[int]] = defaultdict(list)
        self.doubts: defaultdict[str, list[int]] = defaultdict(list)
        self.unrecognised: list[int] = []
        self.unlabelled: list[int] = []
        self.closed: dict[str, int] = {}
        for at, intake in enumerate(self.intakes):
            product = intake.product
            if intake.status in CURRENT:
                for concept in product.holds:
                    self.holders[concept].append(at)
                if product.in_doubt:
                    self._note_doubts(at, product, product.may_hold)
            elif intake.status == NOT_KNOWN:
                self._note_doubts(at, product, product.holds + product.may_hold)

    def _note_doubts(self, at: int, product: Product, concepts: tuple[str, ...]) -> None:
        for concept in concepts:
            self.doubts[concept].append(at)
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

    def _note_double(self, at: int, first: int) -> None:
        one, other = self.intakes[first], self.intakes[at]
        if one.product.key != other.product.key or one.dates != other.dates:
            return
        self.doubled.add(at)
        why = "it is listed twice, word for word; whether it is taken twice is not known"
        self.not_assessed.append(NotAssessed(other.name[:60], other.where, why, "remove one, or add them up"))
