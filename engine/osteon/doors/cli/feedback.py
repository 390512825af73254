"""`osteon feedback`: what clinicians did with the cards that the service showed them."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import feedback_report


def describe(parser: ArgumentParser) -> None:
    """Add the command below this one, with its options."""
    below = parser.add_subparsers(
        dest="what", title="commands", metavar="WHAT", required=True, parser_class=ArgumentParser
    )
    about = "count shown, accepted, overridden and unanswered cards, rule by rule"
    feedback_report.describe(below.add_parser("report", help=about, description=about, allow_abbrev=False))


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Run the command that was asked for."""
    return feedback_report.run(options, parser)
