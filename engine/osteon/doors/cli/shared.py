"""The options that several commands have in common."""

import os
from datetime import date

TYPE_CHECKING = False  # spelt out; and a short command line does without argparse altogether
if TYPE_CHECKING:
    from argparse import Action, ArgumentParser

ENGINES = ("durable-rules", "reference")
ON_ERROR = ("raise", "report")


def add_pack(parser: "ArgumentParser") -> None:
    """Add --pack."""
    folder = parser.add_argument(
        "--pack", metavar="FOLDER", help="use this knowledge pack instead of the one that comes with osteon"
    )
    completed_by(folder, "DIRECTORY")


def add_two_packs(parser: "ArgumentParser") -> None:
    """Add OLD and NEW, each a folder or a git revision, and --pack for where a revision holds the pack."""
    for name, about in (("old", "the pack as it was"), ("new", "the pack as it is")):
        place = parser.add_argument(
            name, metavar=name.upper(), help=f"{about}: a folder, or a git revision of the repository here"
        )
        completed_by(place, "DIRECTORY")
    parser.add_argument(
        "--pack",
        metavar="FOLDER",
        default="rules",
        help="the pack's folder in a git revision; default: rules",
    )


def add_profile(parser: "ArgumentParser", about: str) -> None:
    """Add PROFILE, one file or standard input."""
    profile = parser.add_argument("profile", metavar="PROFILE", nargs="?", help=about)
    completed_by(profile, "FILE")


def add_day(parser: "ArgumentParser") -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, help="the day of the evaluation, as 2026-11-24; default: today"
    )


def add_engine(parser: "ArgumentParser") -> None:
    """Add --engine."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        help="durable-rules, cross-checked with the reference evaluator, or reference alone, which needs no "
        "compiler; default: $OSTEON_ENGINE or durable-rules",
    )


def day(text: str) -> date:
    """Read a day.

    Raises ArgumentTypeError, which argparse reports.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{text!r} is not a date: write it as 2026-11-24") from problem


def engine_of(chosen: str | None) -> str:
    """Return the evaluator to use: the option, else the environment, else the default.

    Raises UsageError for an environment that names no evaluator.
    """
    engine = chosen or os.environ.get("OSTEON_ENGINE") or ENGINES[0]
    if engine not in ENGINES:
        from osteon.doors.cli.trouble import UsageError

        raise UsageError(f"OSTEON_ENGINE is {engine!r}; it must be one of {', '.join(ENGINES)}")
    return engine


def completed_by(action: "Action", kind: str) -> None:
    """Say that a completion script should offer files ("FILE") or folders ("DIRECTORY") here."""
    action.osteon_completes = kind  # type: ignore[attr-defined]  # `completion` alone reads this; shtab stays unloaded
