"""How each sort of field of a profile is checked, and what to write instead where it is wrong.

A checked value keeps its meaning and mostly its spelling; only yes and no, the
words of closed lists, and dates are brought to one form.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from osteon.basics.truth import UNKNOWN, YES
from osteon.patient.amounts import AmountError, is_unknown, read_amount
from osteon.patient.dates import read_span
from osteon.patient.document import MAXIMUM_AGE, MAXIMUM_TEXT
from osteon.patient.durations import is_answer, read_minutes
from osteon.patient.measures import split_measure
from osteon.patient.numerals import number_of, range_of, shortened
from osteon.patient.words import (
    CONDITION_STATUSES,
    INTAKE_STATUSES,
    NONE,
    NOT_KNOWN,
    PREGNANCIES,
    SEXES,
    SURGERY_STATUSES,
    YES_NO,
)

_DATE_HINT = "write it as 2026-11-24, 2026-11 or 2026"


def refusal(message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that refuses a value. Its hint travels beside the message."""
    return PydanticCustomError("profile", "{message}", {"message": message, "hint": hint})


def _yes_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    said = YES_NO.get(value.strip().casefold()) if isinstance(value, str) else None
    if said is None:
        raise refusal(f"{shortened(repr(value))} is neither yes nor no", "write true, false or unknown")
    return NOT_KNOWN if said is UNKNOWN else said is YES


def _one_of(words: tuple[str, ...]) -> Callable[[object], object]:
    def check(value: object) -> object:
        word = " ".join(value.replace("_", " ").casefold().split()) if isinstance(value, str) else value
        if word in words:
            return word
        near = get_close_matches(str(word)[:40], words, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"it is one of: {', '.join(words)}"
        raise refusal(f"{shortened(repr(value))} is not understood here", hint)

    return check


def _amount(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refusal(f"{shortened(repr(value))} is not an amount", 'write a text such as "5000 IU/day"')
    if value == 0:
        return "0"
    if not isinstance(value, str):
        raise refusal(f"{value} has no unit", f'write "{value} IU/day" or "{value} mcg/day", as text')
    if not is_unknown(value):
        try:
            read_amount(value)
        except AmountError as trouble:
            raise refusal(trouble.message, trouble.hint) from trouble
    return value


_STATED = {"taken": "taken", "yes": "taken", "true": "taken", "none": NONE, "no": NONE, "false": NONE}


def _statement(value: object) -> object:
    word = str(value).strip().casefold() if isinstance(value, bool | str) else ""
    return _STATED[word] if word in _STATED else _amount(value)


def _date(value: object) -> object:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day.isoformat()
    try:
        read_span(value if isinstance(value, str) else "")
    except ValueError as trouble:
        raise refusal(f"{shortened(repr(value))} is not a date", _DATE_HINT) from trouble
    return value


def _birth_date(value: object) -> object:
    return value if value == NOT_KNOWN else _date(value)


def _positive(value: object) -> object:
    try:
        number = number_of(value)
    except AmountError as trouble:
        raise refusal(trouble.message, trouble.hint) from trouble
    if not number:
        raise refusal("it cannot be zero", 'to stop something, write "status: stopped"')
    return value


def _range(value: object) -> object:
    try:
        fewest, _ = range_of(value)
    except AmountError as trouble:
        raise refusal(trouble.message, trouble.hint) from trouble
    if not fewest:
        raise refusal("it cannot be zero", 'to stop something, write "status: stopped"')
    return value


def _age(value: object) -> object:
    if value == NOT_KNOWN:
        return value
    digits = value.strip() if isinstance(value, str) else ""
    years = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 4 else value
    if isinstance(years, bool) or not isinstance(years, int) or not 0 <= years <= MAXIMUM_AGE:
        hint = f"write whole years from 0 to {MAXIMUM_AGE}, or give a birth_date"
        raise refusal(f"{shortened(repr(value))} is not an age", hint)
    return years


def _result(value: object) -> object:
    try:
        split_measure(value)
    except AmountError as trouble:
        raise refusal(trouble.message, trouble.hint) from trouble
    return value


def _apart(value: object) -> object:
    if is_answer(value):
        return _yes_no(value)
    try:
        read_minutes(value if isinstance(value, str) else str(value))
    except AmountError as trouble:
        raise refusal(trouble.message, trouble.hint) from trouble
    return value


def _answer(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, bool | str) or value == "":
        raise refusal(f"{shortened(repr(value))} is not an answer", "write a text, yes or no")
    return value


def shape_of(value: object) -> str | None:
    """Say whether a value came as a text, a list or a mapping; only the errors of that shape matter."""
    if isinstance(value, str | bool):
        return "<text>"
    if isinstance(value, list | tuple):
        return "<list>"
    return "<mapping>" if isinstance(value, Mapping | BaseModel) else None


def by_shape(expected: str) -> Discriminator:
    """Choose among alternatives by shape; anything else is refused with what was expected."""
    return Discriminator(shape_of, "shape", f"{expected} was expected")


_YES_NO_SCHEMA = {"anyOf": [{"type": "boolean"}, {"enum": list(YES_NO)}]}
_AMOUNT_EXAMPLES = [
    "5000 IU/day",
    "125 mcg",
    "50,000 IU weekly",
    "2 x 600 mg elemental calcium",
    "none",
    "unknown",
]
_DATE_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "examples": ["2026-11-24"]}
_NUMBER_SCHEMA = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]}

Name = Annotated[str, Field(min_length=1, max_length=MAXIMUM_TEXT)]
YesNo = Annotated[bool | Literal["unknown"], BeforeValidator(_yes_no), WithJsonSchema(_YES_NO_SCHEMA)]
AmountText = Annotated[
    str, BeforeValidator(_amount), Field(max_length=MAXIMUM_TEXT, examples=_AMOUNT_EXAMPLES)
]
Statement = Annotated[
    str,
    BeforeValidator(_statement),
    Field(max_length=MAXIMUM_TEXT, examples=["taken", "none", "unknown", "5000 IU/day"]),
]
Date = Annotated[str, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
BirthDate = Annotated[str, BeforeValidator(_birth_date), WithJsonSchema(_DATE_SCHEMA)]
Positive = Annotated[int | float | str, BeforeValidator(_positive), WithJsonSchema(_NUMBER_SCHEMA)]
Range = Annotated[
    int | float | str,
    BeforeValidator(_range),
    WithJsonSchema(_NUMBER_SCHEMA | {"examples": [2, "1-2"]}),
]
Age = Annotated[
    int | Literal["unknown"],
    BeforeValidator(_age),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": MAXIMUM_AGE}, {"const": "unknown"}]}
    ),
]
ResultText = Annotated[
    int | float | str,
    BeforeValidator(_result),
    WithJsonSchema({"type": ["number", "string"], "examples": ["2.4", "18 ng/mL", "2.65 mmol/L"]}),
]
Apart = Annotated[
    bool | str,
    BeforeValidator(_apart),
    WithJsonSchema({"type": ["boolean", "string"], "examples": ["4 hours", "30 min", "yes", "unknown"]}),
]
Answer = Annotated[
    bool | str,
    BeforeValidator(_answer),
    Field(
        max_length=MAXIMUM_TEXT, examples=["yes", "no", "2 products", "2000 IU/day", "2026-11-01", "never"]
    ),
]
Sex = Annotated[Literal["female", "male", "unknown"], BeforeValidator(_one_of(SEXES))]
Pregnancy = Annotated[
    Literal["pregnant", "possible", "not pregnant", "unknown"], BeforeValidator(_one_of(PREGNANCIES))
]
IntakeStatus = Annotated[
    Literal["active", "planned", "stopped", "unknown", "entered in error"],
    BeforeValidator(_one_of(INTAKE_STATUSES)),
]
ConditionStatus = Annotated[
    Literal["confirmed", "history", "suspected", "refuted", "family history"],
    BeforeValidator(_one_of(CONDITION_STATUSES)),
]
SurgeryStatus = Annotated[Literal["done", "planned"], BeforeValidator(_one_of(SURGERY_STATUSES))]
Unlisted = Annotated[Literal["none", "unknown"], BeforeValidator(_one_of((NONE, NOT_KNOWN)))]
