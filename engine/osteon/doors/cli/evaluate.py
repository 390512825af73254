"""`osteon evaluate`: profiles in, a report for each out, and an exit code that a script can act on."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import inline, shared

FORMATS = ("table", "json", "ndjson", "markdown", "html", "trace", "fhir")
AUDIENCES = ("clinician", "patient", "both")
LEVELS = ("info", "warning", "critical", "never")


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    files = parser.add_argument(
        "files", metavar="FILE", nargs="*",
        help="a profile in JSON or YAML, profiles in NDJSON (one a line), a record in FHIR, a table "
        "(CSV, Parquet), a folder of these, or - for stdin",
    )  # fmt: skip
    shared.completed_by(files, "FILE")
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    parser.add_argument(
        "--audience", choices=AUDIENCES, default="clinician", help="whose wording; default: clinician"
    )
    output = parser.add_argument(
        "--output", metavar="FILE", help="write the result here; the file appears when it is complete"
    )
    shared.completed_by(output, "FILE")
    parser.add_argument(
        "--fail-on", choices=LEVELS, default="warning",
        help="exit with 1 if an advisory is at least this severe; default: warning",
    )  # fmt: skip
    parser.add_argument("--fail-on-unknown", action="store_true", help="exit with 4 if a rule is undecided")
    parser.add_argument(
        "--on-error", choices=shared.ON_ERROR, default="raise",
        help="raise: a rule that fails leaves the patient without a report (default). report: it gets the "
        "verdict error, the others are reported, and the exit code is 70",
    )  # fmt: skip
    columns = parser.add_argument(
        "--columns",
        metavar="FILE",
        help="for tables: a YAML map from their columns to fields of a profile",
    )
    shared.completed_by(columns, "FILE")
    parser.add_argument(
        "--explain-input", action="store_true",
        help="do not evaluate; show what became of every entry of a record",
    )  # fmt: skip
    shared.add_day(parser)
    shared.add_pack(parser)
    shared.add_engine(parser)
    inline.describe(parser)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Evaluate what was asked for and return the exit code."""
    patient = inline.patient_in(options)
    if patient is not None and options.files:
        parser.error("describe a patient by options or name files, not both")
    if patient is None and not options.files:
        parser.error(
            "name a file, - for standard input, or describe a patient, for example --medication warfarin"
        )
    from osteon.doors.cli.ward_round import without_looking_for_garbage

    return without_looking_for_garbage(options, patient)
