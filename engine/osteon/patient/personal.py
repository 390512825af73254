"""Who the patient is: age, sex, pregnancy, breastfeeding, menopause."""

from collections.abc import Sequence

from osteon.basics.quantity import NOTHING_KNOWN, Interval, exactly
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.patient.case import Case
from osteon.patient.conditions import Diagnoses
from osteon.patient.dates import read_span, years_on
from osteon.patient.numerals import AmountError, number_of, shortened
from osteon.patient.taking import About
from osteon.patient.troubles import NotAssessed, contradiction
from osteon.patient.words import NOT_KNOWN, truth

FIELDS = ("sex", "pregnancy", "pregnant")
"""The fields that `fields` reads beside those that facts ask about."""

_NEVER_FOR_MEN = ("breastfeeding", "postmenopausal")


_OLDEST = 150
_AGES = [exactly(age) for age in range(_OLDEST)]


def ages(case: Case, facts: Sequence[About]) -> None:
    """Derive "age": completed years. A birth date without a day leaves an interval."""
    if facts:
        document = case.document
        stated = document.get("age")
        if stated.__class__ is int and 0 <= stated < _OLDEST and "birth_date" not in document:
            age = _AGES[stated]
        else:
            age = _age(case)
        for name, _ in facts:
            case.values[name] = age


def _age(case: Case) -> Interval:
    stated, born = _stated_age(case), _from_birth(case)
    if stated is None or born is None:
        return stated or born or NOTHING_KNOWN
    if born.low <= stated.low <= born.high:
        return stated
    why = "age and birth date disagree; every age between the two stays possible"
    case.not_assessed.append(contradiction("age", why, "leave one of them out"))
    return Interval(min(stated.low, born.low), max(stated.high, born.high))


def _stated_age(case: Case) -> Interval | None:
    value = case.document.get("age")
    if value is None or value == NOT_KNOWN:
        return None
    try:
        return exactly(number_of(value))
    except AmountError as trouble:
        case.not_assessed.append(NotAssessed(shortened(str(value)), "age", trouble.message, trouble.hint))
        return None


def _from_birth(case: Case) -> Interval | None:
    text = case.document.get("birth_date")
    if text is None or text == NOT_KNOWN:
        return None
    try:
        born = read_span(str(text))
    except ValueError as trouble:
        case.not_assessed.append(
            NotAssessed(shortened(str(text)), "birth_date", "this is not a date", str(trouble))
        )
        return None
    if born.first > case.today:
        why = "it lies after the day of the evaluation"
        case.not_assessed.append(NotAssessed(str(text), "birth_date", why, "correct the date"))
        return None
    return years_on(born, case.as_of)


def fields(case: Case, found: Diagnoses, facts: Sequence[About]) -> None:
    """Derive "field": sex and pregnancy are choices, breastfeeding and postmenopausal yes or no."""
    sex = _choice(case.document.get("sex"))
    for name, of in facts:
        if of == "sex":
            case.values[name] = sex
        elif of == "pregnancy":
            case.values[name] = _pregnancy(case, sex, found)
        else:
            case.values[name] = _yes_no(case, of, sex, found)


def _choice(value: object) -> str | None:
    if not isinstance(value, str) or value == NOT_KNOWN:
        return None
    return value.replace(" ", "_")


def _pregnancy(case: Case, sex: str | None, found: Diagnoses) -> str | None:
    document = case.document
    stated = _choice(document.get("pregnancy"))
    if sex == "male" or "pregnant" in document or "pregnancy" in found.current:
        return _reconciled(case, sex, found, stated)
    return stated


def _reconciled(case: Case, sex: str | None, found: Diagnoses, stated: str | None) -> str | None:
    """Put what the fields, the list of conditions and the sex say of a pregnancy together."""
    short = _short_form(case.document.get("pregnant"))
    said = {each for each in (stated, short) if each is not None}
    if "pregnancy" in found.current:
        said.add("pregnant")
    if "pregnant" in said:
        # Somebody who may be pregnant and is: no contradiction.
        said.discard("possible")
    if len(said) > 1:
        _contradicted(case, "pregnancy", "the profile says both that the patient is pregnant and is not")
        return None
    if sex == "male" and said & {"pregnant", "possible"}:
        _contradicted(case, "pregnancy", "the patient is recorded as male and as pregnant")
        return None
    if sex == "male" and not said:
        return "not_pregnant"
    return next(iter(said), None)


def _short_form(value: object) -> str | None:
    return {YES: "pregnant", NO: "not_pregnant", UNKNOWN: None}[truth(value)]


def _contradicted(case: Case, where: str, why: str) -> None:
    note = contradiction(where, f"{why}; it is taken as not known", "correct one of the two")
    if note not in case.not_assessed:
        case.not_assessed.append(note)


def _yes_no(case: Case, of: str, sex: str | None, found: Diagnoses) -> Truth:
    value = case.document.get(of)
    said = truth(value)
    if said is NO and of in found.current:
        _contradicted(case, of, "it contradicts the list of conditions")
        return UNKNOWN
    if said is YES and sex == "male":
        _contradicted(case, of, f"the patient is recorded as male and as {of}")
        return UNKNOWN
    if value is None and of in found.current:
        return YES
    if value is None and sex == "male" and of in _NEVER_FOR_MEN:
        return NO
    return said
