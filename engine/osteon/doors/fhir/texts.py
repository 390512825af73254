"""FHIR as text: JSON or NDJSON, packed or not, with whatever real files have before and behind it."""

import gzip
import json
import zlib
from io import BytesIO

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.fhir.accounting import Gap
from osteon.doors.fhir.limits import MAXIMUM_BYTES
from osteon.doors.strict_json import StrictDecoder

_PACKED = b"\x1f\x8b"
_MARK = "\ufeff"


def decoded(data: str | bytes | bytearray) -> tuple[object, list[Gap]]:
    """Return what a text holds, and what is odd about it.

    Several JSON values one after the other, on lines of their own or not, are a list of resources.

    Raises ProfileError with the place for what is no JSON, too long, or nested too deeply.
    """
    written = (data if isinstance(data, str) else _unpacked(bytes(data))).removeprefix(_MARK)
    if len(written) > MAXIMUM_BYTES:
        raise _too_long()
    values, gaps = _values(written)
    return (values[0] if len(values) == 1 else values), gaps


def _unpacked(data: bytes) -> str:
    if data[:2] == _PACKED:
        try:
            with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
                data = packed.read(MAXIMUM_BYTES + 1)
        except (OSError, EOFError, zlib.error) as problem:
            raise ProfileError([Problem(f"$: the packed text cannot be unpacked: {problem}")]) from problem
    if len(data) > MAXIMUM_BYTES:
        raise _too_long()
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise ProfileError([Problem(f"$: the text is not UTF-8 at byte {problem.start}")]) from problem


def _too_long() -> ProfileError:
    return ProfileError([Problem(f"$: a record is at most {MAXIMUM_BYTES:,} bytes long")])


def _values(written: str) -> tuple[list[object], list[Gap]]:
    values: list[object] = []
    at, gaps = _behind_spaces(written, 0), []
    while at < len(written):
        try:
            value, at = _DECODER.raw_decode(written, at)
        except json.JSONDecodeError as problem:
            if not values:
                raise ProfileError([_not_json(problem)]) from problem
            gaps.append(
                Gap("$", f"what stands behind the JSON in line {problem.lineno} is not JSON and was not read")
            )
            break
        except (RecursionError, ValueError) as problem:
            raise ProfileError([Problem(f"$: this is not FHIR in JSON: {problem}")]) from problem
        values.append(value)
        at = _behind_spaces(written, at)
    if not values:
        raise ProfileError([Problem("$: the text is empty", hint="an empty record is an empty Bundle")])
    return values, gaps


def _behind_spaces(written: str, at: int) -> int:
    while at < len(written) and written[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _not_json(problem: json.JSONDecodeError) -> Problem:
    where = f"line {problem.lineno}, column {problem.colno}"
    return Problem(f"$: this is not JSON: {problem.msg[:1].lower()}{problem.msg[1:]} at {where}")


_DECODER = StrictDecoder("the key {!r} stands twice in one object")
