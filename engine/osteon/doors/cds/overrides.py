"""Reasons why advice may be set aside: which of HL7's codes the pack offers for an advisory.

The client may add its own, and a free comment is always possible.
"""

from collections.abc import Iterator

from osteon.doors.cds.hooks import Json
from osteon.knowledge.models import Override, Rule
from osteon.knowledge.reason_codes import DISPLAYS, SYSTEM
from osteon.patient.vocabulary import Kind
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import Advisory

_TESTED = (Kind.TEST_RESULT, Kind.DAYS_SINCE_TEST)


class Reasons:
    """The reasons that are offered for each rule of an edition, as Codings in HL7's order. Made once."""

    def __init__(self, edition: Edition) -> None:
        self._offered = {
            (rule.id, unconfirmed): _codings(rule, edition, unconfirmed=unconfirmed)
            for rule in edition.rules
            for unconfirmed in (False, True)
        }

    def of(self, advisory: Advisory) -> list[Json]:
        """Return the reasons that fit an advisory; none if the pack offers none."""
        unconfirmed = advisory.basis != "confirmed" or bool(advisory.also_ask)
        return self._offered[advisory.rule_id, unconfirmed]


def _codings(rule: Rule, edition: Edition, *, unconfirmed: bool) -> list[Json]:
    subjects = frozenset(_subjects(rule, edition))
    offered = {
        code
        for each in edition.rulebook.overrides
        if (unconfirmed or not each.unconfirmed) and _fits(each, rule, subjects)
        for code in each.offer
    }
    return [
        {"code": code, "system": SYSTEM, "display": display}
        for code, display in DISPLAYS.items()
        if code in offered
    ]


def _fits(entry: Override, rule: Rule, subjects: frozenset[str]) -> bool:
    return (
        (not entry.severity or rule.severity in entry.severity)
        and (not entry.certainty or rule.certainty in entry.certainty)
        and (not entry.about or not subjects.isdisjoint(entry.about))
        and (not entry.rules or rule.id in entry.rules)
    )


def _subjects(rule: Rule, edition: Edition) -> Iterator[str]:
    """Yield what a rule is about: the kinds of the concepts whose facts it reads."""
    rulebook = edition.rulebook
    for name in edition.facts_of_rule(rule):
        fact = rulebook.vocabulary[name]
        concept = rulebook.terminology.concepts.get(fact.of)
        if concept is not None:
            yield concept.kind
        if fact.kind in _TESTED:
            yield "test"
