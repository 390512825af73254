"""The sixteen rules of the comparison, as neutral data that every engine's adapter translates.

They resemble advice on vitamin K2, vitamin D3 and calcium but are made for timing:
nobody should treat a patient by them.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

NO_DOSE = 1_000_000_000
"""What `mk4_min` is worth where no MK-4 is taken, in mcg/day."""


class Features(TypedDict):
    """What the rules ask of a patient. d3 in IU/day; ca in mg/day; k2, mk7 and mk4_min in mcg/day."""

    age: float
    sex: str
    pregnancy: str
    conditions: list[str]
    classes: list[str]
    has_k2: bool
    d3: float
    ca: float
    k2: float
    mk7: float
    mk4_min: float


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no feature is yes."""

    feature: str


@dataclass(frozen=True, slots=True)
class Is:
    """A feature is this word."""

    feature: str
    value: str


@dataclass(frozen=True, slots=True)
class Has:
    """A list feature (active medication classes, conditions) has this word."""

    feature: str
    value: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A number feature against a number, both in the feature's unit. `op` is < <= > or >=.

    `step` is how far the number moves in each copy of the rule.
    """

    feature: str
    op: str
    number: int
    step: int


@dataclass(frozen=True, slots=True)
class Not:
    """The feature is not so. Only yes/no features are denied in these rules."""

    inner: Holds


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Holds | Is | Has | Compare | Not | AllOf | AnyOf
Rules = list[tuple[str, Condition]]
"""Each rule's id and what raises it, in order."""

OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_TAKES_K2 = Holds("has_k2")
_NO_K2 = Not(_TAKES_K2)
_TAKES_D3 = Compare("d3", ">", 0, 10)
_TAKES_CALCIUM = Compare("ca", ">", 0, 10)

SIXTEEN: dict[str, Condition] = {
    "vka-k2": AllOf((Has("classes", "vka"), _TAKES_K2)),
    "high-d3-no-k2": AllOf((Compare("d3", ">=", 5000, 50), _NO_K2)),
    "d3-above-limit": Compare("d3", ">", 4000, 50),
    "calcium-above-limit": Compare("ca", ">", 2000, 10),
    "high-calcium-no-k2": AllOf((Compare("ca", ">=", 1500, 10), _NO_K2)),
    "pregnancy-k2": AllOf((Is("pregnancy", "yes"), _TAKES_K2)),
    "osteoporosis-low-k2": AllOf((Has("conditions", "osteoporosis"), Compare("k2", "<", 180, 1))),
    "mk4-in-micrograms": Compare("mk4_min", "<", 1000, 5),
    "high-mk7": Compare("mk7", ">", 200, 1),
    "bleeding-k2": AllOf((Has("conditions", "bleeding_disorder"), _TAKES_K2)),
    "surgery-k2": AllOf((Has("conditions", "recent_surgery"), _TAKES_K2)),
    "doac-k2": AllOf((Has("classes", "doac"), _TAKES_K2)),
    "resin-fat-soluble": AllOf((Has("classes", "bile_acid_sequestrant"), AnyOf((_TAKES_K2, _TAKES_D3)))),
    "thiazide-d3-calcium": AllOf((Has("classes", "thiazide"), _TAKES_D3, _TAKES_CALCIUM)),
    "stones-calcium": AllOf((Has("conditions", "kidney_stones"), Compare("ca", ">=", 1000, 10))),
    "ask-pregnancy": AllOf(
        (
            Is("pregnancy", "unknown"),
            Is("sex", "female"),
            Compare("age", ">=", 12, 1),
            Compare("age", "<=", 55, 1),
            _TAKES_K2,
        )
    ),
}


def holds(condition: Condition, features: Features) -> bool:
    """Return whether a condition holds: the yardstick by which every engine is checked."""
    known: dict[str, object] = dict(features)
    match condition:
        case AllOf(parts):
            return all(holds(part, features) for part in parts)
        case AnyOf(parts):
            return any(holds(part, features) for part in parts)
        case Not(inner):
            return not holds(inner, features)
        case Holds(feature):
            return known[feature] is True
        case Is(feature, value):
            return known[feature] == value
        case Has(feature, value):
            return value in known[feature]  # type: ignore[operator]  # classes and conditions are lists
        case Compare(feature, op, number, _):
            return OPERATORS[op](known[feature], number)  # type: ignore[arg-type]  # compared features are numbers


def raised(rules: Rules, features: Features) -> list[str]:
    """Return the ids of the rules that hold, in order."""
    return [name for name, condition in rules if holds(condition, features)]


def make_rules(count: int = 16) -> Rules:
    """Return that many rules: the sixteen, then copies of them with every number moved by its step."""
    rules: Rules = list(SIXTEEN.items())
    while len(rules) < count:
        copy = len(rules) // 16
        rules += [(f"{name}-{copy}", _moved(condition, copy)) for name, condition in SIXTEEN.items()]
    return rules[:count]


def _moved(condition: Condition, steps: int) -> Condition:
    moved = _move(condition, steps)
    # A rule without a number of its own gets one, so that no two rules are alike.
    return AllOf((moved, Compare("age", ">=", 17 + steps, 1))) if moved == condition else moved


def _move(condition: Condition, steps: int) -> Condition:
    match condition:
        case AllOf(parts):
            return AllOf(tuple(_move(part, steps) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_move(part, steps) for part in parts))
        case Compare(feature, op, number, step):
            return Compare(feature, op, number + step * steps, step)
    return condition
