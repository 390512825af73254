"""json-rules-engine (Node): the rules in its own JSON; the worker adds up the doses."""

from typing import Any

from benchmarks.rules import AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules

_OPERATORS = {
    "<": "lessThan",
    "<=": "lessThanInclusive",
    ">": "greaterThan",
    ">=": "greaterThanInclusive",
}


def translate(rules: Rules) -> list[dict[str, Any]]:
    """Return the rules as the engine's constructor takes them."""
    return [
        {
            "name": name,
            "conditions": _condition(
                condition if isinstance(condition, AllOf | AnyOf) else AllOf((condition,))
            ),
            "event": {"type": name},
        }
        for name, condition in rules
    ]


def _condition(condition: Condition) -> dict[str, Any]:
    match condition:
        case AllOf(parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_condition(part) for part in parts]}
        case Not(Holds(feature)):
            return _fact(feature, "equal", value=False)
        case Holds(feature):
            return _fact(feature, "equal", value=True)
        case Is(feature, value):
            return _fact(feature, "equal", value)
        case Has(feature, value):
            return _fact(feature, "contains", value)
        case Compare(feature, op, number, _):
            return _fact(feature, _OPERATORS[op], number)


def _fact(feature: str, operator: str, value: object) -> dict[str, Any]:
    return {"fact": feature, "operator": operator, "value": value}
