"""What is said on standard error when something goes wrong, and with which exit code."""

import os
import sys

from osteon.basics.errors import (
    ChangeError,
    EngineDisagreement,
    EngineUnavailable,
    OsteonError,
    PackError,
    ProfileError,
    RuleTooComplex,
    RunError,
)
from osteon.doors.cli.exits import BAD_PACK, INTERNAL, INTERRUPTED, READER_GONE, UNREADABLE, USAGE
from osteon.doors.rendering.paint import clean_lines


class UsageError(OsteonError):
    """The options are each understood, but not together."""


_CODES: tuple[tuple[type[OsteonError], int], ...] = (
    (UsageError, USAGE),
    (ChangeError, USAGE),
    (RunError, USAGE),
    (ProfileError, UNREADABLE),
    (PackError, BAD_PACK),
    (RuleTooComplex, BAD_PACK),
)

_APOLOGY = """\
osteon: internal error. This is a fault in osteon, not in the profile, and not a result:
nothing may be concluded from what was or was not printed.
Please report it with the lines below, after taking out what could identify a patient.
"""


def say(text: object) -> None:
    """Write a message for a person to standard error, without anything that could steer a terminal."""
    sys.stderr.write(clean_lines(f"osteon: {text}") + "\n")


def code_of(trouble: Exception) -> int:
    """Return the exit code that stands for an error."""
    return next((code for kind, code in _CODES if isinstance(trouble, kind)), INTERNAL)


def explain(trouble: BaseException) -> int:
    """Explain what ended the command, and return its exit code."""
    if isinstance(trouble, BrokenPipeError):
        _let_go_of_the_pipe()
        return READER_GONE
    if isinstance(trouble, KeyboardInterrupt):
        say("interrupted; what was printed is not complete")
        return INTERRUPTED
    if isinstance(trouble, OsteonError):
        return _explain_ours(trouble)
    return _explain_fault(trouble)


def explain_one(trouble: Exception, where: str) -> int:
    """Explain why one profile of several has no report, and return the exit code it leads to."""
    if isinstance(trouble, OsteonError):
        return _explain_ours(trouble, f"{where}: ")
    say(f"{where}: no report")
    return _explain_fault(trouble)


def _explain_ours(trouble: OsteonError, where: str = "") -> int:
    say(f"{where}{trouble}")
    if isinstance(trouble, EngineDisagreement):
        import json

        say("record: " + json.dumps(trouble.record))
    if isinstance(trouble, EngineUnavailable):
        say("on the command line: --engine reference, or OSTEON_ENGINE=reference in the environment")
    return code_of(trouble)


def _explain_fault(trouble: BaseException) -> int:
    from traceback import format_exception

    sys.stderr.write(_APOLOGY + clean_lines("".join(format_exception(trouble))))
    return INTERNAL


def _let_go_of_the_pipe() -> None:
    # Python flushes standard output once more at exit; into a closed pipe that would be another error.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
