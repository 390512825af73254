"""The text of a call, read within limits: how long, how deeply nested, and how many resources.

What is refused is refused without quoting anything of it.
"""

import json
from collections.abc import Iterable

from osteon.basics.typed import NamedTuple
from osteon.doors.cds.requests import Refused
from osteon.doors.strict_json import StrictDecoder

_DECODER = StrictDecoder("a key stands twice in one object: {!r}")
_BYTE_ORDER_MARK = "\ufeff"


class Bounds(NamedTuple):
    """The longest body in bytes, how deeply it may be nested, and how many FHIR resources it may hold."""

    bytes: int
    depth: int
    resources: int


def read_body(data: bytes, bounds: Bounds) -> object:
    """Return the JSON of a body.

    Raises Refused (413 where it is too long or holds too much, 400 where it is no JSON, or too deep).
    """
    if len(data) > bounds.bytes:
        raise Refused(413, f"the body is longer than {bounds.bytes:,} bytes")
    try:
        body = _DECODER.decode(data.decode().removeprefix(_BYTE_ORDER_MARK).strip())
    except json.JSONDecodeError as problem:
        raise Refused(400, f"the body is not JSON: line {problem.lineno}, column {problem.colno}") from None
    except RecursionError:
        raise Refused(400, f"the body is nested more than {bounds.depth} deep") from None
    except ValueError:
        # Its text would name a key or a byte of the body.
        raise Refused(400, "the body is not JSON in UTF-8 in which every key stands once") from None
    _look_through(body, bounds)
    return body


def _look_through(body: object, bounds: Bounds) -> None:
    level, depth, resources = [body], 0, 0
    while level:
        depth += 1
        if depth > bounds.depth:
            raise Refused(400, f"the body is nested more than {bounds.depth} deep")
        resources += sum(["resourceType" in each for each in level if type(each) is dict])
        if resources > bounds.resources:
            raise Refused(413, f"the body holds more than {bounds.resources:,} resources")
        level = [
            inner for each in level for inner in _within(each) if type(inner) is dict or type(inner) is list
        ]


def _within(value: object) -> Iterable[object]:
    if type(value) is dict:
        return value.values()
    return value if type(value) is list else ()
