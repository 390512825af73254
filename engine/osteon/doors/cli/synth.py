"""`osteon synth --patients N --out DIR`: a registry of made-up patients, for trying and measuring."""

from argparse import ArgumentParser, Namespace
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN

FORMATS = ("relational", "flat", "fhir")


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--patients", metavar="N", type=int, required=True, help="how many")
    parser.add_argument(
        "--seed", metavar="S", type=int, default=0, help="the same seed gives the same patients; default: 0"
    )
    out = parser.add_argument("--out", metavar="DIR", required=True, help="a new folder for the files")
    shared.completed_by(out, "DIRECTORY")
    parser.add_argument("--format", choices=FORMATS, default="relational", help="default: relational")
    shared.add_day(parser)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Write the registry."""
    if options.patients < 1 or options.seed < 0:
        parser.error("--patients is at least 1, --seed at least 0")
    from osteon.basics.errors import RunError
    from osteon.doors.cli.trouble import say

    try:
        from osteon.doors.synth.writing import synthesise
    except ImportError as absent:
        raise RunError('made-up patients need numpy and pyarrow: pip install "osteon[screen]"') from absent
    day = options.as_of or date.today()
    for patients in synthesise(options.patients, options.seed, options.out, options.format, day):
        if not patients % 1_000_000 or patients == options.patients:
            say(f"{patients:,} made-up patients")
    return CLEAN
