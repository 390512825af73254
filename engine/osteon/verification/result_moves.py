"""Proposals for laboratory results: one result says a value, its age, and where it stands to its target."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.basics.truth import NO, YES
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.regions import Cut
from osteon.verification.speaker import Moves, Speaker, Wanted, decimal, number_in, seen

OF_TESTS = (Kind.TEST_RESULT, Kind.DAYS_SINCE_TEST, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET)

_HALF = Fraction(1, 2)


class ResultMoves:
    """Proposals for the facts about one test."""

    def __init__(self, speaker: Speaker, of: str, facts: Sequence[tuple[Fact, Cut, Wanted]]) -> None:
        self._say = speaker
        self._of = of
        self._by_kind = {fact.kind: (fact, cut, wanted) for fact, cut, wanted in facts}
        self._unit = speaker.terminology.measured(of).unit

    def proposals(self) -> list[Moves]:
        """Return ways of telling the results, the plainest first."""
        if self._never():
            return list(self._other_tests())
        return list(self._told())

    def _never(self) -> bool:
        since = self._by_kind.get(Kind.DAYS_SINCE_TEST)
        if since is None:
            return False
        top = 2 * len(since[1].thresholds)
        result = self._by_kind.get(Kind.TEST_RESULT)
        silent = result is None or result[2][0] in (None, 0) and result[2][:2] != (0, 0)
        return since[2][0] == top and silent

    def _other_tests(self) -> Iterator[Moves]:
        for concept in self._say.terminology.concepts.values():
            if concept.kind == "test" and concept.id not in self._say.terminology.ancestors(self._of):
                name, unit = self._say.name_of(concept), self._say.terminology.measured(concept.id).unit
                if (
                    name
                    and concept.id != self._of
                    and self._of not in self._say.terminology.ancestors(concept.id)
                ):
                    yield (self._say.result(name, 3, f"1 {unit}".rstrip()),)

    def _told(self) -> Iterator[Moves]:
        days = self._days()
        if self._undated():
            for _, name in self._say.named(self._of):
                for low, _high in self._values():
                    yield (self._say.undated_result(name, self._amount(low)),)
        for _, name in self._say.named(self._of):
            for low, high in self._values():
                for floor, ceiling in self._targets(low, high):
                    first = self._say.result(
                        name, days, self._amount(low), self._limit(ceiling), self._limit(floor)
                    )
                    if low == high:
                        yield (first,)
                    else:
                        yield first, self._say.result(name, days, self._amount(high))

    def _undated(self) -> bool:
        since = self._by_kind.get(Kind.DAYS_SINCE_TEST)
        return since is not None and (since[2][0] != since[2][1] or since[2][2:] == (0,))

    def _days(self) -> int:
        since = self._by_kind.get(Kind.DAYS_SINCE_TEST)
        if since is None or since[2][0] is None:
            return seen(None)
        return int(number_in(since[1], since[2][0]))

    def _values(self) -> Iterator[tuple[Number, Number]]:
        result = self._by_kind.get(Kind.TEST_RESULT)
        if result is None:
            for number in (10, 2, 3, 20, 1):
                yield number, number
            return
        _, cut, wanted = result
        low = number_in(cut, wanted[0] or 0)
        high = low if wanted[1] is None else number_in(cut, wanted[1])
        yield low, low if wanted[1] == wanted[0] and wanted[2:] != (0,) else high
        if low == high and wanted[2:] == (0,):
            yield low, tidy(Fraction(low) + _HALF / 2)

    def _targets(self, low: Number, high: Number) -> Iterator[tuple[Number | None, Number | None]]:
        below, above = self._by_kind.get(Kind.TEST_BELOW_TARGET), self._by_kind.get(Kind.TEST_ABOVE_TARGET)
        yield None, None
        middle = tidy(Fraction(low + high) / 2)
        lower: Number = low - _HALF if low > _HALF else Fraction(low) / 2
        floors: dict[int, Number] = {YES: high + _HALF, NO: lower}
        ceilings: dict[int, Number] = {YES: lower, NO: high + _HALF}
        floor = (
            floors.get(below[2][0] or 0, middle)
            if below
            else ceilings[NO] - 1
            if high > 1
            else Fraction(low) / 4
        )
        ceiling = ceilings.get(above[2][0] or 0, middle) if above else high + 1
        yield tidy(Fraction(min(floor, ceiling))), tidy(Fraction(max(floor, ceiling)))

    def _amount(self, number: Number) -> str:
        return f"{decimal(number)} {self._unit}".rstrip()

    def _limit(self, number: Number | None) -> str:
        return "" if number is None else self._amount(number)


def result_with(speaker: Speaker, of: str, number: Number) -> Iterator[Moves]:
    """Yield a result of a test, without its day and with it."""
    unit = speaker.terminology.measured(of).unit
    name = speaker.name_of(speaker.terminology[of])
    if name:
        value = f"{decimal(number)} {unit}".rstrip()
        yield (speaker.undated_result(name, value),)
        yield (speaker.result(name, seen(None), value),)
