"""`osteon spec adequacy`: how much of the rules the features pin down, and what they leave open."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli.exits import ADVISED, CLEAN
from osteon.doors.cli.spec_shared import add_features, asked_of, named_features


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_features(parser)
    parser.add_argument(
        "--min", metavar="PERCENT", type=float, default=0.0, dest="least",
        help="exit with 1 if a criterion is met by less than this; default: 0",
    )  # fmt: skip
    parser.add_argument("--questions", action="store_true", help="list what is open, as yes/no questions")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")


def run(options: Namespace, __: ArgumentParser) -> int:
    """Hold the features against the rules."""
    files = named_features(options.features)
    from osteon.doors.rendering import adequacy as write
    from osteon.verification.adequacy import adequacy, demands, tallies
    from osteon.verification.members import Members, memberships

    asked, _, cases = asked_of(files, options.pack)
    found = [*adequacy(asked, cases, demands(asked)), *Members(asked, cases).answers(memberships(asked))]
    counted = tallies(found)
    print(
        write.as_json(counted, found, asked.edition.rulebook.hash)
        if options.format == "json"
        else write.as_text(counted, found, options.questions)
    )
    enough = all(100 * each.share >= options.least for each in counted)
    return CLEAN if enough else ADVISED
