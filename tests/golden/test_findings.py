"""What `osteon verify` writes as SARIF of a pack with planted defects, to the letter.

After a wanted change, rewrite the file with `OSTEON_RESET_GOLDEN=1` in the environment and read the difference.
"""

import json
import os
from datetime import date
from pathlib import Path

from osteon.basics.version import VERSION
from osteon.doors.rendering.findings import as_sarif
from osteon.verification.clauses import redundant
from osteon.verification.finding import CODES, LEVELS
from osteon.verification.questions import questions_on
from osteon.verification.reach import reachable
from osteon.verification.verify import gravest_first
from tests.unit.verification.packs import BOOK, with_rule

TOLD = Path(__file__).parent / "findings" / "planted.sarif.json"
PLANTED = {
    "vka-natto": "takes.natto and not takes.natto",
    "vitamin-d-above-ul": "takes.digoxin and (takes.digoxin or takes.thiazide)",
}


def findings():
    book = BOOK
    for id, when in PLANTED.items():
        book = with_rule(id, when, book=book)
    asked = questions_on(book, date(2026, 11, 24))
    return gravest_first([each for check in (reachable, redundant) for each in check(asked)])


def test_planted_defects_are_written_as_sarif():
    written = as_sarif([each for each in findings() if any(rule in PLANTED for rule in each.rules)])
    text = written.replace(f'"{VERSION}"', '"VERSION"') + "\n"
    if os.environ.get("OSTEON_RESET_GOLDEN"):
        TOLD.write_text(text, encoding="utf-8")
    assert text == TOLD.read_text(encoding="utf-8")


def test_what_is_written_has_the_structure_of_sarif():
    """What SARIF 2.1.0 asks of a log: one run, a tool with its rules, results with a level and a place."""
    log = json.loads(TOLD.read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert known == set(CODES)
    assert {result["ruleId"] for result in run["results"]} == {"unreachable", "redundant-clause"}
    for result in run["results"]:
        assert result["ruleId"] in known
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        for place in result["locations"]:
            physical = place["physicalLocation"]
            assert physical["artifactLocation"]["uri"]
            assert physical["region"]["startLine"] >= 1
