"""Why a rule is what it is for the patient of a report, in a few lines that a pharmacist can read."""

from collections.abc import Iterator

from osteon.reasoning.report import Outcome, Reason, Verdict
from osteon.reasoning.reporting import Report

_MOST = 6
_SAID_ALREADY = ("", "yes", "no", "not known")


def why_not(report: Report, rule_id: str) -> tuple[str, ...]:
    """Say what became of a rule and why: the facts that decide it, or what it yields to."""
    for verdict in report.verdicts:
        if verdict.rule_id == rule_id:
            return (f"{rule_id} is {said(verdict)}", *_because(report, verdict))
    return (f"the rulebook has no rule {rule_id!r}",)


def said(verdict: Verdict) -> str:
    """Return a verdict in the words of the features."""
    return "undecided" if verdict.verdict == Outcome.UNKNOWN else str(verdict.verdict)


def _because(report: Report, verdict: Verdict) -> Iterator[str]:
    if verdict.verdict in (Outcome.NOT_IN_FORCE, Outcome.ERROR):
        yield verdict.why
        return
    if verdict.verdict == Outcome.WITHHELD:
        by = f" by {', '.join(verdict.withheld_by)}" if verdict.withheld_by else ""
        yield f"withheld{by}: {verdict.why}"
        return
    if verdict.verdict == Outcome.UNKNOWN:
        asked = {question.fact: question.ask for question in report.questions}
        yield from (f"not known: {name} ({asked.get(name, '')})" for name in verdict.undecided_for[:_MOST])
        return
    explained = report.explain(verdict.rule_id)
    if explained.because is not None:
        lines = list(dict.fromkeys(_deciding(explained.because)))
        yield from lines[:_MOST]
        if len(lines) > _MOST:
            yield f"and {len(lines) - _MOST} more"
    for otherwise in explained.nearest:
        yield f"to be raised: {otherwise.says} (now: {otherwise.now})"


def _deciding(reason: Reason) -> Iterator[str]:
    """Yield the facts on which a condition's answer rests, with their values."""
    if reason.how == "fact":
        value = f" ({reason.value})" if reason.value not in _SAID_ALREADY else ""
        assumed = ", assumed" if reason.assumed else ""
        yield f"{reason.truth}: {reason.says}{value}{assumed}"
        return
    telling = [
        part for part in reason.parts if reason.how in ("not", "definition") or part.truth == reason.truth
    ]
    for part in telling or reason.parts:
        yield from _deciding(part)
