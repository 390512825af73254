"""Whether a rule, as it stands on a day, is what somebody approved.

An approval speaks of exactly what the person had before them. Once the rule does,
says or rests on anything else, or is due for review, it speaks no more, and every
report says so.
"""

from datetime import date
from enum import StrEnum

from osteon.basics.records import dataclass
from osteon.knowledge.models import Approval, Rule, Rulebook
from osteon.reasoning.behaviour import Behaviours
from osteon.reasoning.edition import Edition, edition_on
from osteon.reasoning.report import NOT_APPROVED


class State(StrEnum):
    """What has become of the approval of a rule."""

    APPROVED = "approved"
    NEVER = "never approved"
    WITHDRAWN = "approval withdrawn"
    BEHAVIOUR = "behaviour changed since approval"
    TEXT = "wording changed since approval"
    EVIDENCE = "evidence changed since approval"
    EXPIRED = "review is due"
    NOT_IN_FORCE = "not in force"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands: its state, and the record that speaks last of it, if there is one."""

    rule: str
    state: State
    last: Approval | None = None

    @property
    def is_approved(self) -> bool:
        """Say whether the rule, as it is, is what somebody approved."""
        return self.state is State.APPROVED

    def said(self) -> str:
        """Return what a report says of it."""
        if self.last is None:
            return NOT_APPROVED
        who = f"{self.last.by}, {self.last.role}, on {self.last.on}"
        if self.is_approved:
            return f"approved by {who}"
        return f"{NOT_APPROVED} ({self.state}: {who})"


class Approvals:
    """The standing of the rules of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.behaviours = Behaviours(edition)
        self._in_force = {rule.id for rule in edition.rules}
        # The record that was appended last speaks; those before it are history.
        self._last = {approval.rule: approval for approval in edition.rulebook.approvals}

    def standing(self, rule: Rule, day: str) -> Standing:
        """Return how a rule stands on an ISO day."""
        last = self._last.get(rule.id)
        if last is None:
            return Standing(rule.id, State.NEVER)
        return Standing(rule.id, self._state(rule, last, day), last)

    def _state(self, rule: Rule, last: Approval, day: str) -> State:
        if last.decision != "approved":
            return State.WITHDRAWN
        if rule.id not in self._in_force:
            return State.NOT_IN_FORCE
        now = self.behaviours.of(rule.id)
        if now.behaviour != last.behaviour:
            return State.BEHAVIOUR
        if now.text != last.text:
            return State.TEXT
        if now.evidence != last.evidence:
            return State.EVIDENCE
        return State.EXPIRED if rule.review_by < day else State.APPROVED


def standings(rulebook: Rulebook, day: date) -> tuple[Standing, ...]:
    """Return how every rule that is not retired stands on a day, in the pack's order.

    Raises PackError if no rule is in force on that day.
    """
    approvals = Approvals(edition_on(rulebook, day.isoformat()))
    rules = [rule for rule in rulebook.rules.values() if rule.status != "retired"]
    return tuple(approvals.standing(rule, day.isoformat()) for rule in rules)


_kept: list[tuple[Edition, Approvals]] = []
_MOST_KEPT = 8


def approvals_of(edition: Edition) -> Approvals:
    """Return the approvals of an edition; those of the last few editions are kept."""
    for kept, approvals in _kept:
        if kept is edition:
            return approvals
    made = Approvals(edition)
    _kept.append((edition, made))
    del _kept[:-_MOST_KEPT]
    return made
