"""datalogic-py (JsonLogic in Rust): JSON text in, JSON text out, with the sums in JsonLogic too."""

from typing import Any

from benchmarks.engines import Loaded, Reader
from benchmarks.rules import NO_DOSE, AllOf, AnyOf, Compare, Condition, Has, Holds, Is, Not, Rules

Logic = Any
"""A JsonLogic expression: JSON."""


def load(rules: Rules, reader: Reader) -> Loaded:
    """Compile two expressions, one that adds up the doses and one that lists the flags."""
    import datalogic_py

    templates, logic = datalogic_py.Engine(templating=True), datalogic_py.Engine()
    features = templates.compile(_features())
    flags = logic.compile({"merge": [{"if": [_logic(each), [name], []]} for name, each in rules]})
    add_up, judge = templates.session().evaluate_str, logic.session().evaluate_str
    return Loaded(bytes.decode, lambda text: reader(judge(flags, add_up(features, text))), list)


def _logic(condition: Condition) -> Logic:
    match condition:
        case AllOf(parts):
            return {"and": [_logic(part) for part in parts]}
        case AnyOf(parts):
            return {"or": [_logic(part) for part in parts]}
        case Not(inner):
            return {"!": [_logic(inner)]}
        case Holds(feature):
            return _var(feature)
        case Is(feature, value):
            return {"==": [_var(feature), value]}
        case Has(feature, value):
            return {"in": [value, _var(feature)]}
        case Compare(feature, op, number, _):
            return {op: [_var(feature), number]}


def _features() -> Logic:
    active = {"filter": [_var("medications"), {"==": [_var("status"), "active"]}]}
    mk4 = {"==": [_var("form"), "mk4"]}
    smaller = {"if": [{"<": [_var("current"), _var("accumulator")]}, _var("current"), _var("accumulator")]}
    return {
        **{name: _var(name) for name in ("age", "sex", "pregnancy", "conditions")},
        "classes": {"map": [active, _var("class")]},
        "has_k2": {"some": [_var("supplements"), _taken("vitamin_k2")]},
        "d3": _sum("vitamin_d3", "ug", 40),
        "ca": _sum("calcium", "g", 1000),
        "k2": _sum("vitamin_k2", "mg", 1000),
        "mk7": _sum("vitamin_k2", "mg", 1000, {"==": [_var("form"), "mk7"]}),
        "mk4_min": {"reduce": [_doses("vitamin_k2", "mg", 1000, mk4), smaller, NO_DOSE]},
    }


def _var(name: str) -> Logic:
    return {"var": name}


def _taken(kind: str, *more: Logic) -> Logic:
    return {"and": [{"!=": [_var("status"), "stopped"]}, {"==": [_var("kind"), kind]}, *more]}


def _doses(kind: str, unit: str, factor: int, *more: Logic) -> Logic:
    in_unit = {"*": [_var("dose"), {"if": [{"==": [_var("unit"), unit]}, factor, 1]}]}
    a_day = {"/": [in_unit, {"if": [{"==": [_var("per"), "week"]}, 7, 1]}]}
    return {"map": [{"filter": [_var("supplements"), _taken(kind, *more)]}, a_day]}


def _sum(kind: str, unit: str, factor: int, *more: Logic) -> Logic:
    plus = {"+": [_var("current"), _var("accumulator")]}
    return {"reduce": [_doses(kind, unit, factor, *more), plus, 0]}
