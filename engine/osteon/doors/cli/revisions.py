"""A pack as it was in a git revision: its files are copied out into a folder, and nothing else is touched."""

import io
import os
import subprocess
import tarfile
from tempfile import TemporaryDirectory

from osteon.doors.cli.trouble import UsageError
from osteon.knowledge.models import Rulebook
from osteon.knowledge.shelf import load_rulebook

_LONGEST_WAIT = 60


def is_folder(place: str) -> bool:
    """Say whether a place is a folder rather than a revision."""
    return os.path.isdir(place)


def pack_at(place: str, pack: str) -> Rulebook:
    """Open the pack of a folder, or of a revision in whose repository it is the folder `pack`.

    Raises UsageError for what is neither, and PackError.
    """
    if is_folder(place):
        return load_rulebook(place)
    with TemporaryDirectory() as folder:
        return load_rulebook(copy_out(place, pack, folder))


def copy_out(revision: str, pack: str, into: str) -> str:
    """Copy a pack as it was in a revision of the repository around the current folder; return its folder.

    `pack` is the pack's folder in the repository. Raises UsageError if git does not know the revision or
    the revision has no such folder.
    """
    told = _git("archive", "--format=tar", f"{revision}", "--", pack)
    with tarfile.open(fileobj=io.BytesIO(told)) as archive:
        archive.extractall(into, filter="data")
    return os.path.join(into, pack)


def _git(*arguments: str) -> bytes:
    # A revision may not start with a dash, or git would read it as an option.
    if any(each.startswith("-") for each in arguments[2:3]):
        raise UsageError(f"{arguments[2]!r} is neither a folder nor a git revision")
    try:
        done = subprocess.run(  # noqa: S603  # no shell, and the program is git
            ["git", *arguments],  # noqa: S607  # git is where the user's path says
            check=False, capture_output=True, timeout=_LONGEST_WAIT,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise UsageError(f"git could not be asked for {arguments[2]!r}: {trouble}") from trouble
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(
            f"{arguments[2]!r} is neither a folder nor a revision that holds the pack: {''.join(said[-1:])}"
        )
    return done.stdout
