"""`osteon rules`: the rules of a pack at a glance."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN

_SHOWN = ("id", "title", "severity", "certainty", "status", "since", "review_by", "owner", "topic")


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_pack(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """List the rules."""
    from osteon.knowledge.shelf import load_rulebook

    rulebook = load_rulebook(options.pack)
    if options.format == "json":
        import json

        records = [{name: getattr(rule, name) for name in _SHOWN} for rule in rulebook.rules.values()]
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return CLEAN
    from osteon.doors.cli.output import style_here
    from osteon.doors.rendering.rule_list import list_lines

    print("\n".join(list_lines(rulebook, style_here())))
    return CLEAN
