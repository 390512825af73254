"""Gives every feature its sentences, and every rule's tag a marker: `pytest -m rule_vka_natto`."""

import re
from pathlib import Path

from tests.steps.asking import *  # noqa: F403  # pytest-bdd finds a step by its name in this module
from tests.steps.calling import *  # noqa: F403
from tests.steps.commands import *  # noqa: F403
from tests.steps.evaluating import *  # noqa: F403
from tests.steps.faults import *  # noqa: F403
from tests.steps.flags import *  # noqa: F403
from tests.steps.history import *  # noqa: F403
from tests.steps.intake import *  # noqa: F403
from tests.steps.lists import *  # noqa: F403
from tests.steps.person import *  # noqa: F403
from tests.steps.scene import *  # noqa: F403

FEATURES = Path(__file__).parents[2] / "features"


def pytest_configure(config):
    found = "\n".join(file.read_text(encoding="utf-8") for file in FEATURES.rglob("*.feature"))
    for tag in sorted(set(re.findall(r"@([a-z0-9_-]+)", found))):
        config.addinivalue_line("markers", f"{tag}: scenarios with this tag")
