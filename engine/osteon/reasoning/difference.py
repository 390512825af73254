"""What differs between two reports: flags that go, come or say something else, verdicts, questions.

Nothing here is advice. It says what the rules make of two records.
"""

from collections.abc import Mapping

from osteon.basics.records import dataclass
from osteon.reasoning.plain import plain
from osteon.reasoning.report import Advisory, Question, Unassessed, Verdict, Versions
from osteon.reasoning.reporting import Report

FORMAT = "osteon-what-if/1"
NOTICE = "This compares two records. It is not advice to start, stop or change anything."


@dataclass(frozen=True, slots=True)
class Flag:
    """A raised rule, as far as a comparison needs it."""

    rule_id: str
    severity: str
    title: str


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A rule whose verdict differs. `why` is what the second report says of it."""

    rule_id: str
    severity: str
    title: str
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports side by side.

    `changed` says what was changed in the profile, in words. `goes`, `comes` and `stays` are flags; those in
    `reworded` stay, and say or rest on something else. `verdicts` are all that differ, flags included.
    `asked` and `settled` are the questions that come and go, `not_assessed` what is newly not assessed.
    """

    changed: tuple[str, ...]
    goes: tuple[Flag, ...]
    comes: tuple[Flag, ...]
    stays: tuple[Flag, ...]
    reworded: tuple[Flag, ...]
    verdicts: tuple[VerdictChange, ...]
    asked: tuple[Question, ...]
    settled: tuple[Question, ...]
    not_assessed: tuple[Unassessed, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition and what the rules make of it. `profile` is the changed document."""

    difference: Difference
    profile: Mapping[str, object]
    before: Report
    after: Report

    @property
    def versions(self) -> Versions:
        """Return what produced both reports."""
        return self.after.versions

    def to_dict(self) -> dict[str, object]:
        """Return the comparison as plain JSON data."""
        return {
            "format": FORMAT,
            "difference": plain(self.difference),
            "profile": dict(self.profile),
            "versions": plain(self.versions),
            "notice": NOTICE,
            "disclaimer": self.after.disclaimer,
        }


def difference(before: Report, after: Report, changed: tuple[str, ...]) -> Difference:
    """Compare two reports of the same pack on the same day."""
    was = {each.rule_id: each for each in before.advisories}
    now = {each.rule_id: each for each in after.advisories}
    asked = {each.fact for each in before.questions}
    still = {each.fact for each in after.questions}
    return Difference(
        changed,
        goes=tuple(_flag(each) for name, each in was.items() if name not in now),
        comes=tuple(_flag(each) for name, each in now.items() if name not in was),
        stays=tuple(_flag(each) for name, each in now.items() if name in was),
        reworded=tuple(_flag(each) for name, each in now.items() if name in was and was[name] != each),
        verdicts=tuple(_verdict_changes(before, after)),
        asked=tuple(each for each in after.questions if each.fact not in asked),
        settled=tuple(each for each in before.questions if each.fact not in still),
        not_assessed=tuple(each for each in after.not_assessed if each not in before.not_assessed),
    )


def _flag(advisory: Advisory) -> Flag:
    return Flag(advisory.rule_id, advisory.severity, advisory.title)


def _verdict_changes(before: Report, after: Report) -> list[VerdictChange]:
    was = {each.rule_id: each for each in before.verdicts}
    return [
        VerdictChange(
            each.rule_id, each.severity, each.title,
            str(was[each.rule_id].verdict), str(each.verdict), _why(each),
        )
        for each in after.verdicts
        if each.verdict != was[each.rule_id].verdict
    ]  # fmt: skip


def _why(verdict: Verdict) -> str:
    if verdict.withheld_by:
        return f"{verdict.why} ({', '.join(verdict.withheld_by)})"
    return verdict.why or ", ".join(verdict.undecided_for)
