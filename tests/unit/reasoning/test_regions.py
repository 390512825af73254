"""Where a patient's facts stand in the row of regions, whatever the row is made of."""

from random import Random

import pytest

from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.basics.truth import Truth
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind
from osteon.reasoning.regions import Regions, region

CHOICES = ("high", "low")


def fact(name: str, kind: Kind, type_: str) -> Fact:
    return Fact(name, kind, type_, "it", "not it", "is it?", choices=CHOICES if type_ == CHOICE else ())


def facts(each: int) -> list[Fact]:
    return [
        made
        for at in range(each)
        for made in (
            fact(f"amount{at}", Kind.DAILY_AMOUNT, NUMBER),
            fact(f"taking{at}", Kind.TAKING, YES_NO),
            fact(f"result{at}", Kind.TEST_RESULT, NUMBER),
            fact(f"state{at}", Kind.FIELD, CHOICE),
        )
    ]


def value(dice: Random, one: Fact) -> Truth | str | Interval | None:
    if one.type == YES_NO:
        return dice.choice(list(Truth))
    if one.type == CHOICE:
        return dice.choice([None, *CHOICES])
    low = dice.randrange(450)
    return Interval(low, dice.choice([low, low + dice.randrange(50), BOUNDLESS]))


def stands(regions: Regions, name: str, found: Truth | str | Interval | None) -> list[int]:
    cut = regions.cuts[name]
    if isinstance(found, Interval):
        ends = [region(found.low, cut.thresholds), region(found.high, cut.thresholds)]
        return [*ends, int(found.is_exact)] if cut.tells_exact else ends
    if isinstance(found, Truth):
        return [int(found)]
    return [0 if found is None else CHOICES.index(str(found)) + 1]


@pytest.mark.parametrize(("each", "thresholds"), [(4, 3), (4, 200), (60, 3), (60, 200)])
def test_every_fact_stands_in_its_own_columns(each, thresholds):
    # Of bytes or whole numbers, of fewer than 256 columns or more.
    some = facts(each)
    limits = {one.name: set(range(0, 2 * thresholds, 2)) for one in some if one.type == NUMBER}
    regions = Regions(some, limits, {"amount1", "result2"})
    assert (len(regions.variables) > 256) == (each > 50)
    dice = Random(thresholds)
    for _ in range(20):
        values = {one.name: value(dice, one) for one in some}
        row = [*regions.row(values)]
        assert len(row) == len(regions.variables)
        for name, cut in regions.cuts.items():
            assert row[cut.column : cut.column + cut.width] == stands(regions, name, values[name])


def test_a_choice_that_is_not_declared_is_refused():
    regions = Regions(facts(2), {}, set())
    values = {one.name: value(Random(1), one) for one in facts(2)}
    with pytest.raises(ValueError, match="not in tuple"):
        regions.row(values | {"state0": "neither"})
    del values["amount1"]
    with pytest.raises(KeyError):
        regions.row(values)
