"""What pydantic refuses, said in our words and pointing into the sheet."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from osteon.basics.errors import Problem
from osteon.knowledge.fields import OURS
from osteon.knowledge.near import did_you_mean
from osteon.knowledge.sheet import Node, find, find_key

Path = tuple[str | int, ...]

# What a value should have been, and how to write it.
_SHAPES = {
    "string_type": ("a text", "write it after the colon"),
    "list_type": ("a list", "write every item on a line of its own, after `- `"),
    "dict_type": ("a mapping", "write `key: value` lines under it"),
    "model_type": ("a mapping", "write `key: value` lines under it"),
}


def refusals(trouble: ValidationError, model: type[BaseModel], node: Node, what: str) -> Iterator[Problem]:
    """Yield one Problem for each thing that pydantic refused in a record. `what` names the record."""
    for error in trouble.errors(include_url=False):
        path = tuple(step for step in error["loc"] if step != "[key]")
        yield _problem(dict(error), path, model, node, what)


def _problem(error: dict[str, Any], path: Path, model: type[BaseModel], node: Node, what: str) -> Problem:
    here = find(node, path).place
    match error["type"]:
        case kind if kind == OURS:
            at = find_key(node, path).place if "[key]" in error["loc"] else here
            return Problem(error["ctx"]["message"], at, error["ctx"]["hint"] or None)
        case "missing":
            owner = _said(path[:-1]) or what
            return Problem(f"`{path[-1]}` is missing in {owner}", find_key(node, path[:-1]).place, None)
        case "extra_forbidden":
            allowed = _keys(model, path[:-1])
            hint = did_you_mean(str(path[-1]), allowed) or "it may hold: " + ", ".join(allowed)
            return Problem(f"unknown key `{path[-1]}`", find_key(node, path).place, hint)
        case "literal_error" | "enum":
            return _not_an_option(error, path, node)
        case "too_short":
            return Problem(f"{_said(path)} is empty", find_key(node, path).place, None)
        case shape if shape in _SHAPES:
            return _misshapen(error["input"], shape, path, node, what)
    return Problem(f"{_said(path) or what}: {error['msg']}", here, None)


def _said(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return ""
    number = f"item {path[-1] + 1} of " if isinstance(path[-1], int) else ""
    return f"{number}`{names[-1]}`"


def _not_an_option(error: dict[str, Any], path: Path, node: Node) -> Problem:
    options = re.findall("'([^']*)'", error["ctx"]["expected"])
    name = next(str(step) for step in reversed(path) if isinstance(step, str))
    given = error["input"]
    if not isinstance(given, str):
        return _misshapen(given, "string_type", path, node, name)
    like = did_you_mean(given, options)
    hint = "it is one of: " + ", ".join(options)
    return Problem(f"unknown {name} `{given}`", find(node, path).place, f"{like} {hint}" if like else hint)


def _misshapen(given: object, shape: str, path: Path, node: Node, what: str) -> Problem:
    wanted, hint = _SHAPES[shape]
    name = _said(path) or what
    if given is None:
        return Problem(
            f"{name} has no value", find_key(node, path).place, "give it one, or leave the key out"
        )
    found = "a text" if isinstance(given, str) else "a list" if isinstance(given, list) else "a mapping"
    return Problem(f"{name} should be {wanted}, not {found}", find(node, path).place, hint)


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    for step in path:
        if isinstance(step, str) and (field := _field(model, step)) is not None:
            model = next(_models(field), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> object:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
