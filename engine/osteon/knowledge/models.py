"""What a rulebook is made of, once it has been read and checked.

Everything here is plain, frozen data, so that a checked rulebook can be stored
and opened again without reading a single YAML file.
"""

from collections.abc import Mapping, Sequence

from osteon.basics.quantity import Number
from osteon.basics.records import dataclass, field
from osteon.language.syntax import Condition
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import Vocabulary

SEVERITIES = ("critical", "warning", "info")
"""The CDS Hooks indicators, most severe first."""

SUMMARY_LIMIT = 140
"""CDS Hooks' limit: a card's summary has fewer characters than this."""

CERTAINTIES = ("high", "moderate", "low", "very low")


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is worth from a day on. `number` is in the parameter's unit."""

    since: str
    number: Number
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with a unit; its values are ordered by the ISO date from which each holds."""

    name: str
    reads: str
    unit: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A clinical phrase and what it means."""

    name: str
    reads: str
    denies: str
    means: Condition


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim or public reference, in our own words, with a verdict.

    `verdict`: supported, partly, unsupported, contradicted, unverifiable or opinion. `seen` says what
    the checker saw: "full text", "abstract", "label", "secondary", "article" or "from memory". An
    `overstated` claim says more than was found. `contradictions` name the records it takes part in.
    """

    id: str
    kind: str
    says: str
    verdict: str
    seen: str
    checked_by: str
    checked_on: str
    cite: str
    place: str = ""
    url: str = ""
    note: str = ""
    parked: str = ""
    overstated: bool = False
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that clash, or that do not hold: what was found, and what the pack does about it."""

    id: str
    says: str
    found: str
    resolution: str


@dataclass(frozen=True, slots=True)
class Invariant:
    """What holds of every patient, whatever the record says, and why.

    Either `never`, a condition that holds of nobody; or a `number` that is zero exactly in those of whom
    the yes/no fact `zero_without` is not so; or a `number` that is never smaller than `at_least`.
    """

    name: str
    why: str
    never: Condition | None = None
    number: str = ""
    zero_without: str = ""
    at_least: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """Reasons, as HL7's codes, that are offered to whoever sets certain advisories aside.

    Each of `severity`, `certainty`, `about` (kinds of the concepts that a rule reads) and `rules` narrows
    down which; one that is empty does not. `unconfirmed`: only where something is left open.
    """

    name: str
    why: str
    offer: tuple[str, ...]
    severity: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Unless:
    """A circumstance in which a rule keeps silent, and why."""

    where: Condition
    why: str


@dataclass(frozen=True, slots=True)
class Supersedes:
    """A rule that gives way when this one applies, and why."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What one reader is told: a summary under 140 characters and a detail. May hold `{fact}` places."""

    summary: str
    detail: str


@dataclass(frozen=True, slots=True)
class Example:
    """A patient and the verdict the rule's author expects: raised, not raised, unknown or withheld."""

    name: str
    given: dict[str, object]
    then: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One advisory rule. `when` joins the file's lines with "and". Dates are ISO text."""

    id: str
    title: str
    severity: str
    certainty: str
    status: str
    since: str
    review_by: str
    owner: str
    when: Condition
    unless: tuple[Unless, ...]
    supersedes: tuple[Supersedes, ...]
    clinician: Wording
    patient: Wording
    do: tuple[str, ...]
    ask: tuple[str, ...]
    because: tuple[str, ...]
    examples: Sequence[Example]
    topic: str
    file: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Which pack this is and who stands behind it. `approval` is said in every report."""

    id: str
    title: str
    version: str
    approval: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What one person decided about one rule, on an ISO day, and what exactly they had before them.

    `decision` is "approved" or "withdrawn". `behaviour`, `text` and `evidence` are digests of what the rule
    did, said and rested on. `after` is the seal of the record before this one in its file, or "nothing";
    `seal` is the digest of this record itself. `signed` names the words that were approved; a record from
    before words were kept has none.
    """

    id: str
    rule: str
    decision: str
    by: str
    role: str
    on: str
    behaviour: str
    text: str
    evidence: str
    after: str
    seal: str
    comment: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """The words of a rule that somebody approved: parts by name, each with its lines.

    `digest` is that of everything else here, and the name under which the pack keeps it.
    """

    digest: str
    rule: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A checked knowledge pack. `hash` is the BLAKE2b digest of its files.

    Loading is dear and the result is read-only: load once, share between threads. `places` says
    where each record stands ("evidence A023" -> "rules/evidence/articles.yaml:12:1"), `lines` in
    which line of its file a rule's `when` starts.
    """

    pack: Pack
    hash: str
    vocabulary: Vocabulary
    terminology: Terminology
    parameters: dict[str, Parameter]
    definitions: dict[str, Definition]
    evidence: Mapping[str, Evidence]
    rules: dict[str, Rule]
    lines: dict[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    contradictions: Mapping[str, Contradiction] = field(default_factory=dict)
    invariants: dict[str, Invariant] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    signed: dict[str, Signed] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
