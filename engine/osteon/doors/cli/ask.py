"""`osteon ask PROFILE`: what to ask next, what need not be asked, and, if wanted, the asking itself."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import inline, shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.reasoning.reporting import Report


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    shared.add_profile(parser, "one profile, or - for standard input")
    parser.add_argument(
        "--interactive",
        action="store_true",
        help="ask one question at a time, evaluate after every answer, and end with the report",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_day(parser)
    shared.add_pack(parser)
    shared.add_engine(parser)
    inline.describe(parser)


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Show the questions of a profile, or ask them."""
    described = inline.patient_in(options)
    if described is not None and options.profile is not None:
        parser.error("describe a patient by options or name a file, not both")
    if described is None and options.profile is None and not options.interactive:
        parser.error("name one profile, or describe a patient by options")
    if options.interactive and (options.profile == "-" or options.format == "json"):
        parser.error("--interactive hears the answers on standard input and shows the report as a table")
    from osteon.doors.cli.one_patient import the_patient

    # An interview may begin with a patient of whom nothing is known.
    patient = {} if options.profile is None and described is None else described
    advisor, document, day, engine = the_patient(options, patient)
    if options.interactive:
        from osteon.doors.cli.interview import interview

        interview(advisor, document, day, engine)
    else:
        _show(options, advisor.advise(document, day, engine))
    return CLEAN


def _show(options: Namespace, report: "Report") -> None:
    from osteon.reasoning.plain import plain

    if options.format == "json":
        import json

        data = {name: plain(getattr(report, name)) for name in ("questions", "no_need_to_ask", "versions")}
        print(json.dumps(data | {"disclaimer": report.disclaimer}, ensure_ascii=False, indent=2))
        return
    from osteon.doors.cli.output import style_here
    from osteon.doors.rendering.question_page import page_lines

    print("\n".join(page_lines(report, style_here())))
