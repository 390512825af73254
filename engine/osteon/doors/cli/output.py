"""Where results go: standard output, or a file that appears only when it is complete."""

import os
import sys
from io import TextIOWrapper
from types import TracebackType

from osteon.doors.cli.trouble import UsageError
from osteon.doors.rendering.answers import CLINICIAN, Style
from osteon.doors.rendering.paint import colour_welcome, width_of

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from typing import TextIO


def speak_plainly() -> None:
    """Let no letter of a patient's record stop the output: what cannot be shown is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


class StandardOutput:
    """Standard output, flushed at the end so that a full disk is noticed."""

    def __enter__(self) -> "TextIO":
        return sys.stdout

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            sys.stdout.flush()


class OutputFile:
    """A file written beside its final place and moved there when it is complete."""

    def __init__(self, path: str) -> None:
        self._path = path
        # A device or a pipe must be written to, not replaced.
        self._beside = path if os.path.exists(path) and not os.path.isfile(path) else f"{path}.part"
        try:
            self._file = open(self._beside, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115  # closed in __exit__
        except OSError as problem:
            raise UsageError(f"{path} cannot be written: {problem.strerror}") from problem

    def __enter__(self) -> "TextIO":
        return self._file

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, _: TracebackType | None
    ) -> None:
        self._file.close()
        if self._beside == self._path:
            return
        if kind is None:
            os.replace(self._beside, self._path)
        else:
            os.remove(self._beside)


def opened(path: str | None) -> StandardOutput | OutputFile:
    """Return where to write the result.

    Raises UsageError for a file that cannot be written.
    """
    return StandardOutput() if path is None else OutputFile(path)


def style_here(audience: str = CLINICIAN, *, several: bool = False, path: str | None = None) -> Style:
    """Return how to show answers where they go: in colour and as wide as a terminal, plain in a file."""
    if path is not None:
        return Style(audience, several)
    return Style(audience, several, colour_welcome(sys.stdout, os.environ), width_of(sys.stdout, os.environ))
