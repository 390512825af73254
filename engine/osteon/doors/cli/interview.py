"""One question after the other, the most telling first, and a new evaluation after every answer.

"don't know" and "stop" are always accepted. What is answered is written into a
copy of the profile; the file it came from stays as it is.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from osteon.basics.errors import ChangeError
from osteon.basics.records import dataclass
from osteon.doors.cli.output import style_here
from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.paint import paint, wrapped
from osteon.patient.replies import accepted
from osteon.reasoning.advise import Advisor
from osteon.reasoning.clearing import changes_on
from osteon.reasoning.difference import difference
from osteon.reasoning.report import Question
from osteon.reasoning.reporting import Report

STOP = ("stop", "quit", "exit")

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Interview:
    """How an interview ended: the completed profile and its report. `stopped`: before the last question."""

    document: Document
    report: Report
    asked: int
    stopped: bool


def hold(
    advisor: Advisor,
    document: Document,
    day: date,
    engine: str,
    hear: Callable[[], str],
    say: Callable[[str], object],
    style: Style,
) -> Interview:
    """Ask what is open until nothing is, or until somebody says stop.

    `hear` returns the next line, with its end, and "" when there is none; `say` is given one line at a time.
    Raises what an evaluation raises.
    """
    changes = changes_on(advisor, day)
    report = advisor.advise(document, day, engine)
    asked: set[str] = set()
    while (question := _next(report, asked)) is not None:
        for line in _posed(question, report, accepted(changes.vocabulary[question.fact]), style):
            say(line)
        heard = hear()
        if not heard or heard.strip().casefold() in STOP:
            return Interview(document, report, len(asked), stopped=True)
        try:
            document = changes.answer(document, question.fact, heard).document
        except ChangeError as trouble:
            for line in _misunderstood(trouble, style):
                say(line)
            continue
        asked.add(question.fact)
        before, report = report, advisor.advise(document, day, engine)
        for line in _learnt(before, report, style):
            say(line)
    return Interview(document, report, len(asked), stopped=False)


def _next(report: Report, asked: set[str]) -> Question | None:
    # A question that nobody could answer is not asked twice.
    return next((each for each in report.questions if each.fact not in asked), None)


def _posed(question: Question, report: Report, answers: str, style: Style) -> Iterator[str]:
    undecided = len(report.standing.open)
    rules = "1 rule is" if undecided == 1 else f"{undecided} rules are"
    yield ""
    yield paint(f"{rules} undecided.", "quiet", colour=style.colour)
    ask = question.ask or f"What is {question.fact}?"
    yield from (paint(line, "strong", colour=style.colour) for line in wrapped(ask, style.width))
    yield from wrapped(f"({answers}; stop to end)", style.width, "  ")


def _misunderstood(trouble: ChangeError, style: Style) -> Iterator[str]:
    for problem in trouble.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        yield from wrapped(f"{problem.message}{hint}. Please answer again.", style.width, "  ")


def _learnt(before: Report, after: Report, style: Style) -> Iterator[str]:
    found = difference(before, after, ())
    for flag in found.comes:
        yield from wrapped(f"{flag.severity.upper()}  {flag.title} [{flag.rule_id}]", style.width, "  + ")
    for flag in found.goes:
        yield from wrapped(f"no longer raised: {flag.title} [{flag.rule_id}]", style.width, "  - ")


def interview(advisor: Advisor, document: Document, day: date, engine: str) -> None:
    """Ask in this terminal, and end with the report."""
    from osteon.doors.rendering.terminal import report_lines

    style = style_here()
    # Whoever waits for a question must see it, also where the output goes into a pipe.
    held = hold(advisor, document, day, engine, sys.stdin.readline, partial(print, flush=True), style)
    print()
    for line in (*wrapped(closing(held), style.width), "", *report_lines(held.report, style)):
        print(line)


def closing(held: Interview) -> str:
    """Say how the interview ended."""
    count = "1 question was answered" if held.asked == 1 else f"{held.asked} questions were answered"
    if held.stopped:
        return f"{count}; others are open. This is the report as far as it goes."
    return f"{count}; nothing that matters is left to ask."
