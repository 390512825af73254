"""A report on a terminal: the grave first, then what is open, then what could not be used.

Nothing is left out: a section with nothing in it says so.
"""

from collections.abc import Iterable, Iterator

from osteon.doors.rendering.answers import Answer, Style
from osteon.doors.rendering.order import (
    ALL_ASSESSED,
    NO_QUESTION,
    NO_REPORT,
    NOTHING_RAISED,
    NOTHING_TO_CONCLUDE,
    NOTHING_UNDECIDED,
    WHATEVER,
    Asked,
    asked,
    by_severity,
    origin_line,
    sentence,
    tally,
    unaskable,
    whatever_the_answers,
    withheld,
)
from osteon.doors.rendering.paint import clean, paint, wrapped
from osteon.doors.rendering.terminal_advisory import advisory_lines
from osteon.reasoning.report import Verdict
from osteon.reasoning.reporting import Report


def pieces(answers: Iterable[Answer], style: Style) -> Iterator[str]:
    """Yield the text of each answer."""
    for number, answer in enumerate(answers):
        lines = list(_answer(answer, style))
        yield "\n" * (number > 0) + "\n".join(lines) + "\n"


def _answer(answer: Answer, style: Style) -> Iterator[str]:
    if style.several:
        name = clean(answer.name)
        rule = "─" * max(style.width - len(name) - 4, 3)
        yield paint(f"── {name} {rule}", "strong", colour=style.colour)
        yield ""
    if answer.report is None:
        yield from wrapped(f"{NO_REPORT} {NOTHING_TO_CONCLUDE}", style.width)
        for line in answer.reasons:
            yield from wrapped(line, style.width, "  - ")
        return
    yield from report_lines(answer.report, style)


def report_lines(report: Report, style: Style) -> Iterator[str]:
    """Yield the lines of one report."""
    yield from _advisories(report, style)
    yield from undecided_lines(report, style)
    yield from _not_assessed(report, style)
    yield from _rules(report, style)
    yield from _origin(report, style)


def _heading(text: str, style: Style) -> str:
    return paint(text.upper(), "strong", colour=style.colour)


def _advisories(report: Report, style: Style) -> Iterator[str]:
    if not report.advisories:
        yield _heading("No advisory", style)
        yield from wrapped(NOTHING_RAISED, style.width, "  ")
        yield ""
    for _, advisories in by_severity(report):
        for advisory in advisories:
            yield from advisory_lines(advisory, style)
            yield ""


def undecided_lines(report: Report, style: Style) -> Iterator[str]:
    """Yield what is open, and what to ask."""
    yield _heading("Undecided", style)
    questions, silent, certain = asked(report), unaskable(report), whatever_the_answers(report)
    if not questions and not silent and not certain:
        yield f"  {NOTHING_UNDECIDED}"
    for question in questions:
        yield from _question(question, style)
    for verdict in certain:
        said = f"{WHATEVER}, {verdict.in_every_case}: {verdict.rule_id} ({verdict.severity}): {verdict.title}"
        yield from wrapped(said, style.width, "  ")
    for verdict in silent:
        yield from wrapped(f"{NO_QUESTION}: {verdict.rule_id} ({verdict.severity})", style.width, "  ")
    yield ""


def _question(question: Asked, style: Style) -> Iterator[str]:
    first, *more = wrapped(question.ask, style.width, "  Ask: ")
    yield "  " + paint("Ask:", question.severity, colour=style.colour) + first[6:]
    yield from more
    if not style.for_clinician:
        return
    for word, rules in (("would decide", question.decides), ("helps to decide", question.helps)):
        if rules:
            yield from wrapped(f"{word}: {_named(rules)}", style.width, "       ", " " * 9)


def _named(rules: tuple[Verdict, ...]) -> str:
    return ", ".join(f"{rule.rule_id} ({rule.severity})" for rule in rules)


def _not_assessed(report: Report, style: Style) -> Iterator[str]:
    yield _heading("Not assessed", style)
    if not report.not_assessed:
        yield f"  {ALL_ASSESSED}"
    for each in report.not_assessed:
        hint = f" ({each.hint})" if each.hint else ""
        yield from wrapped(f"{each.what} [{each.where}]: {each.why}{hint}", style.width, "  - ")
    yield ""


def _rules(report: Report, style: Style) -> Iterator[str]:
    if not style.for_clinician:
        return
    yield _heading("Rules", style)
    yield from wrapped(tally(report).line, style.width, "  ")
    for verdict in withheld(report):
        by = f" by {', '.join(verdict.withheld_by)}" if verdict.withheld_by else ""
        yield from wrapped(f"withheld{by}: {verdict.rule_id}: {verdict.why}", style.width, "  - ")
    yield ""


def _origin(report: Report, style: Style) -> Iterator[str]:
    yield from wrapped(f"{sentence(report.versions.approval)} {report.disclaimer}", style.width)
    for line in wrapped(origin_line(report.versions), style.width):
        yield paint(line, "quiet", colour=style.colour)
