"""How a record would say what somebody supposes: one way for each kind of fact."""

from collections.abc import Callable

from osteon.basics.records import dataclass
from osteon.basics.truth import NO, YES, negate
from osteon.patient.answered import ANSWERS, NEVER_SAID
from osteon.patient.changes import Changes
from osteon.patient.conditions import OSTEOPOROSIS
from osteon.patient.dates import read_span
from osteon.patient.replies import Reply
from osteon.patient.separations import APART
from osteon.patient.sketch import Sketch
from osteon.patient.terminology import normalised
from osteon.patient.vocabulary import Fact, Kind
from osteon.patient.words import truth


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of one fact, and the sketch into which it is written."""

    changes: Changes
    sketch: Sketch
    fact: Fact
    reply: Reply

    def condition(self) -> None:
        """Write a diagnosis into its list, or take it out."""
        name = "conditions" if self.fact.kind is Kind.CONDITION else "allergies"
        self.sketch.document.pop(OSTEOPOROSIS if self.fact.of == OSTEOPOROSIS else "", None)
        told = self.sketch.document.get(name)
        told = told if isinstance(told, list) else []
        told[:] = [each for each in told if not self._means(each, self.fact.of)]
        if self.reply.truth is YES:
            self.sketch.add(name, {"name": self.fact.of})
        elif self.changes.facts(self.sketch.document).values[self.fact.name] is not NO:
            self.sketch.mapping(ANSWERS)[self.fact.name] = "no"

    def _means(self, entry: object, concept: str) -> bool:
        name = entry.get("name") if isinstance(entry, dict) else entry
        found = self.changes.terminology.resolve(str(name))
        return found is not None and concept in self.changes.terminology.ancestors(found.concept.id)

    def field(self) -> None:
        """Write a field of the profile, and take out what says the same another way."""
        of = self.fact.of or "age"
        for other in ("pregnant",) if of == "pregnancy" else ("birth_date", "age") if of == "age" else ():
            self.sketch.document.pop(other, None)
        told = self.sketch.document.get("conditions")
        if isinstance(told, list):
            told[:] = [
                each for each in told if normalised(str(_called(each))) not in (normalised(of), "pregnant")
            ]
        if of == "age":
            self.sketch.document["birth_date" if self.reply.day else "age"] = (
                self.reply.day or self.reply.number
            )
        else:
            self.sketch.document[of] = self.reply.said

    def result(self) -> None:
        """Write a result of the day in place of the ones that are told."""
        tests = [
            each for each in self.sketch.document.get("tests") or [] if not self._means(each, self.fact.of)
        ]
        same = [each for each in self.sketch.document.get("tests") or [] if self._means(each, self.fact.of)]
        limits = {name: same[-1][name] for name in ("target_low", "target_high") if same and name in same[-1]}
        date = self.reply.day or self.changes.as_of.isoformat()
        if self.sketch.document.get("tests") is None:
            self.sketch.leave_open("tests")
        self.sketch.document["tests"] = [
            *tests,
            {"name": self.fact.of, "value": self.reply.text, "date": date, **limits},
        ]

    def measured(self) -> None:
        """Write the day of the last result, or that there is none."""
        tests = self.sketch.document.get("tests") or []
        same = [each for each in tests if self._means(each, self.fact.of)]
        if self.reply.day == NEVER_SAID:
            self.sketch.document["tests"] = [each for each in tests if each not in same]
        for each in same[-1:] if self.reply.day != NEVER_SAID else ():
            each["date"] = self.reply.day
        if not same or self.reply.day == NEVER_SAID:
            self.sketch.mapping(ANSWERS)[self.fact.name] = self.reply.day

    def operated(self) -> None:
        """Write the day of the last or the next operation in place of those that are told."""
        behind = self.fact.kind is Kind.DAYS_SINCE_SURGERY
        told = self.sketch.document.get("surgeries")
        told = told if isinstance(told, list) else []
        told[:] = [each for each in told if self._lies(each, behind=not behind)]
        if self.reply.day == NEVER_SAID:
            self.sketch.mapping(ANSWERS)[self.fact.name] = NEVER_SAID
        else:
            self.sketch.add("surgeries", {"date": self.reply.day})

    def _lies(self, entry: object, *, behind: bool) -> bool:
        date = entry.get("date") if isinstance(entry, dict) else None
        return date is not None and (read_span(str(date)).first <= self.changes.as_of.toordinal()) == behind

    def diet(self) -> None:
        """Write what is eaten."""
        self.sketch.mapping("diet")[self.fact.of] = self.reply.text or self.reply.said

    def counselled(self) -> None:
        """Write the day of the advice."""
        told = self.sketch.mapping("counselled")
        told.pop(self.fact.of, None)
        if self.reply.day != NEVER_SAID:
            told[self.fact.of] = self.reply.day

    def apart(self) -> None:
        """Write how far apart from calcium it is taken."""
        told = self.sketch.mapping(APART)
        for name in [each for each in told if self._means(each, self.fact.of)]:
            del told[name]
        told[self.fact.of] = self.reply.said

    def recorded(self) -> None:
        """Write into every entry that holds the substance what makes the fact so."""
        says = truth(self.fact.says) if self.reply.truth is YES else negate(truth(self.fact.says))
        fields = {self.fact.field: "yes" if says is YES else "no"}
        if self.fact.kind is Kind.OTHER_SOURCE:
            fields = {"source": self.fact.says if self.reply.truth is NO else "not told"}
        if self.fact.kind is Kind.TAKING_SALT:
            fields = {"salt": self.fact.salt if self.reply.said == "yes" else self.reply.said}
        for held in self.changes.contents(self.sketch).holding(self.fact.of):
            self.sketch.entry_at(held.path).update(fields)

    def how_often(self) -> None:
        """Write how often, or how long, each entry that holds the substance is taken."""
        field = "times_per_day" if self.fact.kind is Kind.TIMES_A_DAY else "course_days"
        for held in self.changes.contents(self.sketch).holding(self.fact.of):
            entry = self.sketch.entry_at(held.path)
            if field == "course_days":
                entry.pop("started", None)
            entry[field] = str(self.reply.number)


def _called(entry: object) -> object:
    return entry.get("name") if isinstance(entry, dict) else entry


WAYS: dict[Kind, Callable[[Supposed], None]] = {
    Kind.CONDITION: Supposed.condition,
    Kind.ALLERGY: Supposed.condition,
    Kind.FIELD: Supposed.field,
    Kind.AGE: Supposed.field,
    Kind.TEST_RESULT: Supposed.result,
    Kind.DAYS_SINCE_TEST: Supposed.measured,
    Kind.DAYS_SINCE_SURGERY: Supposed.operated,
    Kind.DAYS_UNTIL_SURGERY: Supposed.operated,
    Kind.DIET: Supposed.diet,
    Kind.DAYS_SINCE_COUNSELLED: Supposed.counselled,
    Kind.SEPARATION: Supposed.apart,
    Kind.SEPARATION_CONFIRMED: Supposed.apart,
    Kind.RECORDED: Supposed.recorded,
    Kind.OTHER_SOURCE: Supposed.recorded,
    Kind.TAKING_SALT: Supposed.recorded,
    Kind.TIMES_A_DAY: Supposed.how_often,
    Kind.DAYS_TAKEN: Supposed.how_often,
}
