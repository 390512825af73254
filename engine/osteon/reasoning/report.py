"""What a person is given: plain, frozen records with the same names as in the JSON.

Report
├── advisories    raised rules, most severe first, with wording, reasons and citations
├── verdicts      every rule of the pack, whatever became of it
├── questions     what to ask, because some rule is undecided without it
├── no_need_to_ask  what is not known and cannot change a verdict
├── not_assessed  what was given and could not be used, and rules not in force
└── versions      engine, evaluators, pack, hash, day, approval
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from osteon.basics.records import dataclass

FORMAT = "osteon-report/1"
NOT_APPROVED = "not clinically approved"


class Outcome(StrEnum):
    """What became of a rule."""

    RAISED = "raised"
    NOT_RAISED = "not raised"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    ERROR = "error"
    NOT_IN_FORCE = "not in force"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, in our own words, with the verdict of whoever checked it and what they saw."""

    id: str
    cite: str
    says: str
    verdict: str
    seen: str
    checked_on: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What one reader is told."""

    summary: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One node of a condition, with this patient's values.

    `how` is "all", "any", "not", "definition" or "fact". `truth` is "yes", "no" or "not known". `limit`
    and `source` say which parameter a number was compared with, since when, and where it is from.
    """

    how: str
    says: str
    truth: str
    fact: str = ""
    value: str = ""
    entries: tuple[str, ...] = ()
    assumed: bool = False
    limit: str = ""
    limit_since: str = ""
    source: str = ""
    parts: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Advisory:
    """A raised rule. `severity` is a CDS Hooks indicator; `certainty` is that of the evidence.

    `basis` is "confirmed", or "assumed" where an absence rests on a list that nobody declared complete.
    """

    rule_id: str
    title: str
    severity: str
    certainty: str
    basis: str
    clinician: Text
    patient: Text
    actions: tuple[str, ...]
    also_ask: tuple[str, ...]
    because: Reason
    citations: tuple[Citation, ...]
    status: str
    approval: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one rule, and why: the facts that are wanting, or the rule or exception it yields to.

    `decided_by` is "facts" where the verdict follows from what was told. It is "all completions" where the
    verdict is "unknown" and yet every possible completion of the record would give the same one, which
    `in_every_case` names; it is empty where nothing decides.
    """

    rule_id: str
    title: str
    severity: str
    verdict: str
    decided_by: str = ""
    why: str = ""
    withheld_by: tuple[str, ...] = ()
    undecided_for: tuple[str, ...] = ()
    in_every_case: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is not known, asked in one sentence.

    `decides` names the undecided rules that some answer settles alone, `helps` those that need more
    besides. `severity` is the gravest of them. `weight` says how much an answer settles on average:
    rules weighted by severity, each by the part of its open facts that falls away.
    """

    fact: str
    ask: str
    severity: str
    decides: tuple[str, ...]
    helps: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Idle:
    """A fact that is not known and that cannot change any verdict: no need to ask."""

    fact: str
    reads: str


@dataclass(frozen=True, slots=True)
class Unassessed:
    """Something that was given and could not be used. Never the same as "nothing found"."""

    what: str
    where: str
    why: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """What produced a report: enough to produce it again."""

    osteon: str
    engines: tuple[str, ...]
    pack: str
    pack_version: str
    pack_hash: str
    as_of: str
    approval: str
    stale_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a report was made from: the document, the evaluators, and what the network stated of each rule.

    `faults` says by its place in the edition why a rule could not be evaluated; it is None where any fault
    is to be raised.
    """

    document: Mapping[str, object]
    engine: str
    stated: Sequence[int] = ()
    faults: dict[int, str] | None = None
