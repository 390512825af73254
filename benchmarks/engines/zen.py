"""zen-engine (GoRules, Rust): one compiled expression, and the decision graph that its product is about."""

from itertools import pairwise
from typing import Any

from benchmarks.engines import Loaded, Reader
from benchmarks.features import derive
from benchmarks.rules import AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules


def load_expression(rules: Rules, reader: Reader) -> Loaded:
    """Compile all the rules as one expression that gives a list of booleans."""
    import zen

    evaluate = zen.compile_expression("[" + ",".join(_text(each) for _, each in rules) + "]").evaluate
    names = [name for name, _ in rules]
    return Loaded(
        reader,
        lambda profile: [name for name, is_so in zip(names, evaluate(derive(profile)), strict=True) if is_so],
        list,
    )


def load_graph(rules: Rules, reader: Reader) -> Loaded:
    """Load a graph of one expression node through the static loader, the engine's fast path."""
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": _graph(rules)}}})
    return Loaded(
        reader,
        lambda profile: engine.evaluate("rules", derive(profile))["result"]["flags"],
        list,
    )


def _graph(rules: Rules) -> dict[str, Any]:
    flags = ",".join(f"{_text(condition)} ? '{name}' : null" for name, condition in rules)
    expressions = [{"id": "flags", "key": "flags", "value": f"filter([{flags}], # != null)"}]
    nodes = [_node("inputNode"), _node("expressionNode", expressions=expressions), _node("outputNode")]
    edges = [
        {
            "id": f"{above['id']}-{below['id']}",
            "type": "edge",
            "sourceId": above["id"],
            "targetId": below["id"],
        }
        for above, below in pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def _node(kind: str, **content: object) -> dict[str, Any]:
    node: dict[str, Any] = {"id": kind, "type": kind, "name": kind, "position": {"x": 0, "y": 0}}
    return {**node, "content": content} if content else node


def _text(condition: Condition) -> str:
    match condition:
        case AllOf(parts):
            return "(" + " and ".join(map(_text, parts)) + ")"
        case AnyOf(parts):
            return "(" + " or ".join(map(_text, parts)) + ")"
        case Not(inner):
            return f"not({_text(inner)})"
        case Holds(feature):
            return feature
        case Is(feature, value):
            return f"({feature} == '{value}')"
        case Has(feature, value):
            return f"('{value}' in {feature})"
        case Compare(feature, op, number, _):
            return f"({feature} {op} {number})"
