"""A condition as nested lists: ["not", ["holds", "takes.vitamin_k2"]]."""

from collections.abc import Callable

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
    """Turn nested lists back into the condition. Raises ValueError or TypeError if they are none."""
    opening = _OPENINGS.get(row[0]) if row else None
    if opening is None:
        raise ValueError(f"{row!r} is not a stored condition")
    return opening(*row[1:])


def _open_among(fact: str, choices: list[str]) -> Condition:
    return Among(fact, tuple(choices))


def _open_not(inner: list[Any]) -> Condition:
    return Not(open_condition(inner))


def _open_all(parts: list[Any]) -> Condition:
    return AllOf(tuple([open_condition(part) for part in parts]))


def _open_any(parts: list[Any]) -> Condition:
    return AnyOf(tuple([open_condition(part) for part in parts]))


_OPENINGS: dict[str, Callable[..., Condition]] = {
    "holds": Holds,
    "known": Known,
    "among": _open_among,
    "compare": Compare,
    "defined": Defined,
    "not": _open_not,
    "all": _open_all,
    "any": _open_any,
}
