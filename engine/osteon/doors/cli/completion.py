"""`osteon completion bash|zsh|tcsh`: a script that completes commands, options and files."""

from argparse import Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator

from osteon.doors.cli.exits import CLEAN

SHELLS = ("bash", "zsh", "tcsh")


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("shell", choices=SHELLS)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Print a completion script."""
    import shtab

    from osteon.doors.cli.commands import whole_parser

    parser = whole_parser()
    offered = {"FILE": shtab.FILE, "DIRECTORY": shtab.DIRECTORY}
    for action in _actions(parser):
        kind = getattr(action, "osteon_completes", None)
        if kind is not None:
            action.complete = offered[kind]  # type: ignore[attr-defined]  # shtab looks for it here
    print(shtab.complete(parser, options.shell))
    return CLEAN


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:  # noqa: SLF001  # argparse offers no other way to list them; shtab does the same
        yield action
        if isinstance(action, _SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
