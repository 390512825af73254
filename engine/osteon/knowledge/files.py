"""The shape of every record in a knowledge pack, exactly as its YAML files spell it.

These models see strangers' files first. A key that is not written down here is
refused: a misspelt `unles` must never be an exception that silently is not there.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from osteon.knowledge.fields import Address, Amount, Day, Expressions, Kebab, Line, Prose, Snake, Summary
from osteon.patient.vocabulary import Kind

ConceptKind = Literal["drug", "nutrient", "class", "product", "condition", "test", "food"]
Severity = Literal["info", "warning", "critical"]
Certainty = Literal["high", "moderate", "low", "very low"]
Status = Literal["draft", "active", "retired"]
Outcome = Literal["raised", "not raised", "unknown", "withheld"]
Verdict = Literal["supported", "partly", "unsupported", "contradicted", "unverifiable", "opinion"]
Seen = Literal["full text", "abstract", "label", "secondary", "article", "from memory"]
EvidenceKind = Literal[
    "article claim", "trial", "cohort", "meta-analysis", "label", "regulator",
    "guideline", "review", "survey", "case reports", "other",
]  # fmt: skip


class Record(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_alias=True)


class PackRecord(Record):
    """`pack.yaml`: which pack this is and who stands behind it."""

    id: Kebab
    title: Line
    version: Line
    approval: Prose
    disclaimer: Prose


class CodeRecord(Record):
    """A code of a concept in somebody's system."""

    system: Line
    code: Line
    check: Literal["verified", "single source", "from memory"]
    source: Line = ""


class ConversionRecord(Record):
    """`{ from: 1 mcg, to: 40 IU, source: P44 }`."""

    from_: Amount = Field(alias="from")
    to: Amount
    source: Line


class SaltRecord(Record):
    """A salt and the part of its mass that is the nutrient."""

    name: Line
    fraction: Amount
    source: Line


class ImplausibleRecord(Record):
    """An amount that is more likely a slip of the unit than a dose."""

    entered_in: Literal["mass", "IU", "any"]
    daily: Literal[">=", ">", "<"]
    limit: Snake


class ConceptRecord(Record):
    """One entry of `terminology/`."""

    kind: ConceptKind
    label: Line
    is_: list[Kebab] = Field(default=[], alias="is")
    names: list[Line] = []
    brands: list[Line] = []
    codes: list[CodeRecord] = []
    unit: Line = ""
    conversions: list[ConversionRecord] = []
    salts: list[SaltRecord] = []
    implausible: list[ImplausibleRecord] = []
    contains: list[Kebab] = []
    may_contain: list[Kebab] = []
    may_be: list[Kebab] = []
    equivalent: ConversionRecord | None = None


class FactRecord(Record):
    """One entry of `vocabulary/`."""

    kind: Annotated[Kind, Field(strict=False)]
    of: Line = ""
    unit: Line = ""
    choices: list[Snake] = []
    limits: list[Snake] = []
    plus: Snake = ""
    field: Snake = ""
    says: Line = ""
    salt: Line = ""
    corrected_by: Kebab | Literal[""] = Field(default="", alias="corrected-by")
    may_become: list[Literal["yes", "no", "less", "more"]] = Field(default=[], alias="may-become")
    effort: Literal["", "small", "moderate", "large"] = ""
    reads: Line
    denies: Line = ""
    ask: Line = ""


class ValueRecord(Record):
    """What a parameter is worth from a day on."""

    value: Amount
    source: Line
    note: Prose = ""


class ParameterRecord(Record):
    """One entry of `parameters/`."""

    reads: Line
    unit: Line = ""
    values: Annotated[dict[Day, ValueRecord], Field(min_length=1)]


class DefinitionRecord(Record):
    """One entry of `definitions/`."""

    reads: Line
    denies: Line
    means: Expressions


class CheckedRecord(Record):
    """Who checked a piece of evidence, and when."""

    by: Line
    on: Day


class EvidenceRecord(Record):
    """One entry of `evidence/`."""

    kind: EvidenceKind
    says: Prose
    verdict: Verdict
    seen: Seen
    checked: CheckedRecord
    cite: Prose
    place: Line = ""
    url: Address = ""
    note: Prose = ""
    parked: Prose = ""
    overstated: Literal["yes", "no"] = "no"
    contradictions: list[Line] = []


class ContradictionRecord(Record):
    """One entry of `contradictions/`: claims that clash or do not hold, and what the pack does about it."""

    says: Prose
    found: Prose = ""
    resolution: Prose


class InvariantRecord(Record):
    """One entry of `invariants/`: what no patient can be. Exactly one of `never` and `number` is given."""

    never: Expressions = []
    number: Line = ""
    zero_without: Line = Field(default="", alias="zero-without")
    at_least: Line = Field(default="", alias="at-least")
    why: Prose


class OverrideRecord(Record):
    """One entry of `overrides/`: reasons that are offered to whoever sets certain advisories aside."""

    offer: Annotated[list[Line], Field(min_length=1)]
    severity: list[Severity] = []
    certainty: list[Certainty] = []
    about: list[ConceptKind] = []
    rules: list[Kebab] = []
    unconfirmed: Literal["yes", "no"] = "no"
    why: Prose


class ApprovalRecord(Record):
    """One entry of `approvals/`: what somebody decided about a rule. `osteon approve` writes it."""

    rule: Kebab
    decision: Literal["approved", "withdrawn"]
    by: Line
    role: Line
    on: Day
    behaviour: Line
    text: Line
    evidence: Line
    after: Line
    seal: Line
    comment: Prose = ""
    signed: Line = ""


class SignedRecord(Record):
    """A file of `approvals/signed/`: a rule in words, as it was approved. `osteon approve` writes it."""

    rule: Kebab
    says: dict[Snake, list[Prose]]


class UnlessRecord(Record):
    """A circumstance in which a rule keeps silent."""

    where: Expressions
    why: Prose


class SupersedesRecord(Record):
    """A rule that gives way."""

    rule: Kebab
    why: Prose


class WordingRecord(Record):
    """What one reader is told."""

    summary: Summary
    detail: Prose


class SaysRecord(Record):
    """What the clinician and the patient are told."""

    clinician: WordingRecord
    patient: WordingRecord


class ExampleRecord(Record):
    """A patient and the verdict that the rule's author expects."""

    name: Line
    given: dict[str, object]
    then: Outcome


class RuleRecord(Record):
    """One file of a topic folder."""

    id: Kebab
    title: Line
    severity: Severity
    certainty: Certainty
    status: Status
    since: Day
    review_by: Day = Field(alias="review-by")
    owner: Line = ""
    when: Expressions
    unless: list[UnlessRecord] = []
    supersedes: list[SupersedesRecord] = []
    says: SaysRecord
    do: list[Prose] = []
    ask: list[Prose] = []
    because: Annotated[list[Line], Field(min_length=1)]
    examples: Annotated[list[ExampleRecord], Field(min_length=1)]
