"""What can go wrong, in the reader's words.

    OsteonError
    ├── ProfileError          the patient profile cannot be read
    │   ├── ChangeError       a change or an answer cannot be written into it
    │   ├── NoAdvice          it can be read, and nobody may be advised by it
    │   └── TraceError        a trace cannot be read
    ├── PackError             the knowledge pack cannot be loaded; holds every Problem found
    ├── EngineError           an evaluator failed; no report is returned
    │   ├── EngineUnavailable the compiled engine is not installed
    │   ├── EngineDisagreement  the two evaluators differ on a patient
    │   └── RuleTooComplex    a rule cannot be compiled within the documented limits
    ├── ReportError           a finished evaluation cannot be put into words
    └── RunError              a run over many patients cannot begin or go on

An error is never an empty list of advisories.
"""

from osteon.basics.records import dataclass


class OsteonError(Exception):
    """The root of every error that osteon raises on purpose."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a text file. `line` and `column` count from 1; `excerpt` is that line."""

    file: str
    line: int
    column: int
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is wrong, and what to do about it."""

    message: str
    place: Place | None = None
    hint: str | None = None

    def __str__(self) -> str:
        lines = [self.message]
        if self.place is not None:
            number = str(self.place.line)
            lines.append(f" --> {self.place}")
            if self.place.excerpt:
                caret = " " * (self.place.column - 1) + "^"
                lines.append(f"  {number} | {self.place.excerpt}")
                lines.append(f"  {' ' * len(number)}   {caret}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class PackError(OsteonError):
    """A knowledge pack that cannot be loaded. `problems` holds all that was found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n\n".join([f"the knowledge pack has {count}", *map(str, problems)]))


class ProfileError(OsteonError):
    """A patient profile that cannot be read. Each problem names the field and the fix."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n\n".join([self._headline, *map(str, problems)]))

    _headline = "the profile cannot be read"


class ChangeError(ProfileError):
    """A change or an answer that cannot be written into a profile, because of what either of them says."""

    _headline = "the change cannot be made"


class TraceError(ProfileError):
    """A text that is no trace of an evaluation, or not the whole of one."""

    _headline = "the trace cannot be read"


class NoAdvice(ProfileError):
    """A profile that is read and gets no advice, for example because the patient has died."""

    _headline = "no advice is given"


class EngineError(OsteonError):
    """An evaluator failed. Nothing is reported, because part of an answer would mislead."""


class EngineUnavailable(EngineError):
    """The durable-rules module is not installed, so the default engine cannot run."""


class EngineDisagreement(EngineError):
    """The two evaluators differ. `record` holds what is needed to repeat it, without names."""

    def __init__(self, message: str, record: dict[str, object]) -> None:
        self.record = record
        super().__init__(message)


class RuleTooComplex(EngineError):
    """A rule's condition does not fit the documented limits of the compiled form."""


class ReportError(OsteonError):
    """A finished evaluation cannot be put into words, so no report is returned."""


class RunError(OsteonError):
    """A run over many patients cannot begin or go on; what was finished before stays finished."""
