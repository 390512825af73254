"""The library door: one call from a profile to a report.

This is the outermost place, so the day defaults to today here and only here.
"""

import json
from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.strict_json import StrictDecoder
from osteon.knowledge.models import Rulebook
from osteon.knowledge.shelf import load_rulebook
from osteon.patient.document import check_document
from osteon.reasoning.advise import CROSS_CHECKED, advisor_for
from osteon.reasoning.reporting import Report

_TEXTS = (str, bytes, bytearray)
RAISE, REPORT = "raise", "report"
_BYTE_ORDER_MARK = "\ufeff"

MAXIMUM_TEXT = 4 * 1024 * 1024
"""The longest JSON text of one profile that is read, in characters."""


def evaluate(
    profile: object = None,
    /,
    *,
    as_of: date | str | None = None,
    rulebook: Rulebook | None = None,
    engine: str = CROSS_CHECKED,
    on_error: str = RAISE,
    **fields: object,
) -> Report:
    """Evaluate one patient profile.

    `profile` is a Profile, a mapping, JSON text, or what `from_fhir` returns; its fields may instead (or
    also) be given as keywords:
    `evaluate(medications=["warfarin"], d3_dose="5000 IU/day", osteoporosis=True, pregnant=False)`. `as_of`
    is the day of the evaluation, a date or ISO text; it defaults to today. `rulebook` defaults to the
    shipped pack. `engine` is "durable-rules" (default, cross-checked with the reference evaluator) or
    "reference" (needs no compiler). `on_error` is "raise" (default), or "report": a rule that fails then has
    the verdict "error" and stands first in `not_assessed`, and the others are reported.

    Raises ProfileError (what is wrong, where, and the fix), PackError, EngineError or ReportError. It never
    returns an empty report in place of an error.
    """
    document = read_document(profile, fields)
    day = _day_for(profile, as_of)
    advisor = advisor_for(rulebook if rulebook is not None else shipped(), day)
    if on_error == RAISE:
        return advisor.advise(document, day, engine)
    if on_error != REPORT:
        raise ValueError(f"on_error must be {RAISE} or {REPORT}, not {on_error!r}")
    from osteon.reasoning.salvage import advised_or_salvaged

    return advised_or_salvaged(advisor, document, day, engine)


def _day_for(profile: object, as_of: date | str | None) -> date:
    # A record that was read for a day has its past and its plans in it: it is evaluated for that day.
    read_for = getattr(profile, "as_of", None) if not isinstance(profile, Mapping) else None
    if not isinstance(read_for, date):
        return read_day(as_of)
    if as_of is not None and read_day(as_of) != read_for:
        raise ProfileError(
            [
                Problem(
                    f"as_of: the record was read for {read_for}",
                    hint="give from_fhir the day of the evaluation",
                )
            ]
        )
    return read_for


_opened: list[Rulebook] = []


def shipped() -> Rulebook:
    """Return the pack that comes with osteon, opened once for the whole process."""
    # Opened once: a process goes on with the rules it started with. `load_rulebook()` looks again.
    if not _opened:
        _opened.append(load_rulebook())
    return _opened[0]


def read_day(as_of: date | str | None) -> date:
    """Return the day of an evaluation; None is today.

    Raises ProfileError for text that is not an ISO date.
    """
    if type(as_of) is date:
        return as_of
    if as_of is None:
        return date.today()
    if isinstance(as_of, date):
        # A datetime is a date too, but its isoformat() is not a day.
        return date(as_of.year, as_of.month, as_of.day)
    try:
        return date.fromisoformat(as_of)
    except (ValueError, TypeError) as problem:
        raise ProfileError(
            [Problem(f"as_of: {as_of!r} is not a date", hint="write it as 2026-11-24")]
        ) from problem


def read_document(profile: object, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return a checked document from whatever the caller gave.

    Raises ProfileError.
    """
    if isinstance(profile, _TEXTS):
        profile = read_json(profile)
    if not fields and getattr(profile, "is_checked", False) is True:
        # What `from_fhir` writes is a valid document.
        return _as_mapping(profile)
    if profile is None:
        profile = fields
    elif fields or _holds_a_document(profile):
        profile = {**_as_mapping(profile), **fields}
    if (type(profile) is dict or isinstance(profile, Mapping)) and check_document(profile):
        return profile
    return _explained(profile)


def read_json(text: str | bytes | bytearray) -> object:
    """Read the JSON text of one profile.

    Raises ProfileError with line and column for text that is not JSON, is too long, or holds NaN or Infinity.
    """
    if len(text) > MAXIMUM_TEXT:
        raise ProfileError([Problem(f"the profile is longer than {MAXIMUM_TEXT:,} characters")])
    try:
        return _decoded(text if isinstance(text, str) else text.decode().removeprefix(_BYTE_ORDER_MARK))
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise ProfileError([Problem(f"this is not JSON: {problem.msg} at {where}")]) from problem
    except (UnicodeDecodeError, RecursionError, ValueError) as problem:
        raise ProfileError([Problem(f"this is not JSON: {problem}")]) from problem


_DECODER = StrictDecoder("`{}` stands twice; write it once")


def _decoded(text: str) -> object:
    # Most texts begin with their brace and end with it; then nobody need look for spaces around them.
    if text[:1] == "{":
        found, end = _DECODER.raw_decode(text)
        if end == len(text):
            return found
    return _DECODER.decode(text)


def _holds_a_document(profile: object) -> bool:
    # What `from_fhir` returns; a Profile has one too, and pydantic looks at it closely.
    return isinstance(getattr(profile, "as_of", None), date) and not isinstance(profile, Mapping)


def _as_mapping(profile: object) -> Mapping[str, object]:
    if isinstance(profile, Mapping):
        return profile
    document = getattr(profile, "document", None)
    if callable(document):
        return document()  # type: ignore[no-any-return]  # Profile.document() returns a mapping
    raise ProfileError([_not_a_profile(profile)])


def _explained(profile: object) -> Mapping[str, object]:
    # Only here is pydantic needed: for a Profile object, or to say what is wrong with a document.
    from osteon.patient.profile import Profile, read_profile

    if isinstance(profile, Profile):
        return profile.document()
    if not isinstance(profile, Mapping):
        raise ProfileError([_not_a_profile(profile)])
    if "resourceType" in profile:
        hint = "osteon.evaluate(osteon.from_fhir(record)) reads it"
        raise ProfileError([Problem("this is FHIR, and not a profile", hint=hint)])
    return read_profile(dict(profile)).document()


def _not_a_profile(profile: object) -> Problem:
    kind = type(profile).__name__
    return Problem(
        f"a profile is a mapping of fields, not a {kind}", hint='for example {"medications": ["warfarin"]}'
    )
