"""The pack of an osteon that runs from a zip file, laid out where it can be read."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from osteon.basics.errors import PackError, Problem


@cache
def unpacked_rules() -> str:
    """Copy the packaged rules into a folder that lives as long as the process.

    Raises PackError if this osteon has no rules at all.
    """
    rules = files("osteon") / "rules"
    if not rules.is_dir():
        hint = "install osteon again, or name the folder of a pack"
        raise PackError([Problem("osteon cannot find the rules it comes with", None, hint)])
    base = tempfile.mkdtemp(prefix="osteon-")
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    _copy(rules, os.path.join(base, "rules"))
    return os.path.join(base, "rules")


def _copy(source: Traversable, target: str) -> None:
    os.makedirs(target)
    for item in source.iterdir():
        there = os.path.join(target, item.name)
        if item.is_dir():
            _copy(item, there)
        else:
            with open(there, "wb") as file:
                file.write(item.read_bytes())
