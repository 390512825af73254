"""The questions worth asking, each with what an answer can be pressed or typed into."""

from osteon.basics.records import dataclass
from osteon.doors.rendering.order import Asked, asked
from osteon.doors.service.page.hearing import Refused
from osteon.patient.replies import DONT_KNOW, accepted
from osteon.patient.vocabulary import CHOICE, YES_NO, Fact, Kind
from osteon.reasoning.reporting import Report

_ALSO_TYPED = (Kind.TAKING, Kind.TAKING_SALT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET)
_UNKNOWN = DONT_KNOW[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question. `buttons` are replies to press; `typed` says that one can be typed, `accepted` which.

    `at` counts the questions from 1; `refused` is the reply that was not understood, if there was one.
    """

    at: int
    fact: str
    asked: Asked
    buttons: tuple[str, ...]
    typed: bool
    accepted: str
    refused: Refused | None


def questions_of(report: Report, refused: dict[str, Refused]) -> tuple[Asking, ...]:
    """Return the questions of a report, the most telling first; one that asks the same stands once."""
    vocabulary = report.edition.rulebook.vocabulary
    facts: dict[str, str] = {}
    for question in report.questions:
        # Of several facts with one question the first is answered; the others are asked if they still matter.
        facts.setdefault(question.ask or f"What is {question.fact}?", question.fact)
    return tuple(
        [
            _asking(at, vocabulary[facts[each.ask]], each, refused.get(facts[each.ask]))
            for at, each in enumerate(asked(report), 1)
        ]
    )


def _asking(at: int, fact: Fact, each: Asked, refused: Refused | None) -> Asking:
    buttons: tuple[str, ...] = ()
    if fact.type == YES_NO and fact.kind is not Kind.LIST_GIVEN:
        buttons = ("yes", "no")
    elif fact.type == CHOICE:
        buttons = tuple([choice.replace("_", " ") for choice in fact.choices])
    typed = not buttons or fact.kind in _ALSO_TYPED
    hint = accepted(fact).removesuffix(f", or {_UNKNOWN}")
    return Asking(at, fact.name, each, (*buttons, _UNKNOWN), typed, hint, refused)
