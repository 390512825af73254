"""What the commands of `osteon spec` have in common: which features, and the extra that reads them."""

import os
from argparse import ArgumentParser
from pathlib import Path

from osteon.doors.cli import shared
from osteon.doors.cli.trouble import UsageError

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
