"""What could be proposed to change of one patient: only what the vocabulary declares open to it.

A move is written into a sketch of the profile as it would happen on the day: a
product is stopped or its dose changed on that day, not erased from the past. What
somebody prescribed is never touched.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from math import ceil

from osteon.basics.quantity import Interval, Number
from osteon.basics.records import dataclass
from osteon.basics.truth import YES, negate
from osteon.basics.typed import Any
from osteon.patient.amounts import is_unknown
from osteon.patient.changes import Changes
from osteon.patient.contents import Contents, Held
from osteon.patient.diet import weekly_or_daily
from osteon.patient.product import NO_AMOUNT_KNOWN
from osteon.patient.separations import APART
from osteon.patient.sketch import Sketch
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import EFFORTS, Fact, Kind
from osteon.patient.words import NONE, truth
from osteon.reasoning.portions import about, bound, decimal, portion, times_a_day
from osteon.reasoning.values import said_number

Write = Callable[[Sketch], list[str]]


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that could be different. `effort`: 0 small, 1 moderate, 2 large."""

    fact: str
    says: str
    effort: int
    write: Write


class Moves:
    """The moves of one patient on one day. `prescribed` collects why some are not there."""

    def __init__(self, changes: Changes, document: Mapping[str, object]) -> None:
        self._changes = changes
        self._terminology: Terminology = changes.terminology
        self._document = document
        self._day = changes.as_of.isoformat()
        self.prescribed: dict[str, str] = {}

    def of(self, fact: Fact, limits: list[Number]) -> Iterator[Move]:
        """Yield the moves that a fact is open to, for one rule with these limits on it."""
        if not fact.may_become or self._is_prescribed(fact):
            return
        way = _WAYS[fact.kind]
        if fact.type == "number":
            for limit in sorted(limits, reverse="less" in fact.may_become):
                yield from way(self, fact, limit)
        else:
            yield from way(self, fact, 0)

    def _contents(self, sketch: Sketch) -> Contents:
        return self._changes.contents(sketch, self._day)

    def _held(self, concept: str) -> list[Held]:
        return self._contents(Sketch(self._document)).holding(concept)

    def _is_prescribed(self, fact: Fact) -> bool:
        if fact.kind not in _OF_PRODUCTS:
            return False
        contents = self._contents(Sketch(self._document))
        held = [*contents.holding(fact.of), *contents.perhaps_holding(fact.of)]
        for each in held:
            if each.path[0] == "medications" or truth(self._entry(each).get("prescribed")) is YES:
                self.prescribed[fact.name] = each.name
        return fact.name in self.prescribed

    def _entry(self, held: Held) -> dict[str, Any]:
        return Sketch(self._document).entry_at(held.path)

    def _move(self, fact: Fact, says: str, write: Write) -> Move:
        return Move(fact.name, says, EFFORTS.index(fact.effort), write)

    def without(self, fact: Fact, _: Number) -> Iterator[Move]:
        """Leave a substance out of everything that holds it."""

        def write(sketch: Sketch) -> list[str]:
            said = self._contents(sketch).leave_out(fact.of)
            sketch.mapping("takes")[fact.of] = NONE
            return said

        yield self._move(fact, f"no {self._terminology[fact.of].label}", write)

    def labelled(self, fact: Fact, _: Number) -> Iterator[Move]:
        """Leave out the products of unknown composition that may hold it."""

        def write(sketch: Sketch) -> list[str]:
            contents = self._contents(sketch)
            return [contents.drop(each) for each in contents.perhaps_holding(fact.of)]

        yield self._move(fact, "no product whose label nobody has seen", write)

    def amount(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Take no more than the limit, or less than it where the limit itself is too much."""
        eaten = self._eaten(fact)
        if eaten is None:
            return
        label = self._terminology[fact.of].label
        held = self._held(fact.of)
        for number, says in about(limit, fact.unit, less=True):
            left = Fraction(number) - Fraction(eaten)
            for each in held if len(held) > 1 else ():
                others = self._others(held, each, fact.of)
                if each.is_alone and others is not None and others <= left:
                    shown = bound(limit - eaten - others, fact.unit, reached=number == limit)
                    write = partial(self._only, each, left - others, fact.unit, shown)
                    yield self._move(fact, f"{label} altogether, by {each.name}: {says}", write)
            if left > 0:
                text, shown = (
                    f"{decimal(left)} {fact.unit}",
                    bound(limit - eaten, fact.unit, reached=number == limit),
                )
                yield self._move(fact, f"{label}: {says}", partial(self._give, fact.of, text, shown))

    def _others(self, held: list[Held], one: Held, concept: str) -> Fraction | None:
        known = [each.product.daily.get(concept, NO_AMOUNT_KNOWN) for each in held if each is not one]
        return sum((Fraction(each.low) for each in known), Fraction(0)) if _all_exact(known) else None

    def _only(self, held: Held, own: Fraction, unit: str, shown: str, sketch: Sketch) -> list[str]:
        contents = self._contents(sketch)
        return [contents.reset(held, f"{decimal(own)} {unit}", shown) if own else contents.drop(held)]

    def _give(self, concept: str, text: str, shown: str, sketch: Sketch) -> list[str]:
        return self._contents(sketch).give(concept, text, shown)

    def _eaten(self, fact: Fact) -> Number | None:
        """Return what food adds to an amount; None if that is not known."""
        diet = self._document.get("diet")
        text = diet.get(fact.plus) if isinstance(diet, dict) and fact.plus else None
        if text is None or is_unknown(str(text)):
            return None if fact.plus else 0
        return weekly_or_daily(str(text), fact.plus)

    def single(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Take the same total in more, smaller doses."""
        for held, daily in self._divisible(fact.of):
            for most, _ in about(limit, fact.unit, less=True):
                yield self._in_parts(fact, held, daily, max(ceil(daily / Fraction(most)), 1))

    def times(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Take the same total in more doses a day."""
        for held, daily in self._divisible(fact.of):
            yield self._in_parts(fact, held, daily, int(limit) + 1)

    def _divisible(self, concept: str) -> Iterator[tuple[Held, Fraction]]:
        for held in self._held(concept):
            daily = held.product.daily.get(concept, NO_AMOUNT_KNOWN)
            if held.is_alone and daily.is_exact and daily.low:
                yield held, Fraction(daily.low)

    def _in_parts(self, fact: Fact, held: Held, daily: Fraction, often: int) -> Move:
        concept = self._terminology.measured(fact.of)
        unit = concept.unit
        # 300 mg of calcium are not 300 mg of the calcium carbonate that the product is called after.
        of = f"elemental {concept.label}" if concept.salts else concept.label
        each, times = portion(daily / often), times_a_day(often)

        def write(sketch: Sketch) -> list[str]:
            return [self._contents(sketch).reset(held, f"{decimal(each)} {unit} {times}")]

        return self._move(fact, f"{held.name}: {said_number(each, unit)} of {of} {times}", write)

    def fewer(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Leave out products until there are fewer than the limit."""
        held = self._held(fact.of)
        for kept in held:
            others = [each for each in held if each is not kept]
            dropped = others[max(int(limit) - 2, 0) :]

            def write(sketch: Sketch, dropped: list[Held] = dropped) -> list[str]:
                contents = self._contents(sketch)
                return [contents.drop(each) for each in dropped]

            yield self._move(fact, "without " + ", ".join(each.name for each in dropped), write)

    def diet(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Eat less, more, or evenly."""
        if "yes" in fact.may_become:
            yield self._eat(fact, "yes", fact.reads)
            return
        less = "less" in fact.may_become
        for number, says in about(limit, fact.unit, less=less):
            text = f"{decimal(number)} {fact.unit}" if number else NONE
            yield self._eat(fact, text, f"{fact.reads}: {says if number else NONE}")

    def _eat(self, fact: Fact, text: str, says: str) -> Move:
        def write(sketch: Sketch) -> list[str]:
            sketch.mapping("diet")[fact.of] = text
            return [says]

        return self._move(fact, says, write)

    def told(self, fact: Fact, _: Number) -> Iterator[Move]:
        """Give the advice on the day."""

        def write(sketch: Sketch) -> list[str]:
            sketch.mapping("counselled")[fact.of] = self._day
            return [f"{fact.reads}: today"]

        yield self._move(fact, f"{fact.reads}: today", write)

    def apart(self, fact: Fact, limit: Number) -> Iterator[Move]:
        """Take it further from calcium."""
        for number, says in about(limit, fact.unit, less=False):
            text = f"{decimal(number)} min"

            def write(sketch: Sketch, text: str = text, says: str = says) -> list[str]:
                told = sketch.mapping(APART)
                for name in [each for each in told if self._same(each, fact.of)]:
                    del told[name]
                told[fact.of] = text
                return [f"{fact.reads}: {says}"]

            yield self._move(fact, f"{fact.reads}: {says}", write)

    def _same(self, name: str, concept: str) -> bool:
        found = self._terminology.resolve(name)
        return found is not None and concept in self._terminology.ancestors(found.concept.id)

    def recorded(self, fact: Fact, _: Number) -> Iterator[Move]:
        """Take it another way, or another product, so that the label or the record says the opposite."""
        field, said = fact.field, "yes" if negate(truth(fact.says)) is YES else "no"
        if fact.kind is Kind.OTHER_SOURCE:
            field, said = "source", fact.says
        words = f"{field.replace('_', ' ')}: {said}"

        def write(sketch: Sketch) -> list[str]:
            held = self._contents(sketch).holding(fact.of)
            for each in held:
                sketch.entry_at(each.path)[field] = said
            return [f"{each.name}: {words}" for each in held]

        yield self._move(fact, f"{self._terminology[fact.of].label}, {words}", write)


_OF_PRODUCTS = (
    Kind.TAKING, Kind.TAKING_UNLABELLED, Kind.DAILY_AMOUNT, Kind.LARGEST_AMOUNT, Kind.COUNT, Kind.TIMES_A_DAY,
    Kind.OTHER_SOURCE,
)  # fmt: skip
_WAYS: dict[Kind, Callable[[Moves, Fact, Number], Iterator[Move]]] = {
    Kind.TAKING: Moves.without,
    Kind.TAKING_UNLABELLED: Moves.labelled,
    Kind.DAILY_AMOUNT: Moves.amount,
    Kind.LARGEST_AMOUNT: Moves.single,
    Kind.COUNT: Moves.fewer,
    Kind.DIET: Moves.diet,
    Kind.DAYS_SINCE_COUNSELLED: Moves.told,
    Kind.SEPARATION: Moves.apart,
    Kind.RECORDED: Moves.recorded,
    Kind.OTHER_SOURCE: Moves.recorded,
    Kind.TIMES_A_DAY: Moves.times,
}


def _all_exact(amounts: list[Interval]) -> bool:
    return all(each.is_exact for each in amounts)
