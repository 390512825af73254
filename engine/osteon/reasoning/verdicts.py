"""What became of every rule, and why: the verdicts of one report."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from osteon.basics.errors import ReportError
from osteon.basics.records import dataclass
from osteon.basics.truth import YES
from osteon.knowledge.models import Rule
from osteon.patient.facts import Facts
from osteon.reasoning.background import Background
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_NO, OUTCOME_SUPPRESSED, OUTCOME_UNDECIDED, OUTCOME_YES
from osteon.reasoning.report import Outcome, Verdict
from osteon.reasoning.standing import Standing

FROM_FACTS = "facts"
FROM_COMPLETIONS = "all completions"
_BECAME = {
    OUTCOME_NO: Outcome.NOT_RAISED,
    OUTCOME_UNDECIDED: Outcome.UNKNOWN,
    OUTCOME_YES: Outcome.RAISED,
    OUTCOME_SUPPRESSED: Outcome.WITHHELD,
}
"""What became of a rule by its outcome, unless it gives way."""


def became_of_all(
    edition: Edition, outcomes: Sequence[int], giving_way: AbstractSet[int], errors: Mapping[str, str]
) -> dict[str, Outcome]:
    """Return what became of every rule that is not retired, by id: its verdict without the words.

    Raises ReportError for a rule that is left without a verdict.
    """
    rules = edition.rules
    try:
        found = {rule.id: _BECAME[outcome] for rule, outcome in zip(rules, outcomes, strict=True)}
    except KeyError as trouble:
        raise ReportError(f"a rule has no verdict: {trouble} is no outcome") from trouble
    found |= {rules[at].id: Outcome.WITHHELD for at in giving_way if outcomes[at] == OUTCOME_YES}
    found |= {rule.id: Outcome.NOT_IN_FORCE for rule in edition.not_yet}
    return found | dict.fromkeys(errors, Outcome.ERROR)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Gives every rule its verdict, from what both evaluators said of one patient."""

    background: Background
    facts: Facts
    outcomes: Sequence[int]
    giving_way: AbstractSet[int]
    standing: Standing

    def of_all(self, errors: Mapping[str, str]) -> tuple[Verdict, ...]:
        """Return a verdict for every rule that is not retired; `errors` says which have none, and why.

        Raises ReportError for a rule that is left without a verdict.
        """
        edition, shared = self.background.edition, self.background.shared
        judged = [self._verdict(at, rule, errors) for at, rule in enumerate(edition.rules)]
        waiting = [
            shared.verdict(rule, Outcome.NOT_IN_FORCE, "", f"in force from {rule.since}")
            for rule in edition.not_yet
        ]
        return tuple(judged + waiting)

    def _verdict(self, at: int, rule: Rule, errors: Mapping[str, str]) -> Verdict:
        if rule.id in errors:
            return Verdict(rule.id, rule.title, rule.severity, Outcome.ERROR, why=errors[rule.id])
        outcome, shared = self.outcomes[at], self.background.shared
        said = _BECAME.get(outcome)
        if said is None:
            raise ReportError(f"rule {rule.id} has no verdict")
        if said is Outcome.UNKNOWN:
            return self._undecided(at, rule)
        if said is Outcome.RAISED and at in self.giving_way:
            return shared.verdict(rule, Outcome.WITHHELD, FROM_FACTS, *self._superseded(rule))
        why = self._excepted(rule) if said is Outcome.WITHHELD else ""
        return shared.verdict(rule, said, FROM_FACTS, why)

    def _undecided(self, at: int, rule: Rule) -> Verdict:
        stands = self.standing
        if at in stands.settled:
            wanting = self.background.explainer.wanting(rule, self.facts)
            by, whatever = FROM_COMPLETIONS, str(_BECAME[stands.settled[at]])
        else:
            by, whatever, wanting = "", "", stands.open[at].matters
        return self.background.shared.verdict(
            rule, Outcome.UNKNOWN, by, undecided_for=wanting, in_every_case=whatever
        )

    def _superseded(self, rule: Rule) -> tuple[str, tuple[str, ...]]:
        above = [
            (superior.id, lesser.why)
            for other, superior in enumerate(self.background.edition.rules)
            if self.outcomes[other] == OUTCOME_YES
            for lesser in superior.supersedes
            if lesser.rule == rule.id
        ]
        return above[0][1], tuple(name for name, _ in above)

    def _excepted(self, rule: Rule) -> str:
        for unless in rule.unless:
            if self.background.explainer.truth(unless.where, self.facts) is YES:
                return unless.why
        raise ReportError(f"rule {rule.id} is suppressed and no exception says why")
