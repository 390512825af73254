"""Random rulebooks and random facts, seeded, biased towards thresholds and silence."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from osteon.basics.quantity import BOUNDLESS, Interval, Number
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.knowledge.models import (
    Definition,
    Pack,
    Parameter,
    Rule,
    Rulebook,
    Supersedes,
    Unless,
    Value,
    Wording,
)
from osteon.language.judge import Value as FactValue
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact, Kind, Vocabulary

DAY = "2026-11-24"
_PACK = Pack("random", "Random", "0", "not clinically approved", "random")
_TEXT = Wording("summary", "detail")


def random_facts(random: Random, count: int) -> dict[str, Fact]:
    """Declare some facts: about half yes/no, a third numbers, the rest choices."""
    facts = {}
    for at in range(count):
        type_ = random.choices((YES_NO, NUMBER, CHOICE), (5, 3, 2))[0]
        name = f"fact_{at}"
        choices = tuple(f"choice_{each}" for each in range(random.randint(2, 4))) if type_ == CHOICE else ()
        facts[name] = Fact(name, Kind.FIELD, type_, "reads", "denies", "ask?", unit="IU", choices=choices)
    return facts


def random_parameters(random: Random) -> dict[str, Parameter]:
    """Name some numbers, exact and awkward ones among them."""
    awkward: list[Number] = [
        0,
        1,
        4000,
        5000,
        2**70,
        Fraction(50000, 7),
        Fraction(Decimal("1e-07")),
        Fraction(1, 3),
    ]
    numbers = random.sample(awkward, 4) + [random.randint(0, 20) for _ in range(6)]
    return {
        f"limit_{at}": Parameter(f"limit_{at}", "reads", "IU", (Value("2026-01-01", number, "source"),))
        for at, number in enumerate(numbers)
    }


def random_condition(
    random: Random, facts: dict[str, Fact], parameters: list[str], definitions: list[str], depth: int
) -> Condition:
    """Write a condition of at most this depth."""
    if depth > 0 and random.random() < 0.65:
        shape = random.choices((AllOf, AnyOf, Not), (4, 3, 2))[0]
        if shape is Not:
            return Not(random_condition(random, facts, parameters, definitions, depth - 1))
        parts = [
            random_condition(random, facts, parameters, definitions, depth - 1)
            for _ in range(random.randint(1, 3))
        ]
        return shape(tuple(parts))
    if definitions and random.random() < 0.2:
        return Defined(random.choice(definitions))
    fact = random.choice(list(facts.values()))
    if random.random() < 0.12:
        return Known(fact.name)
    if fact.type == NUMBER:
        return Compare(fact.name, random.choice(("<", "<=", ">", ">=")), random.choice(parameters))
    if fact.type == CHOICE:
        return Among(fact.name, tuple(random.sample(fact.choices, random.randint(1, len(fact.choices)))))
    return Holds(fact.name)


def random_rulebook(random: Random, rules: int | None = None, real: Rulebook | None = None) -> Rulebook:
    """Write a rulebook of a few to a few dozen rules over a few to two dozen facts.

    With a `real` rulebook its facts, terminology and numbers are used, so that real profiles can be judged.
    """
    facts = random_facts(random, random.randint(3, 24))
    parameters = random_parameters(random)
    terminology = Terminology({})
    if real is not None:
        every = list(real.vocabulary.facts.values())
        facts = {fact.name: fact for fact in random.sample(every, min(len(every), random.randint(8, 24)))}
        parameters = real.parameters
        terminology = real.terminology
    names = list(parameters)
    definitions: dict[str, Definition] = {}
    for at in range(random.randint(0, 4)):
        means = random_condition(random, facts, names, list(definitions), 2)
        definitions[f"phrase_{at}"] = Definition(f"phrase_{at}", "is so", "is not so", means)
    count = rules or random.randint(1, 30)
    written = {}
    for at in range(count):
        written[f"rule-{at}"] = _random_rule(random, at, facts, names, list(definitions))
    return Rulebook(
        _PACK, f"random-{random.random()}", Vocabulary(facts), terminology, parameters, definitions, {}, written
    )  # fmt: skip


def _random_rule(
    random: Random, at: int, facts: dict[str, Fact], parameters: list[str], definitions: list[str]
) -> Rule:
    when = random_condition(random, facts, parameters, definitions, random.choice((0, 1, 1, 2, 2, 3)))
    unless = tuple(
        Unless(random_condition(random, facts, parameters, definitions, 1), "why")
        for _ in range(random.choice((0, 0, 1, 2)))
    )
    lesser = tuple(
        Supersedes(f"rule-{each}", "why")
        for each in random.sample(range(at), min(at, random.choice((0, 0, 1, 2))))
    )
    return Rule(
        f"rule-{at}", "title", random.choice(("info", "warning", "critical")), "low", "draft", "2026-01-01", "2027-01-01",
        "nobody", when, unless, lesser, _TEXT, _TEXT, (), (), (), (), "topic", "file",
    )  # fmt: skip


def random_values(random: Random, rulebook: Rulebook, limits: list[Number]) -> dict[str, FactValue]:
    """Give every fact a value: a third unknown, numbers on and around the limits."""
    values: dict[str, FactValue] = {}
    for fact in rulebook.vocabulary.facts.values():
        if fact.type == YES_NO:
            values[fact.name] = random.choice((NO, UNKNOWN, YES))
        elif fact.type == CHOICE:
            values[fact.name] = random.choice((None, *fact.choices))
        else:
            values[fact.name] = _random_interval(random, limits)
    return values


def _random_interval(random: Random, limits: list[Number]) -> Interval:
    low = _random_number(random, limits)
    kind = random.random()
    if kind < 0.55:
        return Interval(low, low)
    if kind < 0.7:
        return Interval(low, BOUNDLESS)
    if kind < 0.75:
        return Interval(BOUNDLESS, BOUNDLESS)
    high = _random_number(random, limits)
    return Interval(min(low, high), max(low, high))


def _random_number(random: Random, limits: list[Number]) -> Number:
    nudge = random.choice((0, 0, 0, 1, -1, Fraction(1, 10**9), Fraction(-1, 10**9), 100))
    return max(random.choice(limits) + nudge, 0)
