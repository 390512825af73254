"""A rule's texts with a patient's facts in their places.

`{dose.vitamin_d}` becomes "5,000 IU/day"; `{takes.vitamin_k}` becomes the names of
the products, as the record wrote them; `{vitamin_d_upper_level}` becomes the number
of the day. The loader has checked every place; if one still cannot be filled, there
is no report rather than a report with a hole.
"""

import re
from collections.abc import Callable, Mapping

from osteon.basics.errors import ReportError
from osteon.basics.patterns import pattern
from osteon.basics.records import dataclass
from osteon.basics.truth import YES
from osteon.knowledge.models import Rule, Wording
from osteon.patient.facts import Facts
from osteon.patient.terminology import Terminology
from osteon.patient.vocabulary import YES_NO, Fact, Kind, Vocabulary
from osteon.reasoning.edition import Edition
from osteon.reasoning.report import NOT_APPROVED, Text
from osteon.reasoning.values import entries_behind, said_value

SUMMARY_LIMIT = 139
"""CDS Hooks: a summary has fewer than 140 characters."""

PLACE = pattern(r"\{([^{}]*)\}")
_NAMES_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills the places of texts for one patient. `numbers` are the numbers of the day, written out."""

    vocabulary: Vocabulary
    terminology: Terminology
    facts: Facts
    numbers: Mapping[str, str]

    def text(self, rule: Rule, wording: Wording) -> Text:
        """Return a wording with every place filled.

        Raises ReportError, naming the rule and the place, if one cannot be filled.
        """
        detail = self._filled(rule, wording.detail, _NAMES_AT_MOST)
        for most in (_NAMES_AT_MOST, 1):
            summary = self._filled(rule, wording.summary, most)
            if len(summary) <= SUMMARY_LIMIT:
                return Text(summary, detail)
        return Text(summary[: SUMMARY_LIMIT - 1].rstrip() + "…", detail)

    def _filled(self, rule: Rule, text: str, names: int) -> str:
        if "{" not in text:
            return text
        return PLACE.sub(self._filler(rule, names), text)

    def _filler(self, rule: Rule, names: int) -> Callable[[re.Match[str]], str]:
        def fill(place: re.Match[str]) -> str:
            name = place[1]
            if name in self.numbers:
                return self.numbers[name]
            if name not in self.vocabulary or name not in self.facts.values:
                raise ReportError(f"rule {rule.id}: nothing can be written for {{{name}}}")
            return self._said(name, names)

        return fill

    def _said(self, name: str, most: int) -> str:
        fact = self.vocabulary[name]
        entries = entries_behind(name, self.facts)
        if fact.type != YES_NO or not entries:
            return self._without_entries(fact)
        shown = ", ".join(entry if len(entry) <= 60 else entry[:59] + "…" for entry in entries[:most])
        return f"{shown} and {len(entries) - most} more" if len(entries) > most else shown

    def _without_entries(self, fact: Fact) -> str:
        # What was stated without a list, as in `takes: {warfarin: taken}`, has no entry to be named by.
        if fact.kind == Kind.TAKING and self.facts.values[fact.name] is YES and fact.of in self.terminology:
            return self.terminology[fact.of].label
        return said_value(fact, self.facts)


def approval_said(edition: Edition, rule: Rule, day: str) -> str:
    """Say whether a rule, as it stands on an ISO day, is what somebody approved."""
    # Digests are dear, and nobody needs them where nobody approved anything.
    if not edition.rulebook.approvals:
        return NOT_APPROVED
    from osteon.reasoning.approval import approvals_of

    return approvals_of(edition).standing(rule, day).said()
