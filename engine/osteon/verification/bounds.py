"""What no patient can be, because of how facts are derived and not because of any rule.

Facts are not independent: a dose is zero where nothing is taken, and a wider
substance is taken where a narrower one is. Each statement here follows from the
kinds of two facts. It is a diagram that says yes of impossible rows, and the
tests hold every one of them against random patients.
"""

import math
from collections.abc import Callable, Iterator
from itertools import permutations

from osteon.basics.quantity import BOUNDLESS, Number
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.language.syntax import Condition
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import NUMBER, Fact, Kind
from osteon.reasoning.diagram import Diagrams, Node
from osteon.reasoning.edition import Edition
from osteon.reasoning.regions import Cut, Regions, region

Places = tuple[int, ...]
"""The regions of one fact, in the order of its columns."""

Impossible = Callable[[Places], bool]
Clash = Callable[[Places, Places], bool]

_ALWAYS_KNOWN = (Kind.LIST_GIVEN, Kind.CONTRADICTION)
_AMOUNTS = (Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT, Kind.TIMES_A_DAY, Kind.DAYS_TAKEN)
_WHOLE = (
    Kind.COUNT,
    Kind.DAYS_SINCE_STOPPED,
    Kind.DAYS_SINCE_CHANGED,
    Kind.DAYS_SINCE_SURGERY,
    Kind.DAYS_UNTIL_SURGERY,
    Kind.DAYS_SINCE_COUNSELLED,
    Kind.DAYS_SINCE_TEST,
)
"""What is counted, in products or in days of the calendar."""

_OF_RESULTS = (Kind.TEST_RESULT, Kind.TEST_ABOVE_TARGET, Kind.TEST_BELOW_TARGET)
_OF_ENTRIES = (Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE)


class Bounds:
    """The impossible rows of an edition, as diagrams. `nodes` has each with the facts it is about."""

    def __init__(self, edition: Edition, regions: Regions, diagrams: Diagrams) -> None:
        self._regions = regions
        self._diagrams = diagrams
        self._terminology = edition.rulebook.terminology
        self._parameters = edition.parameters
        facts = [fact for fact in edition.rulebook.vocabulary.facts.values() if fact.name in regions.cuts]
        self.nodes: list[tuple[frozenset[str], Node]] = []
        for fact in facts:
            for impossible in self._alone(fact):
                self._forbid_one(fact, impossible)
        for one, other in permutations(facts, 2):
            for clash in self._together(one, other):
                self._forbid_two(one, other, clash)
            if one.kind is Kind.DAYS_SINCE_TEST and one.of == other.of:
                self._forbid_result_of_no_test(one, other)
            if _adds_up(self._terminology, one, other):
                self._forbid_less(one, other)
        self._forbid_invariants(edition, {fact.name: fact for fact in facts})

    def _cut(self, fact: Fact) -> Cut:
        return self._regions.cuts[fact.name]

    def _columns(self, fact: Fact) -> range:
        return columns_of(self._regions, fact.name)

    def _forbid_one(self, fact: Fact, impossible: Impossible) -> None:
        self._forbid(frozenset((fact.name,)), list(self._columns(fact)), impossible)

    def _forbid_two(self, one: Fact, other: Fact, clash: Clash) -> None:
        first, second = self._columns(one), self._columns(other)
        columns = sorted((*first, *second))
        at_one, at_other = [columns.index(each) for each in first], [columns.index(each) for each in second]

        def impossible(places: Places) -> bool:
            return clash(tuple(places[at] for at in at_one), tuple(places[at] for at in at_other))

        self._forbid(frozenset((one.name, other.name)), columns, impossible)

    def _forbid(self, names: frozenset[str], columns: list[int], impossible: Impossible) -> None:
        node = self._table(columns, impossible)
        if node != NO:
            self.nodes.append((names, node))

    def _forbid_less(self, part: Fact, whole: Fact) -> None:
        """Forbid a total whose ends lie below those of its part."""
        for one, other in zip(self._columns(part)[:2], self._columns(whole)[:2], strict=True):
            self._forbid_below(part, whole, one, other)

    def _forbid_below(self, part: Fact, whole: Fact, one: int, other: int) -> None:
        """Forbid that an end of a total lies below an end of its part, each in its column.

        Only these two columns are gone through: all of both facts would be millions of places.
        """
        some, every = self._cut(part), self._cut(whole)

        def impossible(places: Places) -> bool:
            low, total = places if one < other else places[::-1]
            # Where a region has an end of its own the bound may be reached: only what lies apart clashes.
            return _most(every, total) < _least(some, low)

        self._forbid(frozenset((part.name, whole.name)), sorted((one, other)), impossible)

    def _forbid_result_of_no_test(self, since: Fact, other: Fact) -> None:
        """Forbid that anything is known of a test that was never done."""
        days, cut = self._cut(since), self._cut(other)
        if not days.tells_exact or other.kind not in _OF_RESULTS:
            return
        low, _, exact = self._columns(since)
        nothing = (UNKNOWN,) if other.type != NUMBER else (region(0, cut.thresholds), _top(cut), 0)
        for column, silent in zip(self._columns(other), nothing, strict=False):
            columns = sorted((low, exact, column))

            def impossible(
                places: Places, columns: list[int] = columns, column: int = column, silent: int = silent
            ) -> bool:
                at = dict(zip(columns, places, strict=True))
                return at[low] == _top(days) and at[exact] == 1 and at[column] != silent

            self._forbid(frozenset((since.name, other.name)), columns, impossible)

    def _forbid_invariants(self, edition: Edition, facts: dict[str, Fact]) -> None:
        for invariant in edition.rulebook.invariants.values():
            if invariant.never is not None:
                self._forbid_condition(edition, invariant.never)
            elif invariant.number in facts and invariant.zero_without in facts:
                taking, number = facts[invariant.zero_without], facts[invariant.number]
                self._forbid_two(taking, number, _zero_only_without(self._cut(number)))
            elif invariant.number in facts and invariant.at_least in facts:
                part, whole = facts[invariant.at_least], facts[invariant.number]
                self._forbid_below(part, whole, self._columns(part)[0], self._columns(whole)[1])

    def _forbid_condition(self, edition: Edition, condition: Condition) -> None:
        names = frozenset(edition.facts_of(condition))
        if names <= self._regions.cuts.keys():
            self.nodes.append((names, self._diagrams.condition(condition)))

    def _table(self, columns: list[int], impossible: Impossible, so_far: Places = ()) -> Node:
        if len(so_far) == len(columns):
            return YES if impossible(so_far) else NO
        column = columns[len(so_far)]
        size = self._regions.variables[column].size
        return self._diagrams.branch(
            column, tuple(self._table(columns, impossible, (*so_far, each)) for each in range(size))
        )

    def _alone(self, fact: Fact) -> Iterator[Impossible]:
        if fact.type == NUMBER:
            yield _no_interval(self._cut(fact))
            if fact.kind in _WHOLE:
                yield _no_whole_number(self._cut(fact))
        elif fact.kind in _ALWAYS_KNOWN:
            yield lambda places: places[0] == UNKNOWN

    def _together(self, one: Fact, other: Fact) -> Iterator[Clash]:
        if one.kind is Kind.TAKING:
            yield from self._beside_taking(one, other)
        if one.kind is Kind.FIELD and one.of == "sex":
            yield from _beside_sex(self._cut(one), self._cut(other), other)
        if one.kind is Kind.SEPARATION_CONFIRMED and other.kind is Kind.SEPARATION and one.of == other.of:
            yield _gap_beside_a_word(self._cut(other))
        if one.kind is Kind.RECORDED_COURSE and other.kind is Kind.DAILY_AMOUNT and one.of == other.of:
            yield self._course_below(one, self._cut(other))

    def _beside_taking(self, taking: Fact, other: Fact) -> Iterator[Clash]:
        if other.kind is Kind.TAKING and other.of in self._terminology.ancestors(taking.of):
            yield lambda narrow, wide: narrow[0] > wide[0]
        if other.of != taking.of:
            return
        if other.kind in _AMOUNTS and not other.plus:
            yield _amount_without_taking(self._cut(other))
        if other.kind in _OF_ENTRIES:
            yield lambda taken, said: taken[0] != YES and said[0] != taken[0]
        if other.kind is Kind.RECORDED_COURSE:
            yield lambda taken, course: course[0] == YES and taken[0] != YES

    def _course_below(self, course: Fact, dose: Cut) -> Clash:
        above = self._parameters.get(course.limits[1]) if len(course.limits) > 1 else None

        def clash(recorded: Places, amount: Places) -> bool:
            return above is not None and recorded[0] == YES and _most(dose, amount[0]) <= above

        return clash


def columns_of(regions: Regions, name: str) -> range:
    """Return the columns of a fact."""
    cut = regions.cuts[name]
    width = 1 if cut.type != NUMBER else 3 if cut.tells_exact else 2
    return range(cut.column, cut.column + width)


def _zero_only_without(cut: Cut) -> Clash:
    """Forbid an amount of what is not taken, and an amount of zero of what is."""
    nothing = region(0, cut.thresholds)

    def clash(taken: Places, amount: Places) -> bool:
        if taken[0] == NO:
            return amount[1] != nothing
        # A region that holds more than zero itself does not tell.
        return taken[0] == YES and amount[1] == nothing and nothing % 2 == 1

    return clash


def _top(cut: Cut) -> int:
    return 2 * len(cut.thresholds)


def _most(cut: Cut, place: int) -> Number | float:
    """Return the bound that no number of a region exceeds."""
    return cut.thresholds[place // 2] if place // 2 < len(cut.thresholds) else BOUNDLESS


def _least(cut: Cut, place: int) -> Number | float:
    """Return the bound that every number of a region reaches."""
    return cut.thresholds[(place - 1) // 2] if place else 0


def _no_interval(cut: Cut) -> Impossible:
    nothing = region(0, cut.thresholds)

    def impossible(places: Places) -> bool:
        low, high, *exact = places
        if low > high or low < nothing:
            return True
        if not exact:
            return False
        return exact[0] == 1 and low != high or exact[0] == 0 and low == high and low % 2 == 1

    return impossible


def _no_whole_number(cut: Cut) -> Impossible:
    """Forbid that an end of something counted lies where there is no whole number."""
    limits = cut.thresholds
    empty = {2 * at for at in range(1, len(limits)) if math.floor(limits[at - 1]) + 1 >= limits[at]} | {
        2 * at + 1 for at, limit in enumerate(limits) if limit != math.floor(limit)
    }
    return lambda places: places[0] in empty or places[1] in empty


def _gap_beside_a_word(cut: Cut) -> Clash:
    """Forbid that a gap is told where everybody only says whether it is far enough."""
    nothing, top = region(0, cut.thresholds), _top(cut)

    def clash(said: Places, gap: Places) -> bool:
        low, high, *exact = gap
        if said[0] == YES:
            return low != nothing or high != top or exact == [1]
        return said[0] == NO and low != nothing

    return clash


def _amount_without_taking(cut: Cut) -> Clash:
    nothing, top = region(0, cut.thresholds), _top(cut)

    def clash(taken: Places, amount: Places) -> bool:
        low, high, *exact = amount
        if taken[0] == NO:
            return low != nothing or high != nothing or exact == [0]
        return taken[0] == UNKNOWN and (low != nothing or high != top or exact == [1])

    return clash


def _beside_sex(sex: Cut, cut: Cut, other: Fact) -> Iterator[Clash]:
    male = sex.choices.index("male") + 1 if "male" in sex.choices else 0
    if other.kind is not Kind.FIELD or not male:
        return
    if other.of == "pregnancy":
        never = {at for at, choice in enumerate(cut.choices, 1) if choice in ("pregnant", "possible")}
        yield lambda who, said: who[0] == male and said[0] in never
    elif other.of in ("postmenopausal", "breastfeeding"):
        yield lambda who, said: who[0] == male and said[0] == YES


def _adds_up(terminology: Terminology, part: Fact, whole: Fact) -> bool:
    if part.kind is not Kind.DAILY_AMOUNT or whole.kind is not Kind.DAILY_AMOUNT or part.plus:
        return False
    return part.unit == whole.unit and whole.of in terminology.ancestors(part.of)
