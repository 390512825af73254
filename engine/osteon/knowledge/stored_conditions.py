"""A condition as nested lists: ["not", ["holds", "takes.vitamin_k2"]]."""

from osteon.basics.typed import Any, assert_never
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not


def store_condition(condition: Condition) -> list[Any]:
    """Turn a condition into nested lists of texts."""
    match condition:
        case Holds(fact):
            return ["holds", fact]
        case Known(fact):
            return ["known", fact]
        case Among(fact, choices):
            return ["among", fact, list(choices)]
        case Compare(fact, op, parameter):
            return ["compare", fact, op, parameter]
        case Defined(name):
            return ["defined", name]
        case Not(inner):
            return ["not", store_condition(inner)]
        case AllOf(parts):
            return ["all", [store_condition(part) for part in parts]]
        case AnyOf(parts):
            return ["any", [store_condition(part) for part in parts]]
    assert_never(condition)


def open_condition(row: list[Any]) -> Condition:
    """Turn nested lists back into the condition. Raises ValueError if they are none."""
    match row:
        case ["holds", fact]:
            return Holds(fact)
        case ["known", fact]:
            return Known(fact)
        case ["among", fact, choices]:
            return Among(fact, tuple(choices))
        case ["compare", fact, op, parameter]:
            return Compare(fact, op, parameter)
        case ["defined", name]:
            return Defined(name)
        case ["not", inner]:
            return Not(open_condition(inner))
        case ["all", parts]:
            return AllOf(tuple(map(open_condition, parts)))
        case ["any", parts]:
            return AnyOf(tuple(map(open_condition, parts)))
    raise ValueError(f"{row!r} is not a stored condition")
