"""Print what osteon needs at run time, one requirement a line, without the named distribution."""

import re
import sys
import tomllib
from pathlib import Path


def main() -> int:
    """Read pyproject.toml beside this folder; `--without NAME` leaves a distribution out."""
    without = sys.argv[sys.argv.index("--without") + 1] if "--without" in sys.argv else ""
    project = tomllib.loads(
        Path(__file__).parent.parent.joinpath("pyproject.toml").read_text(encoding="utf-8")
    )
    for requirement in project["project"]["dependencies"]:
        if re.split(r"[^\w.-]", requirement, maxsplit=1)[0] != without:
            print(requirement)
    return 0


if __name__ == "__main__":
    sys.exit(main())
