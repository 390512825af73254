"""A profile's text turned into a checked document, or into mistakes that point into the text."""

from collections.abc import Mapping

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.files import JSON, Source
from osteon.doors.quick_json import QuickDecoder
from osteon.patient.document import check_document

_DECODER = QuickDecoder("the key {!r} stands twice in one record")


def read_profile_text(source: Source) -> Mapping[str, object]:
    """Return the checked document in a source.

    Raises ProfileError; every problem names the file and, where it is known, line and column.
    """
    if source.trouble is not None:
        raise ProfileError([source.trouble])
    data = _from_json(source) if source.kind == JSON else _from_yaml(source)
    return check(data, source)


def check(data: object, source: Source) -> Mapping[str, object]:
    """Return data as a checked document: at a glance if it plainly is one, else through the profile model."""
    if isinstance(data, dict) and check_document(data):
        return data
    # Only here is pydantic needed: to look closely, and to say what is wrong.
    from osteon.doors.mistakes import looked_at_closely

    return looked_at_closely(data, source)


def _from_json(source: Source) -> object:
    try:
        return _DECODER.decode(source.text)
    except (RecursionError, ValueError) as problem:
        raise ProfileError([_not_json(problem, source)]) from problem


def _not_json(problem: RecursionError | ValueError, source: Source) -> Problem:
    from json import JSONDecodeError

    if not isinstance(problem, JSONDecodeError):
        return Problem(f"{source.where}: this is not a profile: {problem}")
    hint = None
    if problem.msg == "Extra data":
        hint = "a .json file holds one profile; several stand one a line in an .ndjson file"
    place = source.place(problem.lineno, problem.colno)
    return Problem(f"this is not JSON: {problem.msg[:1].lower()}{problem.msg[1:]}", place, hint)


def _from_yaml(source: Source) -> object:
    from osteon.doors.mistakes import yaml_document

    return yaml_document(source)
