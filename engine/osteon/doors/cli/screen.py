"""`osteon screen INPUT --out DIR`: a whole registry before the rules; it goes on where it was interrupted."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import CLEAN, UNREADABLE

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.doors.registry.run import Order
    from osteon.doors.registry.share import Share
    from osteon.doors.registry.summary import Summary
    from osteon.knowledge.models import Rulebook

_PATIENTS, _MEMORY, _SMALL = 100_000, 96, 10


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    source = parser.add_argument(
        "input",
        metavar="INPUT",
        help="a table with one row a patient (CSV, Parquet), a folder of the relational form, or a folder of "
        "FHIR as NDJSON (a bulk export)",
    )
    shared.completed_by(source, "FILE")
    out = parser.add_argument(
        "--out", metavar="DIR", help="the folder of the run: verdicts, bad rows, summary"
    )
    shared.completed_by(out, "DIRECTORY")
    describe_work(parser)
    parser.add_argument(
        "--partition",
        metavar="I/N",
        type=_share,
        help="do only this share of the parts, 0/8 to 7/8: for several machines",
    )
    parser.add_argument(
        "--sample",
        action="store_true",
        help="the registry is a random sample: add what follows from its size",
    )
    parser.add_argument(
        "--explain", metavar="PATIENT", help="do not screen; explain the verdicts of one patient of INPUT"
    )
    parser.add_argument("--rule", metavar="RULE", help="with --explain: this rule only")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_day(parser)
    shared.add_pack(parser)


def describe_work(parser: ArgumentParser) -> None:
    """Add the options of how a registry is screened."""
    parser.add_argument(
        "--engine",
        choices=("columns", "single"),
        default="columns",
        help="columns: many patients at a time, by DuckDB; single: one after the other, slowly; "
        "default: columns",
    )
    parser.add_argument(
        "--jobs", metavar="N", type=_at_least(1), default=1, help="processes at a time; default: 1"
    )
    parser.add_argument(
        "--memory",
        metavar="MIB",
        type=_at_least(64),
        default=_MEMORY,
        help=f"mebibytes that DuckDB may take, all processes together, but each at least {_MEMORY}; "
        f"default: {_MEMORY}",
    )
    parser.add_argument(
        "--partition-patients",
        metavar="N",
        type=_at_least(1),
        default=_PATIENTS,
        help=f"patients of one part; default: {_PATIENTS}",
    )
    parser.add_argument(
        "--restart", action="store_true", help="drop what DIR holds of another run, and begin anew"
    )
    parser.add_argument(
        "--hide-below",
        metavar="N",
        type=_at_least(0),
        default=_SMALL,
        help=f"show no number of patients from 1 to below this; default: {_SMALL}, 0 shows all",
    )
    columns = parser.add_argument(
        "--columns", metavar="FILE", help="for flat tables: a YAML map from their columns to fields"
    )
    shared.completed_by(columns, "FILE")


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
        return int(text)

    return number


def _share(text: str) -> "Share":
    from osteon.doors.registry.share import read_share

    try:
        return read_share(text)
    except ValueError as problem:
        raise ArgumentTypeError(str(problem)) from problem


def run(options: Namespace, parser: ArgumentParser) -> int:
    """Screen a registry, or explain one patient of it."""
    if options.explain is not None:
        from osteon.doors.cli.screen_explain import explain

        return explain(options)
    if options.rule is not None:
        parser.error("--rule goes with --explain")
    if options.out is None:
        parser.error("say where the verdicts go: --out DIR")
    import os

    from osteon.doors.cli.screen_progress import shown
    from osteon.doors.registry.door import screened
    from osteon.knowledge.shelf import load_rulebook

    order = order_of(options, load_rulebook(options.pack))
    os.makedirs(options.out, exist_ok=True)
    with shown() as heard:
        found = screened(order, options.hide_below, heard, is_sample=options.sample)
    _show(options, found)
    return UNREADABLE if any(counts.get("quarantined") for counts in found.account.values()) else CLEAN


def order_of(options: Namespace, rulebook: "Rulebook") -> "Order":
    """Return what the options order."""
    from osteon.doors.cli.rows import column_map
    from osteon.doors.registry.run import Order
    from osteon.doors.registry.share import Share

    return Order(
        options.input, options.out, rulebook, options.as_of or date.today(),
        column_map(options.columns), options.engine, options.partition_patients, options.jobs,
        options.memory, getattr(options, "partition", None) or Share(), options.restart,
    )  # fmt: skip


def _show(options: Namespace, found: "Summary") -> None:
    import os

    from osteon.doors.registry.durable import write_text
    from osteon.doors.registry.summary_shown import as_text, page

    if options.partition is None:
        write_text(os.path.join(options.out, "summary.html"), page(found))
    if options.format == "json":
        import json

        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    from osteon.doors.cli.output import style_here

    print("\n".join(as_text(found, style_here())))
