"""Gives every feature its sentences, every rule's tag a marker: `pytest -m rule_vka_natto`."""

import re
from pathlib import Path

import pytest

from osteon import load_rulebook
from osteon.doors.played import DOORS
from osteon.verification.spec.reading import feature_files, read_features, rows_written
from osteon.verification.spec.scene import Scene
from tests.steps.generated import *  # noqa: F403  # pytest-bdd finds a step by its name in this module

FEATURES = Path(__file__).parents[2] / "features"


def pytest_configure(config):
    found = "\n".join(file.read_text(encoding="utf-8") for file in FEATURES.rglob("*.feature"))
    for tag in sorted(set(re.findall(r"@([a-z0-9_-]+)", found))):
        config.addinivalue_line("markers", f"{tag}: scenarios with this tag")


@pytest.fixture
def scene():
    with Scene(DOORS, load_rulebook()) as playing:
        yield playing


def pytest_bdd_step_error(feature, step, exception):
    exception.add_note(f"{feature.filename}:{step.line_number}: {step.keyword.strip()} {step.name}")


def rows_in_the_files():
    documents = read_features(feature_files([str(FEATURES)]))
    return sum(rows_written(document.tree["feature"]) for document in documents)
