"""`osteon spec`: the features as a specification: what is wrong with them, and what they leave open."""

from argparse import ArgumentParser, Namespace
from importlib import import_module

WHAT = {
    "lint": "say what is wrong with feature files before anything is run",
    "check": "play feature files, and say of each row that is not met why",
    "adequacy": "say how much of the rules the features pin down, and what they leave open",
    "suggest": "write the rows that the features lack, for a clinician to confirm or correct",
}


def describe(parser: ArgumentParser) -> None:
    """Add the commands below this one, each with its options."""
    below = parser.add_subparsers(
        dest="what", title="commands", metavar="WHAT", required=True, parser_class=ArgumentParser
    )
    for name, about in WHAT.items():
        one = below.add_parser(name, help=about, description=about, allow_abbrev=False)
        _home(name).describe(one)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Run the command that was asked for."""
    code: int = _home(options.what).run(options, parser)
    return code


def _home(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # a module, which is asked for describe and run
    return import_module(f"osteon.doors.cli.spec_{name}")
