"""The example profiles, read as the command line reads them, by every evaluator."""

import json
import subprocess
import sys

import pytest
import yaml

from osteon import evaluate
from tests.architecture.house import TOP

EXAMPLES = sorted(path for path in (TOP / "examples").iterdir() if path.suffix in {".json", ".yaml"})
DAY = "2026-11-24"

RAISED = {
    "apixaban-and-k2": {"doac-vitamin-k-no-known-interaction"},
    "four-plain-fields": {
        "vka-consult-prescriber",
        "vka-consistent-dietary-k",
        "vitamin-d-above-ul",
        "osteoporosis-no-recognised-therapy",
    },
    "high-dose-d3-fully-told": {"d3-high-dose-without-k2", "vitamin-d-above-ul"},
    "milligrams-for-micrograms": {
        "dose-unit-mismatch",
        "bone-k2-evidence",
        "calcium-administration",
        "oral-bisphosphonate-calcium-timing",
    },
    "planning-pregnancy": {"pregnancy-status-unknown"},
    "unlabelled-multivitamin": {"vka-consult-prescriber", "vka-unlabelled-product"},
    "warfarin-and-mk7": {"vka-vitamin-k-supplement", "vka-consistent-dietary-k"},
    "weekly-50000-iu": {"vitamin-d-above-ul"},
}


def told(path, *options):
    """What `osteon evaluate` prints of a profile, as JSON."""
    command = [sys.executable, "-m", "osteon.doors.cli", "evaluate", "--as-of", DAY, "--format", "json", path]
    ran = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert ran.returncode in {0, 1}, ran.stderr
    return json.loads(ran.stdout)


def test_every_example_has_a_claim():
    assert [path.stem for path in EXAMPLES] == sorted(RAISED)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_shows_what_it_is_there_to_show(path):
    report = told(path)
    assert {advisory["rule_id"] for advisory in report["advisories"]} == RAISED[path.stem]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_reference_evaluator_says_the_same_of_an_example(path):
    both, alone = told(path), told(path, "--engine", "reference")
    assert both["versions"].pop("engines") != alone["versions"].pop("engines")
    assert both == alone


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_library_call_says_the_same_of_an_example(path):
    profile = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # every value as text
    assert evaluate(profile, as_of=DAY).to_dict() == told(path)
