"""The answers that were given in place, heard one after the other."""

from collections.abc import Mapping

from osteon.basics.errors import ChangeError
from osteon.basics.records import dataclass
from osteon.doors.service.page.given import Answered, Given
from osteon.patient.changes import Changes

Document = Mapping[str, object]

LONGEST_REPLY = 200
"""The longest reply to a question that is read, in letters."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A reply that was not understood, or that the record contradicts: why, and what would be accepted."""

    reply: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The document with every answer that could be written into it, what they were, and those refused.

    `given` holds the answers that were taken; `refused` stands under the fact that was asked about.
    """

    document: Document
    given: Given
    refused: dict[str, Refused]


def hear(document: Document, given: Given, changes: Changes) -> Heard:
    """Write the answers into a copy of a document; one that is refused changes nothing."""
    refused: dict[str, Refused] = {}
    taken: list[Answered] = []
    for answer in given.answers:
        if len(answer.reply) > LONGEST_REPLY:
            hint = f"at most {LONGEST_REPLY} letters"
            refused[answer.fact] = Refused(answer.reply[:LONGEST_REPLY], "the answer is too long", hint)
            continue
        try:
            document = changes.answer(document, answer.fact, answer.reply).document
            taken.append(answer)
        except ChangeError as trouble:
            problem = trouble.problems[0]
            refused[answer.fact] = Refused(answer.reply, problem.message, problem.hint or "")
    return Heard(document, Given(given.how, given.text, tuple(taken)), refused)
