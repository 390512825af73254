"""cql-execution (Node): the rules, and the sums beneath them, as a CQL library in its compiled form, ELM.

Written as the reference translator writes it, without locators and annotations:
those cost time and say nothing.
"""

from typing import Any

from benchmarks.rules import NO_DOSE, AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules

Node = dict[str, Any]
"""A node of ELM: JSON with a `type`."""

_SYSTEM = "{urn:hl7-org:elm-types:r1}"
_OPERATORS = {"<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual"}


def translate(rules: Rules) -> Node:
    """Return a library with one definition for each feature and each rule."""
    definitions = {**_features(), **{name: _condition(condition) for name, condition in rules}}
    return {
        "library": {
            "identifier": {"id": "Sixteen", "version": "1.0.0"},
            "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
            "usings": {"def": [{"localIdentifier": "System", "uri": "urn:hl7-org:elm-types:r1"}]},
            "parameters": {"def": [{"name": "P", "accessLevel": "Public"}]},
            "statements": {
                "def": [
                    {"name": name, "context": "Unfiltered", "accessLevel": "Public", "expression": expression}
                    for name, expression in definitions.items()
                ]
            },
        }
    }


def _condition(condition: Condition) -> Node:
    match condition:
        case AllOf(parts):
            return _chain("And", parts)
        case AnyOf(parts):
            return _chain("Or", parts)
        case Not(inner):
            return _unary("Not", _condition(inner))
        case Holds(feature):
            return _ref(feature)
        case Is(feature, value):
            return _binary("Equal", _ref(feature), _text(value))
        case Has(feature, value):
            return _binary("In", _text(value), _ref(feature))
        case Compare(feature, op, number, _):
            literal = _integer(number) if feature == "age" else _decimal(number)
            return _binary(_OPERATORS[op], _ref(feature), literal)


def _chain(kind: str, parts: tuple[Condition, ...]) -> Node:
    chain, *rest = map(_condition, parts)
    for part in rest:
        chain = _binary(kind, chain, part)
    return chain


def _features() -> dict[str, Node]:
    active = _binary("Equal", _of("M", "status"), _text("active"))
    mk7 = _where("K2Items", _binary("Equal", _of("S", "form"), _text("mk7")))
    mk4 = _where("K2Items", _binary("Equal", _of("S", "form"), _text("mk4")))
    return {
        **{name: _profile(name) for name in ("age", "sex", "pregnancy", "conditions")},
        "Taken": _query(
            "S",
            _profile("supplements"),
            _unary("Not", _binary("Equal", _of("S", "status"), _text("stopped"))),
            _alias("S"),
        ),
        "D3Items": _kind("vitamin_d3"),
        "CalciumItems": _kind("calcium"),
        "K2Items": _kind("vitamin_k2"),
        "d3": _aggregate("Sum", _ref("D3Items"), "ug", 40, 0),
        "ca": _aggregate("Sum", _ref("CalciumItems"), "g", 1000, 0),
        "k2": _aggregate("Sum", _ref("K2Items"), "mg", 1000, 0),
        "mk7": _aggregate("Sum", mk7, "mg", 1000, 0),
        "mk4_min": _aggregate("Min", mk4, "mg", 1000, NO_DOSE),
        "has_k2": _unary("Exists", _ref("K2Items")),
        "classes": _query("M", _profile("medications"), active, _of("M", "class")),
    }


def _kind(kind: str) -> Node:
    return _where("Taken", _binary("Equal", _of("S", "kind"), _text(kind)))


def _where(items: str, where: Node) -> Node:
    return _query("S", _ref(items), where, _alias("S"))


def _aggregate(kind: str, items: Node, unit: str, factor: int, nothing: int) -> Node:
    in_unit = _binary("Multiply", _of("S", "dose"), _either("unit", unit, factor))
    doses = _query("S", items, None, _binary("Divide", in_unit, _either("per", "week", 7)))
    return {"type": "Coalesce", "operand": [{"type": kind, "source": doses}, _decimal(nothing)]}


def _either(key: str, value: str, number: int) -> Node:
    is_so = _binary("Equal", _of("S", key), _text(value))
    return {"type": "If", "condition": is_so, "then": _decimal(number), "else": _decimal(1)}


def _query(alias: str, source: Node, where: Node | None, returns: Node) -> Node:
    # Without "return all" a query drops equal entries, and two equal products would be counted once.
    query = {
        "type": "Query",
        "source": [{"alias": alias, "expression": source}],
        "relationship": [],
        "return": {"distinct": False, "expression": returns},
    }
    return query if where is None else {**query, "where": where}


def _profile(path: str) -> Node:
    return {"type": "Property", "path": path, "source": {"type": "ParameterRef", "name": "P"}}


def _of(alias: str, path: str) -> Node:
    return {"type": "Property", "path": path, "scope": alias}


def _alias(alias: str) -> Node:
    return {"type": "AliasRef", "name": alias}


def _ref(name: str) -> Node:
    return {"type": "ExpressionRef", "name": name}


def _unary(kind: str, operand: Node) -> Node:
    return {"type": kind, "operand": operand}


def _binary(kind: str, left: Node, right: Node) -> Node:
    return {"type": kind, "operand": [left, right]}


def _text(value: str) -> Node:
    return {"type": "Literal", "valueType": _SYSTEM + "String", "value": value}


def _integer(number: int) -> Node:
    return {"type": "Literal", "valueType": _SYSTEM + "Integer", "value": str(number)}


def _decimal(number: int) -> Node:
    return {"type": "Literal", "valueType": _SYSTEM + "Decimal", "value": f"{number}.0"}
