"""The kinds of text that a knowledge file holds: names, days, summaries, addresses.

Each kind is checked by pydantic, and refused in a sentence that says what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from osteon.knowledge.models import SUMMARY_LIMIT

OURS = "osteon"
"""The type of an error whose message is already in our words."""


def refusal(message: str, hint: str = "") -> PydanticCustomError:
    """Return an error that carries its own words and a hint."""
    return PydanticCustomError(OURS, "{message}", {"message": message, "hint": hint})


def _text(value: str) -> str:
    text = value.strip()
    if not text:
        raise refusal("this text is empty")
    return text


def _line(value: str) -> str:
    text = _text(value)
    if "\n" in text:
        raise refusal("this text must stand on one line", "fold it with `>-`, or shorten it")
    return text


def _summary(value: str) -> str:
    text = _line(value)
    if len(text) >= SUMMARY_LIMIT:
        message = f"this summary has {len(text)} characters; the limit is {SUMMARY_LIMIT - 1}"
        raise refusal(message, "say the one thing that matters here and the rest in `detail`")
    return text


def _day(value: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        raise refusal(f"`{value}` is not a day of the calendar", "write year-month-day: 2026-11-24") from None
    raise refusal(f"`{value}` is not a date", "write year-month-day: 2026-11-24")


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise refusal(f"`{value}` is not a web address", "write it whole: https://...")
    return value


def _spelt(pattern: str, what: str, sample: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise refusal(f"`{value}` is not {what}", f"write it like {sample}")
        return value

    return check


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
SNAKE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"

Prose = Annotated[str, AfterValidator(_text)]
Line = Annotated[str, AfterValidator(_line)]
Summary = Annotated[str, AfterValidator(_summary)]
Day = Annotated[str, AfterValidator(_day)]
Address = Annotated[str, AfterValidator(_address)]
Kebab = Annotated[
    str, AfterValidator(_spelt(KEBAB, "an id", "`vitamin-k2`: small letters, digits and hyphens"))
]
Snake = Annotated[
    str, AfterValidator(_spelt(SNAKE, "a name", "`high_dose_d3`: small letters, digits and underscores"))
]
Amount = Annotated[str, AfterValidator(_line)]
Expressions = Annotated[list[Line], Field(min_length=1), BeforeValidator(_listed)]
