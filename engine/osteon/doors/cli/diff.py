"""`osteon diff OLD NEW`: what changed between two packs, rule by rule, with a patient for every change."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    shared.add_two_packs(parser)
    people = parser.add_argument(
        "--population", metavar="FILE", help="profiles (JSON, YAML or NDJSON): count whose verdicts change"
    )
    shared.completed_by(people, "FILE")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument("--fail-on-change", action="store_true", help="exit with 1 if anything changed")
    shared.add_day(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Compare two packs. A pack that cannot be loaded ends in PackError, which holds every mistake."""
    from osteon.doors.cli.revisions import pack_at
    from osteon.doors.rendering import differences as write
    from osteon.doors.rendering.paint import width_of
    from osteon.verification.diff import diff

    old, new = (pack_at(place, options.pack) for place in (options.old, options.new))
    people = _population(options.population) if options.population else ()
    compared = diff(old, new, options.as_of or date.today(), people)
    if options.format == "json":
        print(write.as_json(compared))
    else:
        print(write.as_text(compared, width_of(sys.stdout, os.environ)))
    changed = any(not each.is_quiet for each in compared)
    return ADVISED if changed and options.fail_on_change else CLEAN


def _population(path: str) -> Iterator[Mapping[str, object]]:
    """Yield the profiles of a file. One that cannot be read ends in ProfileError: nobody is left out."""
    from osteon.doors.files import sources
    from osteon.doors.reading import read_profile_text

    for source in sources([path]):
        yield read_profile_text(source)
