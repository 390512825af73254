"""How far a run over many patients has come: a bar with rate and remaining time, or plain lines."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from osteon.doors.cli.trouble import say

if TYPE_CHECKING:
    from osteon.doors.registry.run import Step

Heard = Callable[["Step"], None]


@contextmanager
def shown() -> Iterator[Heard]:
    """Give what is to be told after every part, and show it on standard error while the run lasts."""
    if sys.stderr.isatty():
        with _bar() as heard:
            yield heard
    else:
        yield Lines().tell


class Lines:
    """A line for every part. The rate is that of this run, not of an interrupted one before it."""

    def __init__(self, before: str = "") -> None:
        self._before = before
        self._begun = monotonic()

    def tell(self, step: "Step") -> None:
        """Write how far it is."""
        patients = f"{step.patients:,} of {step.of_patients:,} patients"
        line = f"{self._before}{step.parts} of {step.of_parts} parts, {patients}"
        if not step.patients_before and not step.parts:
            say(line)
            return
        if step.patients == step.patients_before:
            say(f"{line}; an earlier run finished them")
            return
        rate = (step.patients - step.patients_before) / max(monotonic() - self._begun, 0.001)
        left = (step.of_patients - step.patients) / rate
        say(f"{line}, {rate:,.0f} a second, {left:,.0f} s left")


@contextmanager
def _bar() -> Iterator[Heard]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} patients"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    begun = monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def tell(step: "Step") -> None:
            rate = (step.patients - step.patients_before) / max(monotonic() - begun, 0.001)
            bar.update(
                task, total=step.of_patients, completed=step.patients, rate=f"{rate:,.0f}/s" if rate else ""
            )

        yield tell
