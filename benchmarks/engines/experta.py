"""experta, a Rete engine in Python: one fact of sums, and one for each class and condition."""

import collections
import collections.abc
from typing import Any

from benchmarks.engines import Loaded, Reader
from benchmarks.features import derive
from benchmarks.profiles import Profile
from benchmarks.rules import OPERATORS, AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules


def load(rules: Rules, reader: Reader) -> Loaded:
    """Build a knowledge engine with one method for each rule."""
    # experta 1.9.4 asks `collections` for what moved to `collections.abc` in Python 3.10.
    for name in ("Mapping", "MutableMapping", "Iterable", "Sequence", "Callable", "Hashable"):
        setattr(collections, name, getattr(collections.abc, name))
    import experta

    found: list[str] = []
    patient, member = type("Patient", (experta.Fact,), {}), type("Member", (experta.Fact,), {})
    methods = {
        f"rule_{number}": _method(experta, patient, member, condition, found, rule)
        for number, (rule, condition) in enumerate(rules)
    }
    engine = type("Rules", (experta.KnowledgeEngine,), methods)()

    def evaluate(profile: Profile) -> list[str]:
        features: dict[str, Any] = dict(derive(profile))
        members = {name: features.pop(name) for name in ("classes", "conditions")}
        found.clear()
        engine.reset()
        engine.declare(patient(**features))
        for of, names in members.items():
            for name in names:
                engine.declare(member(of=of, name=name))
        engine.run()
        # A rule with "or" is raised once for each true side.
        return list(dict.fromkeys(found))

    return Loaded(reader, evaluate, list)


def _method(
    experta: Any, patient: Any, member: Any, condition: Condition, found: list[str], rule: str
) -> Any:
    def act(_self: object) -> None:
        found.append(rule)

    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return experta.Rule(*(_pattern(experta, patient, member, part) for part in parts))(act)


def _pattern(experta: Any, patient: Any, member: Any, condition: Condition) -> Any:
    match condition:
        case AllOf(parts):
            return experta.AND(*(_pattern(experta, patient, member, part) for part in parts))
        case AnyOf(parts):
            return experta.OR(*(_pattern(experta, patient, member, part) for part in parts))
        case Not(Holds(feature)):
            return patient(**{feature: False})
        case Holds(feature):
            return patient(**{feature: True})
        case Is(feature, value):
            return patient(**{feature: value})
        case Has(feature, value):
            return member(of=feature, name=value)
        case Compare(feature, op, number, _):
            compare = OPERATORS[op]
            return patient(**{feature: experta.P(lambda value: compare(value, number))})
