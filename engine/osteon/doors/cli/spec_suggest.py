"""`osteon spec suggest`: the rows that the features lack, for a clinician to confirm or correct."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN
from osteon.doors.cli.spec_shared import add_features, asked_of, named_features


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_features(parser)
    parser.add_argument(
        "--blind", action="store_true",
        help="leave the verdicts out, so that whoever fills them in has not seen what the rules say",
    )  # fmt: skip
    output = parser.add_argument("--output", metavar="FILE", help="write here instead of printing")
    shared.completed_by(output, "FILE")


def run(options: Namespace, _: ArgumentParser) -> int:
    """Print the rows that are lacking, and return 1 if something stays open all the same."""
    files = named_features(options.features)
    import sys

    from osteon.doors.cli.output import opened
    from osteon.verification.adequacy import demands
    from osteon.verification.suggest import as_feature, suggest, suggest_members

    asked, rows, cases = asked_of(files, options.pack)
    found, members = suggest(asked, rows, demands(asked), cases), suggest_members(asked, rows, cases)
    with opened(options.output) as page:
        page.write(as_feature(asked, found.rows, members.outlines, blind=options.blind))
    suggested = len(found.rows) + sum(len(each.members) for each in members.outlines)
    unmet = (*found.unmet, *members.unmet)
    print(f"{suggested} rows suggested; {len(unmet)} questions stay open", file=sys.stderr)
    return ADVISED if unmet else CLEAN
