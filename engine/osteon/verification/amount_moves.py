"""Proposals for how much: which amounts of a substance would put its facts where they are wanted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from osteon.basics.quantity import Number, tidy
from osteon.patient.terminology import Concept
from osteon.patient.vocabulary import Fact, Kind
from osteon.reasoning.regions import Cut
from osteon.verification.amount_words import in_parts, written
from osteon.verification.speaker import Moves, Speaker, Wanted, decimal, number_in
from osteon.verification.telling import Move, within

Placed = tuple[Fact, Cut, Wanted]
"""A fact with its cut and the regions wanted of it."""

DOSES = (Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT)

_FROM_FOOD = 500


def amounts(say: Speaker, facts: Sequence[Placed], concept: Concept) -> Iterator[str]:
    """Yield amounts of one product by which facts about what it holds may be as wanted; "" is none told."""
    dosed = [each for each in facts if each[0].kind in DOSES]
    numbers = [(fact, number_in(cut, wanted[0])) for fact, cut, wanted in dosed if wanted[0] is not None]
    open_ended = any(None not in wanted[:2] and wanted[0] != wanted[1] for _, _, wanted in dosed)
    if open_ended:
        yield ""
        yield from _ranges(dosed)
    yield from _written(facts, concept, numbers)
    if not numbers or not open_ended:
        yield ""
    unit = say.terminology.measured(concept.id).unit if concept.kind == "nutrient" else ""
    if unit:
        yield f"100 {unit.removesuffix('/day')}/day"


def _written(
    facts: Sequence[Placed], concept: Concept, numbers: Sequence[tuple[Fact, Number]]
) -> Iterator[str]:
    often = [
        number_in(cut, wanted[0])
        for fact, cut, wanted in facts
        if fact.kind is Kind.TIMES_A_DAY and wanted[0] is not None
    ]
    for fact, number in numbers:
        unit = fact.unit.removesuffix("/day")
        yield from written(number, unit, often)
        if concept.equivalent is not None and concept.id != fact.of:
            yield f"{decimal(tidy(Fraction(number) / concept.equivalent.factor))} {unit}/day"
    for fact, number in numbers:
        for other, most in numbers:
            if fact.kind is Kind.DAILY_AMOUNT and other.kind is Kind.LARGEST_AMOUNT:
                yield from in_parts(number, most, other.unit)


def _ranges(dosed: Sequence[Placed]) -> Iterator[str]:
    for fact, cut, (low, high, *_) in dosed:
        if low is not None and high is not None and low < high < 2 * len(cut.thresholds):
            least, most = number_in(cut, low), number_in(cut, high)
            yield f"{decimal(least)}-{decimal(most)} {fact.unit}"


def so_often(
    say: Speaker, facts: Sequence[Placed], concept: Concept, name: str, amount: str
) -> Iterator[Moves]:
    """Propose how often something is taken where that is no whole number of times a day."""
    for fact, cut, wanted in facts:
        often = number_in(cut, wanted[0]) if fact.kind is Kind.TIMES_A_DAY and wanted[0] else 1
        if not isinstance(often, int) and amount.endswith("/day"):
            each, said = amount.removesuffix("/day"), decimal(often)
            manner = f", {said} times a day on average"
            yield (say.take(concept, name, each, manner=manner, times_per_day=said),)
            number, _, unit = each.partition(" ")
            more = f"{decimal(2 * tidy(Fraction(number)))} {unit}"
            yield (say.take(concept, name, more, manner=manner, times_per_day=said),)


def from_food(fact: Fact, number: Number) -> Move:
    """Say what food gives of a total."""
    said = f"{decimal(number)} {fact.unit}"
    what = fact.plus.replace("vitamin_k", "vitamin K")
    return within(f"whose food gives {said} of {what}", "diet", fact.plus, said)


def shared(say: Speaker, placed: Placed) -> Iterator[Moves]:
    """Propose a total of which food gives one part and a product the other."""
    fact, cut, (low, high, *_) = placed
    name = say.name_of(say.terminology[fact.of])
    if not fact.plus or not name or low is None or high in (None, 2 * len(cut.thresholds)):
        return
    least, most = number_in(cut, low), number_in(cut, high)
    food = min(_FROM_FOOD, tidy(Fraction(least) / 2))
    said = "-".join(decimal(each - food) for each in dict.fromkeys((least, most)))
    yield say.take(say.terminology[fact.of], name, f"{said} {fact.unit}"), from_food(fact, food)
