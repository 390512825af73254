"""The journey of one evaluation, step by step, as data that a machine can follow and repeat.

The same document, day, pack and engine give the same bytes. A trace holds the
whole profile: it is as confidential as the profile itself.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from typing import Protocol

from osteon.basics.quantity import BOUNDLESS, Interval, Number
from osteon.basics.records import dataclass
from osteon.basics.truth import NO, UNKNOWN, YES
from osteon.patient.case import Value
from osteon.patient.facts import Facts
from osteon.reasoning.compiled import cut_regions
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_NO, OUTCOME_SUPPRESSED, OUTCOME_UNDECIDED, OUTCOME_YES
from osteon.reasoning.plain import plain
from osteon.reasoning.report import FORMAT as REPORT_FORMAT
from osteon.reasoning.report import Evaluated, Unassessed, Verdict, Versions
from osteon.reasoning.values import said_value

FORMAT = "osteon-trace/1"

_OUTCOMES = {
    OUTCOME_NO: "no",
    OUTCOME_UNDECIDED: "undecided",
    OUTCOME_YES: "yes",
    OUTCOME_SUPPRESSED: "suppressed",
}
_TRUTHS = {YES: "yes", NO: "no", UNKNOWN: "not known"}
_DIGEST_BYTES = 32


class Evaluation(Protocol):
    """What a trace needs of a report, which itself makes its trace and cannot be known here."""

    as_of: date
    evaluated: Evaluated

    @property
    def facts(self) -> Facts:
        """The facts that were derived from the profile."""

    @property
    def edition(self) -> Edition:
        """The edition of the rulebook."""

    @property
    def outcomes(self) -> tuple[int, ...]:
        """What became of each rule by itself."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of each rule in the end."""

    @property
    def not_assessed(self) -> tuple[Unassessed, ...]:
        """What could not be used."""

    @property
    def versions(self) -> Versions:
        """What produced the report."""

    def document(self) -> Mapping[str, object]:
        """The profile, if it is still what was evaluated."""

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the report."""


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the profile on which a fact rests, and its place."""

    entry: str
    where: str


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact of one patient.

    `value` is "yes", "no", "not known" or a choice; of a number the lowest and the highest, exactly, as in
    "50000/7", or "unlimited". `says` is for a reader. `assumed`: it rests on a list assumed to be whole.
    """

    value: str | tuple[str, ...]
    says: str
    assumed: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One evaluation as data. `data` is plain JSON, of which docs/schema/trace.json is the schema."""

    data: dict[str, object]

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the trace as JSON: the same bytes for the same profile, day, pack and engine."""
        return json.dumps(self.data, ensure_ascii=False, indent=indent)


def trace_of(report: Evaluation) -> Trace:
    """Return the trace of a report.

    Raises ReportError if the profile was changed after it was evaluated: its trace would then be of another
    patient.
    """
    edition, facts, document = report.edition, report.facts, report.document()
    regions = cut_regions(edition)
    row = zip(regions.variables, regions.row(facts.values), strict=True)
    return Trace({
        "format": FORMAT,
        "as_of": report.as_of.isoformat(),
        "profile": _copied(document),
        "versions": plain(report.versions),
        "facts": {name: plain(_fact(edition, facts, name)) for name in sorted(facts.values)},
        "regions": [[each.fact, each.aspect.value, place] for each, place in row],
        "outcomes": _outcomes(report),
        "precedence": _precedence(report),
        "verdicts": {each.rule_id: str(each.verdict) for each in report.verdicts},
        "not_assessed": plain(report.not_assessed),
        "report": {"format": REPORT_FORMAT, "hash": hash_of(report)},
    })  # fmt: skip


def hash_of(report: Evaluation) -> str:
    """Return the BLAKE2b digest of a report's JSON, as hexadecimal digits."""
    return blake2b(report.to_json().encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _copied(document: Mapping[str, object]) -> object:
    return json.loads(json.dumps(document))


def _fact(edition: Edition, facts: Facts, name: str) -> TracedFact:
    behind = [facts.intakes[at] for at in facts.evidence.get(name, ())]
    return TracedFact(
        _value(facts.values[name]),
        said_value(edition.rulebook.vocabulary[name], facts),
        name in facts.assumed,
        tuple(Source(each.name, each.where) for each in behind),
    )


def _value(value: Value) -> str | tuple[str, ...]:
    if isinstance(value, Interval):
        return _number(value.low), _number(value.high)
    if value is None:
        return _TRUTHS[UNKNOWN]
    return value if isinstance(value, str) else _TRUTHS[value]


def _number(number: Number | float) -> str:
    return "unlimited" if number == BOUNDLESS else str(Fraction(number))


def _outcomes(report: Evaluation) -> dict[str, object]:
    """Return what each evaluator made of every rule by itself. They agreed, or there would be no report."""
    stated = report.evaluated.stated
    found: dict[str, object] = {}
    for at, rule in enumerate(report.edition.rules):
        ours = {"reference": _OUTCOMES[report.outcomes[at]]}
        found[rule.id] = ours | {"durable-rules": _OUTCOMES[stated[at]]} if stated else ours
    return found


def _precedence(report: Evaluation) -> list[dict[str, object]]:
    return [
        {"rule": each.rule_id, "gives_way_to": list(each.withheld_by)}
        for each in report.verdicts
        if each.withheld_by
    ]
