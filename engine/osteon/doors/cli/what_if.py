"""`osteon what-if PROFILE`: what if the record said otherwise, and what would clear a flag?"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from datetime import date

from osteon.doors.cli import inline, shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.reasoning.advise import Advisor
    from osteon.reasoning.clearing import Clearing
    from osteon.reasoning.difference import WhatIf


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    shared.add_profile(parser, "one profile, or - for standard input")
    parser.add_argument(
        "--set", dest="suppositions", metavar="NAME=VALUE", action="append", type=_supposition,
        help='suppose that the record said this, for example "vitamin_k2=none" or "vitamin_d=2000 IU/day"; '
        "NAME is a fact, a substance, a condition or a field; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--clear", metavar="RULE", help="find what would clear the flag of this rule; never advice"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_day(parser)
    shared.add_pack(parser)
    shared.add_engine(parser)
    inline.describe(parser)


def _supposition(text: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (name and equals and value):
        raise ArgumentTypeError(f'{text!r} is not NAME=VALUE: write for example "vitamin_k2=none"')
    return name, value


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Compare, or find what would clear a flag."""
    described = inline.patient_in(options)
    if (described is None) == (options.profile is None):
        parser.error("name one profile, or describe a patient by options")
    if bool(options.suppositions) == bool(options.clear):
        parser.error("say either --set NAME=VALUE or --clear RULE")
    from osteon.doors.cli.one_patient import the_patient

    advisor, document, day, engine = the_patient(options, described)
    if options.clear:
        from osteon.doors.what_if import rule_of
        from osteon.reasoning.clearing import changes_on, ways_to_clear

        rule = rule_of(advisor, options.clear)
        _show(options, ways_to_clear(advisor, changes_on(advisor, day), document, rule, engine))
    else:
        _show(options, _compared(advisor, document, day, options.suppositions, engine))
    return CLEAN


def _compared(
    advisor: "Advisor",
    document: Mapping[str, object],
    day: date,
    suppositions: list[tuple[str, str]],
    engine: str,
) -> "WhatIf":
    from osteon.doors.what_if import supposed

    return supposed(advisor, document, day, suppositions, engine)


def _show(options: Namespace, found: "WhatIf | Clearing") -> None:
    if options.format == "json":
        import json

        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    from osteon.doors.cli.output import style_here
    from osteon.doors.rendering.what_if_page import page_lines

    print("\n".join(page_lines(found, style_here())))
