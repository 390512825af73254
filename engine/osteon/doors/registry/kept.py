"""What is made of an input once, before its parts are screened, and kept beside the run."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from typing import Any

from osteon.doors.registry.durable import PART, sync, write_json
from osteon.doors.registry.locks import held

INTAKE = "intake"
_MADE = "made.json"


def made_once(
    folder: str, key: Callable[[], Mapping[str, object]], make: Callable[[str], Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what `make` says of what it made in the folder's `intake`; it is made if it is not there.

    `key` returns what it is to be made of; what was made of something else is made anew. `make` may itself
    say, under "of", what it has found that it was made of. One process makes it, and the others wait. It is
    given a folder that takes its name when it is complete.
    """
    kept = os.path.join(folder, INTAKE)
    with held(folder, INTAKE):
        path = os.path.join(kept, _MADE)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                made: dict[str, Any] = json.load(file)
            if made["of"] == dict(key()):
                return made
        shutil.rmtree(kept, ignore_errors=True)
        shutil.rmtree(kept + PART, ignore_errors=True)
        os.makedirs(kept + PART)
        made = dict(make(kept + PART))
        if "of" not in made:
            made["of"] = dict(key())
        write_json(os.path.join(kept + PART, _MADE), made)
        os.rename(kept + PART, kept)
        sync(folder)
        return made
