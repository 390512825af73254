"""From patient to patient: each profile is read, evaluated and shown, and none robs the next of its turn."""

import gc
from collections.abc import Iterator, Mapping
from datetime import date

from osteon.basics.errors import EngineUnavailable, PackError, Problem, ProfileError, RuleTooComplex
from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN, INTERNAL, UNDECIDED, gravest
from osteon.doors.cli.output import opened, speak_plainly, style_here
from osteon.doors.cli.patients import Patients, Reader, patients_of
from osteon.doors.cli.trouble import explain_one
from osteon.doors.rendering.answers import Answer
from osteon.doors.rendering.forms import render
from osteon.doors.rendering.order import SEVERITIES
from osteon.knowledge.shelf import load_rulebook
from osteon.reasoning.advise import Advisor, advisor_for
from osteon.reasoning.report import Outcome
from osteon.reasoning.reporting import Report

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from argparse import Namespace

    from osteon.doors.cli.short import ShortLine

    Options = Namespace | ShortLine


def evaluate_one_line(line: "ShortLine") -> int:
    """Evaluate what a short command line asks for, and return the exit code."""
    speak_plainly()
    return without_looking_for_garbage(line, None)


def without_looking_for_garbage(options: "Options", patient: dict[str, object] | None) -> int:
    """Evaluate with the collector at rest.

    One evaluation leaves little garbage behind, and looking for it takes a twentieth of a cold start.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        return evaluate_all(options, patient)
    finally:
        # A program that leaves at once never looked for any, and should not begin now.
        if paused:
            gc.enable()


def evaluate_all(options: "Options", patient: dict[str, object] | None) -> int:
    """Evaluate every profile that was asked for, write the result, and return the exit code."""
    day: date = options.as_of or date.today()
    engine = shared.engine_of(options.engine)
    rulebook = load_rulebook(options.pack)
    if options.explain_input:
        from osteon.doors.cli.input_table import print_accounts

        return print_accounts(options, day, rulebook)
    bedside = Bedside(advisor_for(rulebook, day), day, engine, options)
    patients, several = patients_of(options.files, patient, day, rulebook, options.columns)
    answers = bedside.each(patients) if several else bedside.only(patients)
    if several:
        gc.enable()
        from osteon.doors.cli.progress import watched

        answers = watched(answers, to_file=options.output is not None)
    style = style_here(options.audience, several=several, path=options.output)
    with opened(options.output) as page:
        for piece in render(options.format, answers, style):
            page.write(piece)
    return gravest(bedside.codes)


class Bedside:
    """Evaluates one patient at a time. `codes` gathers what each of them means for the exit code."""

    def __init__(self, advisor: Advisor, day: date, engine: str, options: "Options") -> None:
        self._advisor, self._day, self._engine = advisor, day, engine
        self._grave = _at_least(options.fail_on)
        self._fail_on_unknown: bool = options.fail_on_unknown
        self._salvage: bool = options.on_error == "report"
        self.codes: set[int] = set()

    def only(self, patients: Patients) -> Iterator[Answer]:
        """Yield the answer for one patient; whatever is wrong ends the command."""
        for source, read in patients:
            yield self._answer(source.where, read)

    def each(self, patients: Patients) -> Iterator[Answer]:
        """Yield an answer for every patient; what is wrong with one is told and does not stop the others."""
        for source, read in patients:
            where = source.where
            try:
                yield self._answer(where, read)
            except (EngineUnavailable, PackError, RuleTooComplex):
                raise  # No other patient could be evaluated either.
            except Exception as trouble:  # noqa: BLE001  # told with code 70, and the next patient has a right to an answer
                self.codes.add(explain_one(trouble, where))
                yield Answer(where, "", None, _problems(trouble))

    def _answer(self, where: str, read: Reader) -> Answer:
        document = read()
        report = self._evaluated(document)
        # Texts are written when they are first read. Here that can still fail for this patient alone.
        self.codes.add(self._code(report))
        return Answer(where, str(document.get("id") or ""), report)

    def _evaluated(self, document: Mapping[str, object]) -> Report:
        if not self._salvage:
            return self._advisor.advise(document, self._day, self._engine)
        from osteon.reasoning.salvage import advised_or_salvaged

        return advised_or_salvaged(self._advisor, document, self._day, self._engine)

    def _code(self, report: Report) -> int:
        if report.errors:
            return INTERNAL
        if any(advisory.severity in self._grave for advisory in report.advisories):
            return ADVISED
        undecided = any(verdict.verdict == Outcome.UNKNOWN for verdict in report.verdicts)
        return UNDECIDED if undecided and self._fail_on_unknown else CLEAN


def _at_least(level: str) -> tuple[str, ...]:
    return () if level == "never" else SEVERITIES[: SEVERITIES.index(level) + 1]


def _problems(trouble: Exception) -> tuple[Problem, ...]:
    if isinstance(trouble, ProfileError):
        return tuple(trouble.problems)
    return (Problem(f"{type(trouble).__name__}: {trouble}"),)
