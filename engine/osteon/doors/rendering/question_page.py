"""What to ask of one patient, on a terminal: the fewest questions, and what nobody need ask."""

from collections.abc import Iterator

from osteon.doors.rendering.answers import Style
from osteon.doors.rendering.order import origin_line, sentence
from osteon.doors.rendering.paint import paint, wrapped
from osteon.doors.rendering.terminal import undecided_lines
from osteon.reasoning.reporting import Report


def page_lines(report: Report, style: Style) -> Iterator[str]:
    """Yield the lines of the questions that a report leaves."""
    count = len(report.questions)
    questions = "1 question settles" if count == 1 else f"{count} questions settle"
    if count:
        open_rules = f"{len(report.standing.open)} of {len(report.verdicts)} rules are undecided."
        yield from wrapped(f"{open_rules} {questions} them, whatever the answers are.", style.width)
        yield ""
    yield from undecided_lines(report, style)
    yield paint("NO NEED TO ASK", "strong", colour=style.colour)
    idle = "; ".join(each.reads for each in report.no_need_to_ask)
    yield from wrapped(idle or "Nothing beyond that is unknown.", style.width, "  ")
    yield ""
    yield from wrapped(f"{sentence(report.versions.approval)} {report.disclaimer}", style.width)
    for line in wrapped(origin_line(report.versions), style.width):
        yield paint(line, "quiet", colour=style.colour)
