"""Two reports on one patient compared: with the draft orders in hand, and without them.

What is compared are outcomes and grounds, so the second report is never put into words.
"""

from osteon.patient.facts import Facts
from osteon.reasoning.asking import questions
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_YES
from osteon.reasoning.explain import Explainer
from osteon.reasoning.precedence import give_way, superiors
from osteon.reasoning.report import Advisory, Question
from osteon.reasoning.reporting import Report
from osteon.reasoning.standing import Standing

_GRAVE = ("critical", "warning")


class Comparing:
    """Compares reports of one edition. Made once; safe to use from several threads."""

    def __init__(self, edition: Edition) -> None:
        self.terminology = edition.rulebook.terminology
        self._rules = {rule.id: (at, rule) for at, rule in enumerate(edition.rules)}
        self._superiors = superiors(edition)
        self._explainer = Explainer(edition)
        self._grave = {
            at: frozenset(edition.facts_of_rule(rule))
            for at, rule in enumerate(edition.rules)
            if rule.severity in _GRAVE
        }

    def raises(self, report: Report, rule_id: str) -> bool:
        """Say whether a report, of which every rule was evaluated, raises a rule."""
        at, _ = self._rules[rule_id]
        outcomes = report.outcomes
        return outcomes[at] == OUTCOME_YES and at not in give_way(outcomes, self._superiors)

    def tied(self, report: Report, before: Report | None) -> tuple[list[Advisory], list[Advisory]]:
        """Return the advisories that the selected drafts raise or give other grounds, and all the others.

        Where there is nothing to compare with, every advisory counts as tied: rather too many cards than too
        few.
        """
        if before is None:
            return list(report.advisories), []
        own: list[Advisory] = []
        apart: list[Advisory] = []
        for each in report.advisories:
            same = self.raises(before, each.rule_id) and self._grounds(each, before.facts) == each.because
            (apart if same else own).append(each)
        return own, apart

    def _grounds(self, advisory: Advisory, facts: Facts) -> object:
        _, rule = self._rules[advisory.rule_id]
        return self._explainer.reason(rule.when, facts)

    def questions(self, report: Report, before: Report | None) -> tuple[Question, ...]:
        """Return what to ask because grave rules on which the drafts bear are open, the most telling first.

        They bear on a rule that reads a fact which is another one without them; where there is nothing to
        compare with, on every rule.
        """
        changed = _changed(report, before)
        left = {
            at: outlook
            for at, outlook in report.standing.open.items()
            if at in self._grave and (changed is None or not changed.isdisjoint(self._grave[at]))
        }
        return questions(report.edition, Standing({}, left))


def _changed(report: Report, before: Report | None) -> set[str] | None:
    """Return the facts that the drafts changed; None if that is not known."""
    if before is None:
        return None
    former = before.facts.values
    return {name for name, value in report.facts.values.items() if former.get(name) != value}
