"""`osteon verify [PACK]`: what is wrong with the rules for some patient, and who shows it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from osteon.doors.cli import shared
from osteon.doors.cli.exits import ADVISED, CLEAN

TYPE_CHECKING = False  # spelt out, because importing typing costs a cold start ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Sequence

    from osteon.verification.finding import Finding
    from osteon.verification.questions import Questions

_PROPERTIES = os.path.join("features", "properties")
_GRAVE = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "note": ("error", "warning", "note"),
    "never": (),
}


def describe(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    pack = parser.add_argument(
        "pack",
        metavar="PACK",
        nargs="?",
        help="the folder of a pack; default: the pack that comes with osteon",
    )
    shared.completed_by(pack, "DIRECTORY")
    parser.add_argument(
        "--format", choices=("table", "json", "sarif"), default="table", help="default: table"
    )
    parser.add_argument(
        "--fail-on", choices=tuple(_GRAVE), default="error",
        help="exit with 1 if a finding is at least this grave; default: error",
    )  # fmt: skip
    parser.add_argument(
        "--notes", action="store_true", help="list the notes as well; they are counted otherwise"
    )
    folder = parser.add_argument(
        "--witnesses",
        metavar="FOLDER",
        help="write each patient who shows a finding into this folder, as a profile",
    )
    shared.completed_by(folder, "DIRECTORY")
    features = parser.add_argument(
        "--properties", metavar="FOLDER", default=_PROPERTIES,
        help=f"prove the universal scenarios in this folder as well; default: {_PROPERTIES}, if it is there",
    )  # fmt: skip
    shared.completed_by(features, "DIRECTORY")
    shared.add_day(parser)


def run(options: Namespace, _: ArgumentParser) -> int:
    """Verify a pack. A pack that cannot be loaded ends in PackError, which holds every mistake."""
    from osteon.knowledge.shelf import load_rulebook
    from osteon.verification.questions import questions_on
    from osteon.verification.verify import gravest_first, verify

    asked = questions_on(load_rulebook(options.pack), options.as_of or date.today())
    findings = gravest_first([*verify(asked), *_properties(asked, options.properties)])
    _print(options, findings)
    if options.witnesses:
        _write_witnesses(options.witnesses, findings)
    return ADVISED if any(found.level in _GRAVE[options.fail_on] for found in findings) else CLEAN


def _properties(asked: "Questions", folder: str) -> "list[Finding]":
    """Return what is not true of the universal scenarios of a folder; none where the default is not there."""
    if folder == _PROPERTIES and not os.path.isdir(folder):
        return []
    from osteon.doors.cli.spec_shared import named_features
    from osteon.doors.cli.trouble import UsageError
    from osteon.doors.proving import properties
    from osteon.verification.spec.reading import FeatureError

    files = named_features([folder])
    try:
        return list(properties(asked, files))
    except FeatureError as trouble:
        raise UsageError(str(trouble)) from trouble


def _print(options: Namespace, findings: "Sequence[Finding]") -> None:
    from osteon.doors.rendering import findings as write
    from osteon.doors.rendering.paint import colour_welcome, width_of

    if options.format == "json":
        print(write.as_json(findings))
    elif options.format == "sarif":
        print(write.as_sarif(findings))
    else:
        colour, width = colour_welcome(sys.stdout, os.environ), width_of(sys.stdout, os.environ)
        print(write.as_text(findings, notes=options.notes, colour=colour, width=width))


def _write_witnesses(folder: str, findings: "Sequence[Finding]") -> None:
    import json

    os.makedirs(folder, exist_ok=True)
    for at, found in enumerate(findings, 1):
        if found.witness is not None:
            name = "-".join((f"{at:03}", found.code, *found.rules[:2]))
            with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8") as file:
                json.dump(found.witness.document, file, ensure_ascii=False, indent=2)
