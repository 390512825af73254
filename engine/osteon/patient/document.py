"""A quick look at a document: does it plainly have the shape of a profile?

Reading pydantic costs a cold start more than the whole evaluation. A document
that has the common shape is let through here; any doubt means "no", and the
profile model then decides and says what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from osteon.patient.amounts import AmountError, read_amount

MAXIMUM_ENTRIES = 2_000
MAXIMUM_TEXT = 65_536

Check = Callable[[object], bool]

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")
YES_NO = frozenset({"yes", "no", "true", "false", "unknown"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART_OF_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def check_document(document: object) -> bool:
    """Say whether a document is certainly a valid profile. False means only that this look cannot tell."""
    return _all_fields(document, _PROFILE)


def _all_fields(record: object, fields: Mapping[str, Check]) -> bool:
    if not isinstance(record, dict):
        return False
    for name, value in record.items():
        if value is None:
            if name not in fields:
                return False
            continue
        check = fields.get(name)
        if check is None or not check(value):
            return False
    return True


def _text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAXIMUM_TEXT


def _yes_no(value: object) -> bool:
    return isinstance(value, bool) or isinstance(value, str) and value in YES_NO


def _one_of(*words: str) -> Check:
    allowed = frozenset(words)
    return lambda value: isinstance(value, str) and value in allowed


def _day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _birth_date(value: object) -> bool:
    if not isinstance(value, str) or not _PART_OF_DAY.fullmatch(value):
        return False
    return _day((value + "-01-01")[:10])


def _age(value: object) -> bool:
    if isinstance(value, str):
        return (
            value == "unknown" or value.isascii() and value.isdigit() and len(value) < 4 and int(value) <= 130
        )
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 130


def _count(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and 0 < len(value) < 5 and int(value) > 0
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000


def _amount(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        read_amount(value)
    except AmountError:
        return False
    return True


def _said(value: object) -> bool:
    return isinstance(value, str) and (value in ("none", "unknown", "taken") or _amount(value))


def _list_of(check: Check) -> Check:
    def look(value: object) -> bool:
        if isinstance(value, str):
            return value in ("none", "unknown")
        return isinstance(value, list) and len(value) <= MAXIMUM_ENTRIES and all(map(check, value))

    return look


def _plain_list(check: Check) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= MAXIMUM_ENTRIES and all(map(check, value))


def _named(fields: Mapping[str, Check]) -> Check:
    return lambda value: (
        _text(value) or isinstance(value, dict) and bool(value.get("name")) and _all_fields(value, fields)
    )


_CODES = _plain_list(lambda value: _all_fields(value, {"system": _text, "code": _text}))
_INGREDIENT = _named({"name": _text, "amount": _amount, "form": _text, "salt": _text})
_ENTRY = _named(
    {
        "name": _text, "codes": _CODES, "class": _text, "form": _text, "salt": _text, "source": _text,
        "status": _one_of("active", "planned", "stopped", "unknown", "entered in error"),
        "started": _day, "stopped": _day, "changed": _day, "amount": _amount, "units": _count,
        "times_per_day": _count, "every_days": _count, "ingredients": _plain_list(_INGREDIENT),
        "prescribed": _yes_no, "course_weeks": _count, "with_food": _yes_no, "with_fat_meal": _yes_no,
        "third_party_tested": _yes_no,
    }
)  # fmt: skip
_CONDITION = _named(
    {
        "name": _text, "codes": _CODES, "since": _day,
        "status": _one_of("confirmed", "history", "suspected", "refuted", "family history"),
    }
)  # fmt: skip
_SURGERY = _named({"name": _text, "date": _day, "status": _one_of("done", "planned")})
_RESULT = re.compile(r"\d+([.,]\d+)?( [A-Za-z][A-Za-z0-9/%.]*)?")


def _result(value: object) -> bool:
    return isinstance(value, str) and len(value) < 40 and bool(_RESULT.fullmatch(value))


_TEST = _named(
    {
        "name": _text,
        "codes": _CODES,
        "value": _result,
        "date": _day,
        "target_low": _result,
        "target_high": _result,
    }
)
_DIET: dict[str, Check] = {
    "natto": _said,
    "vitamin_k_consistent": _yes_no,
    "calcium": _said,
    "vitamin_k": _said,
}
_PROFILE: dict[str, Check] = {
    "id": _text, "birth_date": _birth_date, "age": _age, "sex": _one_of("female", "male", "unknown"),
    "pregnancy": _one_of("pregnant", "possible", "not pregnant", "unknown"), "pregnant": _yes_no,
    "breastfeeding": _yes_no, "postmenopausal": _yes_no, "osteoporosis": _yes_no, "d3_dose": _said,
    "takes": lambda value: isinstance(value, dict) and all(_text(name) and _said(said) for name, said in value.items()),
    "medications": _list_of(_ENTRY), "supplements": _list_of(_ENTRY), "conditions": _list_of(_CONDITION),
    "surgeries": _list_of(_SURGERY), "allergies": _list_of(_named({"name": _text})),
    "tests": _plain_list(_TEST),
    "complete": lambda value: _yes_no(value) or _all_fields(value, dict.fromkeys(LISTS, _yes_no)),
    "diet": lambda value: _all_fields(value, _DIET),
    "counselled": lambda value: isinstance(value, dict) and all(_text(name) and _day(on) for name, on in value.items()),
}  # fmt: skip
