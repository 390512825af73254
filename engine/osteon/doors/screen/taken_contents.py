"""What one medicine, one supplement, or one statement about a substance says, as a row of a dictionary."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from osteon.basics.quantity import BOUNDLESS, NOTHING_KNOWN, Interval, exactly
from osteon.basics.truth import UNKNOWN, YES
from osteon.basics.typed import Any
from osteon.doors.library import read_document
from osteon.doors.screen.dictionary import Cell, Dictionary, contents_of
from osteon.doors.screen.form import Row, entry_of
from osteon.doors.screen.layout import OF_ENTRIES, CannotBeCounted, Layout, counted
from osteon.patient.dosing import course_days
from osteon.patient.facts import FactPlan, Facts
from osteon.patient.intake import Intake
from osteon.patient.product import NO_AMOUNT_KNOWN
from osteon.patient.statements import read_statements
from osteon.patient.vocabulary import Kind
from osteon.patient.words import INTAKE_STATUSES, NOT_KNOWN

SAID: dict[object, int] = {None: 0} | {word: at for at, word in enumerate(INTAKE_STATUSES, 1)}
"""The number of each status that an entry may say; 0 if it says none."""

ENTRIES = ("medications", "supplements")
STATEMENTS = "takes"
DATES = ("started", "stopped", "changed")
DAYS_SCALE = 100
"""How many parts of a day are counted in the length of a course."""

_WHOLE: dict[str, object] = {"medications": [], "supplements": [], "complete": "yes"}
_NONE_HELD: tuple[int, int] = (0, 0)


class TakenContents:
    """Reads entries of the two lists, and statements: a dictionary for each, with the same columns.

    `numbers` are the columns that few entries have anything in. Whoever has the same `kind` has all masks in
    common; `adding` says that an entry adds to an amount, `concerned` that it can have to do with anything
    that is seldom asked. `everything` has by the number of a content all that it holds, and `negated` the
    concepts that somebody stated not to be taken, by theirs.
    """

    def __init__(self, layout: Layout, plan: FactPlan, as_of: date) -> None:
        self._layout = layout
        self._plan = plan
        self._as_of = as_of
        self._same: dict[object, int] = {}
        self._kinds: dict[object, int] = {}
        self.everything: list[frozenset[str]] = []
        self.negated: dict[str, int] = {}
        kinds = layout.of_kind
        self.amounts = list(layout.amounts.places)
        self.largest = list(dict.fromkeys(fact.of for fact in kinds[Kind.LARGEST_AMOUNT]))
        self.often = {fact.of: fact.name for fact in kinds[Kind.TIMES_A_DAY]}
        self.numbers = tuple(self._numbers())
        self.columns = (*self._columns(), *self.numbers)
        self._concerned = frozenset(self._concerning())
        numbers = count()
        self.of_lists = {
            name: Dictionary(
                "taken", ("list", *contents_of(name, DATES)), self.columns, self._entry, counting=numbers
            )
            for name in ENTRIES
        }
        self.statements = Dictionary(
            "taken", ("list", "name", "said"), self.columns, self._statement,
            telling=("name", "said"), counting=numbers,
        )  # fmt: skip

    def _columns(self) -> Iterator[str]:
        layout = self._layout
        yield from ("content", "said", "taken", "stated", "same", "unrecognised", "odd", "negated")
        yield from ("adding", "concerned", "kind")
        for name in ("held", "may", "closes", "without"):
            yield from layout.subjects.columns(name)
        for name in ("yes", "maybe", "yes_doubted", "maybe_doubted"):
            yield from layout.entry_facts.columns(name)
        yield from layout.amounts.columns("adds")

    def _numbers(self) -> Iterator[str]:
        """Yield the columns that few entries have anything in."""
        yield from ("planned_low", "planned_high")
        for what, concepts in (("amount", self.amounts), ("single", self.largest), ("often", self.often)):
            for at in range(len(concepts)):
                yield from (f"{what}{at}_low", f"{what}{at}_high")

    def _entry(self, row: Row) -> tuple[Cell, ...]:
        name = str(row["list"])
        checked: Any = read_document({name: [entry_of(name, row)]}, {})
        entry = dict(checked[name][0])
        said = SAID[entry.pop("status", None)]
        sure, doubted = (self._plan.derive(_WHOLE | {name: [each]}, self._as_of) for each in _both(entry))
        return self._row(said, sure, doubted, planned=course_days(entry))

    def _statement(self, row: Row) -> tuple[Cell, ...]:
        checked = read_document({STATEMENTS: {row["name"]: row["said"]}}, {})
        found = read_statements(checked, self._plan.formulary, [])
        facts = self._plan.derive({**_WHOLE, **checked}, self._as_of)
        if found.intakes:
            said = SAID[found.intakes[0].status]
            return self._row(said, facts, facts, stated=True)
        return self._row(SAID[None], facts, facts, stated=True, without=next(iter(found.not_taken), ""))

    def _row(
        self,
        said: int,
        sure: Facts,
        doubted: Facts,
        *,
        stated: bool = False,
        planned: Any = None,
        without: str = "",
    ) -> tuple[Cell, ...]:
        intake = sure.intakes[0] if sure.intakes else None
        odd, ends = 0, [0] * (2 + 2 * (len(self.amounts) + len(self.largest) + len(self.often)))
        try:
            ends = [end for pair in self._ends(intake, sure, planned, stated=stated) for end in pair]
        except CannotBeCounted:
            odd = 1
        adds = self._layout.amounts.packed(intake.product.holds if intake else ())
        negated = self.negated.setdefault(without, len(self.negated)) if without else None
        cells = (
            self._number(intake), said, int(intake is not None), int(stated), self._same_as(intake),
            int(intake is not None and intake.product.unrecognised), odd, negated,
            int(any(adds)), self._is_concerned(intake),
        )  # fmt: skip
        course = ends[:2] if planned is not None else (None, None)
        masks = (*self._holding(intake, without), *self._decided(sure), *self._decided(doubted))
        words = (*(word for mask in masks for word in mask), *adds)
        kind = self._kinds.setdefault((stated, cells[5], odd, *words), len(self._kinds))
        return (*cells, kind, *words, *course, *ends[2:])

    def _concerning(self) -> Iterator[str]:
        """Yield the concepts of which something is seldom asked."""
        yield from (*self.largest, *self.often)
        for kind in (Kind.COUNT, Kind.DAYS_TAKEN, Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED):
            yield from (fact.of for fact in self._layout.of_kind[kind])

    def _is_concerned(self, intake: Intake | None) -> int:
        """Say whether an entry can have to do with anything that is seldom asked."""
        if intake is None:
            return 0
        product = intake.product
        return int(
            product.unrecognised or not self._concerned.isdisjoint((*product.holds, *product.may_hold))
        )

    def _same_as(self, intake: Intake | None) -> int | None:
        """Return the number of all entries of the same text, if they can stand twice for one amount."""
        if intake is None or intake.stated or not intake.product.daily:
            return None
        return self._same.setdefault(intake.product.key, len(self._same))

    def _holding(self, intake: Intake | None, without: str) -> Iterator[tuple[int, ...]]:
        """Yield the concepts that are held, that may be, that are told in full, and that are not taken."""
        bits = self._layout.subjects
        in_full: list[str] = []
        if intake is not None and intake.stated and intake.entry is not None:
            in_full = [each.id for each in intake.product.concepts]
        yield bits.packed(intake.product.holds if intake else ())
        yield bits.packed(intake.product.may_hold if intake else ())
        yield bits.packed(in_full)
        yield bits.packed(self._narrower(without))

    def _number(self, intake: Intake | None) -> int:
        self.everything.append(intake.product.everything if intake else frozenset())
        return len(self.everything) - 1

    def _narrower(self, concept: str) -> list[str]:
        """Return the subjects that nobody takes who takes no such thing."""
        if not concept:
            return []
        return [
            id for id in self._layout.subjects.places if concept in self._layout.terminology.ancestors(id)
        ]

    def _decided(self, facts: Facts) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the facts that this entry alone decides, and those that it leaves open."""
        names = [fact.name for kind in OF_ENTRIES for fact in self._layout.of_kind[kind]]
        # Without evidence a fact is open because of something else in the record.
        behind = [name for name in names if name in facts.evidence]
        bits = self._layout.entry_facts
        return (
            bits.packed([name for name in behind if facts.values[name] is YES]),
            bits.packed([name for name in behind if facts.values[name] is UNKNOWN]),
        )

    def _ends(
        self, intake: Intake | None, facts: Facts, planned: Any, *, stated: bool
    ) -> Iterator[tuple[int, int]]:
        yield counted(exactly(planned or 0), DAYS_SCALE)
        scale = self._layout.amount_scale
        for of in self.amounts:
            yield self._amount(intake, of, scale)
        for of in self.largest:
            yield self._single(intake, of, facts, stated=stated)
        for name in self.often.values():
            value = facts.values[name] if name in facts.evidence else NOTHING_KNOWN
            yield counted(value, self._layout.scales[name])  # type: ignore[arg-type]  # a number's Interval

    @staticmethod
    def _amount(intake: Intake | None, of: str, scale: int) -> tuple[int, int]:
        if intake is None or of not in intake.product.holds:
            return _NONE_HELD
        return counted(intake.product.daily.get(of, NO_AMOUNT_KNOWN), scale)

    def _single(self, intake: Intake | None, of: str, facts: Facts, *, stated: bool) -> tuple[int, int]:
        (fact, *_) = [each for each in self._layout.of_kind[Kind.LARGEST_AMOUNT] if each.of == of]
        scale = self._layout.scales[fact.name]
        if intake is None or of not in intake.product.holds:
            return _NONE_HELD
        if stated:
            # Of a stated total nobody said into how many parts it is divided.
            value = facts.values[fact.name]
            return counted(value if isinstance(value, Interval) else NO_AMOUNT_KNOWN, scale)
        return counted(intake.product.single.get(of, NO_AMOUNT_KNOWN), scale)


def _both(entry: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    return entry, entry | {"status": NOT_KNOWN}


__all__ = ["BOUNDLESS", "DATES", "DAYS_SCALE", "ENTRIES", "SAID", "STATEMENTS", "TakenContents"]
