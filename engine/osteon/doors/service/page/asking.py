"""The questions worth asking, each with what an answer can be pressed or typed into."""

from osteon.basics.records import dataclass
from osteon.doors.rendering.order import Asked, asked
from osteon.doors.service.page.given import Given
from osteon.doors.service.page.hearing import Refused
from osteon.patient.replies import DONT_KNOW, accepted
from osteon.patient.vocabulary import CHOICE, YES_NO, Fact, Kind
from osteon.reasoning.reporting import Report

_ALSO_TYPED = (Kind.TAKING, Kind.TAKING_SALT, Kind.TEST_BELOW_TARGET, Kind.TEST_ABOVE_TARGET)
_UNKNOWN = DONT_KNOW[0]
_OPEN = ("How", "What", "When", "Which", "Who")
_CORRECT = "No answer settles this: correct one of the two statements in what was entered."


@dataclass(frozen=True, slots=True)
class Asking:
    """One question. `buttons` are replies to press; `typed` says that one can be typed, `accepted` which.

    `meaning` says what yes and no would say, where the question is not one of yes or no. `refused` is the
    reply that was not understood, if there was one.
    """

    fact: str
    asked: Asked
    buttons: tuple[str, ...]
    typed: bool
    accepted: str
    meaning: str
    refused: Refused | None


def questions_of(report: Report, given: Given, refused: dict[str, Refused]) -> tuple[Asking, ...]:
    """Return the questions of a report, the most telling first; one that asks the same stands once.

    What was answered with "don't know" is not asked again.
    """
    vocabulary = report.edition.rulebook.vocabulary
    answered = {each.fact for each in given.answers}
    facts: dict[str, str] = {}
    for question in report.questions:
        # Of several facts with one question the first is answered; the others are asked if they still matter.
        if question.fact not in answered:
            facts.setdefault(question.ask or f"What is {question.fact}?", question.fact)
    return tuple(
        [
            _asking(vocabulary[facts[each.ask]], each, refused.get(facts[each.ask]))
            for each in asked(report)
            if each.ask in facts
        ]
    )


def _asking(fact: Fact, each: Asked, refused: Refused | None) -> Asking:
    if fact.kind is Kind.CONTRADICTION:
        return Asking(fact.name, each, (), False, "", _CORRECT, refused)
    buttons: tuple[str, ...] = ()
    if fact.type == YES_NO and fact.kind is not Kind.LIST_GIVEN:
        buttons = ("yes", "no")
    elif fact.type == CHOICE:
        buttons = tuple([choice.replace("_", " ") for choice in fact.choices])
    typed = not buttons or fact.kind in _ALSO_TYPED
    hint = accepted(fact).removesuffix(f", or {_UNKNOWN}")
    return Asking(fact.name, each, (*buttons, _UNKNOWN), typed, hint, _meaning(fact, buttons), refused)


def _meaning(fact: Fact, buttons: tuple[str, ...]) -> str:
    # "Which amount does the label give?" is not answered by yes; what yes would say has to stand there.
    if "yes" not in buttons or not fact.ask.startswith(_OPEN):
        return ""
    return f"Yes: the patient {fact.reads}. No: {fact.denies}."
