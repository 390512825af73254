"""One evaluation from nothing, as a script would do it: load a peer, read one profile, print its flags.

    python -m benchmarks.one ENGINE PROFILE.json

The standard library reads the JSON: importing a quicker reader takes longer than it saves.
"""

import json
import sys

from benchmarks.engines import ENGINES


def main(name: str, profile: str) -> None:
    """Print the flags of one neutral profile."""
    loaded = ENGINES[name].load(json.loads)
    with open(profile, "rb") as file:
        answer = loaded.from_text()(file.read())
    print("\n".join(loaded.flags(answer)))


if __name__ == "__main__":
    main(*sys.argv[1:])
