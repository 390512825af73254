"""What is handed to the records: one evaluation with the cards that were shown, and one item of feedback.

A field holds an id, a code, a hash or a time, and is checked to be one: free
text, which might be about a patient, has no place to go.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from osteon.basics.errors import OsteonError
from osteon.basics.records import dataclass, field

OUTCOMES = ("accepted", "overridden")
_CODE = re.compile(r"[^\s\x00](?: ?[^\s\x00]){0,99}")
_SYSTEM = re.compile(r"[^\s\x00]{1,300}")
_LONGEST_COMMENT = 4_000


class RecordsError(OsteonError):
    """The database of the records cannot be opened, or is not of this version of osteon."""


class NotKept(RecordsError):
    """An entry is not known to be durable. It may still become so; handing it in again does no harm."""


class NotARecord(OsteonError):
    """An entry is not of the form that is kept: the caller's mistake, and no use trying again."""


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept beyond ids, codes, hashes and times. Both may hold data of patients."""

    profiles: bool = False
    comments: bool = False


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card of an answer: its uuid, the rule it speaks for ("" for a card about missing data), how grave."""

    uuid: str
    rule: str
    indicator: str


@dataclass(frozen=True, slots=True)
class EvaluationEntry:
    """One answered request. `verdicts` holds what became of each rule, as in a report.

    `received_at` has a time zone. `hook_instance` is kept only if it is a UUID. `profile` is JSON-like and
    is dropped unless `Keep.profiles` is on. `issuer` and `tenant` are those of the `Caller`.
    """

    id: str
    service: str
    hook: str
    hook_instance: str
    received_at: datetime
    as_of: date
    profile_hash: str
    pack: str
    pack_version: str
    pack_hash: str
    osteon: str
    engines: tuple[str, ...]
    verdicts: Mapping[str, str]
    cards: tuple[CardShown, ...] = ()
    issuer: str = ""
    tenant: str = ""
    profile: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """What became of one card. Both times have a time zone; `suggestions` are the accepted ones.

    `comment` is dropped unless `Keep.comments` is on.
    """

    card: str
    outcome: str
    outcome_at: datetime
    received_at: datetime
    service: str
    suggestions: tuple[str, ...] = ()
    reason_code: str = ""
    reason_system: str = ""
    comment: str = field(default="", repr=False)
    issuer: str = ""
    tenant: str = ""


def uuid_of(text: str, what: str) -> str:
    """Return a UUID as it is kept: in small letters, with hyphens.

    Raises NotARecord for anything else.
    """
    try:
        return str(UUID(text))
    except (ValueError, TypeError, AttributeError) as trouble:
        raise NotARecord(f"{what} is not a UUID") from trouble


def check_feedback(entry: FeedbackEntry) -> None:
    """Refuse feedback that is not of the form that is kept.

    Raises NotARecord, which names the field and never its content.
    """
    uuid_of(entry.card, "`card`")
    for suggestion in entry.suggestions:
        uuid_of(suggestion, "`acceptedSuggestions.id`")
    if entry.outcome not in OUTCOMES:
        raise NotARecord("`outcome` is neither accepted nor overridden")
    if entry.reason_code and not _CODE.fullmatch(entry.reason_code):
        raise NotARecord("`overrideReason.reason.code` is not a code of at most 100 characters")
    if entry.reason_system and not _SYSTEM.fullmatch(entry.reason_system):
        raise NotARecord("`overrideReason.reason.system` is not an address of at most 300 characters")
    if len(entry.comment) > _LONGEST_COMMENT or "\x00" in entry.comment:
        raise NotARecord(f"`overrideReason.userComment` is longer than {_LONGEST_COMMENT} characters")
