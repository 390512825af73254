"""What the commands of `osteon spec` have in common: which features, and the extra that reads them."""

import os
from argparse import ArgumentParser
from pathlib import Path

from osteon.doors.cli import shared
from osteon.doors.cli.trouble import UsageError

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from osteon.verification.cases import Case
    from osteon.verification.questions import Questions
    from osteon.verification.spec.reading import Row

_FEATURES = "features"


def add_features(parser: ArgumentParser) -> None:
    """Add the feature files, and the pack they speak of."""
    files = parser.add_argument(
        "features",
        metavar="FEATURES",
        nargs="*",
        help="feature files, or folders of them; default: the folder `features` here",
    )
    shared.completed_by(files, "FILE")
    shared.add_pack(parser)


def named_features(named: list[str]) -> list[Path]:
    """Return the feature files that were named, or those of the folder `features`.

    Raises UsageError where there are none, and where the parser of Gherkin is not installed.
    """
    need_the_extra()
    from osteon.verification.spec.reading import FeatureError, feature_files

    if not named and not os.path.isdir(_FEATURES):
        raise UsageError("there is no folder `features` here; name feature files, or a folder of them")
    try:
        return feature_files(named or [_FEATURES])
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble


def counted(number: int, what: str) -> str:
    """Return "1 row", "2 rows" or "no rows"."""
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def need_the_extra() -> None:
    """Raise UsageError if what reads features is not installed."""
    from importlib.util import find_spec

    if any(find_spec(module) is None for module in ("gherkin", "parse")):
        raise UsageError("reading features needs the extra `spec`: pip install 'osteon[spec]'")


def asked_of(files: list[Path], pack: str | None) -> "tuple[Questions, list[Row], list[Case]]":
    """Return the questions of a pack on the day of the features, the rows of features, and their cases.

    Raises UsageError for a feature that cannot be read, or that says something that no sentence says.
    """
    import gc

    from osteon.knowledge.shelf import load_rulebook
    from osteon.verification.cases import CaseReader, features_day
    from osteon.verification.questions import questions_on
    from osteon.verification.spec.playing import Unplayable
    from osteon.verification.spec.reading import FeatureError, read_features

    # Hundreds of thousands of branches live as long as the process; looking for garbage takes a fifth of it.
    gc.disable()
    asked = questions_on(load_rulebook(pack), features_day(), widely=True)
    try:
        rows = [row for document in read_features(files) for row in document.rows]
        cases = list(CaseReader(asked).read(rows))
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble
    except Unplayable as trouble:
        raise UsageError(f"{trouble}; `osteon spec lint` says where") from trouble
    return asked, rows, cases
