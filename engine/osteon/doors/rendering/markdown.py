"""Reports as Markdown. What came from a patient's record or a pack stays text, whatever letters it holds."""

import re
from collections.abc import Iterable, Iterator

from osteon.doors.rendering.answers import BOTH, Answer, Style
from osteon.doors.rendering.order import (
    ALL_ASSESSED,
    FOR_PATIENTS,
    NO_QUESTION,
    NO_REPORT,
    NOTHING_RAISED,
    NOTHING_TO_CONCLUDE,
    NOTHING_UNDECIDED,
    WHATEVER,
    asked,
    by_severity,
    grounds,
    origin_line,
    sentence,
    sources_by_verdict,
    standing_line,
    tally,
    unaskable,
    whatever_the_answers,
    withheld,
)
from osteon.doors.rendering.paint import clean
from osteon.reasoning.report import Advisory, Verdict
from osteon.reasoning.reporting import Report

# Letters that mean something inside a line; and the ways in which addresses turn into links by themselves.
_MEANING = re.compile(r"[\\`*_\[\]<>&|~$#]")
_LINKING = re.compile(r"(?<=www)\.|:(?=//)|@", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return a text that Markdown shows letter by letter, on one line, also inside a table."""
    shown = _MEANING.sub(r"\\\g<0>", clean(text))
    return _LINKING.sub(lambda found: f"&#{ord(found[0])};", shown)


def pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the text of each answer."""
    for number, answer in enumerate(answers):
        yield "\n" * (number > 0) + "\n".join(_answer(answer, style)) + "\n"


def _answer(answer: Answer, style: Style) -> Iterator[str]:
    yield f"# {escaped(answer.name)}"
    yield ""
    if answer.report is None:
        yield from (f"**{NO_REPORT}** {NOTHING_TO_CONCLUDE}", "")
        yield from (f"- {escaped(reason)}" for reason in answer.reasons)
        return
    yield from _advisories(answer.report, style)
    yield from _undecided(answer.report, style)
    yield from _not_assessed(answer.report)
    if style.for_clinician:
        yield from _rules(answer.report)
    yield f"**{escaped(sentence(answer.report.versions.approval))}** {escaped(answer.report.disclaimer)}"
    yield ""
    yield escaped(origin_line(answer.report.versions))


def _advisories(report: Report, style: Style) -> Iterator[str]:
    if not report.advisories:
        yield f"**No advisory.** {NOTHING_RAISED}"
        yield ""
    for _, advisories in by_severity(report):
        for advisory in advisories:
            yield from _for_clinician(advisory) if style.for_clinician else _headed_for_patient(advisory)
            if style.audience == BOTH:
                said = f"{advisory.patient.summary} {advisory.patient.detail}"
                yield from (f"**For the patient:** {escaped(said)}", "")


def _headed_for_patient(advisory: Advisory) -> Iterator[str]:
    yield f"## {FOR_PATIENTS[advisory.severity].capitalize()}: {escaped(advisory.patient.summary)}"
    yield ""
    yield escaped(advisory.patient.detail)
    yield ""


def _for_clinician(advisory: Advisory) -> Iterator[str]:
    yield f"## {advisory.severity.capitalize()}: {escaped(advisory.title)}"
    yield ""
    yield f"**{escaped(advisory.clinician.summary)}** {escaped(advisory.clinician.detail)}"
    yield ""
    yield from _listed("What to do", advisory.actions)
    yield from _listed("Why", [ground.line for ground in grounds(advisory.because)])
    yield from _listed("Ask also", advisory.also_ask)
    yield from _listed("Sources", sources_by_verdict(advisory.citations))
    yield f"*{escaped(standing_line(advisory))}*"
    yield ""


def _listed(title: str, texts: Iterable[str]) -> Iterator[str]:
    items = [f"- {escaped(text)}" for text in texts]
    if items:
        yield from (f"**{title}**", "", *items, "")


def _undecided(report: Report, style: Style) -> Iterator[str]:
    yield from ("## Undecided", "")
    questions, silent, certain = asked(report), unaskable(report), whatever_the_answers(report)
    if not questions and not silent and not certain:
        yield NOTHING_UNDECIDED
    for question in questions:
        line = f"- **Ask: {escaped(question.ask)}**"
        if style.for_clinician:
            line += _rules_after("would decide", question.decides) + _rules_after(
                "helps to decide", question.helps
            )
        yield line
    for verdict in certain:
        yield f"- {WHATEVER}, {verdict.in_every_case}: {escaped(verdict.title)} ({verdict.severity})"
    yield from (f"- {NO_QUESTION}: {escaped(verdict.title)} ({verdict.severity})" for verdict in silent)
    yield ""


def _rules_after(word: str, rules: tuple[Verdict, ...]) -> str:
    named = ", ".join(f"{escaped(rule.title)} ({rule.severity})" for rule in rules)
    return f" {word}: {named}." if named else ""


def _not_assessed(report: Report) -> Iterator[str]:
    yield from ("## Not assessed", "")
    if not report.not_assessed:
        yield from (ALL_ASSESSED, "")
        return
    yield from ("| what | where | why | hint |", "|---|---|---|---|")
    for each in report.not_assessed:
        yield f"| {escaped(each.what)} | {escaped(each.where)} | {escaped(each.why)} | {escaped(each.hint)} |"
    yield ""


def _rules(report: Report) -> Iterator[str]:
    yield from ("## Rules", "", tally(report).line, "")
    for verdict in withheld(report):
        by = f" by {', '.join(map(escaped, verdict.withheld_by))}" if verdict.withheld_by else ""
        yield f"- Withheld{by}: {escaped(verdict.title)}: {escaped(verdict.why)}"
    if withheld(report):
        yield ""
