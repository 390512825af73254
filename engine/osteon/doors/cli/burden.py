"""`osteon burden OLD NEW INPUT --out DIR`: what a change of the rules costs in flags, on a registry."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import screen, shared
from osteon.doors.cli.exits import CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.registry.burden import Burden


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    shared.add_two_packs(parser)
    source = parser.add_argument("input", metavar="INPUT", help="a registry, as `osteon screen` reads it")
    shared.completed_by(source, "FILE")
    out = parser.add_argument(
        "--out", metavar="DIR", required=True, help="the folder for both runs and the page"
    )
    shared.completed_by(out, "DIRECTORY")
    screen.describe_work(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_day(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Screen by both packs and compare."""
    import os

    from osteon.doors.cli.revisions import pack_at
    from osteon.doors.cli.screen_progress import Lines
    from osteon.doors.registry.burden import burden
    from osteon.doors.registry.burden_shown import page
    from osteon.doors.registry.durable import write_json, write_text

    old, new = (pack_at(place, options.pack) for place in (options.old, options.new))
    os.makedirs(options.out, exist_ok=True)
    order = screen.order_of(options, new)
    found = burden(old, new, order, options.hide_below, lambda name: Lines(f"{name}: ").tell)
    write_text(os.path.join(options.out, "burden.html"), page(found))
    write_json(os.path.join(options.out, "burden.json"), found.to_dict())
    _show(options, found)
    return CLEAN


def _show(options: Namespace, found: "Burden") -> None:
    if options.format == "json":
        import json

        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    from osteon.doors.cli.output import style_here
    from osteon.doors.registry.burden_shown import as_text

    print("\n".join(as_text(found, style_here())))
