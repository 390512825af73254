"""Which commands there are, and how one of them is found without loading the others."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module

from osteon.basics.typed import Any
from osteon.doors.cli.exits import MEANINGS, USAGE
from osteon.doors.cli.output import speak_plainly
from osteon.doors.rendering.paint import width_of

COMMANDS = {
    "evaluate": "evaluate patient profiles and report the advisories",
    "explain": "say what a rule means, and why it is raised or not for a patient",
    "ask": "say what to ask next, and what need not be asked; or ask it, one question at a time",
    "what-if": "suppose that the record said otherwise, or find what would clear a flag",
    "replay": "evaluate a trace again, and say whether it is reproduced or what differs",
    "rules": "list the rules of the knowledge pack",
    "lint": "check a knowledge pack: every mistake, and what a reviewer would ask",
    "approve": "record that somebody approved a rule, bound to what it does, says and rests on",
    "approvals": "list which rules are approved as they stand, and what has changed since",
    "book": "write the review book: every rule with its table, evidence, scenarios and questions",
    "spec": "check the features: what is wrong with them, and whether the rules do what they say",
    "screen": "screen a whole registry of patients, and say in numbers what was found",
    "synth": "write a registry of made-up patients, for trying and measuring",
    "verify": "prove what a knowledge pack does for every patient, and show who disproves it",
    "diff": "say what changed between two packs, proved rule by rule",
    "burden": "say what a change of the rules costs in flags, on a registry of patients",
    "serve": "answer CDS Hooks calls, and serve a page for people",
    "cds-check": "hold a CDS Hooks service, anybody's, against the specification",
    "feedback": "say what clinicians did with the cards that the service showed them",
    "schema": "print the JSON Schema of a profile, of a report or of a trace",
    "completion": "print a completion script for bash, zsh or tcsh",
}
_ABOUT = "A patient profile in, cited advisory flags out. A prototype, not clinically approved."


class _Help(RawDescriptionHelpFormatter):
    """Help as wide as the terminal, without loading what argparse loads to find that out."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=width_of(sys.stdout, os.environ))


class Parser(ArgumentParser):
    """An argument parser that takes no abbreviations, so that a new option never changes an old script."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            formatter_class=_Help,
        )


def run(argv: list[str]) -> int:
    """Run the command that the arguments ask for."""
    speak_plainly()
    if not argv:
        whole_parser().print_help(sys.stderr)
        return USAGE
    name, *rest = argv
    if name not in COMMANDS:
        return _beside_the_commands(argv)
    module = _module(name)
    parser = Parser(f"osteon {name}", COMMANDS[name], _exit_codes())
    module.describe(parser)
    code: int = module.run(parser.parse_args(rest), parser)
    return code


def _module(name: str) -> Any:
    return import_module(f"osteon.doors.cli.{name.replace('-', '_')}")


def _beside_the_commands(argv: list[str]) -> int:
    # --help and --version end in SystemExit; anything else is a mistake that the parser explains.
    whole_parser().parse_args(argv[:1])
    raise AssertionError(argv)


def whole_parser() -> ArgumentParser:
    """Return the parser that knows every command, for `osteon --help` and for completion scripts."""
    from osteon.basics.version import VERSION

    parser = Parser("osteon", _ABOUT, _exit_codes())
    parser.add_argument("--version", action="version", version=f"osteon {VERSION}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=ArgumentParser
    )
    for name, about in COMMANDS.items():
        module = _module(name)
        module.describe(commands.add_parser(name, help=about, description=about, allow_abbrev=False))
    return parser


def _exit_codes() -> str:
    return "exit codes:\n" + "\n".join(f"  {code:>3}  {meaning}" for code, meaning in MEANINGS.items())
