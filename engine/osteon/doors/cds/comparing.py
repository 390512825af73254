"""Two reports on one patient compared: with the draft orders in hand, and without them.

What is compared are outcomes and grounds, so the second report is never put into words.
"""

from collections.abc import Mapping

from osteon.patient.facts import Facts
from osteon.reasoning.cases import Outlook
from osteon.reasoning.edition import Edition
from osteon.reasoning.engines.reference import OUTCOME_YES
from osteon.reasoning.explain import Explainer
from osteon.reasoning.precedence import superiors
from osteon.reasoning.report import Advisory
from osteon.reasoning.reporting import Report
from osteon.reasoning.values import entries_behind

GRAVE = ("critical", "warning")


class Comparing:
    """Compares reports of one edition. Made once; safe to use from several threads."""

    def __init__(self, edition: Edition) -> None:
        self._rules = {rule.id: (at, rule) for at, rule in enumerate(edition.rules)}
        self._explainer = Explainer(edition)
        reads = {rule.id: frozenset(edition.facts_of_rule(rule)) for rule in edition.rules}
        above = dict(superiors(edition))
        self._read = {
            rule.id: reads[rule.id].union(*(reads[edition.rules[over].id] for over in above.get(at, ())))
            for at, rule in enumerate(edition.rules)
        }
        self._grave = {at: reads[rule.id] for at, rule in enumerate(edition.rules) if rule.severity in GRAVE}

    def raises(self, report: Report, rule_id: str) -> bool:
        """Say whether a report, of which every rule was evaluated, raises a rule."""
        at, _ = self._rules[rule_id]
        return report.outcomes[at] == OUTCOME_YES and at not in report.giving_way

    def may_owe(self, report: Report, facts: Facts) -> bool:
        """Say whether any advisory of a report might not be there, or on other grounds, with these facts.

        It could not if nothing that its rule reads differs, and nothing that the rules above it read.
        """
        read = {name for each in report.advisories for name in self._read[each.rule_id]}
        return any(_told(name, report.facts) != _told(name, facts) for name in read)

    def tied(self, report: Report, before: Report) -> tuple[list[Advisory], list[Advisory]]:
        """Return the advisories that the other report has not, or on other grounds; and the rest."""
        own: list[Advisory] = []
        apart: list[Advisory] = []
        for each in report.advisories:
            same = self.raises(before, each.rule_id) and self._grounds(each, before.facts) == each.because
            (apart if same else own).append(each)
        return own, apart

    def _grounds(self, advisory: Advisory, facts: Facts) -> object:
        _, rule = self._rules[advisory.rule_id]
        return self._explainer.reason(rule.when, facts)

    def open(self, report: Report, facts: Facts | None) -> Mapping[int, Outlook]:
        """Return what the open ones of the grave rules hang on, on which the drafts bear.

        They bear on a rule that reads a fact which is another one without them. `facts` are those without
        them; where they are not known, the drafts count as bearing on every rule.
        """
        changed = _changed(report, facts)
        bearing = {at for at, read in self._grave.items() if changed is None or not changed.isdisjoint(read)}
        return report.standing_among(bearing).open


def _changed(report: Report, facts: Facts | None) -> set[str] | None:
    """Return the facts that the drafts changed; None if that is not known."""
    if facts is None:
        return None
    return {name for name, value in report.facts.values.items() if facts.values.get(name) != value}


def _told(name: str, facts: Facts) -> object:
    """Return all that a reason says of a fact."""
    return facts.values[name], name in facts.assumed, entries_behind(name, facts)
