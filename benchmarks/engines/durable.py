"""durable-rules as its own documentation shows it: the public host, and one flat fact for a patient."""

from functools import reduce
from operator import and_, or_
from typing import Any

from benchmarks.engines import Loaded, Reader
from benchmarks.features import derive
from benchmarks.profiles import Profile
from benchmarks.rules import OPERATORS, AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules


def load(rules: Rules, reader: Reader) -> Loaded:
    """Declare the rules and compile them; every evaluation asserts a fact and deletes the state."""
    import durable.lang as durable
    from durable.engine import MessageNotHandledException

    found: list[str] = []
    name = f"bench-{len(rules)}"
    with durable.ruleset(name):
        for rule, condition in rules:
            durable.when_all(_expression(durable.m, condition))(_action(found, rule))

    def evaluate(profile: Profile) -> list[str]:
        found.clear()
        try:  # noqa: SIM105  # a with statement costs more than a try does
            durable.assert_fact(name, _fact(profile))
        except MessageNotHandledException:
            pass
        durable.delete_state(name, "p")
        # A rule with "or" is raised once for each true side.
        return list(dict.fromkeys(found))

    # The first fact must match a rule: deleting the state of a first, unmatched fact crashes 2.0.28.
    durable.assert_fact(name, {"sid": "p", "d3": 99_999, "has_k2": False})
    durable.delete_state(name, "p")
    return Loaded(reader, evaluate, list)


def _action(found: list[str], rule: str) -> Any:
    # Exactly one parameter: an action with two is taken for an asynchronous one.
    def act(_context: object) -> None:
        found.append(rule)

    return act


def _fact(profile: Profile) -> dict[str, object]:
    features = derive(profile)
    fact: dict[str, object] = {"sid": "p", **features}
    del fact["classes"], fact["conditions"]
    for group in features["classes"]:
        fact["class_" + group] = True
    for condition in features["conditions"]:
        fact["condition_" + condition] = True
    return fact


def _expression(m: Any, condition: Condition) -> Any:
    match condition:
        case AllOf(parts):
            return reduce(and_, [_expression(m, part) for part in parts])
        case AnyOf(parts):
            return reduce(or_, [_expression(m, part) for part in parts])
        case Not(Holds(feature)):
            return getattr(m, feature) == False  # noqa: E712  # builds an expression
        case Holds(feature):
            return getattr(m, feature) == True  # noqa: E712  # builds an expression
        case Is(feature, value):
            return getattr(m, feature) == value
        case Has(feature, value):
            prefix = {"classes": "class_", "conditions": "condition_"}[feature]
            return getattr(m, prefix + value) == True  # noqa: E712  # builds an expression
        case Compare(feature, op, number, _):
            return OPERATORS[op](getattr(m, feature), number)
