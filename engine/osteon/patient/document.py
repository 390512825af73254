"""A quick look at a document: does it plainly have the shape of a profile?

Fetching pydantic costs a cold start more than the whole evaluation. A document
of the common shape is let through here; any doubt means "no", and the profile
model then decides and says what is wrong. Whatever passes here passes there.
"""

from collections.abc import Callable, Collection, Mapping

from osteon.patient.amounts import AmountError, is_unknown, read_amount
from osteon.patient.dates import read_span
from osteon.patient.durations import is_answer, read_minutes
from osteon.patient.measures import split_measure
from osteon.patient.numerals import range_of
from osteon.patient.words import (
    CONDITION_STATUSES,
    INTAKE_STATUSES,
    LISTS,
    PREGNANCIES,
    SEXES,
    SURGERY_STATUSES,
)

MAXIMUM_ENTRIES = 2_000
"""The most entries a list or mapping of a profile may have."""

MAXIMUM_TEXT = 65_536
"""The longest text a profile may hold, in characters."""

MAXIMUM_AGE = 130

_MOST_KEPT = 4_096
_LONGEST_KEPT = 200

Check = Callable[[object], bool]

_YES_NO = frozenset(("yes", "no", "true", "false", "unknown"))
_LISTED = ("none", "unknown")
_STATED = frozenset(("none", "unknown", "taken"))


def check_document(document: object) -> bool:
    """Say whether a document is certainly a valid profile. False only means that this look cannot tell."""
    return _fits(document, _PROFILE)


def _fits(record: object, fields: Mapping[str, Check]) -> bool:
    if type(record) is not dict:
        return False
    try:
        for name, value in record.items():
            check = fields[name]
            if value is not None and not check(value):
                return False
    except KeyError:  # A profile has no such field.
        return False
    return True


def _text(value: object) -> bool:
    return type(value) is str and 0 < len(value) <= MAXIMUM_TEXT


def _yes_no(value: object) -> bool:
    return type(value) is bool or type(value) is str and value in _YES_NO


def _one_of(words: Collection[str]) -> Check:
    return lambda value: type(value) is str and value in words


def _date(value: object) -> bool:
    if type(value) is not str:
        return False
    try:
        read_span(value)
    except ValueError:
        return False
    return True


def _age(value: object) -> bool:
    return type(value) is int and 0 <= value <= MAXIMUM_AGE


def _count(value: object) -> bool:
    if type(value) is str:
        try:
            return range_of(value)[0] > 0
        except AmountError:
            return False
    return type(value) in (int, float) and 0.0001 < value < 10_000  # type: ignore[operator]  # a number


def _amount(value: object) -> bool:
    if type(value) is not str:
        return False
    if is_unknown(value):
        return len(value) <= MAXIMUM_TEXT
    try:
        read_amount(value)
    except AmountError:
        return False
    return True


def _apart(value: object) -> bool:
    if is_answer(value):
        return True
    try:
        return type(value) is str and bool(read_minutes(value))
    except AmountError:
        return False


def _answer(value: object) -> bool:
    return type(value) is bool or _text(value)


def _statement(value: object) -> bool:
    return type(value) is str and value in _STATED or _amount(value)


def _result(value: object) -> bool:
    if type(value) is not str:
        return False
    try:
        split_measure(value)
    except AmountError:
        return False
    return True


def _several(check: Check) -> Check:
    def look(value: object) -> bool:
        return type(value) is list and len(value) <= MAXIMUM_ENTRIES and all(map(check, value))

    return look


def _list_of(check: Check) -> Check:
    def look(value: object) -> bool:
        if type(value) is list:
            return len(value) <= MAXIMUM_ENTRIES and all(map(check, value))
        return type(value) is str and value in _LISTED

    return look


def _named(fields: Mapping[str, Check], *, by_text: bool = True) -> Check:
    """Look at an entry: a mapping with a name in it or, `by_text`, the name alone."""

    def fits(value: dict[str, object]) -> bool:
        # That a name which is there is a text is seen with the other fields.
        return _fits(value, fields) and value.get("name") is not None

    return _seen_before(fits, _text if by_text else _nothing)


def _seen_before(check: Callable[[dict[str, object]], bool], otherwise: Check) -> Check:
    """Look at a mapping, which needs no second look if the same one passed before; or at something else."""
    passed: set[object] = set()

    def look(value: object) -> bool:
        if type(value) is not dict:
            return otherwise(value)
        entry = tuple(value.items())
        try:
            if entry in passed:
                return True
        except TypeError:  # It holds a list, which has no hash.
            return check(value)
        fits = check(value)
        # Only texts, because 1 and True and 1.0 are the same to a set.
        if fits and all(type(each) is str and len(each) <= _LONGEST_KEPT for each in value.values()):
            if len(passed) >= _MOST_KEPT:
                passed.clear()
            passed.add(entry)
        return fits

    return look


def _mapping_to(check: Check) -> Check:
    def look(value: object) -> bool:
        if type(value) is not dict or len(value) > MAXIMUM_ENTRIES:
            return False
        return all(_text(name) and check(said) for name, said in value.items())

    return look


def _nothing(_: object) -> bool:
    return False


def _code(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"system", "code"} and all(map(_text, value.values()))


_CODES = _several(_code)
_CALLED: dict[str, Check] = {"name": _text, "codes": _CODES}
_INGREDIENT = _named(_CALLED | {"amount": _amount, "form": _text, "salt": _text})
_ENTRY = _named(
    _CALLED
    | {"class": _text, "form": _text, "salt": _text, "source": _text, "amount": _amount}
    | {"as_needed": _yes_no, "origin": _text}
    | {"status": _one_of(INTAKE_STATUSES), "started": _date, "stopped": _date, "changed": _date}
    | {"units": _count, "times_per_day": _count, "every_days": _count}
    | {"course_weeks": _count, "course_days": _count}
    | {"prescribed": _yes_no, "with_food": _yes_no, "with_fat_meal": _yes_no, "third_party_tested": _yes_no}
    | {"ingredients": _several(_INGREDIENT)}
)
_CONDITION = _named(_CALLED | {"status": _one_of(CONDITION_STATUSES), "since": _date, "origin": _text})
_ALLERGY = _named(_CALLED | {"status": _one_of(CONDITION_STATUSES), "origin": _text})
_SURGERY: dict[str, Check] = {
    "name": _text, "date": _date, "status": _one_of(SURGERY_STATUSES), "origin": _text,
}  # fmt: skip
_TEST = _CALLED | {
    "origin": _text,
    "value": _result,
    "date": _date,
    "target_low": _result,
    "target_high": _result,
}
_DIET = {"natto": _statement, "calcium": _statement, "vitamin_k": _statement, "vitamin_k_consistent": _yes_no}
_UNREAD: dict[str, Check] = {"what": _text, "where": _text, "why": _text}
_COMPLETE = dict.fromkeys((*LISTS, "tests"), _yes_no)

_PROFILE: dict[str, Check] = {
    "id": _text,
    "birth_date": _date,
    "age": _age,
    "sex": _one_of(SEXES),
    "deceased": _yes_no,
    "pregnancy": _one_of(PREGNANCIES),
    "pregnant": _yes_no,
    "breastfeeding": _yes_no,
    "postmenopausal": _yes_no,
    "osteoporosis": _yes_no,
    "d3_dose": _statement,
    "takes": _mapping_to(_statement),
    "medications": _list_of(_ENTRY),
    "supplements": _list_of(_ENTRY),
    "conditions": _list_of(_CONDITION),
    "allergies": _list_of(_ALLERGY),
    "surgeries": _list_of(lambda value: _fits(value, _SURGERY)),
    "tests": _several(_named(_TEST, by_text=False)),
    "complete": _seen_before(lambda value: _fits(value, _COMPLETE), _yes_no),
    "diet": lambda value: _fits(value, _DIET),
    "counselled": _mapping_to(_date),
    "unread": _several(lambda value: isinstance(value, dict) and len(value) == 3 and _fits(value, _UNREAD)),
    "apart_from_calcium": _mapping_to(_apart),
    "answers": _mapping_to(_answer),
}
