"""The command line: `osteon evaluate`, `explain`, `rules`, `lint` and those for reviewers.

This first step imports nothing that could fail, so that whatever goes wrong
later is explained and never looks like a finished evaluation.
"""

import gc
import os
import sys

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable

    from osteon.doors.cli.bundle import Bundle


def command() -> None:
    """Run one command as a program of its own, and leave at once.

    Taking apart what was built, piece by piece, would take longer than judging a patient did.
    """
    # Until it is known that the command is a long one, looking for garbage only costs time.
    gc.disable()
    bundle = None
    try:
        bundle = _bundle(sys.argv[1:])
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    except KeyboardInterrupt as stop:
        code = _explained(stop)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # a closed pipe was already answered for
            continue
    try:
        if bundle is not None:
            _quietly(bundle.keep)
    finally:
        os._exit(code)


def _bundle(words: list[str]) -> "Bundle | None":
    """Return the modules of a plain evaluation in one piece, loaded if an earlier process kept them."""
    if words[:1] != ["evaluate"]:
        return None
    from osteon.doors.cli.short import short_line

    line = short_line(words[1:])
    return None if line is None else _quietly(lambda: _unpacked(f"{line.format} {line.engine}"))


def _unpacked(purpose: str) -> "Bundle":
    from osteon.doors.cli.bundle import Bundle

    bundle = Bundle(purpose)
    bundle.unpack()
    return bundle


def _quietly(hasten: "Callable[[], Bundle | None]") -> "Bundle | None":
    """Do what only saves time. If it goes wrong, the command goes its usual way, and meets it again there."""
    try:
        return hasten()
    except Exception:  # noqa: BLE001  # it is explained where it is met again
        return None


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except SystemExit:
        # --help and a mistake in the options end here, with the code that argparse chose.
        raise
    except BaseException as trouble:  # noqa: BLE001  # the last door: beyond it Python would answer with code 1
        return _explained(trouble)
    return code


def _run(words: list[str]) -> int:
    if words[:1] == ["evaluate"]:
        from osteon.doors.cli.short import short_line

        line = short_line(words[1:])
        if line is not None:
            from osteon.doors.cli.ward_round import evaluate_one_line

            return evaluate_one_line(line)
    gc.enable()
    from osteon.doors.cli.commands import run

    return run(words)


def _explained(trouble: BaseException) -> int:
    try:
        from osteon.doors.cli.trouble import explain

        return explain(trouble)
    except BaseException:  # noqa: BLE001  # even the explanation failed; the code must still say so
        sys.stderr.write("osteon: internal error; nothing was evaluated\n")
        return 70
