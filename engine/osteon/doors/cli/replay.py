"""`osteon replay TRACE`: evaluate a trace again, and say whether it is reproduced or what differs."""

import json
from argparse import ArgumentParser, Namespace

from osteon.basics.errors import Problem, ProfileError
from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.reasoning.replaying import Replay


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    trace = parser.add_argument(
        "trace", metavar="TRACE", help="a file that `osteon evaluate --format trace` wrote, or - for stdin"
    )
    shared.completed_by(trace, "FILE")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    shared.add_pack(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Evaluate the trace again and compare."""
    from osteon.doors.library import read_document
    from osteon.knowledge.shelf import load_rulebook
    from osteon.reasoning.replaying import check_trace, replayed

    trace = check_trace(_read(options.trace))
    document = read_document(trace["profile"], {})
    found = replayed(trace, document, load_rulebook(options.pack))
    if options.format == "json":
        from osteon.reasoning.plain import plain

        print(json.dumps({"reproduced": found.is_reproduced, "differs": plain(found.divergences)}, indent=2))
    else:
        _tell(found)
    return CLEAN if found.is_reproduced else ADVISED


def _read(path: str) -> object:
    from osteon.doors.files import sources

    (source, *more) = sources([path])
    if source.trouble is not None:
        raise ProfileError([source.trouble])
    if more:
        raise ProfileError([Problem(f"{path} holds several traces", hint="replay one at a time")])
    try:
        return json.loads(source.text)
    except (ValueError, RecursionError) as problem:
        raise ProfileError([Problem(f"{path} is not JSON: {problem}")]) from problem


def _tell(found: "Replay") -> None:
    from osteon.doors.cli.output import style_here
    from osteon.doors.rendering.paint import wrapped

    if found.is_reproduced:
        print("reproduced: the same facts, outcomes, verdicts and report, to the byte")
        return
    count = "1 thing differs" if len(found.divergences) == 1 else f"{len(found.divergences)} things differ"
    print(f"not reproduced: {count}")
    for each in found.divergences:
        text = f"{each.where}: {each.before} → {each.now}"
        print("\n".join(wrapped(text, style_here().width, "  - ")))
