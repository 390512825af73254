"""`osteon spec check`: plays features, and says of each row that is not met where, what and why."""

from argparse import ArgumentParser, Namespace

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN
from osteon.doors.cli.spec_shared import add_features, counted, named_features

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.verification.spec.checking import Checked


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_features(parser)
    messages = parser.add_argument(
        "--messages", metavar="FILE", help="write the run as Cucumber Messages (NDJSON) as well"
    )
    junit = parser.add_argument("--junit", metavar="FILE", help="write the run as JUnit XML as well")
    for written in (messages, junit):
        shared.completed_by(written, "FILE")


def run(options: Namespace, _: ArgumentParser) -> int:
    """Play every row, and return 1 if one of them is not met or was not played."""
    files = named_features(options.features)
    from time import time

    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.played import DOORS
    from osteon.knowledge.shelf import load_rulebook
    from osteon.verification.spec.checking import check_files, failure_lines
    from osteon.verification.spec.reading import FeatureError

    try:
        checked = check_files(files, DOORS, load_rulebook(options.pack), time)
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble
    _write(options, checked)
    for played in checked.failed:
        print("\n".join(failure_lines(played)), end="\n\n")
    print(_summary(checked, len(files)))
    return CLEAN if checked.complete and not checked.failed else ADVISED


def _summary(checked: "Checked", files: int) -> str:
    played, failed = len(checked.run.played), len(checked.failed)
    said = (
        f"{counted(played, 'row')} of {counted(files, 'feature file')} played: "
        f"{played - failed} met, {failed} not met."
    )
    if not checked.complete:
        said += f" {counted(checked.written, 'row')} in the files: `osteon spec lint` says what is wrong."
    return said


def _write(options: Namespace, checked: "Checked") -> None:
    from osteon.doors.cli.output import opened

    if options.messages:
        from osteon.verification.spec.messages import message_lines

        with opened(options.messages) as page:
            page.writelines(f"{line}\n" for line in message_lines(checked.run))
    if options.junit:
        from osteon.verification.spec.junit import junit_text

        with opened(options.junit) as page:
            page.write(junit_text(checked.run.played))
