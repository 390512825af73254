"""The profile: what a caller may say about a patient, and what is wrong where it cannot be read.

Every field is optional, and leaving one out says nothing about the patient.
docs/profile-states.md tells the five ways of not listing something apart.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from osteon.basics.errors import Problem, ProfileError
from osteon.patient.amounts import AmountError, read_amount
from osteon.patient.dates import read_day, read_span
from osteon.patient.document import MAXIMUM_ENTRIES, MAXIMUM_TEXT


def _amount(text: str) -> str:
    try:
        read_amount(text)
    except AmountError as problem:
        hint = f": {problem.hint}" if problem.hint else ""
        raise PydanticCustomError(
            "amount", "{message}{hint}", {"message": problem.message, "hint": hint}
        ) from problem
    return text


def _said(text: str) -> str:
    return text if text in ("none", "unknown", "taken") else _amount(text)


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) or read_day(text) is None:
        raise PydanticCustomError("day", "{text} is not a day: write it as 2026-11-24", {"text": repr(text)})
    return text


def _birth_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) or read_span(text) is None:
        raise PydanticCustomError(
            "day", "{text} is not a birth date: write 1954-03-01, 1954-03 or 1954", {"text": repr(text)}
        )
    return text


def _number_as_text(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return str(value)


def _amount_text(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise PydanticCustomError(
            "amount", '{value} has no unit: write for example "{value} IU/day"', {"value": str(value)}
        )
    return value


Name = Annotated[str, Field(min_length=1, max_length=MAXIMUM_TEXT)]
YesNo = bool | Literal["yes", "no", "true", "false", "unknown"]
AmountText = Annotated[str, BeforeValidator(_amount_text), AfterValidator(_amount)]
Statement = Annotated[str, BeforeValidator(_amount_text), AfterValidator(_said)]
Day = Annotated[str, AfterValidator(_day)]
Count = Annotated[str, BeforeValidator(_number_as_text), Field(pattern=r"^[1-9][0-9]{0,3}$")]
Age = Annotated[
    str, BeforeValidator(_number_as_text), Field(pattern=r"^(unknown|[0-9]|[1-9][0-9]|1[0-2][0-9]|130)$")
]
Result = Annotated[
    str,
    BeforeValidator(_number_as_text),
    Field(pattern=r"^[0-9]+([.,][0-9]+)?( [A-Za-z][A-Za-z0-9/%.]*)?$", max_length=39),
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Code(_Part):
    """A code in somebody's system, for example ATC B01AA03."""

    system: Name
    code: Name


class Ingredient(_Part):
    """What one unit of a product contains. `form` is for example MK-7; `salt` is for example carbonate."""

    name: Name
    amount: AmountText | None = None
    form: Name | None = None
    salt: Name | None = None


class Entry(_Part):
    """A medicine or a supplement. `amount` is text with a unit: "5000 IU/day", "125 mcg", "50,000 IU weekly"."""

    name: Name
    codes: tuple[Code, ...] | None = None
    status: Literal["active", "planned", "stopped", "unknown", "entered in error"] | None = None
    started: Day | None = None
    stopped: Day | None = None
    changed: Day | None = None
    amount: AmountText | None = None
    form: Name | None = None
    salt: Name | None = None
    units: Count | None = None
    times_per_day: Count | None = None
    every_days: Count | None = None
    ingredients: Annotated[tuple[Ingredient | Name, ...], Field(max_length=MAXIMUM_ENTRIES)] | None = None
    prescribed: YesNo | None = None
    course_weeks: Count | None = None
    with_food: YesNo | None = None
    with_fat_meal: YesNo | None = None
    third_party_tested: YesNo | None = None
    source: Name | None = None
    product_class: Name | None = Field(default=None, alias="class")


class Condition(_Part):
    """A diagnosis. Only confirmed ones and those in the history count; suspected ones raise a question."""

    name: Name
    codes: tuple[Code, ...] | None = None
    status: Literal["confirmed", "history", "suspected", "refuted", "family history"] | None = None
    since: Day | None = None


class Surgery(_Part):
    """An operation, done or planned."""

    name: Name | None = None
    date: Day | None = None
    status: Literal["done", "planned"] | None = None


class Allergy(_Part):
    """A recorded allergy or reaction."""

    name: Name


class Test(_Part):
    """A laboratory result: text with a unit where the test has one ("2.65 mmol/L", or "2.4" for an INR)."""

    name: Name
    codes: tuple[Code, ...] | None = None
    value: Result | None = None
    date: Day | None = None
    target_low: Result | None = None
    target_high: Result | None = None


class Diet(_Part):
    """What is eaten: natto ("1 serving/week"), calcium ("600 mg/day"), vitamin K, and whether its intake is steady."""

    natto: Statement | None = None
    vitamin_k_consistent: YesNo | None = None
    calcium: Statement | None = None
    vitamin_k: Statement | None = None


class Complete(_Part):
    """Which lists somebody declares complete (yes) or incomplete (no)."""

    medications: YesNo | None = None
    supplements: YesNo | None = None
    conditions: YesNo | None = None
    surgeries: YesNo | None = None
    allergies: YesNo | None = None


Unlisted = Literal["none", "unknown"]
Entries = Annotated[tuple[Entry | Name, ...], Field(max_length=MAXIMUM_ENTRIES)] | Unlisted


class Profile(_Part):
    """What we were told about one patient. Frozen; every field may be left out.

    Four plain fields are enough: `Profile(medications=["warfarin"], d3_dose="5000 IU/day",
    osteoporosis=True, pregnant=False)`.
    """

    id: Name | None = None
    birth_date: Annotated[str, AfterValidator(_birth_date)] | None = None
    age: Age | None = None
    sex: Literal["female", "male", "unknown"] | None = None
    pregnancy: Literal["pregnant", "possible", "not pregnant", "unknown"] | None = None
    pregnant: YesNo | None = None
    breastfeeding: YesNo | None = None
    postmenopausal: YesNo | None = None
    osteoporosis: YesNo | None = None
    d3_dose: Statement | None = None
    takes: dict[Name, Statement] | None = None
    medications: Entries | None = None
    supplements: Entries | None = None
    conditions: (
        Annotated[tuple[Condition | Name, ...], Field(max_length=MAXIMUM_ENTRIES)] | Unlisted | None
    ) = None
    surgeries: Annotated[tuple[Surgery | Name, ...], Field(max_length=MAXIMUM_ENTRIES)] | Unlisted | None = (
        None
    )
    allergies: Annotated[tuple[Allergy | Name, ...], Field(max_length=MAXIMUM_ENTRIES)] | Unlisted | None = (
        None
    )
    tests: Annotated[tuple[Test, ...], Field(max_length=MAXIMUM_ENTRIES)] | None = None
    complete: YesNo | Complete | None = None
    diet: Diet | None = None
    counselled: dict[Name, Day] | None = None

    def document(self) -> dict[str, object]:
        """Return the profile as the plain document that facts are derived from; what was not told is not in it."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def read_profile(data: Mapping[str, object], *, file: str = "") -> Profile:
    """Check a mapping and return the profile.

    Raises ProfileError; each problem names the field, says what is wrong and how to write it.
    """
    try:
        return Profile.model_validate(dict(data))
    except ValidationError as problem:
        seen: dict[str, Problem] = {}
        for error in problem.errors(include_url=False):
            told = _told(error, file)
            seen.setdefault(told.message, told)
        raise ProfileError(list(seen.values())) from problem


_INNER = re.compile(
    r"^(function|tuple|str|bool|literal|constrained|nullable|Entry|Condition|Surgery|Allergy|Test|Complete|Ingredient|list)\b"
)


def _told(error: ErrorDetails, file: str) -> Problem:
    place = ""
    for part in error["loc"]:
        if isinstance(part, int):
            place += f"[{part}]"
        elif not _INNER.match(part) and "[" not in part:
            place += f".{part}" if place else part
    where = f"{file}: {place}" if file else place
    return Problem(f"{where}: {_words(error)}", hint=_hint(error))


def _words(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such field"
    return error["msg"]


def _hint(error: ErrorDetails) -> str | None:
    if error["type"] != "extra_forbidden":
        return None
    import difflib

    models: tuple[type[_Part], ...] = (Profile, Entry, Condition, Test, Surgery, Ingredient, Diet, Complete)
    names: list[str] = [field.alias or name for model in models for name, field in model.model_fields.items()]
    like = difflib.get_close_matches(str(error["loc"][-1]), names, n=1)
    return f"did you mean `{like[0]}`?" if like else None


__all__ = ["Profile", "read_profile"]
