"""How far a long run has come, on standard error: a bar on a terminal that is otherwise free, else lines."""

import sys
from collections.abc import Iterator

from osteon.doors.cli.trouble import say
from osteon.doors.rendering.answers import Answer

EVERY = 1_000


def watched(answers: Iterator[Answer], *, to_file: bool) -> Iterator[Answer]:
    """Pass the answers on, showing how many there were."""
    free = to_file or not sys.stdout.isatty()
    if not sys.stderr.isatty():
        answers = _in_lines(answers)
    elif free:
        answers = _in_a_bar(answers)
    evaluated = without = 0
    for answer in answers:
        evaluated += answer.report is not None
        without += answer.report is None
        yield answer
    say(f"{_profiles(evaluated)} evaluated" + (f", {_profiles(without)} without a report" if without else ""))


def _profiles(count: int) -> str:
    return f"{count:,} profile" if count == 1 else f"{count:,} profiles"


def _in_lines(answers: Iterator[Answer]) -> Iterator[Answer]:
    for number, answer in enumerate(answers, 1):
        yield answer
        if not number % EVERY:
            say(f"{number:,} profiles so far")


def _in_a_bar(answers: Iterator[Answer]) -> Iterator[Answer]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} profiles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        for answer in answers:
            yield answer
            bar.advance(task)
