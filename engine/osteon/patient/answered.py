"""Answers to questions that no other field of a profile can hold: `answers: {count.vitamin_d: "2 products"}`.

An answer fills what the rest of the record leaves open. Where the record has
already settled the matter otherwise, the record counts, and the clash is reported.
"""

from fractions import Fraction

from osteon.basics.quantity import NEVER, Interval, exact, exactly, tidy
from osteon.basics.truth import UNKNOWN, Truth
from osteon.patient.case import Case, Value
from osteon.patient.dates import days_ago, days_ahead, read_span
from osteon.patient.numerals import shortened
from osteon.patient.troubles import NotAssessed
from osteon.patient.vocabulary import CHOICE, YES_NO, Fact, Kind, Vocabulary
from osteon.patient.words import NOT_KNOWN, truth

ANSWERS = "answers"
"""The field of a profile that holds them, by the name of the fact."""

NEVER_SAID = "never"

PAST = (
    Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.DAYS_SINCE_TEST, Kind.DAYS_SINCE_SURGERY,
    Kind.DAYS_SINCE_COUNSELLED,
)  # fmt: skip
"""The kinds that reckon from a day in the past."""


def narrow(case: Case, vocabulary: Vocabulary) -> None:
    """Let the answers fill what is still open. Facts that no rule in force reads are left alone."""
    told = case.document.get(ANSWERS)
    for name, said in told.items() if isinstance(told, dict) else ():
        if name not in vocabulary:
            why = "no fact has this name"
            case.not_assessed.append(
                NotAssessed(shortened(str(name)), ANSWERS, why, "`osteon ask` names the facts")
            )
        elif said is not None and said != NOT_KNOWN and name in case.values:
            _fill(case, vocabulary[name], said)


def _fill(case: Case, fact: Fact, said: object) -> None:
    where = f"{ANSWERS}.{fact.name}"
    try:
        answer = value_of(fact, said, case.today)
    except ValueError as trouble:
        case.not_assessed.append(NotAssessed(shortened(str(said)), where, "it cannot be read", str(trouble)))
        return
    both = agreed(case.values[fact.name], answer)
    if both is None and fact.name in case.assumed:
        # What rests on an assumption gives way to what somebody said.
        both = answer
    if both is None:
        why = "the rest of the record says otherwise, and that counts"
        case.not_assessed.append(
            NotAssessed(shortened(str(said)), where, why, "correct one of the two", clash=True)
        )
        return
    case.values[fact.name] = both
    case.assumed.discard(fact.name)


def agreed(known: Value, answer: Value) -> Value:
    """Return what two statements about one fact come to together; None where they exclude each other."""
    if isinstance(known, Interval) and isinstance(answer, Interval):
        both = Interval(max(known.low, answer.low), min(known.high, answer.high))
        return both if both.low <= both.high else None
    return answer if known is None or known is UNKNOWN or known == answer else None


def value_of(fact: Fact, said: object, today: int) -> Value:
    """Read an answer as the value of a fact. `today` is a day number.

    Raises ValueError, with what would be accepted.
    """
    if fact.type == YES_NO:
        return _yes_or_no(said)
    if fact.type == CHOICE:
        return _choice(fact, said)
    text = str(said).strip()
    if text == NEVER_SAID:
        return NEVER
    if fact.kind in PAST:
        return days_ago(read_span(text), today)
    if fact.kind is Kind.DAYS_UNTIL_SURGERY:
        return days_ahead(read_span(text), today)
    if fact.kind is Kind.DAYS_TAKEN and "-" in text:
        return days_ago(read_span(text), today)
    return exactly(_number(fact, text))


def _yes_or_no(said: object) -> Truth:
    answer = truth(said)
    if answer is UNKNOWN:
        raise ValueError("write yes, no or unknown")
    return answer


def _choice(fact: Fact, said: object) -> str:
    word = str(said).strip().replace(" ", "_")
    if word not in fact.choices:
        raise ValueError(f"write one of: {', '.join(fact.choices)}".replace("_", " "))
    return word


def _number(fact: Fact, text: str) -> int | Fraction:
    number, _, unit = text.partition(" ")
    if unit.strip() not in ("", fact.unit):
        raise ValueError(f"write a number in {fact.unit}")
    found = exact(number)
    if found < 0:
        raise ValueError("write a number of zero or more")
    return tidy(found)
