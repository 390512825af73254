"""What is wrong with a profile, said for whoever wrote it: where, what, and what to write instead."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from osteon.basics.errors import Problem
from osteon.patient.numerals import shortened

_MOST_TOLD = 50


def problems_of(trouble: ValidationError, model: type[BaseModel], file: str) -> list[Problem]:
    """Return the problems of a profile in the order of its fields; the first fifty, each once."""
    errors = trouble.errors(include_url=False)
    keys = _keys(model)
    told = dict.fromkeys(_problem(error, keys, file) for error in errors[:_MOST_TOLD])
    if len(errors) > _MOST_TOLD:
        told[Problem(f"{file or 'profile'}: and {len(errors) - _MOST_TOLD:,} more problems")] = None
    return list(told)


def _problem(error: ErrorDetails, keys: frozenset[str], file: str) -> Problem:
    place = _place(error["loc"])
    where = f"{file}: {place}" if file else place
    return Problem(f"{where}: {_message(error)}", hint=_hint(error, keys) or None)


def _place(steps: tuple[int | str, ...]) -> str:
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        elif not step.startswith("<") and step != "[key]":
            # "<text>" and the like only say which of several shapes was looked at.
            place += f".{shortened(step)}" if place else shortened(step)
    return place or "profile"


def _message(error: ErrorDetails) -> str:
    match error["type"]:
        case "profile":
            return str(error["ctx"]["message"])
        case "extra_forbidden":
            return "there is no such field"
        case "string_too_long":
            return f"it is longer than {error['ctx']['max_length']:,} characters"
        case "too_long":
            return f"it has more than {error['ctx']['max_length']:,} entries"
        case "string_too_short":
            return "it is empty"
        case "missing":
            return "it is missing"
    return error["msg"]


def _hint(error: ErrorDetails, keys: frozenset[str]) -> str:
    if error["type"] == "profile":
        return str(error["ctx"].get("hint", ""))
    if error["type"] != "extra_forbidden":
        return ""
    key = str(error["loc"][-1])[:80]
    near = get_close_matches(key, keys, n=1)
    return (
        f'did you mean "{near[0]}"?' if near else "docs/profile-states.md and the JSON schema list the fields"
    )


@cache
def _keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(_schema_keys(model.model_json_schema()))


def _schema_keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for value in schema.values():
            yield from _schema_keys(value)
