"""Which columns stand for what: bits for concepts and facts, scales for numbers.

A mask says of many things at once whether they are so: one bit each, so many to
a column. A scale is the number of parts in which a number is counted, chosen so
that every threshold of the rules, and nearly every amount that people write, is
a whole number of them.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import lcm

from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.knowledge.models import Rulebook
from osteon.patient.taking import subject_of
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import NUMBER, Fact, Kind
from osteon.reasoning.columns import ENDLESS, steps
from osteon.reasoning.edition import Edition
from osteon.reasoning.fact_columns import columns_of, threshold_scale

_BITS = 60

_PARTS_OF_AMOUNTS = 2**4 * 3 * 5**3 * 7 * 73
"""Days of a week, a month, a year; halves, thirds and thousandths."""

_PARTS_OF_RESULTS = 10**6
_PARTS = {
    Kind.DAILY_AMOUNT: _PARTS_OF_AMOUNTS,
    Kind.LARGEST_AMOUNT: _PARTS_OF_AMOUNTS,
    Kind.TIMES_A_DAY: _PARTS_OF_AMOUNTS,
    Kind.DIET: _PARTS_OF_AMOUNTS,
    Kind.TEST_RESULT: _PARTS_OF_RESULTS,
    Kind.SEPARATION: 60,
    Kind.DAYS_TAKEN: 100,
}

_ADDED = (Kind.DAILY_AMOUNT, Kind.DIET)

MOST_OF_ONE = 1 << 45
"""No amount of a single entry is counted beyond this, so that no sum of entries can overflow."""


class CannotBeCounted(Exception):
    """A number that the scale does not hold exactly; whoever has it is evaluated alone."""


class Bits:
    """Masks over named things: `name0`, `name1` and so on, with up to _BITS of the things in each."""

    def __init__(self, members: Iterable[str]) -> None:
        self.places = {member: divmod(at, _BITS) for at, member in enumerate(dict.fromkeys(members))}

    def columns(self, name: str) -> list[str]:
        """Return the columns of a mask of this name; there is always one."""
        return [
            f"{name}{word}" for word in range(max((word for word, _ in self.places.values()), default=0) + 1)
        ]

    def packed(self, members: Collection[str]) -> tuple[int, ...]:
        """Return the masks in which the bits of these things are set. What has no bit is left out."""
        words = [0] * len(self.columns(""))
        for member in members:
            if member in self.places:
                word, bit = self.places[member]
                words[word] |= 1 << bit
        return tuple(words)

    def has(self, name: str, member: str) -> str:
        """Return the question, in SQL, whether a mask of this name has the bit of a thing."""
        word, bit = self.places[member]
        return f"({name}{word} & {1 << bit}) <> 0"


class Layout:
    """The columns of an edition: its facts, and what stands between them and the entries of a record."""

    def __init__(self, edition: Edition, wanted: Iterable[str]) -> None:
        self.rulebook: Rulebook = edition.rulebook
        self.terminology: Terminology = edition.rulebook.terminology
        self.facts = edition.facts
        self.parameters = edition.parameters
        self.of_kind = {kind: [fact for fact in edition.facts if fact.kind is kind] for kind in Kind}
        self.subjects = Bits(wanted)
        self.for_both = [id for id in self.subjects.places if subject_of(self.terminology, id).nutrient]
        self.entry_facts = Bits(fact.name for kind in OF_ENTRIES for fact in self.of_kind[kind])
        self.amounts = Bits(fact.of for fact in self.of_kind[Kind.DAILY_AMOUNT])
        self.scales = self._scales(edition)

    def _scales(self, edition: Edition) -> dict[str, int]:
        numbers = [fact for fact in edition.facts if fact.type == NUMBER]
        own = {
            fact.name: lcm(threshold_scale(edition, fact.name), _PARTS.get(fact.kind, 1)) for fact in numbers
        }
        # What entries and food give of anything is added up, so it is all counted alike.
        self.amount_scale = lcm(
            _PARTS_OF_AMOUNTS, *(own[each.name] for each in numbers if each.kind in _ADDED)
        )
        self.test_scale = lcm(
            self._results_scale(), *(own[fact.name] for fact in self.of_kind[Kind.TEST_RESULT])
        )
        self.minute_scale = lcm(*(own[fact.name] for fact in self.of_kind[Kind.SEPARATION]))
        shared = {
            Kind.TEST_RESULT: self.test_scale,
            Kind.SEPARATION: self.minute_scale,
            Kind.DAILY_AMOUNT: self.amount_scale,
            Kind.DIET: self.amount_scale,
        }
        return {fact.name: shared.get(fact.kind, own[fact.name]) for fact in numbers}

    def _results_scale(self) -> int:
        """Return the scale in which all results are counted: whole for conversions and for limits."""
        kinds = (Kind.TEST_RESULT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET)
        facts = [fact for kind in kinds for fact in self.of_kind[kind]]
        limits = [self.parameters[name] for fact in facts for name in fact.limits if name in self.parameters]
        tests = [of for fact in facts for of in (fact.of, fact.corrected_by) if of in self.terminology]
        factors = [each.factor for test in tests for each in self.terminology.measured(test).conversions]
        return lcm(*(_PARTS_OF_RESULTS * Fraction(each).denominator for each in (*limits, *factors, 1)))

    def cell(self, fact: Fact, value: object) -> int:
        """Return a truth or a choice as its column holds it."""
        if fact.choices:
            return 0 if value is None else fact.choices.index(str(value)) + 1
        return int(value)  # type: ignore[call-overload,no-any-return]  # a Truth

    def row(self, values: Mapping[str, object]) -> list[int]:
        """Return one patient's facts as the columns hold them: exact for every comparison of the rules."""
        row: list[int] = []
        for fact in self.facts:
            value = values[fact.name]
            if isinstance(value, Interval):
                row += steps(value, self.scales[fact.name])
            else:
                row.append(self.cell(fact, value))
        return row

    def columns(self) -> list[str]:
        """Return the columns of the facts, in the order of `row`."""
        return [column for fact in self.facts for column in columns_of(fact)]


OF_ENTRIES = (
    Kind.RECORDED, Kind.TAKING_SALT, Kind.OTHER_SOURCE, Kind.RECORDED_COURSE, Kind.IMPLAUSIBLE_AMOUNT,
    Kind.TAKING_UNLABELLED,
)  # fmt: skip
"""The kinds of yes/no fact that one entry alone can decide, or leave open."""


def counted(value: Interval, scale: int) -> tuple[int, int]:
    """Return an interval in steps that may be added up.

    Raises CannotBeCounted for a number that is no whole number of parts, or too large.
    """
    ends = []
    for number in value:
        if number == BOUNDLESS:
            ends.append(ENDLESS)
            continue
        parts = Fraction(number) * scale
        if parts.denominator != 1 or not 0 <= parts <= MOST_OF_ONE:
            raise CannotBeCounted
        ends.append(4 * parts.numerator)
    return ends[0], ends[1]
