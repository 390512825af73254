"""What fields, conditions, allergies, operations and results say, read once for all who say so."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import product as combinations

from osteon.basics.quantity import Interval
from osteon.basics.truth import UNKNOWN, YES
from osteon.basics.typed import Any
from osteon.doors.library import read_document
from osteon.doors.screen.birthdays import as_old
from osteon.doors.screen.day_classes import OF_ENTRIES, OF_RESULTS, DayClasses
from osteon.doors.screen.dictionary import Cell, Dictionary, Like, contents_of
from osteon.doors.screen.form import DIET, Row, entry_of
from osteon.doors.screen.layout import Bits, CannotBeCounted, Layout, counted
from osteon.patient.case import Case
from osteon.patient.conditions import OSTEOPOROSIS, Diagnoses, read_conditions
from osteon.patient.diet import CONSISTENT, diet_amount
from osteon.patient.events import read_surgeries
from osteon.patient.facts import FactPlan, Facts
from osteon.patient.formulary import Formulary
from osteon.patient.intake import IntakeReader
from osteon.patient.personal import ages
from osteon.patient.results import Laboratory, Result
from osteon.patient.separations import read_apart
from osteon.patient.taking import About
from osteon.patient.vocabulary import Kind
from osteon.patient.words import truth
from osteon.reasoning.columns import steps
from osteon.reasoning.edition import Edition

AGE = ("age", "birth_date")
"""The fields of a patient that tell the age."""

WHO = ("sex", "pregnancy", "pregnant", "breastfeeding", "postmenopausal", OSTEOPOROSIS, "deceased")
"""The fields of a patient that are looked at together."""

OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST)

_AHEAD = "9999-12"
_CURRENT = ("pregnancy", "breastfeeding", "postmenopausal")


class PersonContents:
    """The dictionaries of everything but what is taken."""

    def __init__(self, edition: Edition, layout: Layout, plan: FactPlan, as_of: date) -> None:
        self._layout = layout
        self._plan = plan
        self._as_of = as_of
        self._reader = IntakeReader(plan.formulary)
        kinds = layout.of_kind
        self.conditions = Bits(fact.name for fact in kinds[Kind.CONDITION])
        self.allergies = Bits(fact.name for fact in kinds[Kind.ALLERGY])
        self.beside = Bits((*_CURRENT, OSTEOPOROSIS))
        self.tests = Bits(
            of for kind in OF_TESTS for fact in kinds[kind] for of in (fact.of, fact.corrected_by) if of
        )
        self.apart = Bits(
            fact.name for kind in (Kind.SEPARATION, Kind.SEPARATION_CONFIRMED) for fact in kinds[kind]
        )
        self.topics = Bits(fact.of for fact in kinds[Kind.DAYS_SINCE_COUNSELLED])
        self._diagnoses = Formulary(
            layout.terminology, [fact.of for fact in kinds[Kind.CONDITION]], layout.parameters, ("condition",)
        )
        self._laboratory = Laboratory(
            Formulary(layout.terminology, list(self.tests.places), layout.parameters, ("test",))
        )
        self._days = (
            DayClasses(edition, as_of, OF_ENTRIES),
            DayClasses(edition, as_of, OF_RESULTS, alone=True),
        )
        self._people: dict[tuple[str, ...], int] = {}
        self.people: list[tuple[Cell, ...]] = []
        self.dictionaries = {each.name: each for each in (*self._of_lists(), *self._of_patients())}

    def _of_lists(self) -> Iterator[Dictionary]:
        yes_maybe = [
            *self.conditions.columns("yes"),
            *self.conditions.columns("maybe"),
            *self.beside.columns("now"),
        ]
        ahead = [f"{each}_ahead" for each in yes_maybe]
        yield Dictionary(
            "conditions", contents_of("conditions", ["since"]), [*yes_maybe, *ahead], self._condition
        )
        yield Dictionary(
            "allergies", contents_of("allergies"),
            [*self.allergies.columns("yes"), *self.allergies.columns("maybe")], self._allergy,
        )  # fmt: skip
        yield Dictionary(
            "surgeries", ("date", "status"),
            ["since_low", "since_high", "until_low", "until_high", "clash"], self._surgery,
        )  # fmt: skip
        yield Dictionary(
            "tests", contents_of("tests", ["date"]),
            ["recognised", "odd", *self.tests.columns("measured"),
             *(f"{each}_{end}" for each in ("value", "target", "ceiling") for end in ("low", "high"))],
            self._test,
        )  # fmt: skip
        yield Dictionary(
            "apart_from_calcium",
            ("name", "said"),
            ["low", "high", "confirmed", *self.apart.columns("of")],
            self._apart,
            telling=_SAYING,
        )
        yield Dictionary(
            "counselled",
            ("name", "said"),
            ["low", "high", *self.topics.columns("of")],
            self._topic,
            telling=_SAYING,
        )

    def _of_patients(self) -> Iterator[Dictionary]:
        yield Dictionary("who", WHO, ["person", "dead", "osteoporosis_said"], self._who)
        yield Dictionary(
            "age", AGE, ["age_low", "age_high", "age_clash"], self._age,
            like=Like(partial(as_old, self._as_of), {"birth_date": self._as_old}),
        )  # fmt: skip
        yield Dictionary(
            "diet", ("field", "said"), ["low", "high", "steady", "odd"], self._diet, telling=["said"]
        )
        yield Dictionary(
            "days", ("day",), ["first", "last", "class", "result_class"], self._day, telling=["day"]
        )

    def _as_old(self, texts: Any) -> tuple[Any, Any]:
        from osteon.doors.screen.many_birthdays import gathered

        return gathered(texts, self._as_of)

    def _case(self, document: dict[str, object]) -> Case:
        return Case(document, self._as_of, self._reader)

    def _derived(self, document: dict[str, object]) -> Facts:
        return self._plan.derive(document, self._as_of)

    def _condition(self, row: Row) -> tuple[Cell, ...]:
        checked: Any = read_document({"conditions": [entry_of("conditions", row)]}, {})
        (entry,) = checked["conditions"]
        return (*self._diagnosed(entry), *self._diagnosed(entry | {"since": _AHEAD}))

    def _diagnosed(self, entry: dict[str, object]) -> Iterator[int]:
        document: dict[str, object] = {"conditions": [entry], "complete": "yes"}
        values = self._derived(document).values
        for truth_ in (YES, UNKNOWN):
            yield from self.conditions.packed(
                [name for name in self.conditions.places if values[name] is truth_]
            )
        yield from self.beside.packed(_beside(read_conditions(self._case(document), self._diagnoses)))

    def stated(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return what the short form for osteoporosis adds where it says yes: facts, and what is beside."""
        document: dict[str, object] = {OSTEOPOROSIS: "yes", "conditions": []}
        values = self._derived(document).values
        present = [name for name in self.conditions.places if values[name] is YES]
        return (
            self.conditions.packed(present),
            self.beside.packed(_beside(read_conditions(self._case(document), self._diagnoses))),
        )

    def _allergy(self, row: Row) -> tuple[Cell, ...]:
        checked: Any = read_document({"allergies": [entry_of("allergies", row)]}, {})
        values = self._derived({"allergies": checked["allergies"], "complete": "yes"}).values
        masks = (
            self.allergies.packed([name for name in self.allergies.places if values[name] is truth_])
            for truth_ in (YES, UNKNOWN)
        )
        return tuple(word for mask in masks for word in mask)

    def _who(self, row: Row) -> tuple[Cell, ...]:
        told = {name: said for name, said in row.items() if said}
        checked = dict(read_document(told, {}))
        dead = int(truth(checked.pop("deceased", None)) is YES)
        said = checked.get(OSTEOPOROSIS)
        person = self._people.setdefault(tuple(str(row[name]) for name in WHO), len(self._people))
        for bits in combinations((False, True), repeat=len(self.beside.places)):
            self.people.append(self._person(person, checked, bits))
        return person, dead, -1 if said is None else int(truth(said))

    def _person(self, person: int, document: dict[str, object], bits: tuple[bool, ...]) -> tuple[Cell, ...]:
        known = [name for name, there in zip(self.beside.places, bits, strict=True) if there]
        held = [{"name": name} for name in known if name in self._layout.terminology]
        facts = self._derived(document | {"conditions": held})
        values = [
            self._layout.cell(fact, facts.values[fact.name]) for fact in self._layout.of_kind[Kind.FIELD]
        ]
        clash = int(any(each.clash for each in facts.not_assessed))
        return (person, *self.beside.packed(known), clash, *values)

    def _age(self, row: Row) -> tuple[Cell, ...]:
        told: dict[str, object] = {name: said for name, said in row.items() if said}
        digits = str(told.get("age", ""))
        checked = read_document(
            told | ({"age": int(digits)} if digits.isascii() and digits.isdigit() else {}), {}
        )
        case = self._case(dict(checked))
        facts = self._layout.of_kind[Kind.AGE]
        ages(case, [About(fact.name, "") for fact in facts])
        value = case.values[facts[0].name] if facts else Interval(0, 0)
        scale = self._layout.scales[facts[0].name] if facts else 1
        return (*steps(value, scale), int(any(each.clash for each in case.not_assessed)))  # type: ignore[arg-type]  # an Interval

    def _diet(self, row: Row) -> tuple[Cell, ...]:
        field, said = DIET[str(row["field"])], row["said"]
        checked = read_document({"diet": {field: said}}, {})
        if field == CONSISTENT:
            told: Any = checked["diet"]
            return 0, 0, int(truth(told[field])), 0
        try:
            return (*counted(diet_amount(self._case(dict(checked)), field), self._layout.amount_scale), 0, 0)
        except CannotBeCounted:
            return 0, 0, 0, 1

    def _surgery(self, row: Row) -> tuple[Cell, ...]:
        checked = read_document({"surgeries": [entry_of("surgeries", row)]}, {})
        case = self._case(dict(checked))
        found = read_surgeries(case)
        ends = [
            end
            for days in (found.behind, found.ahead)
            for end in (steps(days[0], 1) if days else (None, None))
        ]
        return (*ends, int(any(each.clash for each in case.not_assessed)))

    def _test(self, row: Row) -> tuple[Cell, ...]:
        checked = read_document({"tests": [entry_of("tests", row)]}, {})
        results = self._laboratory.read(self._case(dict(checked)))
        found: list[Result] = [result for each in results.of.values() for result in each]
        try:
            ends = self._result(found[0]) if found else [None] * 6
        except CannotBeCounted:
            return (int(results.given), 1, *self.tests.packed(results.of), *[None] * 6)
        return (int(results.given), 0, *self.tests.packed(results.of), *ends)

    def _result(self, result: Result) -> list[Cell]:
        scale = self._layout.test_scale
        return [
            end
            for value in (result.value, result.target, result.ceiling)
            for end in ((None, None) if value is None else counted(value, scale))
        ]

    def _apart(self, row: Row) -> tuple[Cell, ...]:
        checked = read_document({"apart_from_calcium": {row["name"]: row["said"]}}, {})
        found = read_apart(self._case(dict(checked)), self._layout.terminology)
        if not found:
            return (None, None, None, *self.apart.packed(()))
        (told,) = found
        about = [
            fact.name
            for kind in (Kind.SEPARATION, Kind.SEPARATION_CONFIRMED)
            for fact in self._layout.of_kind[kind]
            if self._related(fact.of, told.concept)
        ]
        return (
            *steps(told.minutes, self._layout.minute_scale),
            int(told.confirmed),
            *self.apart.packed(about),
        )

    def _related(self, of: str, concept: str) -> bool:
        known = self._layout.terminology
        return concept in known.ancestors(of) or concept in known.descendants(of)

    def _topic(self, row: Row) -> tuple[Cell, ...]:
        checked = read_document({"counselled": {row["name"]: row["said"]}}, {})
        facts = [fact for fact in self._layout.of_kind[Kind.DAYS_SINCE_COUNSELLED] if fact.of == row["name"]]
        if not facts:
            return (None, None, *self.topics.packed(()))
        value = self._derived(dict(checked)).values[facts[0].name]
        return (*steps(value, 1), *self.topics.packed([facts[0].of]))  # type: ignore[arg-type]  # an Interval

    def _day(self, row: Row) -> tuple[Cell, ...]:
        from osteon.patient.dates import read_span

        read_document({"surgeries": [{"date": row["day"]}]}, {})
        span = read_span(str(row["day"]))
        return span.first, span.last, *(each.of(span.first, span.last) for each in self._days)


_SAYING = ("name", "said")


def _beside(found: Diagnoses) -> list[str]:
    present = [OSTEOPOROSIS] if OSTEOPOROSIS in found.present else []
    return [*(name for name in _CURRENT if name in found.current), *present]
