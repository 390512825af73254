"""What somebody answers to a question, read by the kind of fact that was asked about.

A reply that could mean two things is refused, with what would be accepted.
"don't know" is always a reply, and changes nothing.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass
from osteon.basics.truth import NO, UNKNOWN, YES, Truth
from osteon.patient.amounts import AmountError, conversion, read_amount
from osteon.patient.answered import PAST
from osteon.patient.dates import read_span
from osteon.patient.diet import weekly_or_daily
from osteon.patient.durations import read_minutes
from osteon.patient.measures import read_measure
from osteon.patient.numerals import read_number, shortened
from osteon.patient.spoken_days import PERIODS, spoken_day
from osteon.patient.terminology import Resolution, Terminology
from osteon.patient.vocabulary import CHOICE, YES_NO, Fact, Kind


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, understood.

    `said` is its plain form, as the `answers` of a profile hold it; `text` is a form that the profile's own
    fields can hold, where that is another one. `truth` is set for a yes or no, `number` (in the fact's unit)
    for a number, `named` for the name of a medicine or substance, `day` for a date ("2026-11-20", "2026-11",
    "never"), `span` for two limits. Without any of them it is "don't know".
    """

    said: str
    truth: Truth = UNKNOWN
    number: Number | None = None
    named: Resolution | None = None
    day: str = ""
    span: tuple[str, str] = ("", "")
    text: str = ""

    @property
    def is_known(self) -> bool:
        """Say whether the reply tells anything."""
        return self.said != _DONT_KNOW.said


_DONT_KNOW = Reply("unknown")
DONT_KNOW = ("don't know", "dont know", "don’t know", "do not know", "unknown", "not known", "not sure", "?")
"""What is always accepted as a reply."""

_YES = ("yes", "y", "true", "taken")
_NO = ("no", "n", "false", "none", "never")
_CHOSEN = {
    "yes": "pregnant", "no": "not_pregnant", "maybe": "possible", "could be": "possible",
    "perhaps": "possible", "woman": "female", "f": "female", "man": "male", "m": "male",
}  # fmt: skip
_RANGE = re.compile(r"([\d.,]+)\s*(?:-|–|to)\s*([\d.,]+)\s*(\S*)")
_ON = re.compile(r"(?P<value>.*?)(?:,| on| from)? (?P<day>\d{4}-\d{2}(?:-\d{2})?|today|yesterday)")
_SINCE = re.compile(r"since (.+)")


class ReplyError(ValueError):
    """A reply that is not understood. `hint` says what would be accepted."""

    def __init__(self, text: str, fact: Fact, hint: str = "", message: str = "") -> None:
        self.hint = hint or accepted(fact)
        super().__init__(message or f'"{shortened(text.strip())}" is no answer to this question')


def read_reply(fact: Fact, text: str, terminology: Terminology, as_of: date) -> Reply:
    """Read a reply to the question about a fact. Dates may be said from the day of the evaluation on.

    Raises ReplyError.
    """
    plain = " ".join(text.split())
    if plain.casefold() in DONT_KNOW:
        return _DONT_KNOW
    if fact.type == YES_NO:
        return _yes_or_no(fact, plain, terminology)
    if fact.type == CHOICE:
        return _choice(fact, plain)
    try:
        return _number(fact, plain, terminology, as_of)
    except AmountError as trouble:
        raise ReplyError(text, fact, message=trouble.message) from trouble
    except (ValueError, OverflowError) as trouble:
        raise ReplyError(text, fact) from trouble


def _yes_or_no(fact: Fact, text: str, terminology: Terminology) -> Reply:
    word = text.casefold().rstrip(".!")
    if word in _YES:
        return Reply("yes", YES)
    if word in _NO:
        return Reply("no", NO)
    if fact.kind is Kind.TAKING:
        return _name_of_taken(fact, text, terminology)
    if fact.kind is Kind.TAKING_SALT:
        return _salt(fact, word, terminology)
    span = _RANGE.fullmatch(word)
    if span and fact.kind in (Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET):
        unit = f" {span[3]}" if span[3] else ""
        return Reply(text, span=(f"{span[1]}{unit}", f"{span[2]}{unit}"))
    raise ReplyError(text, fact)


def _name_of_taken(fact: Fact, text: str, terminology: Terminology) -> Reply:
    found = terminology.resolve(text)
    if found is None:
        near = " or ".join(f'"{each}"' for each in terminology.probably(text))
        raise ReplyError(text, fact, f"did you mean {near}?" if near else "")
    if fact.of not in terminology.ancestors(found.concept.id):
        label = terminology[fact.of].label
        raise ReplyError(text, fact, f"{found.concept.label} is not {label}; write yes or no, or its name")
    return Reply(text, YES, named=found)


def _salt(fact: Fact, word: str, terminology: Terminology) -> Reply:
    known = [salt.name for salt in terminology.measured(fact.of).salts]
    found = next((name for name in known if name.casefold() in word.split()), "")
    if not found:
        raise ReplyError(word, fact, f"write yes, no, or one of: {', '.join(known)}")
    return Reply(found, YES if found == fact.salt else NO)


def _choice(fact: Fact, text: str) -> Reply:
    word = text.casefold().rstrip(".!")
    word = _CHOSEN.get(word, word).replace(" ", "_")
    if word not in fact.choices:
        raise ReplyError(text, fact)
    return Reply(word.replace("_", " "))


def _number(fact: Fact, text: str, terminology: Terminology, as_of: date) -> Reply:
    if fact.kind in PAST or fact.kind is Kind.DAYS_UNTIL_SURGERY:
        return _day(text, as_of, 1 if fact.kind is Kind.DAYS_UNTIL_SURGERY else -1)
    match fact.kind:
        case Kind.DAILY_AMOUNT | Kind.LARGEST_AMOUNT:
            return _amount(fact, text, terminology)
        case Kind.DIET:
            number = weekly_or_daily(text, fact.of)
            return Reply(_plain(number, fact.unit), number=number, text=text)
        case Kind.SEPARATION:
            return Reply(text, number=read_minutes(text))
        case Kind.TEST_RESULT:
            return _result(fact, text, terminology, as_of)
        case Kind.AGE:
            return _age(fact, text)
        case Kind.DAYS_TAKEN:
            return _length(fact, text, as_of)
    counted = re.fullmatch(r"(\S+)(?: products?| times(?: a day|/day)?)?", text)
    number = read_number("0" if text in _NO else counted[1] if counted else text)
    return Reply(_plain(number, fact.unit), number=number, text=text)


def _amount(fact: Fact, text: str, terminology: Terminology) -> Reply:
    named = terminology.resolve(text) if not text[:1].isdigit() else None
    if named is not None and not (named.amount and fact.of in terminology.ancestors(named.concept.id)):
        raise ReplyError(text, fact)
    concept = terminology.measured(named.concept.id if named else fact.of)
    unit = fact.unit.removesuffix("/day")
    amount = read_amount(named.amount if named else text)
    if amount.top is not None:
        raise AmountError(f'"{text}" is a range', "write one amount, or both ends in the entry itself")
    factor = conversion(concept, amount.unit, unit) if amount.value else 1
    if factor is None:
        raise AmountError(f"{concept.label} in {amount.unit.name} cannot be read", f"write it in {fact.unit}")
    if named is not None and terminology[fact.of].kind == "class":
        worth = concept.equivalent
        factor = factor * worth.factor if worth else factor
    number = factor * (amount.per_day if fact.kind is Kind.DAILY_AMOUNT else amount.value)
    own = named.amount if named else text
    return Reply(_plain(number, fact.unit), number=number, named=named, text=own)


def _result(fact: Fact, text: str, terminology: Terminology, as_of: date) -> Reply:
    dated = _ON.fullmatch(text.casefold())
    value = text[: len(dated["value"])] if dated else text
    measured = read_measure(value.strip(), terminology.measured(fact.of))
    if not measured.is_exact:
        raise ReplyError(text, fact)
    day = spoken_day(dated["day"], as_of, -1) if dated else ""
    number: Number = measured.low  # type: ignore[assignment]  # exact, and so no end without limit
    return Reply(_plain(number, fact.unit), number=number, day=day, text=value.strip())


def _plain(number: Number, unit: str) -> str:
    """Write a number exactly: as a decimal if it has an end, else as a fraction."""
    below = Fraction(number).denominator
    while below % 10 in (0, 2, 4, 5, 6, 8) and below > 1:
        below //= 2 if below % 2 == 0 else 5
    decimal = str(Decimal(Fraction(number).numerator) / Fraction(number).denominator)
    return f"{decimal if below == 1 and 'E' not in decimal else number} {unit}".rstrip()


def _age(fact: Fact, text: str) -> Reply:
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        read_span(text)
        return Reply(text, day=text)
    years = re.fullmatch(r"(\d{1,3})(?: years?(?: old)?)?", text)
    if years is None or int(years[1]) > _OLDEST:
        raise ReplyError(text, fact)
    return Reply(years[1], number=int(years[1]))


_OLDEST = 130


def _day(text: str, as_of: date, way: int) -> Reply:
    said = spoken_day(text, as_of, way)
    return Reply(said, day=said)


def _length(fact: Fact, text: str, as_of: date) -> Reply:
    since = _SINCE.fullmatch(text.casefold())
    if since:
        return _day(since[1], as_of, -1)
    number, _, period = text.casefold().partition(" ")
    if period not in PERIODS:
        raise ReplyError(text, fact)
    days = read_number(number) * PERIODS[period]
    return Reply(_plain(days, fact.unit), number=days)


_ACCEPTED: dict[Kind, str] = {
    Kind.TAKING: "yes, no, or the name of what is taken",
    Kind.TAKING_SALT: "yes, no, or the name of the salt",
    Kind.TEST_BELOW_TARGET: 'yes, no, or the range, such as "2-3"',
    Kind.TEST_ABOVE_TARGET: 'yes, no, or the range, such as "8.5-10.5 mg/dL"',
    Kind.COUNT: 'a number, such as "2"',
    Kind.TIMES_A_DAY: 'a number, such as "3 times a day"',
    Kind.DAYS_TAKEN: 'a length, such as "10 days", or "since" with a date',
    Kind.AGE: "whole years, or a date of birth",
    Kind.SEPARATION: 'a length of time, such as "4 hours"',
    Kind.LIST_GIVEN: "names separated by semicolons, or none",
    Kind.DAYS_UNTIL_SURGERY: 'a date, "in 10 days", or never',
}


_USUAL = {"servings/week": 2, "IU/day": 2000, "IU": 2000, "mg/day": 500, "mg": 500}


def accepted(fact: Fact) -> str:
    """Say what is accepted as a reply to the question about a fact."""
    if fact.type == CHOICE:
        return f"{', '.join(fact.choices)}, or don't know".replace("_", " ")
    if fact.type == YES_NO:
        said = _ACCEPTED.get(fact.kind, "yes, no")
    elif fact.kind in PAST:
        said = 'a date such as 2026-11-01, "10 days ago", or never'
    elif fact.kind is Kind.TEST_RESULT:
        said = f'a number, such as "2.4 {fact.unit}'.rstrip() + '", with "on" and a date if it is known'
    else:
        said = _ACCEPTED.get(
            fact.kind, f'an amount, such as "{_USUAL.get(fact.unit, 100)} {fact.unit}", or none'
        )
    return f"{said}, or don't know"
