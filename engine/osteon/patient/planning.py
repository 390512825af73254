"""Which questions a vocabulary needs, put together once, so that a patient costs only the answers.

A kind of fact that nobody wants costs nothing; the lists of a profile are read
in any case, because what they hold and nobody recognises has to be said.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from osteon.basics.quantity import Number
from osteon.basics.truth import NO, YES
from osteon.basics.typed import Any
from osteon.patient.amount_facts import (
    CourseFact,
    Total,
    counts,
    daily_amounts,
    implausible_amounts,
    largest_amounts,
    recorded_courses,
)
from osteon.patient.case import Case, Value
from osteon.patient.conditions import ConditionFact, ConditionFacts, allergies
from osteon.patient.diet import DietFact, diets
from osteon.patient.entry_facts import (
    Recorded,
    SaltFact,
    SourceFact,
    days_taken,
    other_sources,
    recorded,
    taking_salt,
    times_a_day,
)
from osteon.patient.events import days_since_counselled
from osteon.patient.formulary import TAKEN, Formulary
from osteon.patient.health import Health
from osteon.patient.history import days_since_changed, days_since_stopped
from osteon.patient.intake import IntakeReader
from osteon.patient.personal import ages
from osteon.patient.seldom import about, if_told, laboratory_step, separation_step, surgery_step
from osteon.patient.separations import APART
from osteon.patient.taking import About, AboutSubject, subject_of, taking, taking_unlabelled
from osteon.patient.terminology import Terminology, normalised
from osteon.patient.untaken import Ask, TakenFacts
from osteon.patient.vocabulary import Fact, Kind, Vocabulary
from osteon.patient.words import NOT_KNOWN, truth

Step = Callable[[Case], None]

_OF_INTAKE = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT,
    Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
    Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE, Kind.TIMES_A_DAY, Kind.DAYS_TAKEN,
)  # fmt: skip
_OF_TESTS = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET, Kind.DAYS_SINCE_TEST)


class Planner:
    """Turns the wanted facts of a vocabulary into steps. `formulary` knows the medicines and supplements."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        terminology: Terminology,
        parameters: Mapping[str, Number],
        wanted: Iterable[str],
    ) -> None:
        self._vocabulary = vocabulary
        self._terminology = terminology
        self._parameters = parameters
        self._facts = _by_kind(vocabulary[name] for name in wanted)
        self._topics = frozenset(
            fact.of for fact in vocabulary.facts.values() if fact.kind is Kind.DAYS_SINCE_COUNSELLED
        )
        self.formulary = self._formulary(_OF_INTAKE)
        self._subjects = {id: subject_of(terminology, id) for id in self.formulary.wanted}

    def _formulary(self, kinds: Collection[Kind], listed: Collection[str] = TAKEN) -> Formulary:
        concepts = [of for kind in kinds for fact in self._facts[kind] for of in (fact.of, fact.corrected_by)]
        return Formulary(self._terminology, concepts, self._parameters, listed)

    def _about(self, kind: Kind) -> tuple[About, ...]:
        return about(self._facts[kind])

    def _on_subjects(self, kind: Kind) -> tuple[AboutSubject, ...]:
        return tuple(AboutSubject(fact.name, self._subjects[fact.of]) for fact in self._facts[kind])

    def _limit(self, fact: Fact, at: int) -> Number | None:
        return self._parameters.get(fact.limits[at]) if len(fact.limits) > at else None

    def steps(self) -> Iterator[Step]:
        """Yield the steps in the order in which a case needs them."""
        seldom = dict(self._seldom_told())
        told = [
            self._health(),
            _asked(ages, self._about(Kind.AGE)),
            _asked(_lists_given, self._about(Kind.LIST_GIVEN)),
            if_told(seldom),
            _answers(self._vocabulary),
        ]
        # Last, because every other step may find a contradiction.
        if self._facts[Kind.CONTRADICTION]:
            told.append(_asked(_contradictions, tuple(fact.name for fact in self._facts[Kind.CONTRADICTION])))
        yield self.taken_facts(self._silence((*told, *seldom.values()))).derive
        yield from told

    def _silence(self, steps: Iterable[Step]) -> dict[str, Value]:
        """Return what the facts of some steps are where nothing is told; the same for everybody."""
        blank = Case({}, date.min, IntakeReader(self.formulary))
        for step in steps:
            step(blank)
        return blank.values

    def taken_facts(self, silence: Mapping[str, Value] | None = None) -> TakenFacts:
        """Return what derives the facts about what is taken; it leaves the others as `silence` has them."""
        return TakenFacts(
            tuple(self._subjects.values()), tuple(self._of_lists()), tuple(self._with_diet()),
            IntakeReader(self.formulary), silence or {},
        )  # fmt: skip

    def known_conditions(self) -> Formulary:
        """Return what the names of conditions are looked up in."""
        return self._formulary((Kind.CONDITION,), ("condition",))

    def condition_facts(self) -> ConditionFacts:
        """Return what derives the facts about conditions."""
        return ConditionFacts(
            [
                ConditionFact(fact.name, fact.of, self._terminology.ancestors(fact.of))
                for fact in self._facts[Kind.CONDITION]
            ]
        )

    def _of_lists(self) -> Iterator[Ask]:
        """Yield what is asked of the two lists alone, without the kinds that nobody wants."""
        for how, facts in (
            (taking_unlabelled, self._on_subjects(Kind.TAKING_UNLABELLED)),
            (days_since_stopped, self._on_subjects(Kind.DAYS_SINCE_STOPPED)),
            (days_since_changed, self._on_subjects(Kind.DAYS_SINCE_CHANGED)),
            (taking, self._about(Kind.TAKING)),
            (daily_amounts, tuple(each for each in self._totals() if not each.plus)),
            (recorded_courses, self._courses()),
            (largest_amounts, self._about(Kind.LARGEST_AMOUNT)),
            (counts, self._about(Kind.COUNT)),
            (implausible_amounts, self._about(Kind.IMPLAUSIBLE_AMOUNT)),
            (recorded, self._recorded()),
            (taking_salt, self._salts()),
            (other_sources, self._sources()),
            (times_a_day, self._about(Kind.TIMES_A_DAY)),
            (days_taken, self._about(Kind.DAYS_TAKEN)),
        ):
            if facts:
                yield Ask(how, facts)

    def _with_diet(self) -> Iterator[Ask]:
        eaten_too = tuple(each for each in self._totals() if each.plus)
        if eaten_too:
            yield Ask(daily_amounts, eaten_too)

    def _totals(self) -> Iterator[Total]:
        return (Total(fact.name, fact.of, fact.plus) for fact in self._facts[Kind.DAILY_AMOUNT])

    def _courses(self) -> tuple[CourseFact, ...]:
        return tuple(
            CourseFact(fact.name, fact.of, self._limit(fact, 0), self._limit(fact, 1))
            for fact in self._facts[Kind.RECORDED_COURSE]
        )

    def _recorded(self) -> tuple[Recorded, ...]:
        return tuple(
            Recorded(each.name, each.of, each.field, truth(each.says), each.salt, self._within(each.of))
            for each in self._facts[Kind.RECORDED]
        )

    def _salts(self) -> tuple[SaltFact, ...]:
        return tuple(
            SaltFact(each.name, each.of, each.salt, self._within(each.of))
            for each in self._facts[Kind.TAKING_SALT]
        )

    def _sources(self) -> tuple[SourceFact, ...]:
        return tuple(
            SourceFact(each.name, each.of, normalised(each.says)) for each in self._facts[Kind.OTHER_SOURCE]
        )

    def _within(self, of: str) -> frozenset[str]:
        return frozenset(self._terminology.descendants(of))

    def _health(self) -> Step:
        return Health(self.known_conditions(), self.condition_facts(), self._about(Kind.FIELD)).derive

    def _seldom_told(self) -> Iterator[tuple[str, Step]]:
        """Yield fields of a profile with the step that reads the field and nothing else."""
        allergens, to = self._formulary((Kind.ALLERGY,), (*TAKEN, "condition")), self._about(Kind.ALLERGY)
        yield "allergies", lambda case: allergies(case, allergens, to)
        yield "tests", laboratory_step(self._formulary(_OF_TESTS, ("test",)), self._facts, self._limit)
        yield "surgeries", surgery_step(self._facts)
        eaten = tuple(DietFact(fact.name, fact.of) for fact in self._facts[Kind.DIET])
        yield "diet", _asked(diets, eaten)
        yield APART, separation_step(self._terminology, self._facts)
        topics, counselled = self._topics, self._about(Kind.DAYS_SINCE_COUNSELLED)
        yield "counselled", lambda case: days_since_counselled(case, counselled, topics)


def _asked(ask: Callable[[Case, Any], None], facts: tuple[object, ...]) -> Step:
    return lambda case: ask(case, facts)


def _answers(vocabulary: Vocabulary) -> Step:
    def fill(case: Case) -> None:
        if case.document.get("answers"):
            # Fetched only here: a profile that came from a record seldom has answers.
            from osteon.patient.answered import narrow

            narrow(case, vocabulary)

    return fill


def _by_kind(facts: Iterable[Fact]) -> dict[Kind, list[Fact]]:
    found: dict[Kind, list[Fact]] = {kind: [] for kind in Kind}
    for fact in facts:
        found[fact.kind].append(fact)
    return found


def _contradictions(case: Case, facts: tuple[str, ...]) -> None:
    """Derive "contradiction": does the profile contradict itself anywhere? Never unknown."""
    clashing = case.not_assessed and any(note.clash for note in case.not_assessed)
    for name in facts:
        case.values[name] = YES if clashing else NO


def _lists_given(case: Case, facts: tuple[About, ...]) -> None:
    """Derive "list given": was the list told at all? Never unknown."""
    for name, of in facts:
        value = case.document.get(of)
        case.values[name] = NO if value is None or value == NOT_KNOWN else YES
