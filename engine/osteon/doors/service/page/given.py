"""What was entered about a patient, and the answers since: all that a page of a patient is made from.

It travels from page to page in the form itself. Nothing of it is kept here.
"""

import json
from collections.abc import Mapping
from datetime import date

from osteon.basics.errors import Problem, ProfileError
from osteon.basics.records import dataclass, replace
from osteon.doors.fhir.accounting import Accounting
from osteon.doors.fhir.door import from_fhir
from osteon.doors.files import FHIR, JSON, YAML, Source
from osteon.doors.library import read_document
from osteon.doors.reading import read_profile_text
from osteon.doors.service.page.fields import document_of
from osteon.knowledge.models import Rulebook

FORM, PASTED = "form", "pasted"
"""How it came: typed into the fields, or as a text."""

PASTED_TEXT = "what was pasted"
_MARKS_FHIR = '"resourceType"'


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that somebody gave to the question about a fact."""

    fact: str
    reply: str

    @property
    def line(self) -> str:
        """Return it as one text, as the form carries it."""
        return f"{self.fact}={self.reply}"


@dataclass(frozen=True, slots=True)
class Given:
    """What was entered: the fields of the form as JSON, or a text; and the answers since, in their order."""

    how: str
    text: str
    answers: tuple[Answered, ...] = ()

    def with_answer(self, answer: Answered) -> "Given":
        """Return the same with one more answer, which takes the place of an earlier one to that question."""
        return replace(self, answers=(*self.without(answer.fact).answers, answer))

    def without(self, fact: str) -> "Given":
        """Return the same without the answer to the question about a fact."""
        return replace(self, answers=tuple([each for each in self.answers if each.fact != fact]))


@dataclass(frozen=True, slots=True)
class Read:
    """A checked profile without the answers, and for FHIR what became of every entry."""

    document: Mapping[str, object]
    account: Accounting | None = None


def from_fields(entries: Mapping[str, str]) -> Given:
    """Return what was typed into the form."""
    return Given(FORM, json.dumps({name: value for name, value in entries.items() if value.strip()}))


def entries_of(given: Given) -> dict[str, str]:
    """Return what was typed into each field; nothing where a text was pasted.

    Raises ProfileError for a text that no form of ours has sent.
    """
    if given.how != FORM:
        return {}
    try:
        entries = json.loads(given.text)
    except (ValueError, RecursionError) as trouble:
        raise ProfileError([_not_ours()]) from trouble
    if not isinstance(entries, dict) or not all(isinstance(each, str) for each in entries.values()):
        raise ProfileError([_not_ours()])
    return entries


def _not_ours() -> Problem:
    return Problem("What was entered did not arrive as this page sent it.", hint="enter it again")


def read(given: Given, day: date, rulebook: Rulebook, most: int) -> Read:
    """Return the profile that was entered; `most` is how many letters a text may have.

    Raises ProfileError, whose problems name the field, or the line and column of the text.
    """
    if given.how == FORM:
        return Read(read_document(document_of(entries_of(given)), {}))
    if len(given.text) > most:
        raise ProfileError([Problem(f"the text is longer than {most:,} letters")])
    return _read_text(given.text, day, rulebook)


def _read_text(text: str, day: date, rulebook: Rulebook) -> Read:
    if not text.strip():
        hint = "paste a profile or a FHIR Bundle, or choose a file"
        raise ProfileError([Problem("there is nothing to read", hint=hint)])
    kind = kind_of(text)
    if kind == FHIR:
        record = from_fhir(text, as_of=day, rulebook=rulebook)
        return Read(record.document(), record.accounting)
    return Read(read_profile_text(Source(PASTED_TEXT, PASTED_TEXT, 1, text, kind)))


def kind_of(text: str) -> str:
    """Say what a text is written in: FHIR, JSON or YAML."""
    if text.lstrip()[:1] not in ("{", "["):
        return YAML
    return FHIR if _MARKS_FHIR in text else JSON
